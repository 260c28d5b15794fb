//! What a project is made of. An [`Edit`] is the only way a review changes.

mod annotation;
mod article;
mod attribute;
mod codebook;
mod codebook_change;
mod codebook_check;
mod codebook_tree;
mod decision;
mod edit;
mod id;
mod index;
mod judged;
mod note;
mod recode;
mod review;

pub use annotation::{Annotation, Cluster, Link, LinkEnd, Origin, Orphan};
pub use article::{Article, ArticleInfo, Project, Story};
pub use attribute::{Attribute, AttributeKind, Attributes, Value};
pub use codebook::{Codebook, Color, Kind, Label, LinkKind, Reason};
pub use codebook_change::{CodebookChange, Intake, Part};
pub(crate) use codebook_check::twice;
pub use codebook_tree::{Branch, Shift};
pub use decision::{Candidate, Choice, Decision, Made, Matter, Place, Tied, Way};
pub use edit::{Edit, EditError, History, Step};
pub use id::{
    AnnotationId, ArticleId, ClusterId, DecisionId, LabelId, LinkId, LinkKindId, ReviewerId, StoryId,
    fold_to_id,
};
pub use index::SpanIndex;
pub use judged::{Absence, Difference, Proposal, Rejection, Ruling, Stretch, Suggestion, Verdict};
pub use note::{NoteOn, Question, questions, with_settled};
pub use recode::{Coding, Recode, Recoded, Rule, Which};
pub use review::{ArticleState, Review, Status};
