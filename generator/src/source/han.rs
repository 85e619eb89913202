//! Chinese letters and marks, and where lines of Chinese join.

/// Whether a line break between two characters is nothing: between two Han characters or their punctuation. Every other
/// line break within a paragraph is a space.
pub fn joins(before: char, after: char) -> bool {
    (is_han(before) && (is_han(after) || is_shared(after))) || (is_shared(before) && is_han(after))
}

/// Whether a character is Han, or full-width punctuation.
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

/// Marks that Chinese shares with other scripts, and that are Chinese beside a Han character.
fn is_shared(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
