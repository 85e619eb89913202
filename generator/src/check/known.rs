//! The names that ids may have: the one table from which wrong names are recognised and the right ones suggested, by the
//! checks and by editors.

use super::codes::CodeKind;
use super::figures::{FIGURES, TABLES};
use crate::model::{Clause, Curriculum, Handbook, Requirement, Standard};
use crate::source::format::annex::Annex;
use crate::source::format::axis::TypeRecord;
use crate::source::format::dimension::{Dimension, DimensionAxis};
use crate::source::format::relation::{OwnRelationKind, RelationKind};
use crate::source::format::rubric::Band;
use crate::source::format::standard::{
    Level, MUST, OPTIONAL, Role, RoleGroup, StandardRecord, Tier,
};
use crate::source::format::text::{Id, Text};
use crate::source::namespace::Namespace;
use crate::source::position::Position;

/// A name that an id may be.
#[derive(Clone, Copy, Debug)]
pub struct KnownName<'a> {
    /// The id.
    pub id: &'a str,
    /// The words by which people know what it names.
    pub title: Option<&'a Text>,
    /// The place where it is defined; `None` if that is not in the content.
    pub position: Option<&'a Position>,
}

impl<'a> KnownName<'a> {
    fn of(id: &'a Id, title: Option<&'a Text>) -> Self {
        KnownName {
            id: id.as_str(),
            title,
            position: Some(&id.position),
        }
    }

    /// A name that the format defines.
    fn word(id: &'a str) -> Self {
        KnownName {
            id,
            title: None,
            position: None,
        }
    }
}

/// A record that an id names and a title describes.
trait TitledRecord {
    /// Its name.
    fn name(&self) -> KnownName<'_>;
}

/// Implements [`TitledRecord`] for records with `id` and `title`.
macro_rules! titled_records {
    ($($record:ty),* $(,)?) => {
        $(
            impl TitledRecord for $record {
                fn name(&self) -> KnownName<'_> {
                    KnownName::of(&self.id, Some(&self.title))
                }
            }
        )*
    };
}

titled_records!(
    Annex,
    Band,
    Dimension,
    DimensionAxis,
    Level,
    OwnRelationKind,
    Role,
    RoleGroup,
    Tier,
    TypeRecord,
);

/// The names of records.
fn titled<'a, R: TitledRecord + 'a>(
    records: impl IntoIterator<Item = &'a R>,
) -> impl Iterator<Item = KnownName<'a>> {
    records.into_iter().map(R::name)
}

/// The names that `standard.yaml` defines. Empty for those that it does not.
///
/// The levels are those of the standard, without those that roles have themselves.
pub fn in_record(namespace: Namespace, standard: &StandardRecord) -> Vec<KnownName<'_>> {
    match namespace {
        Namespace::RoleGroup => titled(&standard.groups).collect(),
        Namespace::Role => titled(&standard.roles).collect(),
        Namespace::Level => titled(&standard.levels).collect(),
        Namespace::Dimension => titled(standard.dimensions.values()).collect(),
        Namespace::DimensionAxis => titled(standard.dimensions.named()).collect(),
        Namespace::Type => titled(&standard.types).collect(),
        Namespace::Tier => {
            let common = [MUST, OPTIONAL].map(KnownName::word).into_iter();
            common.chain(titled(&standard.tiers)).collect()
        }
        Namespace::RelationKind => {
            let common = RelationKind::ALL.map(|kind| KnownName::word(kind.word()));
            common
                .into_iter()
                .chain(titled(&standard.relations))
                .collect()
        }
        Namespace::Standard
        | Namespace::Language
        | Namespace::Clause
        | Namespace::Annex
        | Namespace::Requirement
        | Namespace::Reference
        | Namespace::RelationTarget
        | Namespace::Grade
        | Namespace::Row
        | Namespace::Band
        | Namespace::Module
        | Namespace::Country
        | Namespace::Currency
        | Namespace::TableKind
        | Namespace::FigureKind => Vec::new(),
    }
}

/// The ids of names.
pub fn ids<'a>(names: impl IntoIterator<Item = KnownName<'a>>) -> Vec<&'a str> {
    names.into_iter().map(|name| name.id).collect()
}

/// The names of the standards of a handbook.
pub fn standards(handbook: &Handbook) -> impl Iterator<Item = KnownName<'_>> + Clone {
    handbook.standards.iter().map(|part| {
        let about = part.about.as_deref();
        KnownName {
            id: part.id(),
            title: about.map(|about| &about.title),
            position: about.map(|about| &about.id.position),
        }
    })
}

/// The names that a handbook has, in the order of the content. Those of standards are those of `part`, those of modules are
/// those of `course`. A name may occur twice if two things have it, such as the levels of two roles.
pub fn names<'a>(
    namespace: Namespace,
    handbook: &'a Handbook,
    part: Option<&'a Standard>,
    course: Option<&'a Curriculum>,
) -> Vec<KnownName<'a>> {
    match namespace {
        Namespace::Standard => return standards(handbook).collect(),
        Namespace::Language => return languages(handbook),
        Namespace::Module => return course.map(modules).unwrap_or_default(),
        Namespace::Country => return CodeKind::Country.all().map(KnownName::word).collect(),
        Namespace::Currency => return CodeKind::Currency.all().map(KnownName::word).collect(),
        Namespace::TableKind => return TABLES.map(KnownName::word).to_vec(),
        Namespace::FigureKind => return FIGURES.map(KnownName::word).to_vec(),
        Namespace::RoleGroup
        | Namespace::Role
        | Namespace::Level
        | Namespace::Dimension
        | Namespace::DimensionAxis
        | Namespace::Type
        | Namespace::Tier
        | Namespace::RelationKind
        | Namespace::Clause
        | Namespace::Annex
        | Namespace::Requirement
        | Namespace::Reference
        | Namespace::RelationTarget
        | Namespace::Grade
        | Namespace::Row
        | Namespace::Band => {}
    }
    part.map(|part| in_standard(namespace, part))
        .unwrap_or_default()
}

/// The names that a standard has.
pub fn in_standard(namespace: Namespace, part: &Standard) -> Vec<KnownName<'_>> {
    let mut found = match part.about.as_deref() {
        Some(about) => in_record(namespace, about),
        None => Vec::new(),
    };
    let clauses = || part.clauses.iter().map(clause);
    let requirements = || part.requirements.iter().map(requirement);
    let forms = || part.annex_bodies().filter_map(|annex| annex.form.as_ref());
    let rubric = part.rubric.as_deref();
    match namespace {
        Namespace::Level => {
            let roles = part.about.iter().flat_map(|about| &about.roles);
            found.extend(titled(roles.flat_map(|role| role.levels.iter())));
        }
        Namespace::Clause => found.extend(clauses()),
        Namespace::Annex => found.extend(titled(part.annex_bodies())),
        Namespace::Requirement => found.extend(requirements()),
        Namespace::Reference | Namespace::RelationTarget => {
            found.extend(clauses().chain(requirements()));
        }
        Namespace::Grade => {
            let common = rubric.into_iter().flat_map(|rubric| &rubric.grades);
            let grades = common.chain(forms().flat_map(|form| &form.grades));
            found.extend(grades.map(|grade| KnownName::of(&grade.id, grade.title.as_ref())));
        }
        Namespace::Row => {
            let common = rubric.into_iter().flat_map(|rubric| &rubric.rows);
            found.extend(common.map(|row| KnownName::of(&row.id, None)));
            let own = forms().flat_map(|form| &form.rows);
            found.extend(
                own.filter_map(|row| Some(KnownName::of(row.id.as_ref()?, row.label.as_ref()))),
            );
        }
        Namespace::Band => {
            let common = rubric.into_iter().flat_map(|rubric| &rubric.bands);
            found.extend(titled(common.chain(forms().flat_map(|form| &form.bands))));
        }
        Namespace::RoleGroup
        | Namespace::Role
        | Namespace::Dimension
        | Namespace::DimensionAxis
        | Namespace::Type
        | Namespace::Tier
        | Namespace::RelationKind
        | Namespace::Standard
        | Namespace::Language
        | Namespace::Module
        | Namespace::Country
        | Namespace::Currency
        | Namespace::TableKind
        | Namespace::FigureKind => {}
    }
    found
}

fn clause(clause: &Clause) -> KnownName<'_> {
    KnownName::of(clause.id(), clause.label())
}

fn requirement(requirement: &Requirement) -> KnownName<'_> {
    let item = requirement.item();
    KnownName {
        id: &requirement.id,
        title: Some(requirement.text()),
        position: Some(item.id.as_ref().map_or(&item.position, |id| &id.position)),
    }
}

fn languages(handbook: &Handbook) -> Vec<KnownName<'_>> {
    let about = handbook.about.iter();
    let languages = about.flat_map(|about| &about.languages);
    languages
        .map(|language| KnownName::of(&language.id, None))
        .collect()
}

/// The modules of a curriculum, those that it does not list last. Each is defined by its file in the first language.
fn modules(course: &Curriculum) -> Vec<KnownName<'_>> {
    let files = course.files();
    let mut found: Vec<KnownName<'_>> = Vec::new();
    let listed = course.modules.iter().map(|module| &*module.id);
    let others = files.keys().copied();
    for id in listed.chain(others) {
        if found.iter().all(|known| known.id != id) {
            let first = files.get(id).and_then(|languages| languages.first());
            found.push(KnownName {
                id,
                title: None,
                position: first.map(|file| &file.front_matter.title.position),
            });
        }
    }
    found
}
