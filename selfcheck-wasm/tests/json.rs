//! The reader of JSON keeps to RFC 8259 and to its limits.

use selfcheck_wasm::json::{self, JsonError, Value};

#[test]
fn json_is_read_strictly() {
    for (text, expected) in [
        ("1", Ok(Value::Number("1".to_owned()))),
        (" -0.50e+3 ", Ok(Value::Number("-0.50e+3".to_owned()))),
        ("[ ]", Ok(Value::Array(Vec::new()))),
        (
            "[true,false , null]",
            Ok(Value::Array(vec![
                Value::Bool(true),
                Value::Bool(false),
                Value::Null,
            ])),
        ),
        (
            "\"\\ud83d\\ude00\\/\\b\\f\\r\"",
            Ok(Value::String("\u{1f600}/\u{8}\u{c}\r".to_owned())),
        ),
        (
            "{\"a\":{}}",
            Ok(Value::Object(vec![(
                "a".to_owned(),
                Value::Object(Vec::new()),
            )])),
        ),
        ("{\"a\":1,\"\\u0061\":2}", Err(JsonError::Twice)),
        ("[[[[[[[[[[1]]]]]]]]]]", Err(JsonError::TooDeep)),
    ] {
        assert_eq!(json::read(text), expected, "{text}");
    }
    for text in [
        "",
        " ",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "--1",
        "tru",
        "nul",
        "'a'",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":}",
        "[1 2]",
        "\"a",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "1 1",
        "{} x",
        "\u{feff}1",
    ] {
        assert_eq!(json::read(text), Err(JsonError::Syntax), "{text}");
    }
}
