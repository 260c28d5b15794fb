//! Markdown as people write it in notes and guidelines: headings, emphasis, lists, tasks, links,
//! code, quotations. What is not understood is shown as it was written; nothing is fetched.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, RichText, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, vec2};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::gui::look::{self, Tokens, icons, metrics, paint};

/// The most of a text that is shown, in characters: no guideline is longer.
const MOST: usize = 40_000;
/// The most levels by which lists are moved to the right.
const DEEPEST: usize = 6;
const STEP: f32 = 18.0;

#[derive(Clone, Debug, Default, PartialEq)]
struct Style {
    strong: bool,
    emphasis: bool,
    code: bool,
    struck: bool,
    link: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Piece {
    text: String,
    style: Style,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Paragraph,
    Heading(u8),
    Code,
    Rule,
    /// With what stands before it.
    Bullet(String),
    Task(bool),
}

/// A stretch that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
struct Block {
    shape: Shape,
    pieces: Vec<Piece>,
    indent: usize,
    quoted: bool,
}

/// Takes a text apart.
fn blocks(text: &str) -> Vec<Block> {
    let cut = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader::default();
    for event in Parser::new_ext(text.get(..cut).unwrap_or(text), options) {
        reader.take(event);
    }
    reader.end_block();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    now: Option<Block>,
    styles: Vec<Style>,
    /// The number of the next item of each list that is open; `None` for bullets.
    lists: Vec<Option<u64>>,
    quotes: usize,
    marker: Option<Shape>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                let style = self.style();
                self.text(&text, style);
            }
            Event::Code(text) => {
                let style = Style { code: true, ..self.style() };
                self.text(&text, style);
            }
            Event::SoftBreak => {
                let style = self.style();
                self.text(" ", style);
            }
            Event::HardBreak => {
                let style = self.style();
                self.text("\n", style);
            }
            Event::Rule => {
                self.end_block();
                self.begin(Shape::Rule);
                self.end_block();
            }
            Event::TaskListMarker(done) => match &mut self.now {
                Some(block) => block.shape = Shape::Task(done),
                None => self.marker = Some(Shape::Task(done)),
            },
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let style = self.style();
                self.text(&text, style);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let now = self.style();
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.begin(Shape::Heading(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    _ => 3,
                }));
            }
            Tag::CodeBlock(kind) => {
                self.end_block();
                self.begin(Shape::Code);
                // The name of the language is for colouring, which is not done.
                let (CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) = kind;
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_block();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}.");
                        *number += 1;
                        marker
                    }
                    _ => "•".to_owned(),
                };
                self.marker = Some(Shape::Bullet(marker));
            }
            Tag::Emphasis => self.styles.push(Style { emphasis: true, ..now }),
            Tag::Strong => self.styles.push(Style { strong: true, ..now }),
            Tag::Strikethrough => self.styles.push(Style { struck: true, ..now }),
            Tag::Link { dest_url, .. } => {
                let link = is_safe(&dest_url).then(|| dest_url.into_string());
                self.styles.push(Style { link, ..now });
            }
            Tag::Image { .. } => self.styles.push(Style { emphasis: true, ..now }),
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.styles.pop();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                // An item with nothing in it still shows its mark.
                if let Some(shape) = self.marker.take() {
                    self.begin(shape);
                }
                self.end_block();
            }
            _ => self.end_block(),
        }
    }

    fn style(&self) -> Style {
        self.styles.last().cloned().unwrap_or_default()
    }

    fn begin(&mut self, shape: Shape) {
        self.now = Some(Block {
            shape,
            pieces: Vec::new(),
            indent: self.lists.len().saturating_sub(1).min(DEEPEST),
            quoted: self.quotes > 0,
        });
    }

    fn text(&mut self, text: &str, style: Style) {
        if self.now.is_none() {
            let continued = !self.lists.is_empty() && self.marker.is_none();
            let shape = self.marker.take().unwrap_or(Shape::Paragraph);
            self.begin(shape);
            // A second paragraph of an item stands under the first.
            if let Some(block) = self.now.as_mut().filter(|_| continued) {
                block.indent += 1;
            }
        }
        let Some(block) = &mut self.now else { return };
        match block.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => block.pieces.push(Piece { text: text.to_owned(), style }),
        }
    }

    fn end_block(&mut self) {
        self.blocks.extend(self.now.take());
    }
}

/// Whether a link leads where a browser or a mail program opens it, and nowhere on this computer.
fn is_safe(link: &str) -> bool {
    let link = link.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
}

/// Shows a text written in Markdown, as wide as there is room. A click on a link opens it with the
/// system's own program.
pub fn markdown(ui: &mut Ui, text: &str) {
    let tokens = look::tokens(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for (number, block) in blocks(text).iter().enumerate() {
            ui.push_id(number, |ui| show(ui, block, number == 0, tokens));
        }
    });
}

fn show(ui: &mut Ui, block: &Block, first: bool, tokens: &Tokens) {
    if block.shape == Shape::Rule {
        super::hairline(ui, 4.0);
        return;
    }
    if matches!(block.shape, Shape::Heading(_)) && !first {
        ui.add_space(4.0);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let inset = block.indent as f32 * STEP + if block.quoted { 12.0 } else { 0.0 };
        if inset > 0.0 {
            ui.add_space(inset);
        }
        let top = ui.cursor().min;
        if let Shape::Bullet(_) | Shape::Task(_) = &block.shape {
            mark(ui, &block.shape, tokens);
        }
        let height = ui.vertical(|ui| words(ui, block, tokens)).response.rect.height();
        if block.quoted {
            let x = top.x - 10.0;
            ui.painter().vline(x, top.y..=top.y + height, Stroke::new(2.0, tokens.edge));
        }
    });
}

/// What stands before an item of a list.
fn mark(ui: &mut Ui, shape: &Shape, tokens: &Tokens) {
    let (rect, response) = ui.allocate_exact_size(vec2(STEP, metrics::SANS_LINE), Sense::hover());
    match shape {
        Shape::Task(done) => {
            let (icon, color) =
                if *done { (icons::CHECK_CIRCLE, tokens.good) } else { (icons::CIRCLE, tokens.weak) };
            paint::icon(ui.painter(), rect.left_center() + vec2(6.0, 0.0), icon, 14.0, color);
            let name = if *done { "done" } else { "to do" };
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        }
        Shape::Bullet(marker) => {
            let font = look::sans(metrics::SANS);
            let galley = paint::line(ui.painter(), marker, font, tokens.weak, f32::INFINITY);
            paint::put(ui.painter(), rect.left_center(), egui::Align2::LEFT_CENTER, galley);
        }
        _ => {}
    }
}

fn words(ui: &mut Ui, block: &Block, tokens: &Tokens) {
    if block.shape == Shape::Code {
        let text: String = block.pieces.iter().map(|piece| piece.text.as_str()).collect();
        egui::Frame::new().fill(tokens.sunk).corner_radius(metrics::RADIUS_TINY).inner_margin(8).show(
            ui,
            |ui| {
                let text = RichText::new(text.trim_end()).font(look::mono(metrics::SMALL)).color(tokens.ink);
                ui.add(egui::Label::new(text).wrap());
            },
        );
        return;
    }
    if block.pieces.iter().any(|piece| piece.style.link.is_some()) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
            for piece in &block.pieces {
                pieced(ui, piece, &block.shape, tokens);
            }
        });
        return;
    }
    let mut job = LayoutJob::default();
    for piece in &block.pieces {
        job.append(&piece.text, 0.0, format(&piece.style, &block.shape, tokens));
    }
    job.wrap.max_width = ui.available_width().max(16.0).floor();
    let text = job.text.clone();
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, tokens.ink);
    let role = if matches!(block.shape, Shape::Heading(_)) { Role::Heading } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, text.as_str()));
}

fn pieced(ui: &mut Ui, piece: &Piece, shape: &Shape, tokens: &Tokens) {
    let format = format(&piece.style, shape, tokens);
    let mut text = RichText::new(&piece.text).font(format.font_id).color(format.color);
    if format.italics {
        text = text.italics();
    }
    match &piece.style.link {
        Some(link) => {
            ui.hyperlink_to(text, link).on_hover_text(link);
        }
        None => {
            ui.label(text);
        }
    }
}

fn format(style: &Style, shape: &Shape, tokens: &Tokens) -> TextFormat {
    let heading = matches!(shape, Shape::Heading(_));
    let size = match shape {
        Shape::Heading(1) => 16.0,
        Shape::Heading(2) => 14.0,
        _ => metrics::SANS,
    };
    let font = match style {
        Style { code: true, .. } => look::mono(metrics::SMALL),
        _ if heading || style.strong => look::semibold(size),
        _ => look::sans(size),
    };
    TextFormat {
        font_id: font,
        color: if style.link.is_some() { tokens.accent } else { tokens.ink },
        background: if style.code { tokens.sunk } else { Color32::TRANSPARENT },
        italics: style.emphasis,
        strikethrough: if style.struck { Stroke::new(1.0, tokens.weak) } else { Stroke::NONE },
        line_height: Some(if heading { 22.0 } else { metrics::SANS_LINE }),
        ..TextFormat::default()
    }
}

#[cfg(test)]
mod tests {
    use egui::Theme;
    use egui_kittest::kittest::Queryable;
    use proptest::prelude::*;

    use super::*;
    use crate::gui::testing::{builder, picture};

    /// Blocks as text: the shape, the indent, the words with their styles in marks.
    fn drawn(text: &str) -> Vec<String> {
        let piece = |piece: &Piece| {
            let Style { strong, emphasis, code, link, .. } = &piece.style;
            let mut out = piece.text.clone();
            for (on, mark) in [(*strong, "*"), (*emphasis, "/"), (*code, "`")] {
                if on {
                    out = format!("{mark}{out}{mark}");
                }
            }
            link.as_ref().map_or(out.clone(), |link| format!("[{out}]({link})"))
        };
        let block = |block: &Block| {
            let words: String = block.pieces.iter().map(piece).collect();
            format!(
                "{}{}{:?} {words}",
                "  ".repeat(block.indent),
                if block.quoted { "> " } else { "" },
                block.shape
            )
        };
        blocks(text).iter().map(block).collect()
    }

    #[test]
    fn a_guideline_is_taken_apart() {
        let text = "# When\n\nA *named* **human** being, `id` too.\nSee [the book](https://example.org/a).\n\n\
            - first\n- second\n  1. deep\n\n     more\n- [x] done\n\n> said\n\n---\n```\nlet a;\n```\n<b>raw</b>\n";
        let expected = [
            "Heading(1) When",
            "Paragraph A /named/ *human* being, `id` too. See [the book](https://example.org/a).",
            "Bullet(\"•\") first",
            "Bullet(\"•\") second",
            "  Bullet(\"1.\") deep",
            "    Paragraph more",
            "Task(true) done",
            "> Paragraph said",
            "Rule ",
            "Code let a;\n",
            "Paragraph <b>raw</b>",
        ];
        assert_eq!(drawn(text), expected);
    }

    #[test]
    fn links_lead_to_the_web_or_to_a_mail_and_nowhere_else() {
        assert_eq!(drawn("[a](file:///etc/passwd) [b](javascript:x)"), ["Paragraph a b"]);
        assert_eq!(drawn("[a](mailto:desk@example.org)"), ["Paragraph [a](mailto:desk@example.org)"]);
    }

    #[test]
    fn it_is_read_by_screen_readers_and_its_links_can_be_clicked() {
        for theme in [Theme::Light, Theme::Dark] {
            let text = "## Persons\n\nA **named** *human* being, without title.\n\n\
                - [ ] Ask about `Dr`\n- Not: *the engineer*\n  - nor a role\n\n\
                > “Ms Brandt” is Brandt.\n\nMore in [the style book](https://example.org/style) of the desk.";
            let mut harness = builder(theme, [420.0, 300.0]).build_ui(move |ui| {
                egui::CentralPanel::default().show(ui, |ui| markdown(ui, text));
            });
            harness.run();
            harness.get_by_role_and_label(Role::Heading, "Persons");
            harness.get_by_label("A named human being, without title.");
            harness.get_by_label("the style book").click();
            let opened = (0..3).any(|_| {
                harness.step();
                harness.output().platform_output.commands.iter().any(|command| {
                    matches!(command, egui::OutputCommand::OpenUrl(open) if open.url == "https://example.org/style")
                })
            });
            assert!(opened);
            picture(&mut harness, &format!("markdown-{theme:?}").to_lowercase());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_shown(text in "[#*_`>\\[\\]()\\- \\n0-9a-z.!<&|~:/é]{0,80}") {
            let shown: String = blocks(&text).iter().flat_map(|block| &block.pieces).map(|p| p.text.as_str()).collect();
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic)) {
                // Words may stand in the address of a link, in the name of a code block's language,
                // or in a definition.
                let hidden = text.contains("](") || text.contains("```") || text.contains("~~~") || text.contains("]:") || text.contains('<') || text.contains('&');
                prop_assert!(hidden || shown.contains(word), "{word} of {text:?}");
            }
        }
    }
}
