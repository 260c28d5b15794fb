//! Fields to write in: what each means for the codebook when it is left.

use crate::model::{
    Attribute, AttributeKind, Codebook, CodebookChange, Color, Label, LabelId, LinkKind, LinkKindId, Recode,
    Value, fold_to_id,
};

/// A field of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldKey {
    /// A label's name.
    Name(LabelId),
    /// The key that tags with it.
    Key(LabelId),
    /// Its colour, as `#RRGGBB`.
    Color(LabelId),
    /// Its guideline.
    About(LabelId),
    /// The name of a label to be made.
    NewLabel,
    /// The name of an attribute to be made.
    NewAttribute(LabelId),
    /// The name of a kind of link to be made.
    NewLink,
    /// The name of an attribute.
    AttributeName(LabelId, String),
    /// A choice of an attribute, by its place.
    Choice(LabelId, String, usize),
    /// A choice to be added to an attribute.
    NewChoice(LabelId, String),
    /// What an attribute starts with, where that is written.
    Default(LabelId, String),
    /// The name of a kind of link.
    LinkName(LinkKindId),
    /// When to use it.
    LinkAbout(LinkKindId),
}

/// What a field says when it is left: the step's name, and the change.
pub type Filled = Result<Option<(String, CodebookChange)>, String>;

/// What a field's words mean for the codebook: nothing where they say what is there already, a reason
/// where they cannot be taken.
pub fn filled(codebook: &Codebook, field: &FieldKey, text: &str) -> Filled {
    let text = text.trim();
    let mut next = codebook.clone();
    let name = match field {
        FieldKey::Name(id) => {
            let label = known(&mut next, id)?;
            if text.is_empty() {
                return Err("A label needs a name.".to_owned());
            }
            let before = std::mem::replace(&mut label.name, text.to_owned());
            format!("rename “{before}” to “{text}”")
        }
        FieldKey::Key(id) => {
            if let Some(why) = key_problem(codebook, id, text) {
                return Err(why);
            }
            let label = known(&mut next, id)?;
            label.key = text.to_lowercase();
            match text {
                "" => format!("no key for “{}”", label.name),
                key => format!("key {} for “{}”", key.to_uppercase(), label.name),
            }
        }
        FieldKey::Color(id) => {
            let written = if text.starts_with('#') { text.to_owned() } else { format!("#{text}") };
            let color = Color::try_from(written)
                .map_err(|_| "Write a colour as six digits, such as #3B7DD8.".to_owned())?;
            let label = known(&mut next, id)?;
            label.color = color;
            format!("colour of “{}”", label.name)
        }
        FieldKey::About(id) => {
            let label = known(&mut next, id)?;
            text.clone_into(&mut label.about);
            format!("guideline of “{}”", label.name)
        }
        // Where it stands is not for the field to say.
        FieldKey::NewLabel => return Ok(None),
        FieldKey::NewAttribute(_) | FieldKey::NewLink if text.is_empty() => return Ok(None),
        FieldKey::NewAttribute(id) => {
            let label = known(&mut next, id)?;
            let attribute = new_attribute(label, text)?;
            label.attributes.push(attribute);
            format!("new attribute “{text}” of “{}”", label.name)
        }
        FieldKey::NewLink => {
            if next.links.iter().any(|link| link.name.to_lowercase() == text.to_lowercase()) {
                return Err(format!("“{text}” is there already."));
            }
            let taken = |id: &str| next.link(&id.into()).is_some();
            let id = LinkKindId::from(numbered(&fold_to_id(text, "link"), taken));
            let (from, to, about) = (Vec::new(), Vec::new(), String::new());
            next.links.push(LinkKind { id, name: text.to_owned(), from, to, about });
            format!("new kind of link “{text}”")
        }
        FieldKey::AttributeName(id, attribute) => {
            if text.is_empty() {
                return Err("An attribute needs a name.".to_owned());
            }
            let attribute = known_attribute(&mut next, id, attribute)?;
            let before = std::mem::replace(&mut attribute.name, text.to_owned());
            format!("rename attribute “{before}” to “{text}”")
        }
        FieldKey::Choice(id, attribute, at) => return choice(codebook, id, attribute, *at, text),
        FieldKey::NewChoice(id, attribute) => {
            if text.is_empty() {
                return Ok(None);
            }
            let attribute = known_attribute(&mut next, id, attribute)?;
            let (AttributeKind::Choice(options) | AttributeKind::Several(options)) = &mut attribute.kind
            else {
                return Ok(None);
            };
            if options.iter().any(|option| option == text) {
                return Err(format!("“{text}” is there already."));
            }
            options.push(text.to_owned());
            format!("add choice “{text}”")
        }
        FieldKey::Default(id, attribute) => {
            let attribute = known_attribute(&mut next, id, attribute)?;
            attribute.default = match text {
                "" => None,
                text => {
                    let value = Value::Text(text.to_owned()).converted(&attribute.kind);
                    Some(value.ok_or_else(|| format!("This is not {}.", attribute.kind.name()))?)
                }
            };
            format!("default of “{}”", attribute.name)
        }
        FieldKey::LinkName(id) => {
            if text.is_empty() {
                return Err("A kind of link needs a name.".to_owned());
            }
            let link = next.links.iter_mut().find(|link| link.id == *id).ok_or_else(gone)?;
            let before = std::mem::replace(&mut link.name, text.to_owned());
            format!("rename “{before}” to “{text}”")
        }
        FieldKey::LinkAbout(id) => {
            let link = next.links.iter_mut().find(|link| link.id == *id).ok_or_else(gone)?;
            text.clone_into(&mut link.about);
            format!("guideline of “{}”", link.name)
        }
    };
    Ok((next != *codebook).then(|| (name, CodebookChange { codebook: next, recode: Recode::default() })))
}

/// An attribute of this name, with an id that none of the label has.
fn new_attribute(label: &Label, name: &str) -> Result<Attribute, String> {
    if label.attributes.iter().any(|one| one.name.to_lowercase() == name.to_lowercase()) {
        return Err(format!("“{name}” is there already."));
    }
    let taken = |id: &str| label.attributes.iter().any(|one| one.id == id);
    let id = numbered(&fold_to_id(name, "attribute"), taken);
    let kind = AttributeKind::Choice(Vec::new());
    Ok(Attribute { id, name: name.to_owned(), kind, required: false, default: None })
}

/// `stem`, or `stem-2`, `stem-3` …: the first that is not taken.
fn numbered(stem: &str, taken: impl Fn(&str) -> bool) -> String {
    let more = (2u32..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.to_owned()).chain(more).find(|id| !taken(id)).unwrap_or_else(|| stem.to_owned())
}

fn gone() -> String {
    "It is no longer in the codebook.".to_owned()
}

fn known<'a>(codebook: &'a mut Codebook, id: &LabelId) -> Result<&'a mut Label, String> {
    codebook.label_mut(id).ok_or_else(gone)
}

fn known_attribute<'a>(
    codebook: &'a mut Codebook,
    label: &LabelId,
    id: &str,
) -> Result<&'a mut Attribute, String> {
    known(codebook, label)?.attributes.iter_mut().find(|one| one.id == id).ok_or_else(gone)
}

/// A choice is called something else: annotations that have it follow.
fn choice(codebook: &Codebook, label: &LabelId, attribute: &str, at: usize, text: &str) -> Filled {
    let mut next = codebook.clone();
    let attribute = known_attribute(&mut next, label, attribute)?;
    let (AttributeKind::Choice(options) | AttributeKind::Several(options)) = &mut attribute.kind else {
        return Ok(None);
    };
    let Some(option) = options.get(at).cloned() else { return Ok(None) };
    if option == text {
        return Ok(None);
    }
    if text.is_empty() {
        return Err("A choice needs words. The cross removes it.".to_owned());
    }
    if options.iter().any(|option| option == text) {
        return Err(format!("“{text}” is there already."));
    }
    if let Some(option) = options.get_mut(at) {
        text.clone_into(option);
    }
    let attribute = attribute.clone();
    let change = codebook.with_attribute(label, &attribute, true).ok_or_else(gone)?;
    Ok(Some((format!("rename choice “{option}” to “{text}”"), change)))
}

/// Why a key cannot be the one of a label; `None` where it can.
pub fn key_problem(codebook: &Codebook, label: &LabelId, key: &str) -> Option<String> {
    let key = key.trim();
    if key.is_empty() {
        return None;
    }
    if key.chars().count() > 1 || !key.chars().all(char::is_alphanumeric) {
        return Some("A key is one letter or digit.".to_owned());
    }
    let holder = codebook.key_holder(key, Some(label))?;
    Some(format!("{} tags “{}” already.", key.to_uppercase(), holder.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(codebook: &Codebook, field: &FieldKey, text: &str) -> Result<Option<String>, String> {
        filled(codebook, field, text).map(|filled| filled.map(|(name, _)| name))
    }

    #[test]
    fn what_is_written_is_taken_or_refused_with_a_reason() {
        let codebook = Codebook::default();
        let (person, claim) = (LabelId::from("person"), LabelId::from("claim"));
        let status = |at| FieldKey::Choice(claim.clone(), "status".into(), at);
        let default = FieldKey::Default(claim.clone(), "status".into());
        for (field, text, taken) in [
            (FieldKey::Name(person.clone()), " Human ", Ok(Some("rename “Person” to “Human”"))),
            (FieldKey::Name(person.clone()), "Person", Ok(None)),
            (FieldKey::Name(person.clone()), " ", Err("A label needs a name.")),
            (FieldKey::Key(person.clone()), "H", Ok(Some("key H for “Person”"))),
            (FieldKey::Key(person.clone()), "", Ok(Some("no key for “Person”"))),
            (FieldKey::Key(person.clone()), "C", Err("C tags “Claim” already.")),
            (FieldKey::Key(person.clone()), "ab", Err("A key is one letter or digit.")),
            (FieldKey::Key(person.clone()), "/", Err("A key is one letter or digit.")),
            (FieldKey::Color(person.clone()), "3b7dd8", Ok(Some("colour of “Person”"))),
            (FieldKey::Color(person), "blue", Err("Write a colour as six digits, such as #3B7DD8.")),
            (status(0), "unsettled", Ok(Some("rename choice “open” to “unsettled”"))),
            (status(0), "wrong", Err("“wrong” is there already.")),
            (status(9), "x", Ok(None)),
            (default.clone(), "wrong", Ok(Some("default of “Status”"))),
            (default, "unheard of", Err("This is not a choice.")),
            (FieldKey::NewAttribute(claim.clone()), "Source", Ok(Some("new attribute “Source” of “Claim”"))),
            (FieldKey::NewAttribute(claim.clone()), "status", Err("“status” is there already.")),
            (FieldKey::NewAttribute(claim.clone()), "", Ok(None)),
            (FieldKey::NewLink, "denies", Ok(Some("new kind of link “denies”"))),
            (FieldKey::NewLink, "Said by", Err("“Said by” is there already.")),
        ] {
            let taken = taken.map(|name| name.map(str::to_owned)).map_err(str::to_owned);
            assert_eq!(name(&codebook, &field, text), taken, "{field:?} {text}");
        }
    }

    #[test]
    fn annotations_follow_a_choice_that_is_renamed() {
        let codebook = Codebook::default();
        let field = FieldKey::Choice("claim".into(), "status".into(), 2);
        let (_, change) = filled(&codebook, &field, "false").unwrap().unwrap();
        assert_eq!(change.recode.rules.len(), 1);
    }
}
