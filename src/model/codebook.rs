//! The labels and link kinds of a project.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Attribute, AttributeKind, LabelId, LinkKindId, Value};

/// The labels, their colours, keys and attributes, and the link kinds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// In the order in which people see them.
    pub labels: Vec<Label>,
    /// In the order in which people see them.
    pub links: Vec<LinkKind>,
    /// Why a decision of a consensus may be what it is, in the order in which people see them. A
    /// codebook that says nothing of them has those of [`Reason::usual`].
    #[serde(default = "Reason::usual", skip_serializing_if = "Reason::are_usual")]
    pub reasons: Vec<Reason>,
    /// Labels that are gone, by their ids, with the label that their annotations got: for reviews
    /// that still have them, because they were elsewhere at the time.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaced: BTreeMap<LabelId, LabelId>,
}

/// Why a decision of a consensus is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Names it in decisions; never changes when `name` does.
    pub id: String,
    /// What people read.
    pub name: String,
    /// The line of the guideline that it points to. Markdown.
    #[serde(default)]
    pub about: String,
    /// Whether it says that the guideline is to be mended, rather than that someone slipped.
    #[serde(default)]
    pub mend: bool,
}

/// What a label is: decides how its marks are drawn and what the program may find out about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Someone or something with a name.
    Entity,
    /// Something said to be so.
    Claim,
    /// Someone's words.
    Quote,
    /// Anything else.
    Other,
}

impl Kind {
    /// All kinds in the order in which people see them.
    pub const ALL: [Self; 4] = [Self::Entity, Self::Claim, Self::Quote, Self::Other];

    /// What people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity => "Entity",
            Self::Claim => "Claim",
            Self::Quote => "Quote",
            Self::Other => "Other",
        }
    }
}

/// A label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Names it in annotations; never changes when `name` does.
    pub id: LabelId,
    /// What people read.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its colour on paper; the window derives the shade for a dark theme.
    pub color: Color,
    /// The letter or digit that tags with it; empty where it has none.
    #[serde(default)]
    pub key: String,
    /// The label under which it stands.
    #[serde(default)]
    pub parent: Option<LabelId>,
    /// What its annotations can say.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// The guideline: when to use it. Markdown.
    #[serde(default)]
    pub about: String,
}

impl Reason {
    /// The reasons that a codebook has where it names none.
    pub fn usual() -> Vec<Self> {
        let reason = |id: &str, name: &str, about: &str, mend| Self {
            id: id.into(),
            name: name.into(),
            about: about.into(),
            mend,
        };
        vec![
            reason(
                "guideline",
                "As the guideline says",
                "The guideline is clear and was not followed.",
                false,
            ),
            reason("unclear", "Guideline unclear", "The guideline can be read in more than one way.", true),
            reason("missing", "Not in the guideline", "The guideline says nothing of this case.", true),
            reason(
                "boundary",
                "Where it starts or ends",
                "The guideline leaves open how much belongs to the mark.",
                true,
            ),
            reason("overlooked", "Overlooked", "Someone did not see it.", false),
            reason("slip", "Slip", "A wrong key or a hasty drag.", false),
            reason("ambiguous", "The text is ambiguous", "Both readings are right.", false),
        ]
    }

    fn are_usual(reasons: &[Self]) -> bool {
        reasons == Self::usual()
    }
}

/// A kind of link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkKind {
    /// Names it in links.
    pub id: LinkKindId,
    /// What people read, as in “… *said by* …”.
    pub name: String,
    /// What it may start from; empty for anything.
    pub from: Vec<Kind>,
    /// What it may lead to; empty for anything.
    pub to: Vec<Kind>,
    /// When to use it.
    #[serde(default)]
    pub about: String,
}

/// An sRGB colour, `#RRGGBB` in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(pub [u8; 3]);

impl TryFrom<String> for Color {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("a colour is written as \"#3B7DD8\", not \"{text}\"");
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii()).ok_or_else(wrong)?;
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, r, g, b] = value.to_be_bytes();
        Ok(Self([r, g, b]))
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        color.to_string()
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02X}{g:02X}{b:02X}")
    }
}

impl Codebook {
    /// The label with this id.
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The link kind with this id.
    pub fn link(&self, id: &LinkKindId) -> Option<&LinkKind> {
        self.links.iter().find(|link| link.id == *id)
    }

    /// The reason with this id.
    pub fn reason(&self, id: &str) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.id == id)
    }

    /// What people read for a reason; its id where the codebook does not know it.
    pub fn reason_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.reason(id).map_or(id, |reason| reason.name.as_str())
    }

    /// What people read for a label; its id where the codebook does not know it.
    pub fn label_name<'a>(&'a self, id: &'a LabelId) -> &'a str {
        self.label(id).map_or(id.as_str(), |label| label.name.as_str())
    }

    /// The kind of a label; `Other` where the codebook does not know it.
    pub fn kind(&self, id: &LabelId) -> Kind {
        self.label(id).map_or(Kind::Other, |label| label.kind)
    }
}

impl Default for Codebook {
    /// The labels that a new project starts with.
    fn default() -> Self {
        let label = |id: &str, name: &str, kind, color: [u8; 3], key: &str, about: &str| Label {
            id: id.into(),
            name: name.into(),
            kind,
            color: Color(color),
            key: key.into(),
            parent: None,
            attributes: Vec::new(),
            about: about.into(),
        };
        let choice = |id: &str, name: &str, options: &[&str], default: Option<&str>| Attribute {
            id: id.into(),
            name: name.into(),
            kind: AttributeKind::Choice(options.iter().map(|option| (*option).to_owned()).collect()),
            required: false,
            default: default.map(|option| Value::Choice(option.into())),
        };
        let mut claim = label(
            "claim",
            "Claim",
            Kind::Claim,
            [0xC2, 0x66, 0x0C],
            "c",
            "Something said to be so that could be checked. The smallest stretch that states it.",
        );
        claim.attributes = vec![
            choice("status", "Status", &["open", "confirmed", "wrong", "cannot confirm"], Some("open")),
            choice(
                "type",
                "Type",
                &["quantity", "event", "cause", "law", "prediction", "experience", "other"],
                None,
            ),
        ];
        let mut quote = label(
            "quote",
            "Quote",
            Kind::Quote,
            [0xA8, 0x3A, 0x78],
            "q",
            "Someone’s words, between the quote marks and without them; indirect speech from the first word \
             of what was said.",
        );
        quote.attributes = vec![
            choice("form", "Form", &["direct", "indirect", "partial"], Some("direct")),
            Attribute {
                id: "speaker".into(),
                name: "Speaker as printed".into(),
                kind: AttributeKind::Text,
                required: false,
                default: None,
            },
        ];
        let link = |id: &str, name: &str, from: &[Kind], to: &[Kind], about: &str| LinkKind {
            id: id.into(),
            name: name.into(),
            from: from.to_vec(),
            to: to.to_vec(),
            about: about.into(),
        };
        let said = [Kind::Quote, Kind::Claim];
        Self {
            labels: vec![
                label(
                    "person",
                    "Person",
                    Kind::Entity,
                    [0x2F, 0x6F, 0xC4],
                    "p",
                    "A named human being, without title or role.",
                ),
                label(
                    "organization",
                    "Organization",
                    Kind::Entity,
                    [0x1B, 0x85, 0x77],
                    "o",
                    "A company, authority, party, team or other body with a name.",
                ),
                label(
                    "place",
                    "Place",
                    Kind::Entity,
                    [0x6E, 0x7F, 0x1E],
                    "l",
                    "A place with a name: country, town, street, building.",
                ),
                label(
                    "date",
                    "Date",
                    Kind::Entity,
                    [0x7A, 0x6B, 0xB5],
                    "d",
                    "A day, month, year or time, as printed.",
                ),
                label(
                    "event",
                    "Event",
                    Kind::Entity,
                    [0x9A, 0x5B, 0x2E],
                    "e",
                    "Something that happened and has a name.",
                ),
                label(
                    "other",
                    "Other",
                    Kind::Entity,
                    [0x6B, 0x72, 0x80],
                    "t",
                    "Any other name worth keeping.",
                ),
                claim,
                quote,
            ],
            links: vec![
                link("said-by", "said by", &said, &[Kind::Entity], "Who said it."),
                link("about", "about", &said, &[Kind::Entity], "Whom or what it is about."),
                link("supports", "supports", &said, &said, "One speaks for the other."),
                link("contradicts", "contradicts", &said, &said, "Both cannot be so."),
            ],
            reasons: Reason::usual(),
            replaced: BTreeMap::new(),
        }
    }
}
