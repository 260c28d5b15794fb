//! Arithmetic on colours: contrast after WCAG 2.2, shades in OKLab.

use egui::Color32;

/// The least contrast between text and its ground (WCAG 2.2, level AA).
pub(super) const READABLE: f32 = 4.5;

fn linear(channel: u8) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

fn gamma(linear: f32) -> u8 {
    let c = linear.clamp(0.0, 1.0);
    let c = if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
    (c * 255.0).round() as u8
}

fn luminance(color: Color32) -> f32 {
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

/// Contrast of two opaque colours, 1 to 21, by the relative luminance of WCAG 2.2.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// `color` at `share` (0 to 1) over an opaque ground, as an opaque colour.
pub fn over(color: Color32, share: f32, ground: Color32) -> Color32 {
    let mix = |c: u8, g: u8| (f32::from(g) + (f32::from(c) - f32::from(g)) * share).round() as u8;
    Color32::from_rgb(mix(color.r(), ground.r()), mix(color.g(), ground.g()), mix(color.b(), ground.b()))
}

/// A colour in OKLab (Björn Ottosson, 2020): equal steps of `l` look equally far apart.
#[derive(Clone, Copy)]
struct Oklab {
    l: f32,
    a: f32,
    b: f32,
}

impl Oklab {
    fn of(color: Color32) -> Self {
        let (r, g, b) = (linear(color.r()), linear(color.g()), linear(color.b()));
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Self {
            l: 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            a: 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            b: 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        }
    }

    fn linear_rgb(self) -> [f32; 3] {
        let l = (self.l + 0.396_337_78 * self.a + 0.215_803_76 * self.b).powi(3);
        let m = (self.l - 0.105_561_346 * self.a - 0.063_854_17 * self.b).powi(3);
        let s = (self.l - 0.089_484_18 * self.a - 1.291_485_5 * self.b).powi(3);
        [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
            -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ]
    }

    /// The nearest colour of this lightness and hue that a screen can show: less colourful if it must.
    fn color(self) -> Color32 {
        let fits = |lab: Self| lab.linear_rgb().iter().all(|c| (-0.001..=1.001).contains(c));
        let (mut low, mut high) = (0.0_f32, 1.0_f32);
        let scaled = |share: f32| Self { l: self.l, a: self.a * share, b: self.b * share };
        if !fits(self) {
            for _ in 0..12 {
                let middle = (low + high) / 2.0;
                if fits(scaled(middle)) { low = middle } else { high = middle }
            }
        } else {
            low = 1.0;
        }
        let [r, g, b] = scaled(low).linear_rgb();
        Color32::from_rgb(gamma(r), gamma(g), gamma(b))
    }
}

/// `color` at another lightness, hue kept, at most `chroma` colourful.
pub(super) fn at_lightness(color: Color32, lightness: f32, chroma: f32) -> Color32 {
    let lab = Oklab::of(color);
    let own = lab.a.hypot(lab.b);
    let share = if own > chroma { chroma / own } else { 1.0 };
    Oklab { l: lightness, a: lab.a * share, b: lab.b * share }.color()
}

/// `color`, taken no further towards black (on light grounds) or white (on dark ones) than it must
/// be to have at least [`READABLE`] contrast with every ground.
pub(super) fn readable(color: Color32, grounds: &[Color32], dark: bool) -> Color32 {
    let fits = |color: Color32| grounds.iter().all(|ground| contrast(color, *ground) >= READABLE);
    if fits(color) {
        return color;
    }
    let lab = Oklab::of(color);
    let end = if dark { 1.0 } else { 0.0 };
    let (mut near, mut far) = (lab.l, end);
    for _ in 0..12 {
        let middle = (near + far) / 2.0;
        if fits((Oklab { l: middle, ..lab }).color()) { far = middle } else { near = middle }
    }
    (Oklab { l: far, ..lab }).color()
}
