//! What stands above an article's text.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Painter, Pos2, pos2, vec2};

/// What is known about the article, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Who published it; or a word for the article where that is not known.
    pub outlet: String,
    /// When, as people write it.
    pub date: String,
    /// The headline; empty where there is none.
    pub title: String,
    /// Byline and length.
    pub byline: String,
}

/// Faces and colours of a header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderStyle {
    /// Outlet and date.
    pub caps: FontId,
    /// The headline.
    pub title: FontId,
    /// The byline.
    pub byline: FontId,
    /// The headline's colour.
    pub ink: Color32,
    /// The colour of all else.
    pub weak: Color32,
}

/// Space above, between and below, in points.
const ABOVE: f32 = 20.0;
const BELOW: f32 = 12.0;

impl Header {
    fn title_job(&self, style: &HeaderStyle, width: f32) -> LayoutJob {
        let format = TextFormat {
            font_id: style.title.clone(),
            color: style.ink,
            line_height: Some((style.title.size * 1.26).round()),
            ..Default::default()
        };
        let mut job = LayoutJob::single_section(self.title.clone(), format);
        job.wrap.max_width = width;
        job
    }

    /// Its height at a width, in points.
    pub fn height(&self, painter: &Painter, style: &HeaderStyle, width: f32) -> f32 {
        let title = match self.title.as_str() {
            "" => 0.0,
            _ => painter.layout_job(self.title_job(style, width)).size().y + 6.0,
        };
        (ABOVE + 16.0 + 4.0 + title + 18.0 + BELOW).round()
    }

    /// Paints it with its top left corner at `origin`.
    pub fn paint(&self, painter: &Painter, style: &HeaderStyle, origin: Pos2, width: f32) {
        let mut y = origin.y + ABOVE;
        let date = painter.text(
            pos2(origin.x + width, y + 8.0),
            Align2::RIGHT_CENTER,
            self.date.to_uppercase(),
            style.caps.clone(),
            style.weak,
        );
        let room = (width - date.width() - 12.0).max(20.0);
        let format = TextFormat::simple(style.caps.clone(), style.weak);
        let mut job = LayoutJob::single_section(self.outlet.to_uppercase(), format);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let outlet = painter.layout_job(job);
        painter.galley(pos2(origin.x, y + 8.0 - outlet.size().y / 2.0), outlet, style.weak);
        y += 16.0 + 4.0;
        if !self.title.is_empty() {
            let title = painter.layout_job(self.title_job(style, width));
            let height = title.size().y;
            painter.galley(pos2(origin.x, y), title, style.ink);
            y += height + 6.0;
        }
        let format = TextFormat::simple(style.byline.clone(), style.weak);
        let mut job = LayoutJob::single_section(self.byline.clone(), format);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let byline = painter.layout_job(job);
        painter.galley(pos2(origin.x, y) + vec2(0.0, 9.0 - byline.size().y / 2.0), byline, style.weak);
    }
}
