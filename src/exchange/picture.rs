//! Charts as files: SVG, or PNG for programs that take no SVG.

use std::path::Path;

use ab_glyph::{Font, FontRef, OutlineCurve, ScaleFont};
use tiny_skia::{Color, FillRule, Mask, Paint, PathBuilder, Pixmap, Stroke, Transform};

use super::ExportError;
use crate::agreement::chart::{Anchor, Drawing, Palette, Shape};

/// Pixels of a PNG for each point of a picture: sharp in print at the size of a column.
const SCALE: f32 = 3.0;

macro_rules! font {
    ($file:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/", $file))
    };
}
static REGULAR: &[u8] = font!("Inter-Regular.otf");
static BOLD: &[u8] = font!("Inter-SemiBold.otf");

/// What a picture is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Lines and words, sharp at any size.
    Svg,
    /// Pixels.
    Png,
}

impl PictureFormat {
    /// The end of its files' names, without the point.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// What a file's name asks for; `None` where it names neither.
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?;
        [Self::Svg, Self::Png].into_iter().find(|format| end.eq_ignore_ascii_case(format.extension()))
    }
}

/// A picture as a file, in the colours of paper. PNG has Latin, Greek and Cyrillic letters alone:
/// those of other scripts stand as boxes there, and as they are in SVG.
pub fn picture(drawing: &Drawing, format: PictureFormat) -> Result<Vec<u8>, ExportError> {
    match format {
        PictureFormat::Svg => Ok(drawing.to_svg(&Palette::PAPER).into_bytes()),
        PictureFormat::Png => png(drawing, &Palette::PAPER),
    }
}

fn png(drawing: &Drawing, palette: &Palette) -> Result<Vec<u8>, ExportError> {
    let failed = |what: &str| ExportError::Format(what.to_owned());
    let fonts = [REGULAR, BOLD].map(FontRef::try_from_slice);
    let [Ok(regular), Ok(bold)] = fonts else { return Err(failed("the font cannot be read")) };
    let size = |length: f32| (length * SCALE).ceil().clamp(1.0, 16_384.0) as u32;
    let mut map = Pixmap::new(size(drawing.width), size(drawing.height))
        .ok_or_else(|| failed("the picture is too large"))?;
    map.fill(color(palette.ground));
    for shape in &drawing.shapes {
        let font = if matches!(shape, Shape::Text { bold: true, .. }) { &bold } else { &regular };
        draw(&mut map, shape, palette, font);
    }
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut out, map.width(), map.height());
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Eight);
    let failed = |error: ::png::EncodingError| ExportError::Format(error.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    // The ground is opaque, so nothing is to be unmultiplied.
    writer.write_image_data(map.data()).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

fn color([red, green, blue]: [u8; 3]) -> Color {
    Color::from_rgba8(red, green, blue, 0xFF)
}

fn draw(map: &mut Pixmap, shape: &Shape, palette: &Palette, font: &FontRef<'_>) {
    const NO_MASK: Option<&Mask> = None;
    let scale = Transform::from_scale(SCALE, SCALE);
    let ink = |what: crate::agreement::chart::Paint| {
        let mut paint = Paint::default();
        paint.set_color(color(palette.color(what)));
        paint
    };
    match shape {
        Shape::Rect([x, y, width, height], paint) => {
            if let Some(rect) = tiny_skia::Rect::from_xywh(*x, *y, *width, *height) {
                map.fill_rect(rect, &ink(*paint), scale, NO_MASK);
            }
        }
        Shape::Line([x1, y1, x2, y2], width, paint) => {
            let mut path = PathBuilder::new();
            path.move_to(*x1, *y1);
            path.line_to(*x2, *y2);
            if let Some(path) = path.finish() {
                let stroke = Stroke { width: *width, ..Stroke::default() };
                map.stroke_path(&path, &ink(*paint), &stroke, scale, NO_MASK);
            }
        }
        Shape::Dot([x, y, radius], paint, hollow) => {
            let Some(circle) = PathBuilder::from_circle(*x, *y, *radius) else { return };
            if *hollow {
                let mut ground = Paint::default();
                ground.set_color(color(palette.ground));
                map.fill_path(&circle, &ground, FillRule::Winding, scale, NO_MASK);
                let stroke = Stroke { width: 1.5, ..Stroke::default() };
                map.stroke_path(&circle, &ink(*paint), &stroke, scale, NO_MASK);
            } else {
                map.fill_path(&circle, &ink(*paint), FillRule::Winding, scale, NO_MASK);
            }
        }
        Shape::Text { at: [x, y], size, anchor, turn, paint, words, .. } => {
            let (outline, width) = letters(font, words, *size);
            let Some(outline) = outline else { return };
            let from = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => -width / 2.0,
                Anchor::End => -width,
            };
            // `at` names the middle of the line, letters stand on its base.
            let place = scale.pre_translate(*x, *y).pre_rotate(*turn).pre_translate(from, size * 0.35);
            map.fill_path(&outline, &ink(*paint), FillRule::Winding, place, NO_MASK);
        }
    }
}

/// The outlines of words that begin at 0 on the base line, and their width.
fn letters(font: &FontRef<'_>, words: &str, size: f32) -> (Option<tiny_skia::Path>, f32) {
    // What a font calls its size is the height of its lines; people mean its em.
    let em = font.units_per_em().unwrap_or(1000.0);
    let factor = size / em;
    let scaled = font.as_scaled(ab_glyph::PxScale::from(font.height_unscaled() * factor));
    let mut path = PathBuilder::new();
    let (mut x, mut last) = (0.0, None);
    for letter in words.chars() {
        let id = font.glyph_id(letter);
        if let Some(last) = last {
            x += scaled.kern(last, id);
        }
        last = Some(id);
        let at = |point: ab_glyph::Point| (x + point.x * factor, -point.y * factor);
        let mut end = None;
        for curve in font.outline(id).map(|outline| outline.curves).unwrap_or_default() {
            let (from, to) = match &curve {
                OutlineCurve::Line(from, to)
                | OutlineCurve::Quad(from, _, to)
                | OutlineCurve::Cubic(from, _, _, to) => (at(*from), at(*to)),
            };
            if end != Some(from) {
                if end.is_some() {
                    path.close();
                }
                path.move_to(from.0, from.1);
            }
            match curve {
                OutlineCurve::Line(..) => path.line_to(to.0, to.1),
                OutlineCurve::Quad(_, by, _) => {
                    let by = at(by);
                    path.quad_to(by.0, by.1, to.0, to.1);
                }
                OutlineCurve::Cubic(_, by, next, _) => {
                    let (by, next) = (at(by), at(next));
                    path.cubic_to(by.0, by.1, next.0, next.1, to.0, to.1);
                }
            }
            end = Some(to);
        }
        if end.is_some() {
            path.close();
        }
        x += scaled.h_advance(id);
    }
    (path.finish(), x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::chart::Paint;

    fn drawing() -> Drawing {
        let words = |anchor, x: f32, turn| Shape::Text {
            at: [x, 40.0],
            size: 20.0,
            anchor,
            bold: false,
            turn,
            paint: Paint::Ink,
            words: "HHHH".into(),
        };
        Drawing {
            title: "Letters".into(),
            width: 200.0,
            height: 80.0,
            shapes: vec![
                Shape::Rect([0.0, 0.0, 200.0, 10.0], Paint::Accent),
                words(Anchor::Start, 100.0, 0.0),
                Shape::Line([0.0, 70.0, 200.0, 70.0], 2.0, Paint::Ink),
                Shape::Dot([30.0, 40.0, 5.0], Paint::Accent, false),
            ],
            spots: Vec::new(),
        }
    }

    fn pixels(bytes: &[u8]) -> (u32, Vec<u8>) {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        (info.width, data)
    }

    #[test]
    fn a_png_holds_shapes_and_letters_where_they_belong() {
        let bytes = picture(&drawing(), PictureFormat::Png).unwrap();
        let (width, data) = pixels(&bytes);
        assert_eq!(width, 600);
        let at = |x: f32, y: f32| {
            let place = ((y * SCALE) as usize * width as usize + (x * SCALE) as usize) * 4;
            [data[place], data[place + 1], data[place + 2]]
        };
        let palette = Palette::PAPER;
        assert_eq!(at(50.0, 5.0), palette.accent);
        assert_eq!(at(30.0, 40.0), palette.accent);
        assert_eq!(at(50.0, 50.0), palette.ground);
        assert_eq!(at(50.0, 70.0), palette.ink);
        // Ink to the right of where the words begin, as high as capitals are, and none before.
        let inked = |from: f32, to: f32| {
            (from as usize..to as usize)
                .filter(|x| (30..52).any(|y| at(*x as f32, y as f32) == palette.ink))
                .count()
        };
        assert_eq!(inked(60.0, 99.0), 0);
        assert!(inked(100.0, 165.0) > 10, "{}", inked(100.0, 165.0));
        assert_eq!(inked(170.0, 199.0), 0, "four capitals are not wider than 70 points");
    }

    #[test]
    fn the_name_of_a_file_says_its_format() {
        assert_eq!(PictureFormat::of(Path::new("a/b.SVG")), Some(PictureFormat::Svg));
        assert_eq!(PictureFormat::of(Path::new("b.png")), Some(PictureFormat::Png));
        assert_eq!(PictureFormat::of(Path::new("png")), None);
        assert!(picture(&drawing(), PictureFormat::Svg).unwrap().starts_with(b"<svg"));
    }
}
