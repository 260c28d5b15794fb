//! Distances, in points: a grid of 4.

/// Height of the bar at the top of the window.
pub const TOP_BAR: f32 = 44.0;
/// Height of the bar at the bottom of the window.
pub const STATUS_BAR: f32 = 28.0;
/// Height of a row in a list, of a button and of a field.
pub const ROW: f32 = 26.0;
/// Corner radius of cards, sheets and floating panels.
pub const RADIUS: u8 = 8;
/// Corner radius of buttons, fields and rows.
pub const RADIUS_SMALL: u8 = 6;
/// Corner radius of chips and key caps.
pub const RADIUS_TINY: u8 = 4;
/// Between two sheets, where the ribbons run.
pub const GUTTER: f32 = 44.0;
/// Width of the overview strip beside a text.
pub const STRIP: f32 = 8.0;
/// Between things that belong together.
pub const GAP: f32 = 8.0;
/// Inside cards and panels.
pub const PADDING: f32 = 12.0;
/// Inside sheets.
pub const SHEET_PADDING: f32 = 24.0;
/// Width of a hairline.
pub const HAIRLINE: f32 = 1.0;
/// Width of a mark's underline.
pub const UNDERLINE: f32 = 2.0;

/// Size of the articles' text, and the height of its lines.
pub const TEXT: f32 = 16.0;
/// See [`TEXT`].
pub const TEXT_LINE: f32 = 26.0;
/// Size of an article's title, and the height of its lines.
pub const TITLE: f32 = 20.0;
/// See [`TITLE`].
pub const TITLE_LINE: f32 = 26.0;
/// Size of what the program says, and the height of its lines.
pub const SANS: f32 = 13.0;
/// See [`SANS`].
pub const SANS_LINE: f32 = 18.0;
/// Size of secondary lines.
pub const SMALL: f32 = 12.0;
/// See [`SMALL`].
pub const SMALL_LINE: f32 = 16.0;
/// Size of section heads in capitals.
pub const CAPS: f32 = 11.0;
/// Size of an icon beside [`SANS`].
pub const ICON: f32 = 16.0;
