//! White space in words.

/// Words on one line, with a single space for each run of white space and none at the ends.
///
/// CASE requires this form of its normalized strings, and spreadsheets and Moodle expect it of names.
pub fn on_one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn every_run_of_white_space_is_one_space() {
        assert_eq!(on_one_line(" a\t b\r\n\n要\u{3000}求 "), "a b 要 求");
        assert_eq!(on_one_line(" \n"), "");
    }
}
