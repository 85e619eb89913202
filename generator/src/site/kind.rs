//! The description of a kind of address: its path, its template, its parent, and where it is listed.

/// A kind of address.
#[derive(Debug)]
pub struct AddressKind {
    /// The path from the site's root. A name in braces is replaced by the id of what it names.
    pub path: &'static str,
    /// The theme's template; empty if the program makes the file itself.
    pub template: &'static str,
    /// The page above it.
    pub above: Above,
    /// The label of links to it.
    pub label: Label,
    /// The destination in the masthead to which it belongs.
    pub destination: Option<Destination>,
    /// The card that other sites show beside a link to it.
    pub picture: Picture,
    /// The instruction to search engines.
    pub indexing: Indexing,
    /// The thing that structured data in the page describes.
    pub describes: Thing,
    /// The content in which its words are written, for readers who suggest a change.
    pub written_in: WrittenIn,
    /// Whether search finds it by its label. Other pages are found by their content, if at all.
    pub is_found_by_label: bool,
    /// Whether readers who save the handbook for offline reading get it.
    pub is_kept: bool,
    /// Whether its size grows with the handbook.
    pub grows: bool,
    /// Whether it states sizes of other files: of those that are saved for offline reading, or of those for other programs. It
    /// is then rendered after all others, and not counted itself.
    pub states_size: bool,
}

/// The instruction to search engines for an address.
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
    /// Its clause, of which it is a part.
    DividedClause,
    /// The page of its role.
    Role,
    /// The page of its level.
    Level,
    /// The comparison of all roles of its standard.
    Compare,
    /// The requirements of its standard.
    Requirements,
    /// Its whole standard.
    Whole,
    /// The list of the matrices of its standard.
    Matrix,
    /// The matrix of its role.
    MatrixOfRole,
    /// The list of curricula.
    Curricula,
    /// Its curriculum.
    Curriculum,
    /// The list of postings.
    Postings,
    /// Its posting.
    Posting,
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

impl Label {
    /// The key of the interface word, if the label is one.
    pub fn word(self) -> Option<&'static str> {
        if let Label::Word(key) = self {
            Some(key)
        } else {
            None
        }
    }
}

/// A destination in the masthead: what readers come for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The choice of a role, or of a level where there are no roles.
    Roles,
    /// The self-check.
    SelfCheck,
    /// The text of the standard.
    Standard,
    /// The curricula.
    Curricula,
    /// The postings.
    Postings,
}

impl Destination {
    /// Every destination, in the order of the navigation.
    pub const ALL: [Destination; 5] = [
        Destination::Roles,
        Destination::SelfCheck,
        Destination::Standard,
        Destination::Curricula,
        Destination::Postings,
    ];
}

/// The card, which other sites show beside a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// The card of the handbook's first standard.
    Handbook,
    /// The card of its standard.
    Standard,
    /// The card of its role.
    Role,
    /// The card of its role and level.
    Level,
    /// The card of its clause's role and level.
    Clause,
    /// The card of the role and level of its requirement's clause.
    Requirement,
    /// The card of the role and level that its curriculum leads to.
    Curriculum,
    /// The card of its posting's role and level.
    Posting,
}

/// The thing that structured data describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Nothing.
    Nothing,
    /// The clause, as a defined term if it is known elsewhere.
    Clause,
    /// The requirement, as a defined term.
    Requirement,
    /// The role at a level, as an occupation.
    Level,
    /// The curriculum, as a course.
    Curriculum,
    /// The module, as a part of its course.
    Module,
    /// The posting.
    Posting,
}

/// The content in which the words of a page are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenIn {
    /// No one place: the page gathers content of many places, or has none.
    Nowhere,
    /// The editors' page.
    Article,
    /// The description of the standard.
    Standard,
    /// The clause.
    Clause,
    /// The role.
    Role,
    /// The requirement.
    Requirement,
    /// The overview of the curriculum, or its description if it has none.
    Curriculum,
    /// The module.
    Module,
    /// The posting.
    Posting,
}

impl AddressKind {
    /// A page below the front page that search engines index and readers can save. Entries say how they differ.
    pub(super) const PAGE: AddressKind = AddressKind {
        path: "",
        template: "",
        above: Above::Front,
        label: Label::Word("home"),
        destination: None,
        picture: Picture::Handbook,
        indexing: Indexing::Listed,
        describes: Thing::Nothing,
        written_in: WrittenIn::Nowhere,
        is_found_by_label: false,
        is_kept: true,
        grows: false,
        states_size: false,
    };

    /// A page of a standard.
    pub(super) const STANDARD_PAGE: AddressKind = AddressKind {
        above: Above::Contents,
        label: Label::Word("contents"),
        destination: Some(Destination::Standard),
        picture: Picture::Standard,
        grows: true,
        ..AddressKind::PAGE
    };

    /// A file for programs, without a template.
    pub(super) const FILE: AddressKind = AddressKind {
        above: Above::Nothing,
        indexing: Indexing::Allowed,
        is_kept: false,
        ..AddressKind::PAGE
    };

    /// Whether the address is in its standard's folder itself and not in one below.
    pub fn is_beside_contents(&self) -> bool {
        let folder = self.path.strip_prefix("{reading}/{standard}/");
        folder.is_some_and(|name| !name.contains('/'))
    }
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

pub(super) use template;
