//! A standard: its clauses in document order, and lookups across them.
//!
//! [`Standard::build`] takes the files of one folder in `content/standards` and always succeeds.
//! Lists are in document order, and an index never changes its meaning while the ids are the same;
//! other files of the model add what can be derived from them, such as [`super::asked`],
//! [`super::term`] and [`super::rating`].

mod earlier_build;
mod parts_by_id;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::asked_parts::AskedParts;
use super::axis::{Axes, AxisValues, DimensionValues};
use super::branch::LevelBranch;
use super::clause::{Body, Clause};
use super::graded::FormRules;
use super::incoming::Incoming;
use super::long_list::LongLists;
use super::matrix::Matrices;
use super::near::Near;
use super::parts::Parts;
use super::placing::{DocumentOrder, PlacedBody};
use super::requirement::{Naming, Requirement, add_requirements};
use super::same::Same;
use super::shared::is_same;
use super::term::Terms;
use super::tree::number_order;
use super::unrated::{Ratability, Unrated};
use crate::index::{ClauseIndex, EntryIndex, List, RequirementIndex};
use crate::source::format;
use crate::source::format::associations::AssociationLock;
use crate::source::format::competencies::CompetencyLock;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::mark::Numbering;
use crate::source::format::rubric::Rubric;
use crate::source::format::statements::StatementLock;
use crate::source::gathering::StandardFiles;
use crate::source::place::StandardPart;
use crate::source::texts::{self, Texts};

/// A standard, as far as its files could be read.
#[derive(Clone, Debug)]
pub struct Standard {
    id: Arc<str>,
    /// The contents of `standard.yaml`, if it could be read.
    pub about: Option<Arc<format::standard::StandardRecord>>,
    /// The rules that turn a completed form into a total, and a total into a band, if they could be read.
    /// Absent as well for a standard without forms.
    pub rubric: Option<Arc<Rubric>>,
    /// The glossary: each term with its translations. Empty if there is none.
    pub glossary: Arc<List<EntryIndex, GlossaryEntry>>,
    /// The identifiers of the associations of the framework that it was imported from, if they are recorded.
    pub associations: Option<Arc<AssociationLock>>,
    /// The words of that framework where an export would have others, if they are recorded.
    pub statements: Option<Arc<StatementLock>>,
    /// The cells of the framework of Moodle that it was imported from, where an export would have others.
    pub competencies: Option<Arc<CompetencyLock>>,
    /// Every clause in document order, annexes last.
    pub clauses: List<ClauseIndex, Clause>,
    /// Every requirement in document order. Each requirement is followed by its parts, and the
    /// requirements of a clause are one range.
    pub requirements: List<RequirementIndex, Requirement>,
    /// The indices of the top-level clauses, in document order.
    pub tops: Vec<ClauseIndex>,
    /// The indices of the annexes, in document order. They are also in `clauses`.
    pub annexes: Vec<ClauseIndex>,
    /// Whether the clauses are part of one another by their numbers, and not by nesting or by `parent`.
    /// See [`super::tree`].
    pub is_dotted: bool,
    /// The indices of the clauses whose `parent` was ignored because it leads back to the clause.
    pub cut: Vec<ClauseIndex>,
    /// The parts with a file that could not be read. Rules about what these parts may hold stay
    /// silent.
    pub unread: BTreeSet<StandardPart>,
    places: Arc<Lookup>,
    matrices: Arc<Matrices>,
    long_lists: Arc<LongLists>,
    asked_parts: Arc<AskedParts>,
    pub(super) form_rules: Arc<[FormRules]>,
    pub(super) parts: Arc<Parts>,
    terms: OnceLock<Arc<Terms>>,
    same: OnceLock<Same>,
    near: OnceLock<Near>,
    unrated: OnceLock<Ratability>,
    incoming: OnceLock<Incoming>,
}

/// The indices of clauses and requirements by id.
///
/// Shared by all builds that have the same ids, so that comparing the addresses of two builds is
/// comparing two pointers.
#[derive(Debug, Default)]
struct Lookup {
    clauses: HashMap<Arc<str>, ClauseIndex>,
    /// If several have the same id, the first.
    requirements: HashMap<Arc<str>, RequirementIndex>,
    /// The clauses whose id an earlier clause has too.
    repeated: Vec<ClauseIndex>,
    /// Whether any clause or requirement is about a role.
    states_roles: bool,
    /// Whether any clause or requirement is about a level.
    states_levels: bool,
}

impl Lookup {
    /// Adds what a clause or requirement is about.
    fn states(&mut self, axes: &Axes) {
        self.states_roles |= !axes.roles.is_empty();
        self.states_levels |= !axes.levels.is_empty();
    }
}

impl Standard {
    /// Builds the standard `id` from its files. If every clause has the id, role, dimension, level and letters that it
    /// has in `before`, the indices of `before` are reused, which costs a fraction of a full build. If no file has
    /// changed, the standard itself is reused.
    pub fn build(id: &Arc<str>, files: StandardFiles, before: Option<&Arc<Standard>>) -> Arc<Self> {
        let StandardFiles {
            about,
            rubric,
            glossary,
            clauses,
            annexes,
            associations,
            statements,
            competencies,
            unread,
        } = files;
        let glossary = glossary.unwrap_or_default();
        let DocumentOrder {
            bodies,
            is_dotted,
            cut,
        } = DocumentOrder::of(clauses, annexes);
        if let Some(before) = before
            && is_same(before.about.as_ref(), about.as_ref())
            && before.is_dotted == is_dotted
            && before.is_placed_as(&bodies)
        {
            let same_glossary = Arc::ptr_eq(&before.glossary, &glossary)
                || before.glossary.is_empty() && glossary.is_empty();
            if same_glossary
                && is_same(before.rubric.as_ref(), rubric.as_ref())
                && is_same(before.associations.as_ref(), associations.as_ref())
                && is_same(before.statements.as_ref(), statements.as_ref())
                && is_same(before.competencies.as_ref(), competencies.as_ref())
                && before.unread == unread
                && before.cut == cut
                && before.has_bodies(&bodies)
            {
                return before.clone();
            }
            let mut standard = Standard::clone(before);
            standard.rubric = rubric;
            standard.associations = associations;
            standard.statements = statements;
            standard.competencies = competencies;
            standard.unread = unread;
            standard.cut = cut;
            // Results derived from the texts are recomputed on demand, but the terms only if a definition has changed.
            standard.same = OnceLock::new();
            standard.near = OnceLock::new();
            standard.unrated = OnceLock::new();
            standard.incoming = OnceLock::new();
            if !same_glossary || standard.changes_a_term(&bodies) {
                standard.terms = OnceLock::new();
            }
            standard.glossary = glossary;
            standard.exchange(bodies);
            standard.divide();
            standard.form_rules = FormRules::of(&standard);
            return Arc::new(standard);
        }
        let mut standard = Standard {
            id: id.clone(),
            about,
            rubric,
            glossary,
            associations,
            statements,
            competencies,
            clauses: List::default(),
            requirements: List::default(),
            tops: Vec::new(),
            annexes: Vec::new(),
            is_dotted,
            cut,
            unread,
            places: Arc::default(),
            matrices: Arc::default(),
            long_lists: Arc::default(),
            asked_parts: Arc::default(),
            form_rules: Arc::default(),
            parts: Arc::default(),
            terms: OnceLock::new(),
            same: OnceLock::new(),
            near: OnceLock::new(),
            unrated: OnceLock::new(),
            incoming: OnceLock::new(),
        };
        let mut places = Lookup::default();
        for placed in bodies.into_vec() {
            standard.add(placed, &mut places);
        }
        standard.places = Arc::new(places);
        standard.count();
        standard.divide();
        standard.form_rules = FormRules::of(&standard);
        Arc::new(standard)
    }

    /// Adds the next clause. If two clauses have the same id, lookups find the first, and [`crate::check`] reports the
    /// second.
    fn add(&mut self, PlacedBody { body, parent }: PlacedBody, places: &mut Lookup) {
        let index = self.clauses.next_index();
        let inherited = parent.map(|parent| &self.clauses[parent].axes);
        let axes = match &body {
            Body::Clause(clause) => Axes {
                roles: AxisValues::or_inherited(&clause.role, inherited.map(|above| &above.roles)),
                levels: AxisValues::or_inherited(
                    &clause.level,
                    inherited.map(|above| &above.levels),
                ),
                dimensions: DimensionValues::or_inherited(
                    &clause.dimension,
                    inherited.map(|above| &above.dimensions),
                    self.dimensions(),
                ),
                kind: clause.r#type.as_ref().map(|id| id.value.clone()),
            },
            Body::Annex(annex) => Axes {
                roles: match &annex.role {
                    Some(role) => AxisValues::one(role.value.clone()),
                    None => inherited
                        .map(|above| above.roles.clone())
                        .unwrap_or_default(),
                },
                kind: None,
                ..inherited.cloned().unwrap_or_default()
            },
        };
        let id = match &body {
            Body::Clause(clause) => clause.id.value.clone(),
            Body::Annex(annex) => annex.id.value.clone(),
        };
        places.states(&axes);
        let first = self.requirements.next_index();
        let number = body.number(self.prints_ids());
        if let Body::Clause(clause) = &body {
            let about = self.about.clone();
            let naming = Naming {
                prints_ids: self.prints_ids(),
                marks: about
                    .as_ref()
                    .and_then(|about| Some(&about.marks.as_ref()?.requirement)),
                dimensions: about.as_ref().map(|about| &about.dimensions),
            };
            let list = &mut self.requirements;
            add_requirements(list, naming, clause, index, number.as_deref(), &axes);
            for requirement in self.requirements.indices_from(first) {
                let entry = &self.requirements[requirement];
                places.states(&entry.axes);
                let id = entry.id.clone();
                places.requirements.entry(id).or_insert(requirement);
            }
        }
        if let Body::Annex(_) = &body {
            self.annexes.push(index);
        }
        match parent {
            Some(parent) => self.clauses[parent].children.push(index),
            None => self.tops.push(index),
        }
        if *places.clauses.entry(id).or_insert(index) < index {
            places.repeated.push(index);
        }
        let requirements = self.requirements.indices_from(first);
        self.clauses.push(Clause {
            body,
            number,
            parent,
            children: Vec::new(),
            axes,
            within: requirements.len(),
            requirements,
        });
    }

    /// Whether ids are printed as the numbers of clauses and requirements that state none. True if
    /// `standard.yaml` could not be read, as for a standard that states no `numbering`.
    pub fn prints_ids(&self) -> bool {
        let about = self.about.as_ref();
        about.is_none_or(|about| about.numbering == Numbering::Ids)
    }

    /// Divides what is too large for one page.
    fn divide(&mut self) {
        self.parts = Arc::new(Parts::of(self));
        self.matrices = Arc::new(Matrices::of(self));
        self.long_lists = Arc::new(LongLists::of(self));
        self.asked_parts = Arc::new(AskedParts::of(self));
    }

    /// Whether any clause or requirement is about a role. If not, roles can only ask by lists.
    pub fn states_roles(&self) -> bool {
        self.places.states_roles
    }

    /// Whether any clause or requirement is about a level.
    pub fn states_levels(&self) -> bool {
        self.places.states_levels
    }

    /// Its matrices. See [`super::matrix`].
    pub fn matrices(&self) -> &Matrices {
        &self.matrices
    }

    /// The roles with long lists. See [`super::long_list`].
    pub(super) fn long_lists(&self) -> &LongLists {
        &self.long_lists
    }

    /// The divisions of the pages of roles and levels.
    pub(super) fn asked_parts(&self) -> &AskedParts {
        &self.asked_parts
    }

    /// Whether any part of it has editors' notes.
    pub fn has_notes(&self) -> bool {
        let about = self.about.as_deref().is_some_and(is_noted);
        let mut entries = self.glossary.iter();
        about
            || self.rubric.as_deref().is_some_and(is_noted)
            || entries.any(is_noted)
            || self.clauses.iter().any(|clause| match &clause.body {
                Body::Clause(body) => is_noted(&**body),
                Body::Annex(body) => is_noted(&**body),
            })
    }

    /// Whether a clause defines a term, or the glossary lists one. Only then is there a page of
    /// terms.
    pub fn has_terms(&self) -> bool {
        let defines = |clause: &format::clause::ClauseRecord| clause.term.is_some();
        !self.glossary.is_empty() || self.main_clauses().any(defines)
    }

    /// Adds the number of requirements in each clause's children to its own.
    fn count(&mut self) {
        // Children come after their parents, so in reverse order every count is complete before it is added.
        for index in self.clauses.indices().rev() {
            if let Some(parent) = self.clauses[index].parent {
                self.clauses[parent].within += self.clauses[index].within;
            }
        }
    }

    /// The standard's id, which is part of its addresses: the name of its folder. E.g.
    /// `pottery`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The language of its text; empty if it could not be read. E.g. `zh`. This is the language in
    /// which it is authoritative, and by which its permalinks are known.
    pub fn language(&self) -> &str {
        let about = self.about.as_ref();
        about.map_or("", |about| about.language.as_str())
    }

    /// Whether there is a file of this part that could not be read.
    pub fn is_unread(&self, part: StandardPart) -> bool {
        self.unread.contains(&part)
    }

    /// Whether a clause or annex that is not found may be in a file that could not be read, or have an id that a wrong
    /// one replaced. If so, a reference to it is not reported, since the cause is.
    pub fn may_hide_clause(&self, hidden: &str) -> bool {
        self.is_unread(StandardPart::Clauses)
            || self.places.repeated.iter().any(|index| {
                let id = |index: ClauseIndex| self.clauses[index].id().as_str();
                let before = index.previous().map(id);
                let after = self.clauses.next(*index).map(id);
                // Without numbers, the wrong id may have replaced any other.
                !self.is_dotted
                    || before.is_some_and(|before| number_order(before, hidden) == Ordering::Less)
                        && after.is_none_or(|after| number_order(hidden, after) == Ordering::Less)
            })
    }

    /// Whether every annex could be read.
    pub fn has_all_annexes(&self) -> bool {
        !self.is_unread(StandardPart::Annexes)
    }

    /// The words of each requirement in the standard's own language; empty if they are missing.
    fn requirement_words(&self) -> impl Iterator<Item = (RequirementIndex, &str)> {
        let language = self.language();
        let requirements = self.requirements.indexed();
        requirements.map(move |(index, requirement)| {
            (index, requirement.text().get(language).unwrap_or_default())
        })
    }

    /// The terms that have a definition; computed on first use.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Arc::new(Terms::of(self)))
    }

    /// The requirements that are printed more than once; computed on first use.
    pub fn same(&self) -> &Same {
        self.same.get_or_init(|| Same::of(self.requirement_words()))
    }

    /// The requirements whose words are nearly those of another; computed on first use.
    pub fn near(&self) -> &Near {
        self.near.get_or_init(|| Near::of(self.requirement_words()))
    }

    /// The roles that have no self-check although something is asked of them, each with the reason, or an empty name for
    /// the standard as a whole; computed on first use.
    pub fn unrated(&self) -> &BTreeMap<String, Unrated> {
        &self.ratability().unrated
    }

    /// The branches of the levels of `role`, or of the standard, if it has a self-check by profile for each of them.
    /// Empty if there is one for all levels, or none.
    pub fn branches_of(&self, role: Option<&str>) -> &[LevelBranch] {
        let branches = self.ratability().branches.get(role.unwrap_or_default());
        branches.map_or(&[], Vec::as_slice)
    }

    fn ratability(&self) -> &Ratability {
        self.unrated.get_or_init(|| self.find_unrated())
    }

    /// The relations that lead to each clause or requirement and are shown there; computed on first use.
    pub fn incoming(&self) -> &Incoming {
        self.incoming.get_or_init(|| self.find_incoming())
    }
}

/// Whether a record or a part of it has notes.
fn is_noted(record: &impl Texts<()>) -> bool {
    let mut is_noted = false;
    texts::each_notes(record, |notes, _| is_noted |= !notes.0.is_empty());
    is_noted
}
