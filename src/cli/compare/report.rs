//! The comparison for people.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use super::table::Table;
use crate::agreement::explain::{Figure, counting_rules, pair_in_words, shown};
use crate::agreement::gamma::GammaOptions;
use crate::agreement::{Class, Comparison, Further, Measure, Mentions, Nominal, Options, Pair, Tally, mean};
use crate::cli::out;
use crate::model::{LabelId, ReviewerId};

/// All of it as text, with the rules of the numbers under them.
pub(super) fn report(
    comparison: &Comparison,
    further: Option<(&Further, &GammaOptions)>,
    names: &HashMap<LabelId, String>,
    options: &Options,
) -> String {
    let mut report =
        Report { comparison, names, out: String::new(), figures: Vec::new(), dashes: BTreeSet::new() };
    report.articles();
    report.in_words();
    report.pairs(further.map(|(further, _)| further));
    report.everyone(further.is_some());
    report.labels();
    report.by_story();
    report.by_article();
    report.ties();
    if let Some((further, options)) = further {
        report.units(further, options);
    }
    report.rules(options);
    report.out
}

struct Report<'a> {
    comparison: &'a Comparison,
    names: &'a HashMap<LabelId, String>,
    out: String,
    /// The figures shown, whose rules go under them.
    figures: Vec<Figure>,
    /// Why cells of the table at hand are dashes.
    dashes: BTreeSet<String>,
}

impl Report<'_> {
    /// Adds a line. Names come from files: nothing in them is obeyed by a terminal.
    fn line(&mut self, text: &str) {
        let indent = text.len() - text.trim_start().len();
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{:indent$}{}", "", out::line(text));
    }

    /// Adds a table, with the reasons of its dashes and a blank line under it.
    fn table(&mut self, title: &str, table: &Table) {
        let dashes = std::mem::take(&mut self.dashes);
        if table.is_empty() {
            return;
        }
        table.print(title, &mut self.out);
        for why in dashes {
            self.line(&format!("  — {why}"));
        }
        self.out.push('\n');
    }

    /// A number for a table.
    fn number(&mut self, measure: &Measure) -> String {
        match measure {
            Ok(value) => digits(*value),
            Err(why) => {
                self.dashes.insert(why.to_string());
                "—".to_owned()
            }
        }
    }

    fn numbers<const N: usize>(&mut self, measures: [Measure; N]) -> [String; N] {
        measures.map(|measure| self.number(&measure))
    }

    fn reviewer(&self, at: usize) -> String {
        out::line(self.comparison.reviewers.get(at).map_or("?", ReviewerId::as_str))
    }

    fn pair_name(&self, pair: &Pair) -> String {
        format!("{} and {}", self.reviewer(pair.a), self.reviewer(pair.b))
    }

    fn label(&self, at: usize) -> String {
        let Some(id) = self.comparison.labels.get(at) else { return String::new() };
        out::line(self.names.get(id).map_or(id.as_str(), String::as_str))
    }

    fn article(&self, at: usize) -> String {
        let Some(scope) = self.comparison.articles.get(at) else { return String::new() };
        let several = self.comparison.articles.iter().any(|other| other.key.story != scope.key.story);
        let (story, article) = (&scope.key.story, &scope.key.article);
        out::line(&if several { format!("{story}/{article}") } else { article.to_string() })
    }

    /// Notes that the rules of these are wanted, and gives their names.
    fn heads<const N: usize>(&mut self, figures: [Figure; N]) -> [&'static str; N] {
        for figure in figures {
            if !self.figures.contains(&figure) {
                self.figures.push(figure);
            }
        }
        figures.map(Figure::name)
    }

    fn articles(&mut self) {
        for (at, scope) in self.comparison.articles.iter().enumerate() {
            let article = self.article(at);
            let left_out = scope.left_out_line(&self.comparison.reviewers);
            if scope.compared() {
                let done: Vec<_> = scope.done.iter().map(|at| self.reviewer(*at)).collect();
                let left_out = if left_out.is_empty() { left_out } else { format!("; not for {left_out}") };
                self.line(&format!("Compared: {article} ({}){left_out}", done.join(", ")));
            } else {
                self.line(&format!("Not compared: {article} ({left_out})"));
            }
        }
        let repeats = self.comparison.repeats().len();
        if repeats > 0 {
            let marks = out::count(repeats, "mark repeats", "marks repeat");
            self.line(&format!("{marks} another one of the same reviewer and is counted once."));
        }
        self.out.push('\n');
    }

    fn in_words(&mut self) {
        for pair in &self.comparison.pairs {
            let lines = pair_in_words(self.comparison, pair);
            for (at, line) in lines.iter().enumerate() {
                self.line(&if at == 0 { line.clone() } else { format!("  {line}") });
            }
        }
        self.out.push('\n');
    }

    fn pairs(&mut self, further: Option<&Further>) {
        let comparison = self.comparison;
        let [exact, lenient, soft] = self.heads([Figure::ExactF1, Figure::LenientF1, Figure::SoftF1]);
        let mut table = Table::new(&[
            "",
            "marks",
            "identical",
            "boundary",
            "label, same text",
            "label, overlap",
            "only 1st",
            "only 2nd",
            exact,
            lenient,
            soft,
        ]);
        for pair in &comparison.pairs {
            let (a, b) = (pair.tally.marks_a(), pair.tally.marks_b());
            let mut row = vec![self.pair_name(pair), format!("{a}+{b}")];
            row.extend(Class::ALL.map(|class| pair.tally.of(class).to_string()));
            row.extend(self.numbers([pair.exact_f1(), pair.lenient_f1(), pair.soft_f1()]));
            table.row(row);
        }
        self.table("Pairs of reviewers", &table);
        let Some(further) = further else { return };
        let heads = self.heads([Figure::BoundaryF1, Figure::TypeF1, Figure::AnyF1, Figure::PartialF1]);
        let mut table = Table::new(&[&[""], heads.as_slice()].concat());
        for (pair, counts) in comparison.pairs.iter().zip(&further.pairings) {
            let values = [counts.boundary_f1(), counts.type_f1(), counts.any_f1(), counts.partial_f1()];
            table.row([self.pair_name(pair)].into_iter().chain(self.numbers(values)).collect());
        }
        self.table("Other ways to count", &table);
    }

    fn everyone(&mut self, all: bool) {
        let comparison = self.comparison;
        let layers = &comparison.layers;
        let mut mean = shown(&comparison.mean_exact_f1(None));
        let values: Vec<f64> = comparison.pairs.iter().filter_map(|pair| pair.exact_f1().ok()).collect();
        if values.len() > 1 {
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            // Writing to a string cannot fail.
            let _ = write!(mean, " (pairs from {low:.3} to {high:.3})");
        }
        let interval = match comparison.interval(None) {
            Ok(range) => format!("{:.3} to {:.3}", range.low, range.high),
            Err(why) => format!("— ({why})"),
        };
        let mut rows = vec![
            (Figure::MeanExactF1, mean),
            (Figure::Interval, interval),
            (Figure::Alpha, shown(&layers.any.alpha())),
            (Figure::AlphaLabelSets, shown(&layers.label_sets.alpha())),
        ];
        if all {
            rows.push((Figure::Fleiss, shown(&layers.label_sets.fleiss())));
            rows.push((Figure::Percent, shown(&layers.label_sets.percent())));
        }
        let mut table = Table::without_head();
        for (figure, value) in rows {
            let [name] = self.heads([figure]);
            let name = if figure == Figure::Alpha { "alpha, marked or not" } else { name };
            table.row(vec![name.to_owned(), value]);
        }
        if comparison.reviewers.len() > 2 {
            let votes = Comparison::votes(&comparison.groups());
            let votes = votes.iter().rev().map(|((votes, of), groups)| format!("{votes} of {of}: {groups}"));
            table.row(vec!["marked by".to_owned(), votes.collect::<Vec<_>>().join(" · ")]);
        }
        self.table("Everyone", &table);
    }

    fn labels(&mut self) {
        let comparison = self.comparison;
        let two = <&[Pair; 1]>::try_from(comparison.pairs.as_slice()).ok();
        let reviewers: Vec<String> = (0..comparison.reviewers.len()).map(|at| self.reviewer(at)).collect();
        let mut head = vec![""];
        head.extend(reviewers.iter().map(String::as_str));
        head.push("identical");
        head.extend(self.heads([Figure::ExactF1]));
        if two.is_some() {
            head.extend(self.heads([Figure::CharF1, Figure::Kappa]));
        }
        head.extend(self.heads([Figure::Alpha]));
        let mut table = Table::new(&head);
        let differing = |label: usize| -> usize {
            let rows = |pair: &Pair| {
                pair.rows_where(None, Some(label), None).filter(|row| row.class != Class::Identical).count()
            };
            comparison.pairs.iter().map(rows).sum()
        };
        let mut labels: Vec<(usize, &Nominal)> = comparison.layers.by_label.iter().enumerate().collect();
        labels.sort_by_key(|(label, _)| std::cmp::Reverse(differing(*label)));
        for (label, layer) in labels {
            let of = |pair: &Pair| pair.by_label.get(label).copied().unwrap_or_default();
            let identical: u64 = comparison.pairs.iter().map(|pair| of(pair).exact.both).sum();
            let mut row = vec![self.label(label)];
            row.extend((0..reviewers.len()).map(|at| comparison.marks_with(at, label).to_string()));
            row.push(identical.to_string());
            row.extend(self.numbers([comparison.mean_exact_f1(Some(label))]));
            if let Some([pair]) = two {
                row.extend(self.numbers([of(pair).cells.char_f1(), of(pair).cells.kappa()]));
            }
            row.extend(self.numbers([layer.alpha()]));
            table.row(row);
        }
        self.table("Labels, those with most differences first", &table);
    }

    fn by_story(&mut self) {
        let stories = self.comparison.stories();
        if stories.len() < 2 {
            return;
        }
        let [mean, alpha] = self.heads([Figure::MeanExactF1, Figure::AlphaLabelSets]);
        let mut table = Table::new(&["", "articles", mean, alpha]);
        for story in stories {
            let of_story = self.comparison.of_story(story);
            let articles = of_story.articles.iter().filter(|article| article.compared()).count();
            let mut row = vec![out::line(story.as_str()), articles.to_string()];
            row.extend(self.numbers([of_story.mean_exact_f1(None), of_story.layers.label_sets.alpha()]));
            table.row(row);
        }
        self.table("Stories", &table);
    }

    fn by_article(&mut self) {
        let comparison = self.comparison;
        let scopes = comparison.articles.iter().enumerate();
        let compared: Vec<usize> = scopes.filter(|(_, scope)| scope.compared()).map(|(at, _)| at).collect();
        if compared.len() < 2 {
            return;
        }
        let [exact, lenient] = self.heads([Figure::ExactF1, Figure::LenientF1]);
        let mut table = Table::new(&["", "identical", "differ", exact, lenient]);
        for article in compared {
            let pairs = comparison.pairs.iter().filter(|pair| pair.articles.contains(&article));
            let tallies: Vec<Tally> = pairs.map(|pair| pair.tally_of(article)).collect();
            let identical: u64 = tallies.iter().map(|tally| tally.identical).sum();
            let rows: u64 = tallies.iter().flat_map(|tally| Class::ALL.map(|class| tally.of(class))).sum();
            let mut row = vec![self.article(article), identical.to_string(), (rows - identical).to_string()];
            row.extend(self.numbers([
                mean(tallies.iter().map(|tally| tally.exact().value())),
                mean(tallies.iter().map(|tally| tally.lenient().value())),
            ]));
            table.row(row);
        }
        let title = if comparison.pairs.len() > 1 { "Articles, means over pairs" } else { "Articles" };
        self.table(title, &table);
    }

    fn ties(&mut self) {
        let comparison = self.comparison;
        let mut table = Table::new(&["", "LEA", "LEA, aligned", "links", "link F1", "link F1, aligned"]);
        for pair in &comparison.pairs {
            let exact = comparison.ties(pair, Mentions::Exact);
            if exact.mentions_a.is_empty() && exact.mentions_b.is_empty() && exact.links.is_empty() {
                continue;
            }
            let aligned = comparison.ties(pair, Mentions::Aligned);
            let links = exact.links(false);
            let [lea, lea_aligned, link, link_aligned] = self.numbers([
                exact.lea_f1(),
                aligned.lea_f1(),
                exact.link_f1(false),
                aligned.link_f1(false),
            ]);
            let links = format!("{}+{}", links.a, links.b);
            table.row(vec![self.pair_name(pair), lea, lea_aligned, links, link, link_aligned]);
        }
        if !table.is_empty() {
            self.heads([Figure::LeaF1, Figure::LinkF1]);
        }
        self.table("Clusters and links, on identical marks and on marks that the alignment pairs", &table);
    }

    fn units(&mut self, further: &Further, options: &GammaOptions) {
        let [u_alpha, alpha_u, gamma] = self.heads([Figure::UAlpha, Figure::AlphaU, Figure::Gamma]);
        let any = format!("{u_alpha}, any");
        let mut table = Table::new(&["", u_alpha, &any, alpha_u, gamma, "disorder", "expected", "±"]);
        for article in &further.articles {
            let mut row = vec![self.article(article.article)];
            let [values, any, alpha_u] = [&article.u_alpha, &article.u_alpha_any, &article.alpha_u];
            row.extend(self.numbers([values.clone(), any.clone(), alpha_u.clone()]));
            let gamma = article.gamma.as_ref();
            row.push(self.number(&gamma.map(|gamma| gamma.gamma).map_err(Clone::clone)));
            row.extend(gamma.ok().into_iter().flat_map(|gamma| {
                let precision = format!("{:.1} %", gamma.precision * 100.0);
                [digits(gamma.observed.disorder), digits(gamma.expected), precision]
            }));
            table.row(row);
        }
        let (samples, sampler) = (options.samples, options.sampler.key());
        let title =
            format!("Articles as lines of units ({samples} {sampler} samples, seed {})", options.seed);
        self.table(&title, &table);
    }

    fn rules(&mut self, options: &Options) {
        self.line("How it is counted");
        for rule in counting_rules(options) {
            self.wrapped(rule);
        }
        for figure in std::mem::take(&mut self.figures) {
            self.wrapped(&format!("{}: {}", figure.name(), figure.rule()));
        }
    }

    /// Adds a paragraph that stays within a terminal.
    fn wrapped(&mut self, text: &str) {
        const WIDTH: usize = 98;
        let mut line = String::from(" ");
        for word in text.split(' ') {
            if line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line = String::from("   ");
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }
}

/// Three digits; what rounds to nothing has no sign.
fn digits(value: f64) -> String {
    let text = format!("{value:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}
