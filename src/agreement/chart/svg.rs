//! A picture as SVG 1.1: plain shapes and words, no style sheet and no script.

use std::fmt::Write;

use super::{Anchor, Drawing, Paint, Palette, Shape};

/// Fonts that look alike wherever the file is opened.
const FONTS: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

impl Drawing {
    /// The picture as SVG. Sizes are CSS pixels.
    pub fn to_svg(&self, palette: &Palette) -> String {
        let mut out = String::new();
        let (width, height) = (number(self.width), number(self.height));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} \
             {height}\" role=\"img\" font-family=\"{FONTS}\">\n<title>{}</title>\n<rect width=\"{width}\" \
             height=\"{height}\" fill=\"{}\"/>",
            escaped(&self.title),
            hex(palette.ground)
        );
        for shape in &self.shapes {
            let _ = writeln!(out, "{}", element(shape, palette));
        }
        for spot in &self.spots {
            let [x, y, width, height] = spot.at.map(number);
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"transparent\"><title>{}</title></rect>",
                escaped(&spot.says)
            );
        }
        out.push_str("</svg>\n");
        out
    }
}

fn element(shape: &Shape, palette: &Palette) -> String {
    let color = |paint: &Paint| hex(palette.color(*paint));
    match shape {
        Shape::Rect(at, paint) => {
            let [x, y, width, height] = at.map(number);
            let fill = color(paint);
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>")
        }
        Shape::Line(at, width, paint) => {
            let ([x1, y1, x2, y2], width) = (at.map(number), number(*width));
            let stroke = color(paint);
            format!(
                "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>"
            )
        }
        Shape::Dot(at, paint, hollow) => {
            let [x, y, radius] = at.map(number);
            let color = color(paint);
            let look = if *hollow {
                format!("fill=\"{}\" stroke=\"{color}\" stroke-width=\"1.5\"", hex(palette.ground))
            } else {
                format!("fill=\"{color}\"")
            };
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {look}/>")
        }
        Shape::Text { at, size, anchor, bold, turn, paint, words } => {
            let [x, y] = at.map(number);
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let weight = if *bold { " font-weight=\"600\"" } else { "" };
            let turn =
                if *turn == 0.0 { String::new() } else { format!(" transform=\"rotate({turn} {x} {y})\"") };
            format!(
                "<text x=\"{x}\" y=\"{y}\" dy=\"0.35em\" font-size=\"{}\" text-anchor=\"{anchor}\"{weight}{turn} \
                 fill=\"{}\">{}</text>",
                number(*size),
                color(paint),
                escaped(words)
            )
        }
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A length with one digit after the point at most.
fn number(value: f32) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    format!("{tenths}")
}

/// Words as they may stand in XML: what it cannot hold, or what would turn other words round, goes.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => {
                out.push('\u{FFFD}')
            }
            letter if letter.is_control() => out.push('\u{FFFD}'),
            letter => out.push(letter),
        }
    }
    out
}
