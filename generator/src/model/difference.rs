//! How a criterion of a form differs from the requirement that it restates.

use similar::{ChangeTag, TextDiff};

/// A run of characters, and on which side it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Where they stand.
    pub side: Side,
}

/// Where a run of characters stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both.
    Both,
    /// Only in the clause: the form leaves it out.
    Clause,
    /// Only in the form: the clause does not have it.
    Form,
}

/// The characters of both texts in order, joined into runs. One run of [`Side::Both`] where they are the same.
pub fn difference(clause: &str, form: &str) -> Vec<Run> {
    let mut runs = runs(&TextDiff::from_chars(clause, form));
    slide(&mut runs);
    runs
}

/// The words of both texts in order, with the spaces and marks between them, joined into runs: for languages whose words
/// stand apart, where single letters that happen to be the same would say nothing.
pub fn difference_in_words(clause: &str, form: &str) -> Vec<Run> {
    runs(&TextDiff::from_unicode_words(clause, form))
}

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

/// Moves each lone difference as far right as it goes, since a phrase is more often added at an end than inside:
/// `尾程发[货及退换]货；` reads better as `尾程发货[及退换货]；`, and says the same.
fn slide(runs: &mut Vec<Run>) {
    for at in 1..runs.len().saturating_sub(1) {
        let is_lone = runs[at].side != Side::Both
            && runs[at - 1].side == Side::Both
            && runs[at + 1].side == Side::Both;
        if !is_lone {
            continue;
        }
        // Each turn takes a character from the run behind, so this ends.
        while let Some(first) = runs[at].text.chars().next()
            && runs[at + 1].text.starts_with(first)
        {
            runs[at - 1].text.push(first);
            for run in &mut runs[at..=at + 1] {
                run.text.remove(0);
            }
            runs[at].text.push(first);
        }
    }
    // Where a run slid up to the next one, nothing is left between them.
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
    fn what_a_form_leaves_out_is_marked() {
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
    fn words_are_compared_whole() {
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
