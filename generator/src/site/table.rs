//! Declares tables of addresses: enums of targets, each with its [`AddressKind`](super::kind::AddressKind) and the way it is listed.

use std::sync::Arc;

use super::render_error::RenderError;
use crate::index::{
    ArticleIndex, ClauseIndex, CurriculumIndex, Indices, LanguageIndex, LevelIndex, ModuleIndex,
    PostingIndex, ReadingIndex, RedirectIndex, RequirementIndex, RetiredIndex, RoleIndex,
    StandardIndex,
};
use crate::model::{CompleteCurriculum, CompleteHandbook, CompleteStandard};

/// The parts of a target: what its path names and its page is about.
#[derive(Debug, Default)]
pub struct TargetSubject<'a> {
    /// The reading.
    pub reading: Option<ReadingIndex>,
    /// The language.
    pub language: Option<LanguageIndex>,
    /// The editors' page.
    pub article: Option<ArticleIndex>,
    /// The standard.
    pub standard: Option<StandardIndex>,
    /// The clause of the standard.
    pub clause: Option<ClauseIndex>,
    /// The requirement of the standard.
    pub requirement: Option<RequirementIndex>,
    /// The role of the standard.
    pub role: Option<RoleIndex>,
    /// The first of two roles of the standard.
    pub first: Option<RoleIndex>,
    /// The second of two roles of the standard.
    pub second: Option<RoleIndex>,
    /// The level of the standard.
    pub level: Option<LevelIndex>,
    /// The curriculum.
    pub curriculum: Option<CurriculumIndex>,
    /// The module of the curriculum.
    pub module: Option<ModuleIndex>,
    /// The posting.
    pub posting: Option<PostingIndex>,
    /// The redirect.
    pub redirect: Option<RedirectIndex>,
    /// The retired requirement.
    pub retired: Option<RetiredIndex>,
    /// The name of the asset.
    pub asset: Option<&'a str>,
}

impl<'a> TargetSubject<'a> {
    /// The id in `handbook` of what a path calls `name`.
    pub(super) fn id(&self, name: &str, handbook: &'a CompleteHandbook) -> Option<&'a str> {
        let standard =
            || -> Option<&'a CompleteStandard> { Some(&handbook.standards[self.standard?]) };
        let curriculum =
            || -> Option<&'a CompleteCurriculum> { Some(&handbook.curricula[self.curriculum?]) };
        let role = |role: Option<RoleIndex>| -> Option<&'a str> {
            Some(standard()?.about.roles[role?].id.as_str())
        };
        let moves = handbook.published.moves.as_ref();
        Some(match name {
            "reading" => &*handbook.readings[self.reading?].id,
            "language" => &*handbook.languages[self.language?].id,
            "article" => &*handbook.pages[self.article?].name,
            "standard" => standard()?.id(),
            "clause" => standard()?.clauses[self.clause?].id().as_str(),
            "requirement" => &*standard()?.requirements[self.requirement?].id,
            "role" => role(self.role)?,
            "first" => role(self.first)?,
            "second" => role(self.second)?,
            "level" => standard()?.levels_at(self.role)[self.level?].id.as_str(),
            "curriculum" => &*curriculum()?.id,
            "module" => &*curriculum()?.modules[self.module?].id,
            "posting" => &*handbook.postings[self.posting?].id,
            "redirect" => &*moves?.redirects[self.redirect?].from.path,
            "retired" => &*moves?.retired[self.retired?].address.path,
            "asset" => self.asset?,
            _ => return None,
        })
    }
}

/// A part of a target that its path depends on.
pub(super) trait SubjectPart {
    /// Adds itself, called `name` in paths, to `subject`.
    fn add<'a>(&'a self, name: &'static str, subject: &mut TargetSubject<'a>);
}

/// Declares which index is which part of a subject.
macro_rules! parts {
    ($($index:ty => $part:ident),+ $(,)?) => {
        $(
            impl SubjectPart for $index {
                fn add(&self, _: &'static str, subject: &mut TargetSubject) {
                    subject.$part = Some(*self);
                }
            }
        )+
    };
}

parts! {
    ReadingIndex => reading,
    LanguageIndex => language,
    ArticleIndex => article,
    StandardIndex => standard,
    ClauseIndex => clause,
    RequirementIndex => requirement,
    LevelIndex => level,
    CurriculumIndex => curriculum,
    ModuleIndex => module,
    PostingIndex => posting,
    RedirectIndex => redirect,
    RetiredIndex => retired,
}

impl SubjectPart for RoleIndex {
    fn add(&self, name: &'static str, subject: &mut TargetSubject) {
        let part = match name {
            "first" => &mut subject.first,
            "second" => &mut subject.second,
            _ => &mut subject.role,
        };
        *part = Some(*self);
    }
}

impl SubjectPart for Arc<str> {
    fn add<'a>(&'a self, _: &'static str, subject: &mut TargetSubject<'a>) {
        subject.asset = Some(self);
    }
}

/// Replaces the names in the braces of a path by the ids that `id` gives; `None` if it gives none for a name.
pub(super) fn filled<'a>(path: &str, id: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let mut filled = String::with_capacity(64);
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        filled.push_str(before);
        filled.push_str(id(name)?);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// Whether every name in the braces of a path is one of `names`. Evaluated by the compiler for each path of a table.
pub(super) const fn names_only(path: &str, names: &[&str]) -> bool {
    let path = path.as_bytes();
    let mut start = 0;
    while start < path.len() {
        if path[start] == b'{' {
            let mut index = 0;
            while index < names.len() && !begins(path, start + 1, names[index].as_bytes()) {
                index += 1;
            }
            if index == names.len() {
                return false;
            }
        }
        start += 1;
    }
    true
}

/// Whether `name` and a closing brace are in `path` at `start`.
const fn begins(path: &[u8], start: usize, name: &[u8]) -> bool {
    let end = start + name.len();
    if end >= path.len() || path[end] != b'}' {
        return false;
    }
    let mut offset = 0;
    while offset < name.len() {
        if path[start + offset] != name[offset] {
            return false;
        }
        offset += 1;
    }
    true
}

/// The listing of the addresses of a kind.
///
/// Neighbouring kinds that are listed for each of the same things are listed together: for each role its page, its
/// levels and its self-check.
pub(super) enum Listing<Owner: 'static, Item: 'static> {
    /// Lists all addresses at once.
    All(fn(&Owner) -> Vec<Item>),
    /// Lists the addresses of one role after another.
    EachRole(fn(&Owner, RoleIndex) -> Vec<Item>),
    /// Lists the addresses of one curriculum after another.
    EachCurriculum(fn(&Owner, CurriculumIndex) -> Vec<Item>),
    /// Lists the addresses of one language after another.
    EachLanguage(fn(&Owner, LanguageIndex) -> Vec<Item>),
}

/// The part of a handbook whose addresses a table lists.
pub(super) trait Owner {
    /// Its roles.
    fn roles(&self) -> Indices<RoleIndex> {
        Indices::default()
    }

    /// Its curricula.
    fn curricula(&self) -> Indices<CurriculumIndex> {
        Indices::default()
    }

    /// Its languages.
    fn languages(&self) -> Indices<LanguageIndex> {
        Indices::default()
    }
}

/// Lists the addresses of `owner`, in the order of the table.
pub(super) fn listed<Of: Owner, Item>(lists: &[Listing<Of, Item>], owner: &Of) -> Vec<Item> {
    let is_each = |list: &Listing<Of, Item>| !matches!(list, Listing::All(_));
    let is_together = |one: &Listing<Of, Item>, other: &Listing<Of, Item>| {
        is_each(one) && std::mem::discriminant(one) == std::mem::discriminant(other)
    };
    let mut items = Vec::new();
    for together in lists.chunk_by(is_together) {
        match together {
            [Listing::All(all), ..] => items.extend(all(owner)),
            [Listing::EachRole(_), ..] => {
                for role in owner.roles() {
                    for list in together {
                        if let Listing::EachRole(each) = list {
                            items.extend(each(owner, role));
                        }
                    }
                }
            }
            [Listing::EachCurriculum(_), ..] => {
                for curriculum in owner.curricula() {
                    for list in together {
                        if let Listing::EachCurriculum(each) = list {
                            items.extend(each(owner, curriculum));
                        }
                    }
                }
            }
            [Listing::EachLanguage(_), ..] => {
                for language in owner.languages() {
                    for list in together {
                        if let Listing::EachLanguage(each) = list {
                            items.extend(each(owner, language));
                        }
                    }
                }
            }
            [] => {}
        }
    }
    items
}

/// Makes the bytes of one kind of target. The maker of a table implements this trait for every kind in the table, each
/// time in the file of the view or export.
pub trait Make<Kind> {
    /// The bytes of `target`.
    ///
    /// # Errors
    /// Returns an error that names the address if they cannot be made.
    fn make(&self, target: Kind) -> Result<Vec<u8>, RenderError>;
}

/// Declares an enum of targets together with the [`AddressKind`] of each and the way it is listed. A variant whose kind is
/// `[within x]` has the kind of its field `x`. A path may name the fields of its variant, and the parts in brackets that
/// an enum around this one adds. With `as x`, the module `x` contains a type for each kind, and a maker
/// of all these types makes any target.
macro_rules! kinds {
    (
        $(#[$outer:meta])*
        pub enum $name:ident of $owner:ty, in $around:tt, as $module:ident { $($body:tt)+ }
    ) => {
        $crate::site::table::kinds! {
            $(#[$outer])*
            pub enum $name of $owner, in $around { $($body)+ }
        }
        $crate::site::table::each_kind! { $name as $module { $($body)+ } }
    };
    (
        $(#[$outer:meta])*
        pub enum $name:ident of $owner:ty, in $around:tt {
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

        $(
            $crate::site::table::names_checked!(
                $kind,
                $around,
                [$(stringify!($only),)? $($(stringify!($field),)+)?]
            );
        )+

        impl $name {
            /// The kinds, `None` for those of an enum within this one.
            pub(super) const KINDS: &[Option<&$crate::site::kind::AddressKind>] =
                &[$($crate::site::table::kind_entry!($kind)),+];

            /// The listing of each kind.
            pub(super) const LISTS: &[$crate::site::table::Listing<$owner, $name>] = &[$($list),+];

            /// The kind.
            #[allow(unused_variables)]
            pub fn kind(&self) -> &'static $crate::site::kind::AddressKind {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? =>
                            $crate::site::table::kind_of!($kind),
                    )+
                }
            }

            /// The subject of the page: its standard, clause, role and so on.
            pub fn subject(&self) -> $crate::site::table::TargetSubject<'_> {
                let mut subject = $crate::site::table::TargetSubject::default();
                $crate::site::table::SubjectPart::add(self, "", &mut subject);
                subject
            }
        }

        impl $crate::site::table::SubjectPart for $name {
            #[allow(unused_variables)]
            fn add<'a>(&'a self, _: &'static str, subject: &mut $crate::site::table::TargetSubject<'a>) {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? => {
                            $($crate::site::table::SubjectPart::add($only, stringify!($only), subject);)?
                            $($($crate::site::table::SubjectPart::add($field, stringify!($field), subject);)+)?
                        }
                    )+
                }
            }
        }
    };
}

/// Declares a type for each kind of an enum of targets, and the method that passes a target to its maker.
macro_rules! each_kind {
    ($name:ident as $module:ident {
        $(
            $(#[$doc:meta])*
            $variant:ident
                $(($only:ident $(: $only_type:ty)?))?
                $({ $($field:ident $(: $type:ty)?),+ })?
                = $kind:tt, $list:expr;
        )+
    }) => {
        #[doc = concat!("The kinds of `", stringify!($name), "`, a type for each.")]
        pub mod $module {
            #[allow(unused_imports)]
            use super::*;

            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $variant {
                    $(
                        #[doc = concat!("The ", stringify!($only), ".")]
                        pub $only: $crate::site::table::part_type!($only $(, $only_type)?),
                    )?
                    $($(
                        #[doc = concat!("The ", stringify!($field), ".")]
                        pub $field: $crate::site::table::part_type!($field $(, $type)?),
                    )+)?
                }
            )+
        }

        impl $name {
            /// Returns its bytes, made by `maker`.
            ///
            /// # Errors
            /// Returns an error that names the address if they cannot be made.
            pub fn made_by<Maker>(self, maker: &Maker) -> Result<Vec<u8>, $crate::site::RenderError>
            where
                $(Maker: $crate::site::table::Make<$module::$variant>,)+
            {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? =>
                            maker.make($module::$variant { $($only,)? $($($field,)+)? }),
                    )+
                }
            }
        }
    };
}

macro_rules! part_type {
    (reading) => {
        $crate::index::ReadingIndex
    };
    (language) => {
        $crate::index::LanguageIndex
    };
    (article) => {
        $crate::index::ArticleIndex
    };
    (standard) => {
        $crate::index::StandardIndex
    };
    (clause) => {
        $crate::index::ClauseIndex
    };
    (requirement) => {
        $crate::index::RequirementIndex
    };
    (role) => {
        $crate::index::RoleIndex
    };
    (first) => {
        $crate::index::RoleIndex
    };
    (second) => {
        $crate::index::RoleIndex
    };
    (level) => {
        $crate::index::LevelIndex
    };
    (curriculum) => {
        $crate::index::CurriculumIndex
    };
    (module) => {
        $crate::index::ModuleIndex
    };
    (posting) => {
        $crate::index::PostingIndex
    };
    (redirect) => {
        $crate::index::RedirectIndex
    };
    (retired) => {
        $crate::index::RetiredIndex
    };
    ($name:ident, $type:ty) => {
        $type
    };
}

macro_rules! names_checked {
    ([within $field:ident], $around:tt, [$($name:expr,)*]) => {};
    ([$kind:expr], [$($around:ident),*], [$($name:expr,)*]) => {
        const _: () = {
            const KIND: $crate::site::kind::AddressKind = $kind;
            assert!(
                $crate::site::table::names_only(KIND.path, &[$(stringify!($around),)* $($name,)*]),
                "a path names something that is not a part of its target"
            );
        };
    };
}

macro_rules! kind_entry {
    ([within $field:ident]) => {
        None
    };
    ([$kind:expr]) => {{
        const KIND: $crate::site::kind::AddressKind = $kind;
        Some(&KIND)
    }};
}

macro_rules! kind_of {
    ([within $field:ident]) => {
        $field.kind()
    };
    ([$kind:expr]) => {{
        const KIND: $crate::site::kind::AddressKind = $kind;
        &KIND
    }};
}

pub(super) use {each_kind, kind_entry, kind_of, kinds, names_checked, part_type};
