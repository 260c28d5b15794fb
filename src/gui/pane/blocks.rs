//! The pieces in which an article is laid out: its paragraphs, the overlong ones cut at blanks.

use crate::model::Article;
use crate::text::{Span, TextSize};

/// Bytes at which a paragraph is cut for layout. Far above any real paragraph; a text without
/// line ends would otherwise be laid out whole for every frame.
const LONGEST: usize = 6000;

/// A stretch of an article that is laid out as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The text.
    pub span: Span,
    /// Whether a paragraph ends here, so that a gap follows.
    pub ends_paragraph: bool,
}

/// The blocks of an article, in order.
pub fn blocks(article: &Article) -> Vec<Block> {
    let mut out = Vec::with_capacity(article.paragraphs.len());
    for paragraph in &article.paragraphs {
        let (mut start, end) = (paragraph.span.start().to_usize(), paragraph.span.end().to_usize());
        while end - start > LONGEST {
            let limit = article.text.floor_char_boundary(start + LONGEST);
            let cut =
                article.text.get(start..limit).and_then(|t| t.rfind(' ')).map_or(limit, |i| start + i + 1);
            out.extend(Span::of(start, cut).map(|span| Block { span, ends_paragraph: false }));
            start = cut;
        }
        out.extend(Span::of(start, end).map(|span| Block { span, ends_paragraph: true }));
    }
    out
}

/// The block that holds a place, or that follows it; the last one for a place past them all.
pub fn block_at(blocks: &[Block], at: TextSize) -> Option<usize> {
    let after = blocks.partition_point(|block| block.span.end() < at);
    (!blocks.is_empty()).then(|| after.min(blocks.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ArticleInfo;

    #[test]
    fn a_line_without_end_is_cut_at_blanks_and_nothing_is_lost() {
        let text = format!("short\n\n{}", "wörd ".repeat(5000));
        let article = Article::new(
            "a".into(),
            ArticleInfo::default(),
            String::new(),
            String::new(),
            text.as_str().into(),
        );
        let blocks = blocks(&article);
        assert!(blocks.len() > 3);
        assert!(blocks.iter().all(|block| block.span.len().to_usize() <= LONGEST));
        assert!(blocks[1..].windows(2).all(|pair| pair[0].span.end() == pair[1].span.start()));
        assert_eq!(blocks.iter().filter(|block| block.ends_paragraph).count(), 2);
        assert_eq!(block_at(&blocks, TextSize::ZERO), Some(0));
        assert_eq!(
            block_at(&blocks, TextSize::from_usize(6)),
            Some(1),
            "a blank line leads to the next paragraph"
        );
        assert_eq!(block_at(&blocks, TextSize::of(&text)), Some(blocks.len() - 1));
    }
}
