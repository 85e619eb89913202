//! Declares tables of addresses: enums of targets, each with its [`AddressKind`](super::kind::AddressKind) and the way it is listed.
//!
//! A table is written once with [`kinds!`](kinds) and gives an enum, the kind of each variant, its
//! listing, and, for a table whose targets have makers, a type for each variant. Entries that could
//! go wrong at run time, such as a path that names something else, do not compile.

use super::render_error::RenderError;
use crate::index::{CurriculumIndex, Indices, LanguageIndex, RoleIndex};

/// Replaces the names in the braces of a path by the ids that `id` gives; `None` if it gives none for a name.
///
/// For example, `{reading}/{standard}/index.html` with `zh` and `demo` is `zh/demo/index.html`.
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
    /// Lists all addresses at once. For everything that is not grouped.
    All(fn(&Owner) -> Vec<Item>),
    /// Lists the addresses of one role after another.
    EachRole(fn(&Owner, RoleIndex) -> Vec<Item>),
    /// Lists the addresses of one curriculum after another.
    EachCurriculum(fn(&Owner, CurriculumIndex) -> Vec<Item>),
    /// Lists the addresses of one language after another.
    EachLanguage(fn(&Owner, LanguageIndex) -> Vec<Item>),
}

/// The part of a handbook whose addresses a table lists.
///
/// Each list is empty unless the owner says otherwise.
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
            pub fn subject(&self) -> $crate::site::subject::TargetSubject<'_> {
                let mut subject = $crate::site::subject::TargetSubject::default();
                $crate::site::subject::SubjectPart::add(self, "", &mut subject);
                subject
            }
        }

        impl $crate::site::subject::SubjectPart for $name {
            #[allow(unused_variables)]
            fn add<'a>(&'a self, _: &'static str, subject: &mut $crate::site::subject::TargetSubject<'a>) {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? => {
                            $($crate::site::subject::SubjectPart::add($only, stringify!($only), subject);)?
                            $($($crate::site::subject::SubjectPart::add($field, stringify!($field), subject);)+)?
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
    (part) => {
        $crate::model::parts::PartName
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
    (framework) => {
        $crate::site::framework::Framework
    };
    (file) => {
        $crate::index::FileIndex
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
