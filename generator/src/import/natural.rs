//! The order of codes as people read them: `2` before `10`.

use std::cmp::Ordering;

/// Compares codes. Numbers in them are compared by their values, everything else by its characters.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (first, second) = match (part(&mut one), part(&mut other)) {
            (Some(first), Some(second)) => (first, second),
            (first, second) => return first.is_some().cmp(&second.is_some()),
        };
        let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        let order = match is_number(first) && is_number(second) {
            true => {
                let value = |part: &str| part.trim_start_matches('0').len();
                value(first).cmp(&value(second)).then_with(|| {
                    first
                        .trim_start_matches('0')
                        .cmp(second.trim_start_matches('0'))
                })
            }
            false => first.cmp(second),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Takes the next number, or everything before it. `None` at the end.
fn part<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
    let end = rest.find(|c: char| c.is_ascii_digit() != is_number);
    let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
    *rest = after;
    (!part.is_empty()).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_their_values() {
        let mut codes = ["K10", "K2", "2.10", "2.9", "2", "S1.2", "K02", "007", ""];
        codes.sort_by(|one, other| compare(one, other));
        assert_eq!(
            codes,
            ["", "2", "2.9", "2.10", "007", "K2", "K02", "K10", "S1.2"]
        );
    }
}
