//! Inserting values into the interface words.

/// Fills the placeholders of `words`: `{name}` becomes the value of that name, and `{name:one|many}` becomes the first
/// form if the value is 1 and the second otherwise. A placeholder whose name has no value is left unchanged.
pub fn fill(words: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        let (place, after) = rest.split_at(end);
        match filling(place, &value) {
            Some(shown) => filled.push_str(&shown),
            None => filled.push_str(place),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Returns the text that replaces one placeholder.
fn filling(place: &str, value: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let inner = place.strip_prefix('{')?.strip_suffix('}')?;
    let Some((name, forms)) = inner.split_once(':') else {
        return value(inner);
    };
    let (one, many) = forms.split_once('|')?;
    let form = if value(name)? == "1" { one } else { many };
    Some(form.to_owned())
}

#[cfg(test)]
mod tests {
    use super::fill;

    fn shown(words: &str, count: usize) -> String {
        fill(words, |name| (name == "count").then(|| count.to_string()))
    }

    #[test]
    fn a_number_selects_the_plural_form() {
        let words = "{count} {count:page is|pages are} listed.";
        assert_eq!(shown(words, 0), "0 pages are listed.");
        assert_eq!(shown(words, 1), "1 page is listed.");
        assert_eq!(shown(words, 2), "2 pages are listed.");
        assert_eq!(shown(words, 11), "11 pages are listed.");
    }

    #[test]
    fn a_placeholder_without_a_value_is_kept() {
        for words in [
            "{other} pages",
            "{other:page|pages}",
            "{count:page}",
            "{count",
            "{}",
            "}{",
        ] {
            assert_eq!(shown(words, 1), words);
        }
    }

    #[test]
    fn a_value_is_not_filled_again() {
        let filled = fill("“{query}”, {count}", |name| {
            Some(if name == "query" { "{count}" } else { "3" }.to_owned())
        });
        assert_eq!(filled, "“{count}”, 3");
    }
}
