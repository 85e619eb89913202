//! The neutral tree: everything that a reader found in a file, in the order of the file, whatever its format.
//!
//! Items refer to each other, and to roles, levels and types, by their places in the lists. A reader adds everything that it
//! cannot express to `left`, with its place in the file.

mod place;
mod rubric;
mod text;

use std::collections::HashMap;

pub(super) use self::place::quoted;
pub use self::place::{FoundPlace, column_name};
pub use self::rubric::{
    FoundBand, FoundGeneration, FoundGrade, FoundGrading, FoundRow, FoundRubric, FoundTotal,
};
pub use self::text::FoundText;
use super::own::OwnStandard;
use crate::language::message::{Message, message};
use crate::model::source_record::SourceFramework;
use crate::site::moodle::scale::ScaleCells;
use crate::source::format::associations::RecordedAssociation;

/// A standard as it was found.
#[derive(Clone, Debug, Default)]
pub struct FoundStandard {
    /// The language of its texts.
    pub language: String,
    /// The id that the file suggests.
    pub code: Option<String>,
    /// The title; empty if the file has none.
    pub title: FoundText,
    /// A description.
    pub description: FoundText,
    /// The body that issues it.
    pub authority: FoundText,
    /// The edition, as the file names it.
    pub edition: Option<String>,
    /// The licence: its title, and the address of its text.
    pub license: Option<(FoundText, Option<String>)>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
    /// The parts, in the order of the file.
    pub items: Vec<FoundItem>,
    /// The associations between parts whose identifiers are kept.
    pub associations: Vec<RecordedAssociation>,
    /// What the source says of its records, if an export can say it again.
    pub source: Option<SourceFramework>,
    /// The types of parts.
    pub types: Vec<FoundValue>,
    /// The word of the standard for a role; empty if it is the usual one.
    pub role_name: FoundText,
    /// The roles.
    pub roles: Vec<FoundRole>,
    /// The word of the standard for a group of roles; empty if it is the usual one.
    pub group_name: FoundText,
    /// The groups of roles.
    pub groups: Vec<FoundGroup>,
    /// The levels, lowest first.
    pub levels: Vec<FoundValue>,
    /// The axes of dimensions.
    pub axes: Vec<FoundAxis>,
    /// The rubrics with scores.
    pub rubrics: Vec<FoundRubric>,
    /// The settings for Moodle, if the file is from Moodle.
    pub moodle: Option<FoundMoodle>,
    /// Its lists have letters or numbers before their items.
    pub prints_marks: bool,
    /// Its lists have nothing before their items, though some have codes.
    pub hides_marks: bool,
    /// The ids of the clauses that were added above parts that are in no other, by these parts.
    pub headings: HashMap<usize, String>,
    /// The ids that no part may get, since others have them.
    pub reserved: Vec<String>,
    /// The texts are Markdown as they are.
    pub is_markdown: bool,
    /// Everything that has no place in the format.
    pub left: Vec<LeftOver>,
    /// The points that a person should decide or check, one sentence each.
    pub decisions: Vec<Message>,
    /// The records themselves, in place of the parts, if the file is a workbook of our own.
    pub own: Option<Box<OwnStandard>>,
}

/// A part of a standard.
#[derive(Clone, Debug)]
pub struct FoundItem {
    /// Its place in the file.
    pub place: FoundPlace,
    /// The id that it has in a handbook already, if that differs from its code.
    pub id: Option<String>,
    /// The code that the file gives it.
    pub code: Option<String>,
    /// The part that it is in.
    pub parent: Option<usize>,
    /// A short title.
    pub title: FoundText,
    /// The text.
    pub text: FoundText,
    /// Whether it is known to be a heading or a requirement.
    pub form: FoundForm,
    /// The type, in [`FoundStandard::types`].
    pub kind: Option<usize>,
    /// The roles that it is about.
    pub roles: Vec<usize>,
    /// The levels at which it applies.
    pub levels: Vec<usize>,
    /// The values of axes, each as the axis and the value.
    pub dimensions: Vec<(usize, usize)>,
    /// The descriptors, each with its level.
    pub descriptors: Vec<(usize, FoundDescriptor)>,
    /// The weight, in hundredths of a point.
    pub weight: Option<i32>,
    /// Examples.
    pub examples: Vec<FoundText>,
    /// The standard's own remarks.
    pub remarks: Vec<FoundText>,
    /// Notes of the editors of the file.
    pub notes: Vec<FoundText>,
    /// Relations to others.
    pub relations: Vec<FoundRelation>,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
    /// Its cells, if the file is from Moodle.
    pub competency: Option<Box<FoundCompetency>>,
}

impl FoundItem {
    /// A part about which nothing is known.
    pub fn new(place: FoundPlace) -> Self {
        FoundItem {
            place,
            id: None,
            code: None,
            parent: None,
            title: FoundText::default(),
            text: FoundText::default(),
            form: FoundForm::Unknown,
            kind: None,
            roles: Vec::new(),
            levels: Vec::new(),
            dimensions: Vec::new(),
            descriptors: Vec::new(),
            weight: None,
            examples: Vec::new(),
            remarks: Vec::new(),
            notes: Vec::new(),
            relations: Vec::new(),
            same_as: Vec::new(),
            competency: None,
        }
    }
}

/// The form of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FoundForm {
    /// It follows from the tree.
    #[default]
    Unknown,
    /// A heading.
    Clause,
    /// A requirement.
    Requirement,
}

/// How a part reads at a level.
#[derive(Clone, Debug, Default)]
pub struct FoundDescriptor {
    /// The text.
    pub text: FoundText,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
}

/// A relation of a part.
#[derive(Clone, Debug)]
pub struct FoundRelation {
    /// The other end.
    pub to: FoundEnd,
    /// The kind: a word of the format, or one of the file's own.
    pub kind: String,
    /// The title of an end outside the file.
    pub title: FoundText,
    /// Notes on the relation.
    pub notes: Vec<FoundText>,
}

/// The other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FoundEnd {
    /// A part of the same standard.
    Item(usize),
    /// An address or an identifier with a scheme.
    Elsewhere(String),
}

/// A type, a level or a value of an axis, and what is known of a role or a group.
#[derive(Clone, Debug, Default)]
pub struct FoundValue {
    /// The id that it has in a handbook already.
    pub id: Option<String>,
    /// The code that the file gives it.
    pub code: Option<String>,
    /// Its name.
    pub title: FoundText,
    /// A description.
    pub description: FoundText,
    /// Its addresses and identifiers elsewhere.
    pub same_as: Vec<String>,
}

/// An axis of dimensions.
#[derive(Clone, Debug, Default)]
pub struct FoundAxis {
    /// The name of the axis; empty if it has none.
    pub title: FoundText,
    /// The values.
    pub values: Vec<FoundValue>,
}

/// A group of roles.
#[derive(Clone, Debug, Default)]
pub struct FoundGroup {
    /// Its code, name and description.
    pub about: FoundValue,
    /// The group that it is part of.
    pub parent: Option<usize>,
}

/// A role.
#[derive(Clone, Debug, Default)]
pub struct FoundRole {
    /// Its code, name and description.
    pub about: FoundValue,
    /// The group that it is in.
    pub group: Option<usize>,
    /// Its tasks.
    pub tasks: Vec<FoundTask>,
    /// What it asks for.
    pub asks: Vec<FoundAsk>,
    /// Its own levels, lowest first, each with what it asks for.
    pub levels: Vec<(FoundValue, Vec<FoundAsk>)>,
    /// Notes of the editors of the file.
    pub notes: Vec<FoundText>,
}

/// A task of a role.
#[derive(Clone, Debug, Default)]
pub struct FoundTask {
    /// Its words.
    pub text: FoundText,
    /// The addresses and identifiers under which it is known elsewhere.
    pub same_as: Vec<String>,
    /// Notes of the editors of the file.
    pub notes: Vec<FoundText>,
}

/// Something that a role asks for.
#[derive(Clone, Debug)]
pub struct FoundAsk {
    /// The part.
    pub to: usize,
    /// Whether it need not be met.
    pub is_optional: bool,
    /// The level that is expected.
    pub level: Option<usize>,
}

/// Something that has no place in the format.
#[derive(Clone, Debug)]
pub struct LeftOver {
    /// Its place in the file.
    pub place: FoundPlace,
    /// The kind of thing, by which things are counted: "the field `owner`".
    pub what: Message,
    /// Its content.
    pub content: String,
}

/// The kind of thing of a row that is hidden in the file.
pub fn hidden_row() -> Message {
    message!("a hidden row")
}

/// What is between the cells of a row that has no place.
pub const CELL_BREAK: &str = " | ";

/// Settings of a framework that only Moodle uses.
#[derive(Clone, Debug, Default)]
pub struct FoundMoodle {
    /// The ids of competencies do not begin with that of the framework.
    pub has_own_ids: bool,
    /// The grade of the first rubric that Moodle gives when a competency is completed without a rating, if it is not the
    /// lowest that is met.
    pub completed_as: Option<usize>,
    /// The cells of the framework.
    pub framework: FoundCompetency,
    /// The kinds of competencies by their depths.
    pub taxonomy: String,
}

/// The cells of a competency, or of a framework, as the file has them.
#[derive(Clone, Debug, Default)]
pub struct FoundCompetency {
    /// The short name.
    pub name: String,
    /// The description, without a link to where the same is elsewhere.
    pub description: String,
    /// The format of the description.
    pub format: String,
    /// The values and the configuration of the scale.
    pub scale: [String; 2],
    /// The scale that a form of the handbook has in its place.
    pub made_scale: Option<ScaleCells>,
    /// The type, the outcome and the configuration of the rule for completing it.
    pub rule: [String; 3],
    /// The cross-references.
    pub related: String,
    /// The id in the Moodle site that exported it.
    pub exported_id: String,
}
