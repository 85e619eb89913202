//! The differences between a criterion of a form and the requirement that it restates.
//!
//! Pages show it beside a criterion that does not restate its requirement word for word, and
//! between requirements that are nearly the same. The comparison uses the algorithm of Myers, as
//! implemented by the crate `similar`.

use similar::{ChangeTag, TextDiff};

/// A run of characters, and the side that it is on.
///
/// The texts of all runs that are not on the form's side make up the clause's text, and those that
/// are not on the clause's side the form's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters. Never empty in a result.
    pub text: String,
    /// The side that they are on.
    pub side: Side,
}

/// The side that a run of characters is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both texts.
    Both,
    /// Only in the clause; the form omits it.
    Clause,
    /// Only in the form; the clause does not have it.
    Form,
}

/// Compares two texts character by character and joins the result into runs. Identical texts give one run of
/// [`Side::Both`].
///
/// Used for the standard's own words, of which every character matters; translations are compared
/// with [`difference_in_words`]. Two empty texts give no run.
pub fn difference(clause: &str, form: &str) -> Vec<Run> {
    let mut runs = runs(&TextDiff::from_chars(clause, form));
    slide(&mut runs);
    runs
}

/// Compares two texts word by word, with the spaces and marks between the words, and joins the result into runs. For
/// languages with spaces between words, in which single letters that happen to match mean nothing.
pub fn difference_in_words(clause: &str, form: &str) -> Vec<Run> {
    runs(&TextDiff::from_unicode_words(clause, form))
}

/// Joins neighbouring changes on the same side.
fn runs<'a>(diff: &TextDiff<'a, 'a, str>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Clause,
            ChangeTag::Insert => Side::Form,
        };
        match runs.last_mut() {
            Some(run) if run.side == side => run.text.push_str(change.value()),
            _ => runs.push(Run {
                text: change.value().to_owned(),
                side,
            }),
        }
    }
    runs
}

/// Moves each isolated difference as far right as possible, since a phrase is more often added at an end than inside:
/// `尾程发[货及退换]货；` reads better as `尾程发货[及退换货]；` and means the same.
fn slide(runs: &mut Vec<Run>) {
    for index in 1..runs.len().saturating_sub(1) {
        let is_lone = runs[index].side != Side::Both
            && runs[index - 1].side == Side::Both
            && runs[index + 1].side == Side::Both;
        if !is_lone {
            continue;
        }
        // Each iteration takes a character from the following run, so the loop ends.
        while let Some(first) = runs[index].text.chars().next()
            && runs[index + 1].text.starts_with(first)
        {
            runs[index - 1].text.push(first);
            for run in &mut runs[index..=index + 1] {
                run.text.remove(0);
            }
            runs[index].text.push(first);
        }
    }
    // A run that has moved up to the next one leaves an empty run between them.
    runs.retain(|run| !run.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(clause: &str, form: &str) -> String {
        written(&difference(clause, form))
    }

    fn written(runs: &[Run]) -> String {
        runs.iter()
            .map(|run| match run.side {
                Side::Both => run.text.clone(),
                Side::Clause => format!("[-{}]", run.text),
                Side::Form => format!("[+{}]", run.text),
            })
            .collect()
    }

    #[test]
    fn words_that_a_form_leaves_out_are_marked() {
        assert_eq!(
            marked(
                "能负责与供应商洽谈，筛选合适公司的产品并进行价格的谈判。",
                "能负责与供应商洽谈，筛选公司产品并进行价格谈判。"
            ),
            "能负责与供应商洽谈，筛选[-合适]公司[-的]产品并进行价格[-的]谈判。"
        );
        assert_eq!(marked("同", "同"), "同");
        assert_eq!(
            marked(
                "能协助进行尾程发货及退换货；",
                "能协助运营服务客户尾程发货；"
            ),
            "能协助[-进行][+运营服务客户]尾程发货[-及退换货]；"
        );
        assert_eq!(marked("甲乙乙乙丙", "甲乙丙"), "甲乙[-乙乙]丙");
    }

    #[test]
    fn latin_words_are_compared_as_units() {
        let marked = |clause, form| written(&difference_in_words(clause, form));
        assert_eq!(
            marked("Assist with it;", "Assist with it;"),
            "Assist with it;"
        );
        assert_eq!(
            marked(
                "of different platforms and stores;",
                "of platforms and stores."
            ),
            "of [-different ]platforms and stores[-;][+.]"
        );
    }
}
