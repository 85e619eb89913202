//! Scales as Moodle writes them.

use crate::language::on_one_line;
use crate::source::format::lock::exact_hash;

/// A scale as two cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleCells {
    /// The values, lowest first.
    pub values: String,
    /// The default value and the values that count as proficient, in JSON.
    pub configuration: String,
}

impl ScaleCells {
    /// A scale of `values`, lowest first, each with whether it means proficient.
    pub fn of(values: &[(String, bool)], default: usize) -> Self {
        // Moodle puts the number of the scale in its database in the first entry.
        let mut configuration = r#"[{"scaleid":"0"}"#.to_owned();
        for (place, (_, is_met)) in values.iter().enumerate() {
            let is_default = place == default;
            if *is_met || is_default {
                let (id, default, proficient) =
                    (place + 1, u8::from(is_default), u8::from(*is_met));
                let entry =
                    format!(r#",{{"id":{id},"scaledefault":{default},"proficient":{proficient}}}"#);
                configuration.push_str(&entry);
            }
        }
        configuration.push(']');
        let words = values.iter().map(|(words, _)| words.as_str());
        ScaleCells {
            values: words.collect::<Vec<_>>().join(","),
            configuration,
        }
    }

    /// The hash by which a scale of a source is recorded: that of the scale that the handbook has in its place, if any.
    pub fn hash_of(scale: Option<&Self>) -> u64 {
        let cells = scale.map(|scale| [&*scale.values, &*scale.configuration]);
        exact_hash(cells.into_iter().flatten())
    }
}

/// Whether a configuration in JSON names the default and a value that means proficient. Moodle refuses a framework without.
pub fn is_complete(configuration: &str) -> bool {
    let configuration: serde_json::Value = serde_json::from_str(configuration).unwrap_or_default();
    let entries = || configuration.as_array().into_iter().flatten();
    let is_set = |entry: &serde_json::Value, key: &str| match entry.get(key) {
        Some(value) => !matches!(
            value.to_string().trim_matches('"'),
            "0" | "" | "false" | "null"
        ),
        None => false,
    };
    ["scaledefault", "proficient"]
        .iter()
        .all(|key| entries().any(|entry| is_set(entry, key)))
}

/// A name as a value of a scale: on one line and without commas, which separate values.
pub fn value(words: &str) -> String {
    let words = on_one_line(words);
    words.replace(',', ";")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_configuration_is_complete_with_a_default_and_a_proficient_value() {
        for (configuration, is_complete) in [
            (
                r#"[{"scaleid":"1"},{"id":2,"scaledefault":1,"proficient":1}]"#,
                true,
            ),
            (
                r#"[{"id":1,"scaledefault":"1"},{"id":2,"proficient":true}]"#,
                true,
            ),
            (r#"[{"id":1,"scaledefault":1,"proficient":0}]"#, false),
            (r#"{"id":1}"#, false),
            ("", false),
        ] {
            assert_eq!(
                super::is_complete(configuration),
                is_complete,
                "{configuration}"
            );
        }
    }

    #[test]
    fn a_comma_does_not_divide_a_value() {
        assert_eq!(super::value("Good,\n but slow"), "Good; but slow");
    }
}
