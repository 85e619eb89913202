//! The kinds of things that ids name.
//!
//! A field whose value names something that is defined elsewhere declares the kind with `#[names(…)]`, see
//! [`record!`](crate::source::record). Which names there are is decided by [`crate::check::known`].

/// A kind of things, each known by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Namespace {
    /// The standards of the handbook.
    Standard,
    /// The languages of the handbook.
    Language,
    /// The groups of roles.
    RoleGroup,
    /// The roles.
    Role,
    /// The levels of the standard and those that its roles have themselves.
    Level,
    /// The values of all axes of dimensions.
    Dimension,
    /// The axes of dimensions.
    DimensionAxis,
    /// The types of clauses and requirements.
    Type,
    /// The tiers of what roles ask for.
    Tier,
    /// The kinds of relation.
    RelationKind,
    /// The clauses and annexes.
    Clause,
    /// The annexes.
    Annex,
    /// The requirements.
    Requirement,
    /// The clauses and requirements, as a reference names them.
    Reference,
    /// The clauses and requirements of any standard, as a relation names them.
    RelationTarget,
    /// The grades.
    Grade,
    /// The rows of the rubric and of the forms.
    Row,
    /// The bands of the rubric and of the forms.
    Band,
    /// The modules of a curriculum.
    Module,
    /// The countries, ISO 3166-1.
    Country,
    /// The currencies, ISO 4217.
    Currency,
    /// The kinds of table that are made from the standard.
    TableKind,
    /// The kinds of figure that are drawn from the standard.
    FigureKind,
}
