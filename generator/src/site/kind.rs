//! What is said once about a kind of address: its path, its template, its parent, and where it is listed.

use std::sync::Arc;

use crate::model::{CompleteCurriculum, CompleteHandbook, CompleteStandard};

/// A kind of address.
#[derive(Debug)]
pub struct Kind {
    /// The path from the site's root. A name in braces is replaced by the id of what it names.
    pub path: &'static str,
    /// The theme's template; empty if the program makes the file itself.
    pub template: &'static str,
    /// The page above it.
    pub above: Above,
    /// The label of links to it.
    pub label: Label,
    /// The picture shown in link previews of it.
    pub picture: Picture,
    /// What search engines are told of it.
    pub indexing: Indexing,
    /// Whether search finds it by its label. Other pages are found by their content, if at all.
    pub is_found_by_label: bool,
    /// Whether readers who save the handbook for offline reading get it.
    pub is_kept: bool,
    /// Whether its size grows with the handbook.
    pub grows: bool,
}

/// What search engines are told of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexing {
    /// It is a page in its own right, and the sitemap lists it.
    Listed,
    /// They may index it if they find it.
    Allowed,
    /// They should not index it.
    Refused,
}

/// The page above another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// None: it is the front page, or has no place within a reading.
    Nothing,
    /// The front page.
    Front,
    /// The contents of its standard.
    Contents,
    /// The clause that contains its clause, or else the contents.
    Clause,
    /// The page of its role.
    Role,
    /// The comparison of all roles of its standard.
    Compare,
    /// The list of curricula.
    Curricula,
    /// Its curriculum.
    Curriculum,
    /// The list of postings.
    Postings,
}

/// The label of links to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// An interface word, by its key.
    Word(&'static str),
    /// The title of its article.
    Article,
    /// The number and title of its clause.
    Clause,
    /// The title of its role.
    Role,
    /// The title of its level.
    Level,
    /// The title of its curriculum.
    Curriculum,
    /// The title of its module.
    Module,
    /// The title of its posting.
    Posting,
}

/// The picture shown in link previews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// That of the handbook's first standard.
    Handbook,
    /// That of its standard.
    Standard,
    /// That of its role.
    Role,
    /// That of its role and level.
    Level,
    /// That of the role and level of its clause.
    Clause,
    /// That of the role and level of its requirement's clause.
    Requirement,
    /// That of the role and level that its curriculum leads to.
    Curriculum,
    /// That of the role and level of its posting.
    Posting,
}

impl Kind {
    /// A page below the front page that search engines index and readers can save. Entries say how they differ.
    pub(super) const PAGE: Kind = Kind {
        path: "",
        template: "",
        above: Above::Front,
        label: Label::Word("home"),
        picture: Picture::Handbook,
        indexing: Indexing::Listed,
        is_found_by_label: false,
        is_kept: true,
        grows: false,
    };

    /// A page of a standard.
    pub(super) const STANDARD_PAGE: Kind = Kind {
        above: Above::Contents,
        label: Label::Word("contents"),
        picture: Picture::Standard,
        grows: true,
        ..Kind::PAGE
    };

    /// A file for programs, without a template.
    pub(super) const FILE: Kind = Kind {
        above: Above::Nothing,
        indexing: Indexing::Allowed,
        is_kept: false,
        ..Kind::PAGE
    };

    /// Whether the address is in its standard's folder itself and not in one below.
    pub fn is_beside_contents(&self) -> bool {
        let folder = self.path.strip_prefix("{reading}/{standard}/");
        folder.is_some_and(|name| !name.contains('/'))
    }
}

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

/// The web service of a CASE framework, whose path its specification prescribes. Kept free for an export.
const CASE: &str = "ims/case/v1p1/";

/// The names that the site's own addresses take in a folder, and that nothing else in it may have. `folder` is the
/// beginning of a path as in [`Kind::path`]; empty for the root.
pub(super) fn reserved(
    folder: &str,
    kinds: impl Iterator<Item = &'static Kind>,
) -> Vec<&'static str> {
    let paths = kinds.map(|kind| kind.path).chain([CASE]);
    let mut names: Vec<&str> = paths
        .filter_map(|path| path.strip_prefix(folder)?.split('/').next())
        .filter(|name| !name.contains('{'))
        .flat_map(|name| [Some(name), name.strip_suffix(".html")])
        .flatten()
        .collect();
    names.sort_unstable();
    names.dedup();
    names
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
                    $(($crate::site::kind::part_type!($only $(, $only_type)?)))?
                    $({ $(
                        #[doc = concat!("The ", stringify!($field), ".")]
                        $field: $crate::site::kind::part_type!($field $(, $type)?)
                    ),+ })?,
            )+
        }

        impl $name {
            /// The kinds, `None` for those of an enum within this one.
            pub(super) const KINDS: &[Option<&$crate::site::kind::Kind>] =
                &[$($crate::site::kind::kind_entry!($kind)),+];

            /// How each kind is listed.
            pub(super) const LISTS: &[$crate::site::kind::List<$owner, $name>] = &[$($list),+];

            /// The kind.
            #[allow(unused_variables)]
            pub fn kind(&self) -> &'static $crate::site::kind::Kind {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? =>
                            $crate::site::kind::kind_of!($kind),
                    )+
                }
            }
        }

        impl $crate::site::kind::Part for $name {
            #[allow(unused_variables)]
            fn add<'a>(&'a self, _: &'static str, subject: &mut $crate::site::kind::Subject<'a>) {
                match self {
                    $(
                        $name::$variant $(($only))? $({ $($field),+ })? => {
                            $($crate::site::kind::Part::add($only, stringify!($only), subject);)?
                            $($($crate::site::kind::Part::add($field, stringify!($field), subject);)+)?
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

/// The name of a template of the built-in theme. Does not compile if there is no such template.
macro_rules! template {
    ($name:literal) => {{
        const _: &[u8] = include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../themes/default/templates/",
            $name
        ));
        $name
    }};
}

pub(super) use {kind_entry, kind_of, kinds, part_type, template};
