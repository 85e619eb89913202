use super::*;

/// The file after the text at a line and a column has got words in `es`.
fn with_es(text: &str, at: At, words: &str) -> Option<String> {
    let edit = WordsEdit {
        at,
        language: Some("es".into()),
        words: words.to_owned(),
    };
    let (edited, failed) = edited(&"a.yaml".into(), text, 1, &[edit]);
    failed.is_empty().then_some(edited)
}

#[test]
fn a_language_is_added_in_the_layout_of_the_text() {
    for (before, at, words, after) in [
        (
            "a: {en: One}  # c\n",
            (1, 4),
            "Uno",
            "a: {en: One, es: Uno}  # c\n",
        ),
        (
            "a: {en: 'One'}\nb: 1\n",
            (1, 4),
            "Sí: no",
            "a: {en: 'One', es: 'Sí: no'}\nb: 1\n",
        ),
        (
            "a:\n  en: One.  # c\n\n# d\nb: 1\n",
            (2, 3),
            "Uno.",
            "a:\n  en: One.  # c\n  es: Uno.\n\n# d\nb: 1\n",
        ),
        (
            "- en: One.\n- en: Two.\n",
            (1, 3),
            "Uno.",
            "- en: One.\n  es: Uno.\n- en: Two.\n",
        ),
        (
            "a:\n  en: |\n    One\n    two\nb: 1\n",
            (2, 3),
            "Uno\ndos",
            "a:\n  en: |\n    One\n    two\n  es: |\n    Uno\n    dos\nb: 1\n",
        ),
        (
            "a:\r\n  en: One\r\nb: 1\r\n",
            (2, 3),
            "Uno\ndos",
            "a:\r\n  en: One\r\n  es: |\r\n    Uno\r\n    dos\r\nb: 1\r\n",
        ),
        (
            "a: {en: One}",
            (1, 4),
            "Uno\ndos",
            "a:\n  en: One\n  es: |\n    Uno\n    dos",
        ),
        (
            "a: {en: One sentence.}\nb: 1\n",
            (1, 4),
            "Una frase.",
            "a:\n  en: One sentence.\n  es: Una frase.\nb: 1\n",
        ),
        (
            "- {id: x, a: {en: One.}}\n",
            (1, 14),
            "Uno.",
            "- {id: x, a: {en: One., es: Uno.}}\n",
        ),
        (
            "a:\n  en:\n    One\n    two\nb: 1\n",
            (2, 3),
            "Uno",
            "a:\n  en:\n    One\n    two\n  es: Uno\nb: 1\n",
        ),
        (
            "a: {en: One.} # c\n",
            (1, 4),
            "Uno.",
            "a: {en: One., es: Uno.} # c\n",
        ),
        ("a:\n  en: One", (2, 3), "Uno", "a:\n  en: One\n  es: Uno"),
    ] {
        assert_eq!(
            with_es(before, at, words).as_deref(),
            Some(after),
            "{before}"
        );
    }
}

#[test]
fn a_language_is_replaced_and_nothing_else() {
    for (before, at, words, after) in [
        (
            "a: {es: 'Un', en: One}  # c\n",
            (1, 4),
            "Uno",
            "a: {es: Uno, en: One}  # c\n",
        ),
        (
            "a:\n  es: Un # c\n  en: One\n",
            (2, 3),
            "Uno: dos",
            "a:\n  es: 'Uno: dos' # c\n  en: One\n",
        ),
        (
            "a:\n  es: |\n    Un\n    dos\n\n  en: One\n",
            (2, 3),
            "Uno",
            "a:\n  es: Uno\n\n  en: One\n",
        ),
        (
            "a:\n  es: >-\n    Un\n    dos\n# c\nb: 1\n",
            (2, 3),
            "Uno\n\ndos",
            "a:\n  es: |\n    Uno\n\n    dos\n# c\nb: 1\n",
        ),
        (
            "a:\n  es: \"Un\n    dos\"\n  en: One\n",
            (2, 3),
            "Uno\ndos",
            "a:\n  es: |\n    Uno\n    dos\n  en: One\n",
        ),
    ] {
        assert_eq!(
            with_es(before, at, words).as_deref(),
            Some(after),
            "{before}"
        );
    }
}

#[test]
fn what_cannot_be_edited_safely_is_left_as_it_is() {
    for (text, at) in [
        ("a: &x {en: One}\nb: *x\n", (2, 4)),
        ("a: {en: One}\n", (2, 4)),
        ("a: {}\n", (1, 4)),
    ] {
        assert_eq!(with_es(text, at, "Uno"), None, "{text}");
    }
}

#[test]
fn an_edit_that_fails_does_not_stop_the_others() {
    let edit = |at, words: &str| WordsEdit {
        at,
        language: Some("es".into()),
        words: words.to_owned(),
    };
    let text = "a: {en: One}\nb: {en: Two}\n";
    let edits = [edit((1, 4), "Uno"), edit((7, 4), "?"), edit((2, 4), "Dos")];
    let (after, failed) = edited(&"a.yaml".into(), text, 1, &edits);
    assert_eq!(after, "a: {en: One, es: Uno}\nb: {en: Two, es: Dos}\n");
    assert_eq!(failed, [1]);
}
