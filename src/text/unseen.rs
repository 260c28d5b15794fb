//! Characters that a reader does not see and that change what is seen.

/// Whether `c` is a control character (line ends and tabs too), a line or paragraph separator, or
/// one that sets or turns the direction of the text around it. Whoever shows text from outside
/// spells these out. All of them lie below U+FFFF. Joiners are not among them: emoji and Indic
/// scripts need those.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
