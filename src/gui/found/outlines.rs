//! The outlines of what is suggested.

use super::page::Page;
use super::state::{Alike, FoundState};
use crate::gui::look;
use crate::gui::pane::Outline;
use crate::model::{ArticleId, Kind, Label};
use crate::session::Session;
use crate::text::Span;

impl FoundState {
    /// The outlines of an article's suggestions.
    pub fn outlines(&self, article: &ArticleId, session: &Session, dark: bool) -> Vec<Outline> {
        let tokens = look::of_theme(dark);
        let codebook = session.codebook();
        let color_of = |label: Option<&Label>| label.map_or(tokens.weak, |l| tokens.mark_color(l.color));
        let outline = |item: usize, spans: Vec<Span>, color, name: String| Outline {
            item,
            spans,
            differs: Vec::new(),
            color,
            name,
        };
        match self.page {
            Some(Page::Quotes) => {}
            Some(Page::Names) => {
                let mut out = Vec::new();
                for (item, group) in self.groups().iter().enumerate() {
                    let color = color_of(self.label_of(group).and_then(|id| codebook.label(id)));
                    let own = group.mentions.iter().filter(|mention| mention.article == *article);
                    out.extend(own.map(|m| outline(item, vec![m.span], color, "Suggested name".to_owned())));
                }
                return out;
            }
            Some(Page::Alike) => {
                let of = self.of().and_then(|id| session.review().annotation(id));
                let color = color_of(of.and_then(|of| codebook.label(&of.label)));
                let own = self.alike().iter().enumerate();
                let own = own.filter(|(_, one)| one.place().is_some_and(|(at, _)| at == *article));
                return own
                    .map(|(item, one)| match one {
                        Alike::Ghost(ghost) => {
                            let name = if ghost.same_words { "Same words" } else { "Other words" };
                            let whole = outline(item, ghost.spans.clone(), color, name.to_owned());
                            Outline { differs: ghost.differs.clone(), ..whole }
                        }
                        Alike::Similar { span, .. } => {
                            outline(item, vec![*span], color, "Similar sentence".to_owned())
                        }
                    })
                    .collect();
            }
            _ => return Vec::new(),
        }
        let color = color_of(codebook.labels.iter().find(|label| label.kind == Kind::Quote));
        let own = self.quotes().iter().enumerate().filter(|(_, quote)| quote.article == *article);
        own.map(|(item, quote)| Outline {
            item,
            spans: quote.spans.clone(),
            differs: Vec::new(),
            color,
            name: "Suggested quote".to_owned(),
        })
        .collect()
    }
}
