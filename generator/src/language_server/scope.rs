//! The names that ids in a file mean: those of its standard and of its curriculum.

use crate::check::known::{KnownName, names};
use crate::model::requirement::lettered;
use crate::model::{Curriculum, Handbook, Standard};
use crate::source::namespace::Namespace;
use crate::source::place::{CurriculumPart, Part, Place, StandardPart};

/// What names in a place of a file refer to.
#[derive(Clone, Copy)]
pub(super) struct NameScope<'h> {
    /// The handbook.
    pub(super) handbook: &'h Handbook,
    /// The standard.
    pub(super) part: Option<&'h Standard>,
    /// The curriculum.
    pub(super) course: Option<&'h Curriculum>,
}

/// What an id names.
#[derive(Clone, Copy)]
pub(super) struct NamedThing<'h> {
    /// The kind of things.
    pub(super) namespace: Namespace,
    /// The name, as the table of names has it.
    pub(super) name: KnownName<'h>,
    /// The standard to which it belongs.
    pub(super) part: Option<&'h Standard>,
}

/// The name of the kind of file at a path of the content, in the table of schemas. `None` for files that have no keys.
pub(super) fn kind_name(path: &str) -> Option<&'static str> {
    match Place::of(path).filter(|place| place.is_read)?.part {
        Part::Handbook => Some("handbook"),
        Part::Changes => Some("changes"),
        Part::Permalinks => Some("permalinks"),
        Part::Lock | Part::Wordings | Part::Translations => None,
        Part::Standard(_, part) => match part {
            StandardPart::About => Some("standard"),
            StandardPart::Rubric => Some("rubric"),
            StandardPart::Glossary => Some("glossary"),
            StandardPart::Clauses => Some("clauses"),
            StandardPart::Annexes => Some("annex"),
            StandardPart::Associations
            | StandardPart::Statements
            | StandardPart::Competencies
            | StandardPart::Other => None,
        },
        Part::Curriculum(_, part) => match part {
            CurriculumPart::About => Some("curriculum"),
            CurriculumPart::Module(_) => Some("module"),
            CurriculumPart::Overview | CurriculumPart::Other => None,
        },
        Part::Page { .. } => Some("page"),
        Part::Posting(_) => Some("posting"),
    }
}

impl<'h> NameScope<'h> {
    /// The scope of the place at `offset` of the file at `path`.
    pub(super) fn of(handbook: &'h Handbook, path: &str, text: &str, offset: usize) -> Self {
        let file = Place::of(path).map(|place| place.part);
        let course = file.and_then(Part::curriculum);
        let course =
            course.and_then(|id| handbook.curricula.iter().find(|course| &*course.id == id));
        let about = course.and_then(|course| course.about.as_deref());
        let id = file
            .and_then(Part::standard)
            .or_else(|| stated(text, offset))
            .or(about.map(|about| about.standard.as_str()));
        let part = id.and_then(|id| handbook.standard(id));
        let part = part.or_else(|| handbook.standards.iter().next());
        NameScope {
            handbook,
            part: part.map(AsRef::as_ref),
            course: course.map(AsRef::as_ref),
        }
    }

    /// The names of a kind.
    pub(super) fn names(&self, namespace: Namespace) -> Vec<KnownName<'h>> {
        names(namespace, self.handbook, self.part, self.course)
    }

    /// The thing of a kind that `id` names.
    pub(super) fn find(&self, namespace: Namespace, id: &str) -> Option<NamedThing<'h>> {
        if let (Namespace::RelationTarget, Some((standard, inside))) =
            (namespace, id.split_once('/'))
        {
            let part = self.handbook.standard(standard).map(AsRef::as_ref);
            return NameScope { part, ..*self }.find(Namespace::Reference, inside);
        }
        let name = self
            .names(namespace)
            .into_iter()
            .find(|name| name.id == id)?;
        Some(NamedThing {
            namespace,
            name,
            part: self.part,
        })
    }

    /// The clause or requirement that `id` names in a text, where no standard is stated: that of this standard or else of
    /// the first that has it.
    pub(super) fn find_anywhere(&self, id: &str) -> Option<NamedThing<'h>> {
        let others = self.handbook.standards.iter().map(|part| Some(&**part));
        [self.part]
            .into_iter()
            .chain(others)
            .find_map(|part| NameScope { part, ..*self }.find(Namespace::RelationTarget, id))
    }
}

/// The id at `offset` of a word that may be a range: `5.1-a` or `5.1-c` for `5.1-a..c`.
pub(super) fn end_of_range(word: &str, offset: usize) -> String {
    match word.split_once("..") {
        Some((first, last)) if offset > first.len() => match lettered(first) {
            Some((clause, _))
                if lettered(last).is_none() && last.chars().all(|c| c.is_ascii_lowercase()) =>
            {
                format!("{clause}-{last}")
            }
            Some(_) | None => last.to_owned(),
        },
        Some((first, _)) => first.to_owned(),
        None => word.to_owned(),
    }
}

/// The standard that a file states with `standard:`, in the last such line before `offset` or else in the first.
fn stated(text: &str, offset: usize) -> Option<&str> {
    let mut found = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(value) = line
            .trim_start()
            .trim_start_matches("- ")
            .strip_prefix("standard:")
        {
            if start > offset && found.is_some() {
                break;
            }
            let value = value.split(" #").next().unwrap_or_default();
            found = Some(value.trim().trim_matches(['"', '\'']));
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_range_are_ids_of_their_own() {
        assert_eq!(end_of_range("5.1-a..c", 2), "5.1-a");
        assert_eq!(end_of_range("5.1-a..c", 8), "5.1-c");
        assert_eq!(end_of_range("K0001..K0007", 9), "K0007");
        assert_eq!(end_of_range("5.1", 1), "5.1");
    }

    #[test]
    fn the_standard_is_the_one_that_is_stated_last() {
        let text = "- standard: one\n  a: b\n- standard: 'two' # c\n";
        assert_eq!(stated(text, 18), Some("one"));
        assert_eq!(stated(text, text.len()), Some("two"));
        assert_eq!(stated(text, 0), Some("one"));
        assert_eq!(stated("a: b\n", 0), None);
    }
}
