//! The meanings of columns, and how users state them.

use crate::language::message::{Message, Series, message};
use crate::source::closest::closest;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnMeaning {
    /// The code of a part.
    Id,
    /// The code that the source prints, if it is not the id.
    Number,
    /// The code or the title of the part above.
    Parent,
    /// The title of the part above, if that may not be in the table.
    ParentTitle,
    /// The title of the clause; several columns are clauses in clauses.
    Clause,
    /// The id of the clause whose title is in the columns of clauses.
    ClauseId,
    /// The text of a requirement.
    Text,
    /// A description: the text if there is no other.
    Description,
    /// A short title.
    Title,
    /// The level, or several.
    Level,
    /// The role, or several.
    Role,
    /// The type.
    Type,
    /// A dimension; several columns are axes.
    Dimension,
    /// The weight.
    Weight,
    /// An example.
    Example,
    /// The standard's own remark.
    Remark,
    /// An editor's note.
    Note,
    /// An address or identifier elsewhere.
    SameAs,
    /// How the requirement reads at the level that heads the column.
    Descriptor,
    /// Whether the role that heads the column asks for the requirement.
    Asks,
    /// The depth of the part, counted from 0 or 1.
    Depth,
    /// How the requirement reads at the level of the row.
    LevelText,
    /// A description of the role of the row.
    RoleText,
    /// The group of the role of the row. Of several columns, each group is part of the one before it.
    Group,
    /// A level that the role of the row has itself.
    RoleLevel,
    /// A description of the level that the role has itself.
    RoleLevelText,
    /// The place in a tree of numbers, such as `3.1.2`, which is not a code.
    Outline,
    /// Nothing that is imported.
    Ignore,
}

/// Every meaning with its name.
const MEANINGS: [(ColumnMeaning, &str); 28] = [
    (ColumnMeaning::Id, "id"),
    (ColumnMeaning::Number, "number"),
    (ColumnMeaning::Parent, "parent"),
    (ColumnMeaning::ParentTitle, "parent-title"),
    (ColumnMeaning::Clause, "clause"),
    (ColumnMeaning::ClauseId, "clause-id"),
    (ColumnMeaning::Text, "text"),
    (ColumnMeaning::Description, "description"),
    (ColumnMeaning::Title, "title"),
    (ColumnMeaning::Level, "level"),
    (ColumnMeaning::Role, "role"),
    (ColumnMeaning::Type, "type"),
    (ColumnMeaning::Dimension, "dimension"),
    (ColumnMeaning::Weight, "weight"),
    (ColumnMeaning::Example, "example"),
    (ColumnMeaning::Remark, "remark"),
    (ColumnMeaning::Note, "note"),
    (ColumnMeaning::SameAs, "same-as"),
    (ColumnMeaning::Descriptor, "descriptor"),
    (ColumnMeaning::Asks, "asks"),
    (ColumnMeaning::Depth, "depth"),
    (ColumnMeaning::LevelText, "level-text"),
    (ColumnMeaning::RoleText, "role-text"),
    (ColumnMeaning::Group, "group"),
    (ColumnMeaning::RoleLevel, "role-level"),
    (ColumnMeaning::RoleLevelText, "role-level-text"),
    (ColumnMeaning::Outline, "outline"),
    (ColumnMeaning::Ignore, "ignore"),
];

impl ColumnMeaning {
    /// The word for it in options and reports.
    pub fn word(self) -> &'static str {
        let known = MEANINGS.iter().find(|(meaning, _)| *meaning == self);
        known.map_or("", |(_, word)| word)
    }

    /// The meaning with this word.
    pub(in crate::import::table) fn of(word: &str) -> Option<ColumnMeaning> {
        let known = MEANINGS.iter().find(|(_, known)| *known == word);
        known.map(|(meaning, _)| *meaning)
    }

    /// Whether its cells are published as they are, instead of telling where a row belongs.
    pub(super) fn is_published(self) -> bool {
        match self {
            ColumnMeaning::Text
            | ColumnMeaning::Description
            | ColumnMeaning::Title
            | ColumnMeaning::Example
            | ColumnMeaning::Remark
            | ColumnMeaning::Note
            | ColumnMeaning::Descriptor
            | ColumnMeaning::Asks
            | ColumnMeaning::LevelText
            | ColumnMeaning::RoleText
            | ColumnMeaning::RoleLevelText
            | ColumnMeaning::Ignore => true,
            ColumnMeaning::Id
            | ColumnMeaning::Number
            | ColumnMeaning::Parent
            | ColumnMeaning::ParentTitle
            | ColumnMeaning::Clause
            | ColumnMeaning::ClauseId
            | ColumnMeaning::Level
            | ColumnMeaning::Role
            | ColumnMeaning::Type
            | ColumnMeaning::Dimension
            | ColumnMeaning::Weight
            | ColumnMeaning::SameAs
            | ColumnMeaning::Depth
            | ColumnMeaning::Group
            | ColumnMeaning::RoleLevel
            | ColumnMeaning::Outline => false,
        }
    }

    /// Whether its cells are words in a language.
    pub(super) fn is_words(self) -> bool {
        match self {
            ColumnMeaning::Clause
            | ColumnMeaning::ParentTitle
            | ColumnMeaning::Text
            | ColumnMeaning::Description
            | ColumnMeaning::Title
            | ColumnMeaning::Example
            | ColumnMeaning::Remark
            | ColumnMeaning::Note
            | ColumnMeaning::LevelText
            | ColumnMeaning::RoleText
            | ColumnMeaning::RoleLevelText
            | ColumnMeaning::Descriptor => true,
            ColumnMeaning::Id
            | ColumnMeaning::Number
            | ColumnMeaning::Parent
            | ColumnMeaning::ClauseId
            | ColumnMeaning::Level
            | ColumnMeaning::Role
            | ColumnMeaning::Type
            | ColumnMeaning::Dimension
            | ColumnMeaning::Weight
            | ColumnMeaning::SameAs
            | ColumnMeaning::Asks
            | ColumnMeaning::Depth
            | ColumnMeaning::Group
            | ColumnMeaning::RoleLevel
            | ColumnMeaning::Outline
            | ColumnMeaning::Ignore => false,
        }
    }
}

/// The meaning of a column as the user states it: `text=Statement`, `text:zh=要求`, `note=H`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnOption {
    pub(super) meaning: ColumnMeaning,
    pub(super) language: Option<String>,
    pub(super) heading: String,
}

impl ColumnOption {
    /// Reads an option.
    ///
    /// # Errors
    /// Returns a message if it is not one.
    pub fn read(written: &str) -> Result<ColumnOption, Message> {
        let (left, heading) = written
            .split_once('=')
            .ok_or_else(|| message!("write MEANING=HEADING, such as `text=Statement`"))?;
        let (name, language) = match left.split_once(':') {
            Some((name, language)) => (name, Some(language.to_owned())),
            None => (left, None),
        };
        let known = MEANINGS.iter().find(|(_, word)| *word == name.trim());
        let Some((meaning, _)) = known else {
            let words = MEANINGS.map(|(_, word)| word);
            return Err(match closest(name.trim(), words) {
                Some(word) => message!(
                    "`{name}` is not a meaning of a column; did you mean `{word}`?",
                    name,
                    word
                ),
                None => message!(
                    "`{name}` is not a meaning of a column; the meanings are {words}",
                    name,
                    words = Series::plain(words)
                ),
            });
        };
        Ok(ColumnOption {
            meaning: *meaning,
            language,
            heading: heading.trim().to_owned(),
        })
    }
}
