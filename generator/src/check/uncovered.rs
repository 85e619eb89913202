//! Checks how far curricula cover the requirements of the roles and levels that they lead to.
//!
//! It reports `W501`, and `clausebook status` prints the same as a list. A curriculum need not
//! cover everything, but whoever takes it should know what is left; a gap is therefore a warning,
//! which `--allow` silences.

use crate::index::RequirementIndex;
use crate::language::message::{Series, message};
use crate::model::{CompleteCurriculum, CompleteHandbook, CompleteStandard};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::curriculum::AimIds;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// A role and a level that a curriculum leads to, and how many of their requirements it covers.
pub struct Reach<'a> {
    /// The curriculum.
    pub curriculum: &'a CompleteCurriculum,
    /// The standard.
    pub standard: &'a CompleteStandard,
    /// The ids of the role and the level; neither if the standard has none. As the curriculum
    /// states them.
    pub aim: AimIds<'a>,
    /// The number of requirements that are asked. 0 if nothing is asked for at that level.
    pub asked: usize,
    /// The requirements that no module covers, in document order. Empty if all are covered.
    pub uncovered: Vec<RequirementIndex>,
}

impl Reach<'_> {
    /// The place where the curriculum states what it leads to, or its title.
    fn position(&self) -> &Position {
        let about = &self.curriculum.about;
        let mut aims = about.leads_to.iter().zip(about.aims());
        let stated = aims.find(|(_, ids)| *ids == self.aim);
        stated
            .and_then(|(aim, _)| aim.role.as_ref().or(aim.level.as_ref()))
            .map_or(&about.title.position, |id| &id.position)
    }

    /// The names of the uncovered requirements. These are ids, such as `5.1-a`, which exist
    /// whatever the standard prints.
    pub fn names(&self) -> Vec<&str> {
        let uncovered = self.uncovered.iter();
        uncovered
            .map(|requirement| &*self.standard.requirements[*requirement].id)
            .collect()
    }
}

/// The coverage of each role and level that a curriculum leads to.
///
/// In the order of the curricula and their aims.
pub fn reaches(handbook: &CompleteHandbook) -> Vec<Reach<'_>> {
    let mut reaches = Vec::new();
    for curriculum in &handbook.curricula {
        let standard = &handbook.standards[curriculum.standard];
        for aim in curriculum.about.aims() {
            let (role, level) = aim;
            // A role that does not exist is reported as such.
            if role.is_some_and(|role| standard.role(role).is_none()) {
                continue;
            }
            let asked = standard.asked(role, level);
            reaches.push(Reach {
                curriculum,
                standard,
                aim,
                asked: asked.len(),
                uncovered: asked
                    .into_iter()
                    .filter(|requirement| curriculum.taught(*requirement).is_empty())
                    .collect(),
            });
        }
    }
    reaches
}

/// Warns about each role and level of which a curriculum leaves requirements uncovered. One warning
/// for each, naming at most twelve requirements.
pub fn uncovered(handbook: &CompleteHandbook) -> Vec<Diagnostic> {
    /// The maximum number of names in a message.
    const NAMED: usize = 12;
    reaches(handbook)
        .iter()
        .filter(|reach| !reach.uncovered.is_empty())
        .map(|reach| {
            let names = reach.names();
            let more = names.len().saturating_sub(NAMED);
            let quoted = names.iter().take(NAMED).map(|name| format!("`{name}`"));
            let mut named = message!("{names}", names = Series::plain(quoted));
            if more > 0 {
                named = message!("{named} and {more} more", named, more);
            }
            let curriculum = &reach.curriculum.id;
            let (count, asked) = (names.len(), reach.asked);
            Rule::Uncovered.at(
                reach.position(),
                match reach.aim {
                    (Some(role), Some(level)) => message!(
                        "the curriculum `{curriculum}` leaves {count} of the {asked} requirements of `{role}` at \
                         `{level}` uncovered",
                        curriculum,
                        count,
                        asked,
                        role,
                        level,
                    ),
                    (Some(role), None) => message!(
                        "the curriculum `{curriculum}` leaves {count} of the {asked} requirements of `{role}` \
                         uncovered",
                        curriculum,
                        count,
                        asked,
                        role,
                    ),
                    (None, Some(level)) => message!(
                        "the curriculum `{curriculum}` leaves {count} of the {asked} requirements at `{level}` \
                         uncovered",
                        curriculum,
                        count,
                        asked,
                        level,
                    ),
                    (None, None) => message!(
                        "the curriculum `{curriculum}` leaves {count} of the {asked} requirements uncovered",
                        curriculum,
                        count,
                        asked,
                    ),
                },
                match reach.aim {
                    (_, Some(_)) => message!("cover {named} in a module, or lead to another level", named),
                    (_, None) => message!("cover {named} in a module", named),
                },
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::curricula::tests::course;
    use crate::check::testing::and;
    use crate::source::documents::Documents;
    use crate::source::tree::Tree;

    fn messages(tree: &Tree) -> Vec<String> {
        let handbook = CompleteHandbook::build(&Documents::read(tree)).expect("a handbook");
        uncovered(&handbook)
            .iter()
            .map(|fault| {
                format!(
                    "{}: {} / {}",
                    fault.position,
                    fault.message.english(),
                    fault.help.english()
                )
            })
            .collect()
    }

    #[test]
    fn what_is_left_out_is_named_at_the_aim() {
        assert_eq!(messages(&course()), [""; 0]);
        let tree = and(
            course(),
            "content/curricula/first/01-open.zh.md",
            "2.1-a..b",
            "2.1-a",
        );
        assert_eq!(
            messages(&tree),
            [
                "content/curricula/first/curriculum.yaml:6:19: the curriculum `first` leaves 1 of the 3 requirements of \
                 `seller` at `junior` uncovered / cover `2.1-b` in a module, or lead to another level"
            ]
        );
    }
}
