//! What a picture is made of. Lengths are points, from the top left.

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// What it shows, in a few words.
    pub title: String,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
    /// Places that say more and lead somewhere.
    pub spots: Vec<Spot>,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle: left, top, width, height.
    Rect([f32; 4], Paint),
    /// A line: from x, from y, to x, to y, and its width.
    Line([f32; 4], f32, Paint),
    /// A disc, or a ring where it is hollow: centre x, centre y, radius.
    Dot([f32; 3], Paint, bool),
    /// Words on one line.
    Text {
        /// Where: x, and the middle of the line's height.
        at: [f32; 2],
        /// The size of the letters.
        size: f32,
        /// Which end of the words `at` names.
        anchor: Anchor,
        /// Whether they stand out.
        bold: bool,
        /// Degrees by which they are turned about `at`, clockwise.
        turn: f32,
        /// Their colour.
        paint: Paint,
        /// The words.
        words: String,
    },
}

/// Which end of words a place names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// They stand on both sides of it.
    Middle,
    /// They end there.
    End,
}

/// A colour by what it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// Words and numbers.
    Ink,
    /// What matters less.
    Weak,
    /// Lines that lead the eye.
    Line,
    /// The ground of bars.
    Sunk,
    /// What is shown.
    Accent,
    /// So much, from 0 to 1, of agreement.
    Same(f32),
    /// So much, from 0 to 1, of difference.
    Differs(f32),
}

/// The colours of a picture, red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub ground: [u8; 3],
    /// [`Paint::Ink`].
    pub ink: [u8; 3],
    /// [`Paint::Weak`].
    pub weak: [u8; 3],
    /// [`Paint::Line`].
    pub line: [u8; 3],
    /// [`Paint::Sunk`].
    pub sunk: [u8; 3],
    /// [`Paint::Accent`], and the full of [`Paint::Same`].
    pub accent: [u8; 3],
    /// The full of [`Paint::Differs`].
    pub difference: [u8; 3],
}

impl Palette {
    /// For paper.
    pub const PAPER: Self = Self {
        ground: [0xFF, 0xFF, 0xFF],
        ink: [0x1D, 0x1E, 0x22],
        weak: [0x62, 0x61, 0x5C],
        line: [0xDD, 0xD9, 0xD0],
        sunk: [0xEF, 0xEC, 0xE6],
        accent: [0x2B, 0x5B, 0xB8],
        difference: [0xC0, 0x39, 0x2B],
    };

    /// The colour that a paint has here.
    pub fn color(&self, paint: Paint) -> [u8; 3] {
        match paint {
            Paint::Ink => self.ink,
            Paint::Weak => self.weak,
            Paint::Line => self.line,
            Paint::Sunk => self.sunk,
            Paint::Accent => self.accent,
            Paint::Same(share) => self.heat(self.accent, share),
            Paint::Differs(share) => self.heat(self.difference, share),
        }
    }

    /// Never so strong that ink on it could not be read.
    fn heat(&self, full: [u8; 3], share: f32) -> [u8; 3] {
        let share = 0.07 + 0.36 * share.clamp(0.0, 1.0);
        std::array::from_fn(|at| {
            let (from, to) = (f32::from(self.ground[at]), f32::from(full[at]));
            (from + (to - from) * share).round() as u8
        })
    }
}

/// A place in a picture that says more.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Left, top, width, height.
    pub at: [f32; 4],
    /// What it says, in words.
    pub says: String,
    /// What it counted.
    pub opens: Opens,
}

/// What a place in a picture counted. Places are those of a comparison's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// All with a label.
    Label(usize),
    /// All in an article.
    Article(usize),
    /// What so many of so many found.
    Votes(usize, usize),
    /// Where two labels meet, `None` for “not marked”.
    Cell(Option<usize>, Option<usize>),
}

/// How wide words are, about: that of the letters of a plain sans serif.
pub(super) fn about_width(words: &str, size: f32) -> f32 {
    words.chars().map(|letter| if letter.is_ascii() { 0.56 } else { 0.75 }).sum::<f32>() * size
}

/// Words that fit a width, cut off with an ellipsis where they would not.
pub(super) fn fitting(words: &str, size: f32, width: f32) -> String {
    if about_width(words, size) <= width {
        return words.to_owned();
    }
    let mut out = String::new();
    for letter in words.chars() {
        if about_width(&out, size) + 1.5 * size > width {
            break;
        }
        out.push(letter);
    }
    format!("{}…", out.trim_end())
}

impl Drawing {
    /// An empty picture with its title, and the line below it, and where what follows begins.
    pub(super) fn titled(title: &str, under: &[String], width: f32) -> (Self, f32) {
        let mut out = Self { title: title.to_owned(), width, ..Self::default() };
        out.text([16.0, 24.0], 15.0, Anchor::Start, true, Paint::Ink, title);
        let mut y = 46.0;
        for line in under {
            out.text([16.0, y], 12.0, Anchor::Start, false, Paint::Weak, line);
            y += 18.0;
        }
        (out, y + 4.0)
    }

    pub(super) fn text(
        &mut self,
        at: [f32; 2],
        size: f32,
        anchor: Anchor,
        bold: bool,
        paint: Paint,
        words: &str,
    ) {
        self.shapes.push(Shape::Text { at, size, anchor, bold, turn: 0.0, paint, words: words.to_owned() });
    }
}
