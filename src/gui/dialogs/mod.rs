//! Questions to the person: for files, for a name, for a yes or no. Each gives its answer as a
//! value; nothing here touches a project.

mod about;
mod ask;
mod files;
mod path_prompt;
mod reviewer;
mod rfd_dialogs;
mod scripted;

pub use about::About;
pub use ask::{Answer, Ask};
pub use files::{FileDialogs, Files, Filter, Outcome, Pick, Purpose, Request};
pub use path_prompt::PathPrompt;
pub use reviewer::{KnownReviewer, ReviewerAnswer, ReviewerDialog};
pub use rfd_dialogs::{RfdDialogs, Waker};
pub use scripted::ScriptedDialogs;
