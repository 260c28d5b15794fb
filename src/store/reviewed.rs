//! A review's file as it is compared, without its articles.

use super::ReviewFile;
use crate::agreement::{ArticleKey, Mark, Problem, Reviewed, ReviewedArticle};
use crate::model::ArticleId;

impl ReviewFile {
    /// What the file holds, for comparing it with others: the places as they stand there, without
    /// blanks at the ends of their words. Annotations on articles that the file does not list are
    /// left out.
    pub fn to_reviewed(&self) -> Reviewed {
        let key = |article: &ArticleId| ArticleKey { story: self.story.clone(), article: article.clone() };
        let mut out = Reviewed::new(self.reviewer.clone());
        out.articles.extend(self.articles.iter().map(|(id, state)| {
            (
                key(id),
                ReviewedArticle::new(state.sha256.clone(), crate::text::Chars(state.chars), state.status),
            )
        }));
        for annotation in &self.annotations {
            let Some(article) = out.articles.get_mut(&key(&annotation.article)) else { continue };
            let mark = Mark {
                id: annotation.id.clone(),
                label: annotation.label.clone(),
                at: annotation.at.clone(),
                attributes: annotation.attributes.clone(),
                origin: annotation.origin.clone(),
            };
            article.push(mark.trimmed(&annotation.text));
        }
        for orphan in &self.orphans {
            if let Some(article) = out.articles.get_mut(&key(&orphan.article)) {
                article.problems.push((orphan.id.clone(), Problem::Lost));
            }
        }
        out.clusters = self.clusters.clone();
        out.links = self.links.clone();
        let story = || self.story.clone();
        out.rulings = self.rulings.iter().map(|ruling| (story(), ruling.clone())).collect();
        out.absences = self.absences.iter().map(|absence| (story(), absence.clone())).collect();
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::agreement::Problem;
    use crate::store::ReviewFile;
    use crate::text::Chars;
    use std::path::Path;

    const FILE: &str = r#"(
    format: 1, reviewer: "ana", story: "s",
    articles: { "a": (sha256: "x", chars: 20, status: Done) },
    annotations: [
        (id: "one", article: "a", label: "person", at: [(4, 9)], text: [" Zoë "], made: "2026-11-22T09:14:03Z", changed: "2026-11-22T09:14:03Z"),
        (id: "far", article: "a", label: "person", at: [(18, 21)], text: ["end"], made: "2026-11-22T09:14:03Z", changed: "2026-11-22T09:14:03Z"),
        (id: "gone", article: "b", label: "person", at: [(1, 2)], text: ["x"], made: "2026-11-22T09:14:03Z", changed: "2026-11-22T09:14:03Z"),
    ],
)"#;

    #[test]
    fn a_file_is_compared_by_its_own_words() {
        let file = ReviewFile::parse(Path::new("ana.ron"), FILE.as_bytes()).unwrap();
        let reviewed = file.to_reviewed();
        let article = reviewed.articles.values().next().unwrap();
        assert_eq!(reviewed.articles.len(), 1);
        assert_eq!(article.marks.len(), 1);
        assert_eq!(article.marks[0].at, [(Chars(5), Chars(8))]);
        assert_eq!(article.problems, [("far".into(), Problem::Outside)]);
    }
}
