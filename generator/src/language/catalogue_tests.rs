use super::*;

#[test]
fn strings_are_read_with_their_escapes() {
    let text = "msgid \"\"\nmsgstr \"head\"\n\n#: a comment\nmsgid \"a \\\"b\\\"\\n\"\nmsgstr \"甲 \\\\ 乙\"\n";
    assert_eq!(
        entries(text),
        [("a \"b\"\n".to_owned(), "甲 \\ 乙".to_owned())]
    );
}
