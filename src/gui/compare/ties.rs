//! What is the same thing, what is linked, and what is said about marks that both made.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::choice::CompareAction;
use super::compared::{Compared, Side};
use super::grid::{FEW, Grid, NAMES, number, page, share, value};
use super::how::How;
use super::state::CompareState;
use super::words;
use crate::agreement::explain::{self, Figure};
use crate::agreement::{LinkRow, Measure, Shares, Tangle, TangleKind, Ties};
use crate::gui::action::Action;
use crate::gui::look::{self, icons, metrics, paint, widgets};
use crate::gui::read::shortened;
use crate::model::{AnnotationId, LinkEnd};
use crate::session::Session;

/// Letters of a name or of words in a sentence.
const SHORT: usize = 40;
/// More sentences or links than this are counted, not listed.
const MOST: usize = 500;

/// Shows the page.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, state: &CompareState, out: &mut Vec<Action>) {
    let Some(compared) = state.compared() else { return };
    page(ui, rect, "ties page", |ui| {
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Clusters and links");
            numbers(ui, compared);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            widgets::section_head(ui, "The same thing");
            sentences(ui, compared, out);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            widgets::section_head(ui, "Links");
            links(ui, session, compared, out);
        });
        ui.add_space(12.0);
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            widgets::section_head(ui, "Attributes of marks that both made");
            attributes(ui, session, compared, out);
        });
    });
}

fn numbers(ui: &mut Ui, compared: &Compared) {
    let heads = [
        ("on identical marks", "A mention is the same where both marked the same text with the same label."),
        ("on paired marks", "A mention is the same where the alignment pairs the marks, whatever differs."),
    ];
    let heads = heads.map(|(head, hint)| (head.to_owned(), hint.to_owned()));
    let grid = Grid::new(ui, heads.len(), 300.0_f32.min(ui.available_width() * 0.6));
    grid.heads(ui, &heads);
    let tokens = look::tokens(ui);
    let ties = [&compared.exact_ties, &compared.aligned_ties];
    type Line<'a> = (&'a str, &'a dyn Fn(&Ties) -> (Measure, How));
    let (a, b) = (compared.name(Side::A), compared.name(Side::B));
    let cluster = |ties: &Ties, figure: Figure, pick: fn(&crate::agreement::ClusterScores) -> Shares| {
        let scores = ties.scores();
        let measure = scores.as_ref().map(|scores| pick(scores).f1()).map_err(Clone::clone);
        let with = scores.as_ref().map_or_else(
            |_| String::new(),
            |scores| {
                let shares = pick(scores);
                let (recall, precision) = (shares.recall, shares.precision);
                format!(
                    "Found of {a}’s {} by {b}: {recall:.3}; of {b}’s {} by {a}: {precision:.3}. 2 × {recall:.3} × \
                     {precision:.3} ÷ ({recall:.3} + {precision:.3}) = {:.3}",
                    words::counted(ties.clusters_a.len() as u64, "cluster", "clusters"),
                    words::counted(ties.clusters_b.len() as u64, "cluster", "clusters"),
                    shares.f1()
                )
            },
        );
        let how = How::of("Clusters", figure, with, &measure);
        (measure, how)
    };
    let named = |(measure, mut how): (Measure, How), name: &str, rule: &str| {
        how.what = format!("Clusters, {name}");
        rule.clone_into(&mut how.rule);
        (measure, how)
    };
    let lea = |ties: &Ties| cluster(ties, Figure::LeaF1, |scores| scores.lea);
    let muc = |ties: &Ties| {
        let rule = "MUC (Vilain et al. 1995): links that hold clusters together, by those that would be needed. Does \
                    not see clusters of one.";
        named(cluster(ties, Figure::LeaF1, |scores| scores.muc), "MUC", rule)
    };
    let b_cubed = |ties: &Ties| {
        let rule = "B³ (Bagga and Baldwin 1998): for each mention, how much of its cluster the other reviewer has \
                    with it.";
        named(cluster(ties, Figure::LeaF1, |scores| scores.b_cubed), "B³", rule)
    };
    let ceaf = |ties: &Ties| {
        let rule = "CEAFe (Luo 2005): how alike clusters are in the best one-to-one pairing of them.";
        named(cluster(ties, Figure::LeaF1, |scores| scores.ceaf_e), "CEAFe", rule)
    };
    let conll = |ties: &Ties| {
        let scores = ties.scores();
        let with = scores.as_ref().map_or_else(
            |_| String::new(),
            |s| {
                let (muc, b, ceaf) = (s.muc.f1(), s.b_cubed.f1(), s.ceaf_e.f1());
                format!("({muc:.3} + {b:.3} + {ceaf:.3}) ÷ 3 = {:.3}", s.conll())
            },
        );
        let measure = scores.map(|scores| scores.conll());
        let how = How::of("Clusters", Figure::Conll, with, &measure);
        (measure, how)
    };
    let link = |shared: bool| {
        move |ties: &Ties| {
            let measure = ties.link_f1(shared);
            let mut how = How::of("Links", Figure::LinkF1, explain::f1(ties.links(shared)), &measure);
            if shared {
                how.rule += " Only links whose both ends both reviewers marked.";
            }
            (measure, how)
        }
    };
    let (all_links, shared_links) = (link(false), link(true));
    let id = Id::unique("more cluster scores");
    let more = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let mut lines: Vec<Line<'_>> = vec![
        ("Clusters: LEA", &lea),
        ("Links: F1", &all_links),
        ("Links whose ends both marked: F1", &shared_links),
    ];
    if more {
        lines.extend([
            ("Clusters: MUC", &muc as &dyn Fn(&Ties) -> (Measure, How)),
            ("Clusters: B³", &b_cubed),
            ("Clusters: CEAFe", &ceaf),
            ("Clusters: mean of the three (CoNLL)", &conll),
        ]);
    }
    for (at, (name, measure)) in lines.into_iter().enumerate() {
        let rect = grid.line(ui);
        grid.name(ui, rect, name, tokens.ink, false, 8.0);
        for (column, ties) in ties.into_iter().enumerate() {
            let (measure, how) = measure(ties);
            let id = ui.scope_id().with(("tie", at, column));
            value(ui, grid.cell(rect.top(), column, metrics::ROW), id, &measure, false, || how);
        }
    }
    ui.add_space(4.0);
    let words = if more { "Fewer cluster scores" } else { "MUC, B³, CEAFe and their mean" };
    if super::head::link(ui, words, id.with("link")).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !more));
    }
}

/// What a cluster is called: its name, else the words of its first member.
fn cluster_name(compared: &Compared, side: Side, ties: &Ties, at: usize) -> (String, Option<AnnotationId>) {
    let ids = if side == Side::A { &ties.clusters_a } else { &ties.clusters_b };
    let review = compared.review(side);
    let Some(cluster) = ids.get(at).and_then(|id| review.cluster(id)) else { return ("?".to_owned(), None) };
    let shown = cluster.members.iter().find(|id| compared.row_of(side, id).is_some());
    let words = shown.and_then(|id| words_of(compared, side, id)).unwrap_or_default();
    let name = if cluster.name.trim().is_empty() { words } else { cluster.name.trim().to_owned() };
    (format!("“{}”", shortened(&name, SHORT)), shown.cloned())
}

fn words_of(compared: &Compared, side: Side, id: &AnnotationId) -> Option<String> {
    let annotation = compared.review(side).annotation(id)?;
    let article = compared.inputs.story.article(&annotation.article)?;
    Some(annotation.words(&article.text))
}

/// How many, in words up to twelve.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// One tangle of clusters as a sentence, and where to look.
fn sentence(compared: &Compared, ties: &Ties, tangle: &Tangle) -> (String, Option<(Side, AnnotationId)>) {
    let mut first = None;
    let mut list = |side: Side, places: &[usize]| {
        let names: Vec<String> = places
            .iter()
            .map(|at| {
                let (name, id) = cluster_name(compared, side, ties, *at);
                if let Some(id) = id {
                    first.get_or_insert((side, id));
                }
                name
            })
            .collect();
        (names.len(), names.join(", "))
    };
    let (count_a, a) = list(Side::A, &tangle.a);
    let (count_b, b) = list(Side::B, &tangle.b);
    let (name_a, name_b) = (compared.name(Side::A), compared.name(Side::B));
    let members = |places: &[usize], of: &[Vec<u32>]| {
        places.iter().filter_map(|at| of.get(*at)).map(Vec::len).sum::<usize>()
    };
    let (of_a, of_b) = (members(&tangle.a, &ties.mentions_a), members(&tangle.b, &ties.mentions_b));
    let words = match tangle.kind {
        TangleKind::Same => {
            format!("Both: {a}, the same {}.", words::counted(of_a as u64, "mention", "mentions"))
        }
        TangleKind::MembersDiffer => {
            format!("Both: one thing, {a}, with other mentions: {of_a} by {name_a}, {of_b} by {name_b}.")
        }
        TangleKind::SplitByA | TangleKind::SplitByB | TangleKind::CutDifferently => {
            format!("{name_a}: {}, {a}. {name_b}: {}, {b}.", in_words(count_a), in_words(count_b))
        }
        TangleKind::OnlyA => format!("Only {name_a}: {a}."),
        TangleKind::OnlyB => format!("Only {name_b}: {b}."),
    };
    (words, first)
}

fn sentences(ui: &mut Ui, compared: &Compared, out: &mut Vec<Action>) {
    let ties = &compared.aligned_ties;
    if ties.mentions_a.is_empty() && ties.mentions_b.is_empty() {
        widgets::weak(ui, "Neither has a cluster with marks on the articles that are compared.");
        return;
    }
    let same = compared.tangles.iter().filter(|tangle| tangle.kind == TangleKind::Same).count();
    let mut order: Vec<&Tangle> = compared.tangles.iter().filter(|t| t.kind != TangleKind::Same).collect();
    let worth = |kind: TangleKind| match kind {
        TangleKind::CutDifferently => 0,
        TangleKind::SplitByA | TangleKind::SplitByB => 1,
        TangleKind::MembersDiffer => 2,
        _ => 3,
    };
    order.sort_by_key(|tangle| worth(tangle.kind));
    let said = words::counted(same as u64, "cluster is", "clusters are");
    widgets::weak(ui, &format!("{said} the same for both, on marks that the alignment pairs. The others:"));
    for (at, tangle) in order.iter().take(MOST).enumerate() {
        let (words, first) = sentence(compared, ties, tangle);
        let icon = match tangle.kind {
            TangleKind::OnlyA | TangleKind::OnlyB => icons::CIRCLE_DASHED,
            TangleKind::MembersDiffer => icons::NOT_EQUALS,
            _ => icons::GIT_DIFF,
        };
        line(ui, ("tangle", at), icon, &words, first, out);
    }
    if order.len() > MOST {
        widgets::weak(ui, &format!("… and {} more.", order.len() - MOST));
    }
}

/// A sentence that leads to a place in the text, where there is one.
fn line(
    ui: &mut Ui,
    salt: (&str, usize),
    icon: char,
    words: &str,
    to: Option<(Side, AnnotationId)>,
    out: &mut Vec<Action>,
) {
    let tokens = look::tokens(ui);
    let galley = ui.painter().layout(
        words.to_owned(),
        look::sans(metrics::SANS),
        tokens.ink,
        ui.available_width() - 44.0,
    );
    let size = vec2(ui.available_width(), galley.size().y.max(18.0) + 8.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let sense = if to.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(salt), sense);
    let role = if to.is_some() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    let painter = ui.painter();
    if to.is_some() && response.hovered() {
        painter.rect_filled(rect, metrics::RADIUS_SMALL, tokens.hover);
    }
    paint::icon(painter, pos2(rect.left() + 15.0, rect.top() + 13.0), icon, 15.0, tokens.weak);
    painter.galley(pos2(rect.left() + 32.0, rect.top() + 4.0), galley, tokens.ink);
    if response.has_focus() {
        paint::focus_ring(painter, rect, metrics::RADIUS_SMALL, tokens);
    }
    if let Some((side, id)) = to.filter(|_| response.clicked()) {
        out.push(Action::Compare(CompareAction::ShowAnnotation(side, id)));
    }
}

/// What stands at an end of a link, and an annotation there.
fn end(compared: &Compared, side: Side, end: &LinkEnd) -> (String, Option<AnnotationId>) {
    match end {
        LinkEnd::Annotation(id) => {
            let words = words_of(compared, side, id).unwrap_or_default();
            (format!("“{}”", shortened(&words, SHORT)), Some(id.clone()))
        }
        LinkEnd::Cluster(id) => match compared.review(side).cluster(id) {
            Some(cluster) => {
                let first = cluster.members.first().cloned();
                let words = first.as_ref().and_then(|id| words_of(compared, side, id)).unwrap_or_default();
                let name = if cluster.name.is_empty() { &words } else { &cluster.name };
                (format!("“{}”", shortened(name, SHORT)), first)
            }
            None => ("?".to_owned(), None),
        },
    }
}

fn links(ui: &mut Ui, session: &Session, compared: &Compared, out: &mut Vec<Action>) {
    let ties = &compared.aligned_ties;
    if ties.links.is_empty() {
        widgets::weak(ui, "Neither has a link between marks on the articles that are compared.");
        return;
    }
    let both = |link: &&LinkRow| link.a.is_some() && link.b.is_some();
    let same = ties.links.iter().filter(both).count();
    let said = words::counted(same as u64, "link is", "links are");
    widgets::weak(ui, &format!("{said} drawn by both, between marks that the alignment pairs. The others:"));
    let others = ties.links.iter().filter(|link| !both(link));
    for (at, row) in others.take(MOST).enumerate() {
        let side = if row.a.is_some() { Side::A } else { Side::B };
        let id = row.a.as_ref().or(row.b.as_ref());
        let Some(link) = id.and_then(|id| compared.review(side).link(id)) else { continue };
        let ((from, first), (to, second)) = (end(compared, side, &link.from), end(compared, side, &link.to));
        let kind = session.codebook().link(&link.kind).map_or(link.kind.as_str(), |kind| &kind.name);
        let missing =
            if row.ends_shared { "" } else { ". The other did not mark both ends, or not as one thing" };
        let words = format!("Only {}: {from} {kind} {to}{missing}.", compared.name(side));
        line(ui, ("link", at), icons::LINK, &words, first.or(second).map(|id| (side, id)), out);
    }
    let rest = ties.links.len() - same;
    if rest > MOST {
        widgets::weak(ui, &format!("… and {} more.", rest - MOST));
    }
}

fn attributes(ui: &mut Ui, session: &Session, compared: &Compared, out: &mut Vec<Action>) {
    if compared.attributes.is_empty() {
        widgets::weak(ui, "No mark that is compared has an attribute.");
        return;
    }
    widgets::weak(
        ui,
        "Of pairs of marks with the same label on the same or overlapping text. It says nothing about marks that \
         only one made.",
    );
    let tokens = look::tokens(ui);
    let heads =
        [("pairs", ""), ("equal", ""), ("differ", "Opens the pairs on which the two differ"), ("share", "")];
    let heads = heads.map(|(head, hint)| (head.to_owned(), hint.to_owned()));
    let grid = Grid::new(ui, heads.len(), (NAMES + 120.0).min(ui.available_width() * 0.5));
    grid.heads(ui, &heads);
    let codebook = session.codebook();
    for (at, line) in compared.attributes.iter().enumerate() {
        let rect = grid.line(ui);
        let known = codebook
            .label(&line.label)
            .and_then(|label| label.attributes.iter().find(|attribute| attribute.id == line.attribute));
        let attribute = known.map_or(line.attribute.as_str(), |attribute| &attribute.name);
        let name = format!("{} · {attribute}", codebook.label_name(&line.label));
        grid.name(ui, rect, &name, tokens.ink, false, 8.0);
        let cell = |column| grid.cell(rect.top(), column, metrics::ROW);
        let id = ui.scope_id().with(("attribute", at));
        for (column, count) in [line.pairs(), line.equal].into_iter().enumerate() {
            let said = format!("{name}, {}: {count}", heads[column].0);
            number(ui, cell(column), id.with(column), &count.to_string(), tokens.weak, false, &said);
        }
        let differ = line.differing.len();
        let said = format!("{name}, differ: {differ}");
        let color = if differ == 0 { tokens.weak } else { tokens.ink };
        if number(ui, cell(2), id.with(2), &differ.to_string(), color, differ > 0, &said).clicked() {
            out.push(Action::Compare(CompareAction::Attribute(at)));
        }
        let share_of = line.share();
        share(ui, cell(3), id.with(3), &share_of, line.pairs() < FEW, || {
            let with = format!("{} ÷ {} = {}", line.equal, line.pairs(), words::percent(&share_of));
            How::of(&name, Figure::Attribute, with, &share_of)
        });
    }
}
