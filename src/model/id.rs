//! Names of things, one type each, cheap to clone.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )* };
}

ids! {
    /// Names an article within its story and project.
    ArticleId
    /// Names a story within its project.
    StoryId
    /// Names a reviewer; also the stem of the review's file.
    ReviewerId
    /// Names a label of the codebook.
    LabelId
    /// Names a kind of link of the codebook.
    LinkKindId
    /// Names an annotation; random, so that files from two machines never collide.
    AnnotationId
    /// Names a cluster; random.
    ClusterId
    /// Names a link; random.
    LinkId
    /// Names a decision of a consensus; random.
    DecisionId
}

/// The name under which the consensus of a story stands among its reviews.
const CONSENSUS: &str = "consensus";

impl ReviewerId {
    /// The one that no person has: the review that it names is what reviewers were settled into.
    pub fn consensus() -> Self {
        Self::from(CONSENSUS)
    }

    /// The id of a person of this name; `fallback` where nothing is left of the name. Never that of
    /// the consensus.
    ///
    /// ```
    /// # use parallax::model::ReviewerId;
    /// assert_eq!(ReviewerId::of_person("Zoë Berg", "reviewer").as_str(), "zoe-berg");
    /// assert_eq!(ReviewerId::of_person("Consensus", "reviewer").as_str(), "consensus-reviewer");
    /// ```
    pub fn of_person(name: &str, fallback: &str) -> Self {
        let id = Self::from(fold_to_id(name, fallback));
        if id.is_consensus() { Self::from(format!("{CONSENSUS}-reviewer")) } else { id }
    }

    /// Whether it names no person but the consensus, or a version of it that was put beside it.
    pub fn is_consensus(&self) -> bool {
        let rest = self.as_str().strip_prefix(CONSENSUS);
        rest.is_some_and(|rest| {
            rest.is_empty()
                || rest
                    .strip_prefix('-')
                    .is_some_and(|n| !n.is_empty() && n.bytes().all(|digit| digit.is_ascii_digit()))
        })
    }
}

/// A name as a person gives it, folded to what may name a file and stand in an id: ASCII letters
/// and digits in lower case and single hyphens, at most 48 of them; `fallback` where nothing is left.
///
/// ```
/// # use parallax::model::fold_to_id;
/// assert_eq!(fold_to_id("Straits Times (Monday)", "article"), "straits-times-monday");
/// assert_eq!(fold_to_id("Zoë", "reviewer"), "zoe");
/// assert_eq!(fold_to_id("東京", "article"), "article");
/// ```
pub fn fold_to_id(name: &str, fallback: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in name.nfkd().flat_map(char::to_lowercase) {
        if out.len() >= 48 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !unicode_normalization::char::is_combining_mark(c) && !out.ends_with('-') && !out.is_empty()
        {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { fallback.to_owned() } else { out.to_owned() }
}
