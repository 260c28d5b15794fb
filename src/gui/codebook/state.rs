//! What the codebook's screen remembers. Nothing here is in a project.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::change::ChangeDialog;
use super::field::FieldKey;
use crate::model::{Codebook, CodebookChange, LabelId, LinkKindId};
use crate::session::jobs::Job;
use crate::session::{Count, Survey};

/// What is shown beside the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing: the codebook is empty.
    #[default]
    Nothing,
    /// A label, or one that reviews have and the codebook does not know.
    Label(LabelId),
    /// A kind of link.
    Link(LinkKindId),
}

/// What a person did on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum CodebookAction {
    /// Shows this.
    Choose(Chosen),
    /// A field was filled in.
    Field(FieldKey, String),
    /// The codebook becomes this one, without anything to follow in reviews. With the step's name.
    Put(String, Box<Codebook>),
    /// The codebook becomes this one, with what follows: asked about where reviews are concerned.
    Propose(String, Box<CodebookChange>),
    /// Asks how a label is merged, split, deleted …
    Ask(Asked),
    /// The keyboard goes into the field for a new label, which will stand here.
    NewLabel(NewLabel),
    /// Labels that the codebook does not know become labels of it.
    Adopt(LabelId),
    /// A change was decided on.
    Perform(String, Box<CodebookChange>),
    /// The change that is being made is given up.
    Cancel,
}

/// What is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Into which label another is merged.
    Merge(LabelId),
    /// What is split off.
    Split(LabelId),
    /// What becomes of the annotations of a label that is deleted.
    Delete(LabelId),
    /// What becomes of the links of a kind that is deleted.
    DeleteLink(LinkKindId),
    /// Which label annotations get whose own the codebook does not know.
    Unknown(LabelId),
    /// How the codebook of a file is taken in.
    Intake(PathBuf),
}

/// Where a new label stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NewLabel {
    /// After the one that is chosen.
    #[default]
    After,
    /// Under this one.
    Under(LabelId),
}

/// How often everything is used, in all reviews of the project.
#[derive(Clone, Debug)]
pub struct Uses {
    /// The reviews.
    pub survey: Arc<Survey>,
    /// By label, those that the codebook does not know included.
    pub labels: BTreeMap<LabelId, Count>,
    /// By link kind.
    pub links: BTreeMap<LinkKindId, Count>,
    /// By label and attribute, how many annotations have each choice.
    pub choices: BTreeMap<(LabelId, String), BTreeMap<String, usize>>,
    /// What the review at work on was when they were counted.
    pub revision: u64,
}

impl Uses {
    /// Counts.
    pub fn new(survey: Survey, revision: u64) -> Self {
        let (labels, links, choices) = (survey.labels(), survey.link_kinds(), survey.choices());
        Self { survey: Arc::new(survey), labels, links, choices, revision }
    }
}

/// What the screen remembers from frame to frame.
#[derive(Default)]
pub struct CodebookState {
    /// What is shown beside the list.
    pub chosen: Chosen,
    /// Fields that are being written, and what stands in them: one as a rule, two in the frame in
    /// which the keyboard goes from one to another.
    pub drafts: HashMap<FieldKey, String>,
    /// Why the last field was not taken.
    pub refused: Option<(FieldKey, String)>,
    /// How often everything is used, once it is counted.
    pub uses: Option<Uses>,
    /// The count that is under way, and of which revision of the review.
    pub counting: Option<(u64, Job<Survey>)>,
    /// Where the next new label will stand.
    pub place: NewLabel,
    /// The row being dragged.
    pub dragged: Option<LabelId>,
    /// The question that is open.
    pub dialog: Option<ChangeDialog>,
    /// Whether the grid of more colours is open.
    pub more_colors: bool,
    /// Whether the chosen row is to be brought into view.
    pub reveal: bool,
}

impl CodebookState {
    /// The label that is shown.
    pub fn label(&self) -> Option<&LabelId> {
        match &self.chosen {
            Chosen::Label(id) => Some(id),
            _ => None,
        }
    }

    /// How often a label is used; `None` while that is not counted.
    pub fn uses_of(&self, label: &LabelId) -> Option<Count> {
        self.uses.as_ref().map(|uses| uses.labels.get(label).copied().unwrap_or_default())
    }
}
