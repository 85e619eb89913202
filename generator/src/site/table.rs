//! Declares tables of addresses: enums of targets, each with its [`Kind`](super::kind::Kind) and the way it is listed.

use std::sync::Arc;

use crate::model::{CompleteCurriculum, CompleteHandbook, CompleteStandard};

/// The ids that a path contains, as indexes.
#[derive(Debug, Default)]
pub struct Subject<'a> {
    indexes: Vec<(&'static str, usize)>,
    text: &'a str,
}

impl Subject<'_> {
    /// The index with this name.
    pub fn get(&self, name: &str) -> Option<usize> {
        let mut indexes = self.indexes.iter();
        indexes
            .find(|(known, _)| *known == name)
            .map(|(_, index)| *index)
    }
}

impl<'a> Subject<'a> {
    /// The id in `handbook` of what a path calls `name`.
    pub(super) fn id(&self, name: &str, handbook: &'a CompleteHandbook) -> Option<&'a str> {
        let standard =
            || -> Option<&'a CompleteStandard> { handbook.standards.get(self.get("standard")?) };
        let curriculum = || -> Option<&'a CompleteCurriculum> {
            handbook.curricula.get(self.get("curriculum")?)
        };
        let moves = handbook.published.moves.as_ref();
        if name == "asset" {
            return Some(self.text);
        }
        let index = self.get(name)?;
        Some(match name {
            "reading" => &*handbook.readings.get(index)?.id,
            "language" => &*handbook.languages.get(index)?.id,
            "page" => &*handbook.pages.get(index)?.name,
            "standard" => standard()?.id(),
            "clause" => standard()?.clauses.get(index)?.id().as_str(),
            "requirement" => &*standard()?.requirements.get(index)?.id,
            "role" | "first" | "second" => standard()?.about.roles.get(index)?.id.as_str(),
            "level" => standard()?.about.levels.get(index)?.id.as_str(),
            "curriculum" => &*curriculum()?.id,
            "module" => &*curriculum()?.modules.get(index)?.id,
            "posting" => &*handbook.postings.get(index)?.id,
            "redirect" => &*moves?.redirects.get(index)?.from.path,
            "retired" => &*moves?.retired.get(index)?.address.path,
            _ => return None,
        })
    }
}

/// A part of a target that its path depends on.
pub(super) trait Part {
    /// Adds itself, called `name` in paths, to `subject`.
    fn add<'a>(&'a self, name: &'static str, subject: &mut Subject<'a>);
}

impl Part for usize {
    fn add(&self, name: &'static str, subject: &mut Subject) {
        subject.indexes.push((name, *self));
    }
}

impl Part for Arc<str> {
    fn add<'a>(&'a self, _: &'static str, subject: &mut Subject<'a>) {
        subject.text = self;
    }
}

/// Replaces the names in the braces of a path by the ids that `id` gives.
pub(super) fn filled<'a>(path: &str, id: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(64);
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(id(name).unwrap_or_default());
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// How the addresses of a kind are listed.
pub(super) enum List<Owner: 'static, Item: 'static> {
    /// All at once.
    All(fn(&Owner) -> Vec<Item>),
    /// Those of one thing after another, together with the kinds of this list's neighbours in the table: for each role
    /// its page, its levels and its self-check.
    Each(Run, fn(&Owner, usize) -> Vec<Item>),
}

/// What neighbouring kinds are listed for in turn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// Each role of the standard.
    Role,
    /// Each curriculum.
    Curriculum,
    /// Each language.
    Language,
}

/// Everything that `lists` yield for `owner`, in the order of the table. `count` tells how many things a run has.
pub(super) fn listed<Owner, Item>(
    lists: &[List<Owner, Item>],
    owner: &Owner,
    count: impl Fn(Run) -> usize,
) -> Vec<Item> {
    let run = |list: &List<Owner, Item>| match list {
        List::All(_) => None,
        List::Each(run, _) => Some(*run),
    };
    let mut items = Vec::new();
    for together in lists.chunk_by(|one, other| run(one).is_some() && run(one) == run(other)) {
        let times = together.first().and_then(run).map_or(1, &count);
        for index in 0..times {
            for list in together {
                items.extend(match list {
                    List::All(all) => all(owner),
                    List::Each(_, each) => each(owner, index),
                });
            }
        }
    }
    items
}

/// Declares an enum of targets together with the [`Kind`] of each and the way it is listed. A variant whose kind is
/// `[within x]` has the kind of its field `x`.
macro_rules! kinds {
    (
        $(#[$outer:meta])*
        pub enum $name:ident of $owner:ty {
            $(
                $(#[$doc:meta])*
                $variant:ident
                    $(($only:ident $(: $only_type:ty)?))?
                    $({ $($field:ident $(: $type:ty)?),+ })?
                    = $kind:tt, $list:expr;
            )+
        }
    ) => {
        $(#[$outer])*
        pub enum $name {
            $(
                $(#[$doc])*
                $variant
                    $(($crate::site::table::part_type!($only $(, $only_type)?)))?
                    $({ $(
                        #[doc = concat!("The ", stringify!($field), ".")]
                        $field: $crate::site::table::part_type!($field $(, $type)?)
                    ),+ })?,
            )+
        }

        impl $name {
            /// The kinds, `None` for those of an enum within this one.
            pub(super) const KINDS: &[Option<&$crate::site::kind::Kind>] =
                &[$($crate::site::table::kind_entry!($kind)),+];

            /// How each kind is listed.
            pub(super) const LISTS: &[$crate::site::table::List<$owner, $name>] = &[$($list),+];

            /// The kind.
            #[allow(unused_variables)]
            pub fn kind(&self) -> &'static $crate::site::kind::Kind {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? =>
                            $crate::site::table::kind_of!($kind),
                    )+
                }
            }

            /// What it is about.
            pub fn subject(&self) -> $crate::site::table::Subject<'_> {
                let mut subject = $crate::site::table::Subject::default();
                $crate::site::table::Part::add(self, "", &mut subject);
                subject
            }
        }

        impl $crate::site::table::Part for $name {
            #[allow(unused_variables)]
            fn add<'a>(&'a self, _: &'static str, subject: &mut $crate::site::table::Subject<'a>) {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? => {
                            $($crate::site::table::Part::add($only, stringify!($only), subject);)?
                            $($($crate::site::table::Part::add($field, stringify!($field), subject);)+)?
                        }
                    )+
                }
            }
        }
    };
}

macro_rules! part_type {
    ($name:ident) => {
        usize
    };
    ($name:ident, $type:ty) => {
        $type
    };
}

macro_rules! kind_entry {
    ([within $field:ident]) => {
        None
    };
    ([$kind:expr]) => {{
        const KIND: $crate::site::kind::Kind = $kind;
        Some(&KIND)
    }};
}

macro_rules! kind_of {
    ([within $field:ident]) => {
        $field.kind()
    };
    ([$kind:expr]) => {{
        const KIND: $crate::site::kind::Kind = $kind;
        &KIND
    }};
}

pub(super) use {kind_entry, kind_of, kinds, part_type};
