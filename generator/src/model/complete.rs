//! A handbook of which a site can be made: the proof that nothing is missing that its pages need.
//!
//! Each type here holds the lenient one and dereferences to it, and adds as present what there is optional.
//!
//! [`Handbook::complete`] is the only way to get one. `site`, `render` and `export` take these types and need no error
//! handling for missing parts, while [`crate::check`] works on the lenient ones and so reports every fault.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::complete_standard::CompleteStandard;
use super::continuation::{Continuations, Proposal};
use super::curriculum::Curriculum;
use super::handbook::{Handbook, Missing};
use super::posting::Posting;
use crate::index::{CurriculumIndex, List, PostingIndex, RequirementIndex, StandardIndex};
use crate::source::documents::Documents;
use crate::source::format;
use crate::source::format::handbook::Audience;

/// A handbook of which a site can be made.
#[derive(Debug)]
pub struct CompleteHandbook {
    /// The contents of `handbook.yaml`.
    pub about: Arc<format::handbook::HandbookRecord>,
    /// The standards that the handbook lists, in its order. Never empty unless the handbook lists
    /// none. An index is also valid in the lenient [`Handbook::standards`], where the listed ones
    /// come first.
    pub standards: List<StandardIndex, CompleteStandard>,
    /// The curricula for these standards, in order of their ids. A curriculum without its standard
    /// is left out, so the indices are not those of the lenient handbook.
    pub curricula: List<CurriculumIndex, CompleteCurriculum>,
    /// The postings for these standards, in order of their ids. One without its standard is left out, as curricula are.
    pub postings: List<PostingIndex, CompletePosting>,
    /// The continuations of requirements from one edition to the next.
    continuations: Continuations,
    has_notes: OnceLock<bool>,
    handbook: Arc<Handbook>,
}

/// A curriculum of a complete handbook.
#[derive(Clone, Debug)]
pub struct CompleteCurriculum {
    /// The contents of `curriculum.yaml`.
    pub about: Arc<format::curriculum::CurriculumRecord>,
    /// The index of its standard in the handbook.
    pub standard: StandardIndex,
    curriculum: Arc<Curriculum>,
}

/// A posting of a complete handbook.
#[derive(Clone, Debug)]
pub struct CompletePosting {
    /// The index of its standard in the handbook.
    pub standard: StandardIndex,
    posting: Arc<Posting>,
}

impl Deref for CompleteHandbook {
    type Target = Handbook;

    fn deref(&self) -> &Handbook {
        &self.handbook
    }
}

impl Deref for CompleteCurriculum {
    type Target = Curriculum;

    fn deref(&self) -> &Curriculum {
        &self.curriculum
    }
}

impl Deref for CompletePosting {
    type Target = Posting;

    fn deref(&self) -> &Posting {
        &self.posting
    }
}

impl Handbook {
    /// Returns the handbook with the proof that a site can be made of it.
    ///
    /// # Errors
    /// Returns the parts that are missing. Each is reported by a rule, or as a fault of its file.
    pub fn complete(self: &Arc<Self>) -> Result<CompleteHandbook, Vec<Missing>> {
        CompleteHandbook::of(self).ok_or_else(|| self.missing())
    }
}

impl CompleteHandbook {
    /// Builds the handbook from the documents.
    ///
    /// # Errors
    /// Returns the same errors as [`Handbook::complete`].
    pub fn build(documents: &Documents) -> Result<CompleteHandbook, Vec<Missing>> {
        Arc::new(Handbook::build(documents)).complete()
    }

    /// The handbook as complete; `None` if a part is missing, which [`Handbook::missing`] then names.
    pub(super) fn of(handbook: &Arc<Handbook>) -> Option<Self> {
        let about = handbook.about.clone()?;
        let mut listed = about.standards.iter();
        if !listed.all(|id| handbook.standard(id.as_str()).is_some()) {
            return None;
        }
        let standards = handbook.standards.iter().take(handbook.listed);
        let standards: List<StandardIndex, CompleteStandard> =
            standards.map(CompleteStandard::of).collect::<Option<_>>()?;
        // A curriculum or a posting without its standard is a fault that a rule reports, and has no pages until then.
        let is_listed = |standard: &StandardIndex| standards.get(*standard).is_some();
        let curricula = handbook.curricula.iter().filter_map(|curriculum| {
            Some(CompleteCurriculum {
                about: curriculum.about.clone()?,
                standard: curriculum.standard.filter(is_listed)?,
                curriculum: curriculum.clone(),
            })
        });
        let curricula = curricula.collect();
        let postings = handbook.postings.iter().filter_map(|posting| {
            Some(CompletePosting {
                standard: posting.standard.filter(is_listed)?,
                posting: posting.clone(),
            })
        });
        let postings = postings.collect();
        let mut complete = CompleteHandbook {
            about,
            standards,
            curricula,
            postings,
            continuations: Continuations::default(),
            has_notes: OnceLock::new(),
            handbook: handbook.clone(),
        };
        complete.continuations = Continuations::of(&complete);
        for standard in complete.standards.indices() {
            let is_for_recruiters = complete.addresses(standard, Audience::Recruiters);
            complete.standards[standard].is_for_recruiters = is_for_recruiters;
            complete.standards[standard].has_groups = complete.has_groups();
            let has_earlier_edition = complete.earlier_edition(standard).is_some();
            complete.standards[standard].has_earlier_edition = has_earlier_edition;
        }
        Some(complete)
    }

    /// The requirements of earlier editions that a requirement continues, as the indices of standard and requirement:
    /// those that it replaces explicitly, or else those with the same or nearly the same words.
    ///
    /// Empty if it is new, or if the standard has no earlier edition in the handbook. Several if it
    /// merges requirements.
    pub fn predecessors(
        &self,
        standard: StandardIndex,
        requirement: RequirementIndex,
    ) -> &[(StandardIndex, RequirementIndex)] {
        self.continuations.predecessors((standard, requirement))
    }

    /// The requirements of later editions that continue a requirement, as the indices of standard and requirement.
    ///
    /// Empty if it was dropped, or if its edition is the latest. Several if it was split.
    pub fn successors(
        &self,
        standard: StandardIndex,
        requirement: RequirementIndex,
    ) -> &[(StandardIndex, RequirementIndex)] {
        self.continuations.successors((standard, requirement))
    }

    /// The continuations that were inferred from nearly identical words and that no author has confirmed.
    /// They are shown as continuations; `W604` asks the author to confirm each with `replaces`.
    pub fn proposed_continuations(&self) -> &[Proposal] {
        self.continuations.proposals()
    }

    /// The index of a standard's previous edition, if the handbook has it. `None` if it names itself.
    pub fn earlier_edition(&self, standard: StandardIndex) -> Option<StandardIndex> {
        let edition = self.standards[standard].about.edition.as_ref()?;
        let earlier = edition.replaces.as_ref()?;
        let place = self.standards.find_index(|other| *earlier == *other.id())?;
        (place != standard).then_some(place)
    }

    /// The indices of the editions that directly replace a standard, in the handbook's order. Empty for the latest edition.
    pub fn later_editions(&self, standard: StandardIndex) -> Vec<StandardIndex> {
        self.standards
            .indices()
            .filter(|later| self.earlier_edition(*later) == Some(standard))
            .collect()
    }

    /// The standards that no later edition replaces, in the handbook's order.
    pub fn latest_standards(&self) -> impl Iterator<Item = StandardIndex> + '_ {
        let standards = self.standards.indices();
        standards.filter(|standard| self.later_editions(*standard).is_empty())
    }

    /// The only standard, earlier editions aside; `None` if there are several. Pages about none use its names for its parts.
    pub fn only_standard(&self) -> Option<StandardIndex> {
        let mut latest = self.latest_standards();
        latest.next().filter(|_| latest.next().is_none())
    }

    /// Whether any standard has editors' notes; computed on first use. If not, no page offers to hide them.
    pub fn has_notes(&self) -> bool {
        let has_notes = || self.standards.iter().any(|standard| standard.has_notes());
        *self.has_notes.get_or_init(has_notes)
    }

    /// Whether the site has a page that shows the state of the translations.
    pub fn shows_translation_status(&self) -> bool {
        self.about.translation_status && self.languages.len() > 1
    }

    /// The standard with this id.
    pub fn standard(&self, id: &str) -> Option<&CompleteStandard> {
        self.standards.iter().find(|standard| standard.id() == id)
    }

    /// Finds the requirement named `STANDARD/REQUIREMENT`: the indices of its standard and of itself.
    ///
    /// For example, `pottery/5.3.1.2-a`. `None` if the name has no slash, or if there is no such
    /// standard or requirement.
    pub fn find_requirement(&self, name: &str) -> Option<(StandardIndex, RequirementIndex)> {
        let (id, requirement) = name.split_once('/')?;
        let place = self.standards.find_index(|standard| standard.id() == id)?;
        Some((place, self.standards[place].requirement_index(requirement)?))
    }

    /// Whether the other handbook's site has the same addresses: the settings, the redirects and all ids are the same,
    /// and both handbooks list changes or neither does. Returns `false` if this cannot be determined cheaply.
    ///
    /// The preview uses it to decide whether the table of addresses can be kept after a save. A
    /// wrong `false` costs time, a wrong `true` would lose pages, so in doubt it is `false`.
    pub fn has_names_of(&self, other: &CompleteHandbook) -> bool {
        let names = |handbook: &CompleteHandbook| {
            let curricula = handbook.curricula.iter();
            let curricula: Vec<_> = curricula
                .map(|curriculum| {
                    let modules: Vec<_> = curriculum
                        .modules
                        .iter()
                        .map(|module| module.id.clone())
                        .collect();
                    (curriculum.id.clone(), curriculum.standard, modules)
                })
                .collect();
            let postings = handbook.postings.iter();
            let postings: Vec<_> = postings
                .map(|posting| (posting.id.clone(), posting.standard))
                .collect();
            let pages: Vec<_> = handbook
                .pages
                .iter()
                .map(|page| page.name.clone())
                .collect();
            (curricula, postings, pages)
        };
        let moves = [&self.published.moves, &other.published.moves].map(|moves| {
            let moves = moves.as_ref();
            moves.map(Arc::as_ptr)
        });
        let mut standards = self.standards.iter().zip(&other.standards);
        Arc::ptr_eq(&self.about, &other.about)
            && self.standards.len() == other.standards.len()
            && standards.all(|(one, other)| {
                one.has_places_of(other)
                    && one.is_compared_on_pages() == other.is_compared_on_pages()
            })
            && moves[0] == moves[1]
            && self.published.origin() == other.published.origin()
            && self.changes.is_empty() == other.changes.is_empty()
            && self.files.addresses().eq(other.files.addresses())
            && names(self) == names(other)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::CompleteHandbook;
    use crate::check::curricula::tests::course;
    use crate::check::testing::{sound, with, without};
    use crate::index::{CurriculumIndex, StandardIndex};
    use crate::model::Handbook;
    use crate::model::handbook::MissingPart;
    use crate::source::documents::Documents;
    use crate::source::place::StandardPart;
    use crate::source::tree::Tree;

    fn handbook(tree: &Tree) -> Arc<Handbook> {
        Arc::new(Handbook::build(&Documents::read(tree)))
    }

    #[test]
    fn a_handbook_without_a_part_is_built_and_names_the_part() {
        let empty = handbook(&Tree::default());
        let missing = empty.complete().expect_err("nothing is there");
        assert!(matches!(missing[0].part, MissingPart::Handbook));
        assert!(!missing[0].is_unread);

        let incomplete = handbook(&without(sound(), "standard.yaml"));
        assert!(incomplete.standards[StandardIndex::at(0)].has_requirement("2.2.1-a"));
        let missing = incomplete.complete().expect_err("a part is missing");
        assert_eq!(missing.len(), 1);
        assert!(matches!(
            missing[0].part,
            MissingPart::OfStandard(_, StandardPart::About)
        ));

        // Without a rubric nobody can be graded, and everything else is there.
        let ungraded = handbook(&without(sound(), "rubric.yaml"));
        let ungraded = ungraded.complete().expect("the rubric is optional");
        let standard = &ungraded.standards[StandardIndex::at(0)];
        assert_eq!(standard.graded_forms().count(), 0);

        let unread = handbook(&with("rubric.yaml", "clause: 3", "clause: ["));
        let missing = unread.complete().expect_err("the rubric cannot be read");
        assert!(missing[0].is_unread);
    }

    #[test]
    fn a_curriculum_whose_standard_is_unknown_has_no_place_in_the_complete_handbook() {
        let mut tree = course();
        let file = "content/curricula/first/curriculum.yaml";
        let text = tree.files[file].replace("standard: demo", "standard: other");
        tree.files.insert(file.into(), text.into());
        let handbook = handbook(&tree);
        assert_eq!(handbook.curricula.len(), 1);
        assert_eq!(handbook.curricula[CurriculumIndex::at(0)].standard, None);
        let complete = handbook.complete().expect("the rest is complete");
        assert!(complete.curricula.is_empty());
    }

    #[test]
    fn a_standard_whose_files_have_not_changed_is_reused() {
        let mut tree = course();
        let mut documents = Documents::read(&tree);
        let before = Handbook::build(&documents);
        let reread = |tree: &mut Tree, documents: &mut Documents, file: &str, text: String| {
            let file: Arc<str> = file.into();
            tree.files.insert(file.clone(), text.into());
            documents.reread(tree, &file);
            Handbook::rebuild(documents, Some(&before))
        };
        let file = "content/pages/about.en.md";
        let text = format!("{}\nMore.\n", tree.files[file]);
        let after = reread(&mut tree, &mut documents, file, text);
        assert!(Arc::ptr_eq(
            &before.standards[StandardIndex::at(0)],
            &after.standards[StandardIndex::at(0)]
        ));

        let file = "content/standards/demo/clauses/01.yaml";
        let text = tree.files[file].replace("en: Scope", "en: Range");
        let after = reread(&mut tree, &mut documents, file, text);
        assert!(!Arc::ptr_eq(
            &before.standards[StandardIndex::at(0)],
            &after.standards[StandardIndex::at(0)]
        ));
        let title = after.standards[StandardIndex::at(0)]
            .clause("1")
            .and_then(|clause| clause.title());
        assert_eq!(title.and_then(|title| title.get("en")), Some("Range"));
        assert!(CompleteHandbook::build(&documents).is_ok());
    }
}
