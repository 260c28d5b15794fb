//! egui's own style, made of our tokens, so that its widgets look like ours.

use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontId, Margin, Stroke, Style, TextStyle, Vec2, Visuals};

use super::{Tokens, fonts, metrics};

pub(super) fn style(tokens: &Tokens) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, fonts::sans(metrics::SMALL)),
            (TextStyle::Body, fonts::sans(metrics::SANS)),
            (TextStyle::Button, fonts::sans(metrics::SANS)),
            (TextStyle::Heading, fonts::semibold(18.0)),
            (TextStyle::Monospace, FontId::monospace(12.0)),
        ]
        .into(),
        visuals: visuals(tokens),
        animation_time: 0.08,
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 4.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(metrics::ROW, metrics::ROW);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.menu_spacing = 4.0;
    spacing.menu_width = 280.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.indent = 16.0;
    spacing.tooltip_width = 360.0;
    spacing.text_edit_width = 240.0;
    // Inter at 13 is 15.7 high: lines of 18, as everywhere.
    spacing.extra_text_line_spacing = 2.0;
    spacing.scroll = ScrollStyle {
        floating: true,
        bar_width: 8.0,
        floating_width: 4.0,
        floating_allocated_width: 0.0,
        foreground_color: true,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.45,
        interact_handle_opacity: 0.7,
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.url_in_tooltip = true;
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let base = if tokens.dark { Visuals::dark() } else { Visuals::light() };
    let small = CornerRadius::same(metrics::RADIUS_SMALL);
    let widget = |ground: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(metrics::HAIRLINE, edge),
        corner_radius: small,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let popup = tokens.float_shadow();
    Visuals {
        dark_mode: tokens.dark,
        weak_text_color: Some(tokens.weak),
        widgets: Widgets {
            noninteractive: widget(tokens.panel, tokens.line, tokens.ink),
            inactive: widget(tokens.sheet, tokens.edge, tokens.ink),
            hovered: widget(tokens.hover, tokens.edge, tokens.ink),
            active: widget(tokens.sunk, tokens.accent, tokens.ink),
            open: widget(tokens.hover, tokens.edge, tokens.ink),
        },
        selection: Selection { bg_fill: tokens.accent_ground, stroke: Stroke::new(1.5, tokens.accent) },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.hover,
        extreme_bg_color: tokens.sheet,
        text_edit_bg_color: Some(tokens.sheet),
        code_bg_color: tokens.sunk,
        warn_fg_color: tokens.warn,
        error_fg_color: tokens.bad,
        window_corner_radius: CornerRadius::same(metrics::RADIUS),
        window_shadow: popup,
        window_fill: tokens.raised,
        window_stroke: tokens.hairline(),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(metrics::RADIUS),
        panel_fill: tokens.panel,
        popup_shadow: popup,
        // A caret that blinks keeps the program drawing for as long as a field has the keyboard.
        text_cursor: egui::style::TextCursorStyle { blink: false, ..base.text_cursor },
        disabled_alpha: 0.5,
        collapsing_header_frame: false,
        indent_has_left_vline: false,
        ..base
    }
}
