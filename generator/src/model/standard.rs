//! A standard: its clauses in document order, and lookups across them.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::clause::{Body, Clause, Requirement, letters, order};
use super::near::Near;
use super::same::Same;
use super::term::Terms;
use crate::index::{ClauseIndex, EntryIndex, Indices, LevelIndex, List, RequirementIndex};
use crate::source::format;
use crate::source::format::annex::Annex;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::reference::Reference;
use crate::source::format::rubric::{Rubric, RubricRow};
use crate::source::format::standard::{Dimension, Level, Role};
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
    pub rubric: Option<Arc<Rubric>>,
    /// The glossary: each term with its translations.
    pub glossary: Arc<List<EntryIndex, GlossaryEntry>>,
    /// Every clause in document order, annexes last.
    pub clauses: List<ClauseIndex, Clause>,
    /// Every requirement in document order.
    pub requirements: List<RequirementIndex, Requirement>,
    /// The indices of the top-level clauses, in document order.
    pub tops: Vec<ClauseIndex>,
    /// The indices of the annexes, in document order.
    pub annexes: Vec<ClauseIndex>,
    /// The parts with a file that could not be read.
    pub unread: BTreeSet<StandardPart>,
    places: Arc<Lookup>,
    terms: OnceLock<Arc<Terms>>,
    same: OnceLock<Same>,
    near: OnceLock<Near>,
}

/// The indices of clauses and requirements by id.
#[derive(Debug, Default)]
struct Lookup {
    clauses: HashMap<Arc<str>, ClauseIndex>,
    requirements: HashMap<Arc<str>, RequirementIndex>,
    /// The clauses whose id an earlier clause has too.
    repeated: Vec<ClauseIndex>,
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
            unread,
        } = files;
        let glossary = glossary.unwrap_or_default();
        let bodies: Vec<Body> = clauses
            .into_iter()
            .map(Body::Clause)
            .chain(annexes.into_iter().map(Body::Annex))
            .collect();
        if let Some(before) = before
            && is_same(before.about.as_ref(), about.as_ref())
            && before.is_placed_as(&bodies)
        {
            let same_glossary = Arc::ptr_eq(&before.glossary, &glossary)
                || before.glossary.is_empty() && glossary.is_empty();
            if same_glossary
                && is_same(before.rubric.as_ref(), rubric.as_ref())
                && before.unread == unread
                && before.has_bodies(&bodies)
            {
                return before.clone();
            }
            let mut standard = Standard::clone(before);
            standard.rubric = rubric;
            standard.unread = unread;
            // Results derived from the texts are recomputed on demand, but the terms only if a definition has changed.
            standard.same = OnceLock::new();
            standard.near = OnceLock::new();
            if !same_glossary || standard.changes_a_term(&bodies) {
                standard.terms = OnceLock::new();
            }
            standard.glossary = glossary;
            standard.exchange(bodies);
            return Arc::new(standard);
        }
        let mut standard = Standard {
            id: id.clone(),
            about,
            rubric,
            glossary,
            clauses: List::default(),
            requirements: List::default(),
            tops: Vec::new(),
            annexes: Vec::new(),
            unread,
            places: Arc::default(),
            terms: OnceLock::new(),
            same: OnceLock::new(),
            near: OnceLock::new(),
        };
        let mut places = Lookup::default();
        for body in bodies {
            standard.add(body, &mut places);
        }
        standard.places = Arc::new(places);
        standard.count();
        Arc::new(standard)
    }

    /// Adds the next clause. If two clauses have the same id, lookups find the first, and [`crate::check`] reports the
    /// second.
    fn add(&mut self, body: Body, places: &mut Lookup) {
        let index = self.clauses.next_index();
        let (id, role, dimension, level) = match &body {
            Body::Clause(clause) => (&clause.id, &clause.role, &clause.dimension, &clause.level),
            Body::Annex(annex) => (&annex.id, &annex.role, &None, &None),
        };
        let id = id.value.clone();
        let parent = id
            .rsplit_once('.')
            .and_then(|(parent, _)| places.clauses.get(parent).copied());
        let inherited = parent.map(|parent| &self.clauses[parent]);
        let stated_or = |stated: &Option<format::text::Id>, inherited: Option<&Arc<str>>| {
            stated.as_ref().map(|id| &id.value).or(inherited).cloned()
        };
        let role = stated_or(role, inherited.and_then(|parent| parent.role.as_ref()));
        let dimension = stated_or(
            dimension,
            inherited.and_then(|parent| parent.dimension.as_ref()),
        );
        let level = stated_or(level, inherited.and_then(|parent| parent.level.as_ref()));
        let first = self.requirements.next_index();
        if let Body::Clause(clause) = &body {
            for (place, letter) in letters(&clause.requirements).enumerate() {
                let requirement = Requirement::new(clause, index, place, letter);
                places
                    .requirements
                    .entry(requirement.id.clone())
                    .or_insert(self.requirements.next_index());
                self.requirements.push(requirement);
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
            parent,
            children: Vec::new(),
            role,
            dimension,
            level,
            within: requirements.len(),
            requirements,
        });
    }

    /// Whether `bodies` match this standard's clauses one by one in ids, roles, dimensions, levels and letters.
    fn is_placed_as(&self, bodies: &[Body]) -> bool {
        let mut both = self.clauses.iter().zip(bodies);
        self.clauses.len() == bodies.len()
            && both.all(|(clause, body)| clause.body.is_placed_as(body))
    }

    /// Whether `bodies` are this standard's own.
    fn has_bodies(&self, bodies: &[Body]) -> bool {
        let mut both = self.clauses.iter().zip(bodies);
        self.clauses.len() == bodies.len() && both.all(|(clause, body)| clause.body.is(body))
    }

    /// Whether `bodies` changes a clause that defines a term, or makes another clause define one.
    fn changes_a_term(&self, bodies: &[Body]) -> bool {
        let defines = |body: &Body| matches!(body, Body::Clause(clause) if clause.term.is_some());
        let mut both = self.clauses.iter().zip(bodies);
        both.any(|(clause, body)| !clause.body.is(body) && (defines(&clause.body) || defines(body)))
    }

    /// Replaces the clauses' bodies with `bodies`, which must have the same ids, roles, dimensions, levels and letters.
    fn exchange(&mut self, bodies: Vec<Body>) {
        for (clause, body) in self.clauses.iter_mut().zip(bodies) {
            if clause.body.is(&body) {
                continue;
            }
            if let Body::Clause(source) = &body {
                for requirement in &mut self.requirements[clause.requirements.clone()] {
                    requirement.body = source.clone();
                }
            }
            clause.body = body;
        }
    }

    /// Whether the other standard has the same ids, and therefore the same addresses. Returns `false` if this cannot be
    /// determined cheaply.
    pub fn has_places_of(&self, other: &Standard) -> bool {
        is_same(self.about.as_ref(), other.about.as_ref())
            && self.rubric.is_some() == other.rubric.is_some()
            && self.has_terms() == other.has_terms()
            && self.glossary.is_empty() == other.glossary.is_empty()
            && Arc::ptr_eq(&self.places, &other.places)
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

    /// Whether a clause defines a term, or the glossary lists one.
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

    /// The standard's id, which is part of its addresses: the name of its folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The language of its text; empty if it could not be read.
    pub fn language(&self) -> &str {
        let about = self.about.as_ref();
        about.map_or("", |about| about.language.as_str())
    }

    /// Whether there is a file of this part that could not be read.
    pub fn is_unread(&self, part: StandardPart) -> bool {
        self.unread.contains(&part)
    }

    /// Whether a clause or annex that is not found may be in a file that could not be read, or have an id that a wrong
    /// one replaced.
    pub fn may_hide_clause(&self, hidden: &str) -> bool {
        self.is_unread(StandardPart::Clauses)
            || self.places.repeated.iter().any(|index| {
                let id = |index: ClauseIndex| self.clauses[index].id().as_str();
                let before = index.previous().map(id);
                let after = self.clauses.next(*index).map(id);
                before.is_some_and(|before| order(before, hidden) == Ordering::Less)
                    && after.is_none_or(|after| order(hidden, after) == Ordering::Less)
            })
    }

    /// Whether every annex could be read.
    pub fn has_all_annexes(&self) -> bool {
        !self.is_unread(StandardPart::Annexes)
    }

    /// The terms that have a definition; computed on first use.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Arc::new(Terms::of(self)))
    }

    /// The requirements that are printed more than once; computed on first use.
    pub fn same(&self) -> &Same {
        self.same.get_or_init(|| Same::of(self))
    }

    /// The requirements whose words are nearly those of another; computed on first use.
    pub fn near(&self) -> &Near {
        self.near.get_or_init(|| Near::of(self))
    }

    /// The clauses without the annexes, in document order.
    pub fn main_clauses(&self) -> impl Iterator<Item = &format::clause::ClauseRecord> + Clone {
        self.clauses.iter().filter_map(Clause::as_clause)
    }

    /// The annexes, in document order.
    pub fn annex_bodies(&self) -> impl Iterator<Item = &Annex> + Clone {
        self.clauses.iter().filter_map(Clause::as_annex)
    }

    /// The clause with this id, unless it is an annex.
    pub fn main_clause(&self, id: &str) -> Option<&format::clause::ClauseRecord> {
        self.clause(id)?.as_clause()
    }

    /// The annex with this id.
    pub fn annex(&self, id: &str) -> Option<&Annex> {
        self.clause(id)?.as_annex()
    }

    /// Whether there is a clause or an annex with this id.
    pub fn has_clause(&self, id: &str) -> bool {
        self.clause_index(id).is_some()
    }

    /// Whether there is a requirement with this id.
    pub fn has_requirement(&self, id: &str) -> bool {
        self.requirement_index(id).is_some()
    }

    /// The clause with this id.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clause_index(id).map(|index| &self.clauses[index])
    }

    /// The index of the clause with this id.
    pub fn clause_index(&self, id: &str) -> Option<ClauseIndex> {
        self.places.clauses.get(id).copied()
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.places
            .requirements
            .get(id)
            .map(|index| &self.requirements[*index])
    }

    /// The requirements of `clause` itself, without those of its children.
    pub fn requirements_of(&self, clause: &Clause) -> &[Requirement] {
        &self.requirements[clause.requirements.clone()]
    }

    /// The index of the requirement with this id.
    pub fn requirement_index(&self, id: &str) -> Option<RequirementIndex> {
        self.places.requirements.get(id).copied()
    }

    /// Returns the indices of the requirements that `reference` names, in document order.
    ///
    /// # Errors
    /// Returns the id of the clause or requirement that does not exist.
    pub fn resolve(&self, reference: &Reference) -> Result<Vec<RequirementIndex>, String> {
        let Some(clause) = self.clause_index(&reference.clause) else {
            return Err(reference.clause.to_string());
        };
        let Some((first, last)) = &reference.letters else {
            return Ok(self.below(clause));
        };
        let place = |letter: &str| {
            let id = format!("{}-{letter}", reference.clause);
            self.requirement_index(&id).ok_or(id)
        };
        Ok(Indices::through(place(first)?, place(last)?).collect())
    }

    /// The requirements of a clause and of all its descendants.
    fn below(&self, clause: ClauseIndex) -> Vec<RequirementIndex> {
        let entry = &self.clauses[clause];
        let mut found: Vec<RequirementIndex> = entry.requirements.clone().collect();
        for child in &entry.children {
            found.extend(self.below(*child));
        }
        found
    }

    /// The role with this id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles().iter().find(|role| role.id == *id)
    }

    /// Its roles, in order; none if they could not be read.
    pub fn roles(&self) -> &[Role] {
        self.about.as_ref().map_or(&[], |about| &about.roles)
    }

    /// Its dimensions, in order; none if they could not be read.
    pub fn dimensions(&self) -> &[Dimension] {
        self.about.as_ref().map_or(&[], |about| &about.dimensions)
    }

    /// Its levels, from the lowest; none if they could not be read.
    pub fn levels(&self) -> &[Level] {
        self.about.as_ref().map_or(&[], |about| &about.levels)
    }

    /// The dimension with this id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions()
            .iter()
            .find(|dimension| dimension.id == *id)
    }

    /// The level with this id.
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels().iter().find(|level| level.id == *id)
    }

    /// The index of the level with this id.
    pub fn level_index(&self, id: &str) -> Option<LevelIndex> {
        let about = self.about.as_ref()?;
        about.levels.find_index(|level| level.id == *id)
    }

    /// The rubric's row with this id.
    pub fn row(&self, id: &str) -> Option<&RubricRow> {
        let mut rows = self.rubric.iter().flat_map(|rubric| &rubric.rows);
        rows.find(|row| row.id == *id)
    }
}

/// Whether a record or a part of it has notes.
fn is_noted(record: &impl Texts<()>) -> bool {
    let mut is_noted = false;
    texts::each_notes(record, |notes, _| is_noted |= !notes.0.is_empty());
    is_noted
}

/// Whether both are the same allocation, or both are absent.
fn is_same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
