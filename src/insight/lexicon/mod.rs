//! Word lists of English news. Other languages are aligned and their quote marks are found, but
//! nothing here knows their words.

mod common;
mod gender;
mod grammar;
mod organizations;
mod people;
mod places;
mod stance;
mod verbs;

pub use common::{is_function, is_stock};
pub use gender::{gender_partner, is_gender_pair};
pub use grammar::{Role, is_time, role};
pub use organizations::{is_organization, is_organization_word};
pub use people::{Gender, given_name_gender, is_given_name, is_honorific, is_role, is_title};
pub use places::{is_demonym, is_place, is_place_ending};
pub use stance::{is_hedge, is_negation};
pub use verbs::{ReportingVerb, VerbForm, VerbKind, reporting_verb};
