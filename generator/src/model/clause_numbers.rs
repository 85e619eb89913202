//! The printed numbers of clauses: whether they show which clause is below which.

use super::standard::Standard;
use crate::index::ClauseIndex;

impl Standard {
    /// Whether the printed number of each clause below `clause` continues that of `clause`, as 5.3.1 continues 5.3. A list of
    /// clauses then shows their depth without an indent.
    pub fn numbers_show_depth(&self, clause: ClauseIndex) -> bool {
        let entry = &self.clauses[clause];
        let mut children = entry.children.iter();
        let Some(above) = entry.number() else {
            return children.next().is_none();
        };
        children.all(|child| {
            let number = self.clauses[*child].number();
            number.is_some_and(|number| continues(number, above))
        })
    }
}

/// Whether a number is another with something after it: 5.3.1 continues 5.3, but 11 does not continue 1.
fn continues(number: &str, above: &str) -> bool {
    let is_digit = |character: char| character.is_ascii_digit();
    let rest = number
        .strip_prefix(above)
        .and_then(|rest| rest.chars().next());
    rest.is_some_and(|next| !(is_digit(next) && above.ends_with(is_digit)))
}

#[cfg(test)]
mod tests {
    use super::continues;

    #[test]
    fn a_number_continues_another_at_a_part_of_its_own() {
        for (number, above) in [
            ("5.3.1", "5.3"),
            ("A2", "A"),
            ("RL.5.6", "RL"),
            ("K1-2", "K1"),
        ] {
            assert!(continues(number, above), "{number} {above}");
        }
        for (number, above) in [("11", "1"), ("1", "3.1"), ("CS1.1", "1.1"), ("5.3", "5.3")] {
            assert!(!continues(number, above), "{number} {above}");
        }
    }
}
