//! The table of pages within a reading. To add a kind of page, add an entry here, a view and a template; the compiler
//! names what is missing.

use super::kind::{Above, Indexing, Kind, Label, Picture, Thing, template};
use super::table::{List, Run, kinds, listed};
use crate::model::{CompleteCurriculum, CompleteHandbook, CompleteStandard};

kinds! {
    /// A page within a reading. Numbers are indexes into the handbook's lists.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Page of CompleteHandbook {
        /// The handbook's front page.
        Front = [Kind {
            path: "{reading}/index.html",
            template: template!("front.html"),
            above: Above::Nothing,
            ..Kind::PAGE
        }], List::All(|_| vec![Page::Front]);

        /// An editors' page.
        Article { page } = [Kind {
            path: "{reading}/{page}.html",
            template: template!("article.html"),
            label: Label::Article,
            ..Kind::PAGE
        }], List::All(|handbook| (0..handbook.pages.len()).map(|page| Page::Article { page }).collect());

        /// A page of a standard.
        Standard { standard, page: StandardPage } = [within page], List::All(|handbook| {
            let standards = handbook.standards.iter().enumerate();
            let one = |(standard, of)| {
                let pages = StandardPage::all(of).into_iter();
                pages.map(move |page| Page::Standard { standard, page })
            };
            standards.flat_map(one).collect()
        });

        /// The list of curricula.
        Curricula = [Kind {
            path: "{reading}/curricula/index.html",
            template: template!("curricula.html"),
            label: Label::Word("curricula"),
            grows: true,
            ..Kind::PAGE
        }], List::All(|handbook| {
            if handbook.curricula.is_empty() { Vec::new() } else { vec![Page::Curricula] }
        });

        /// A page of a curriculum.
        Curriculum { curriculum, page: CurriculumPage } = [within page], List::All(|handbook| {
            let curricula = handbook.curricula.iter().enumerate();
            let one = |(curriculum, of)| {
                let pages = CurriculumPage::all(of).into_iter();
                pages.map(move |page| Page::Curriculum { curriculum, page })
            };
            curricula.flat_map(one).collect()
        });

        /// The list of postings.
        Postings = [Kind {
            path: "{reading}/postings/index.html",
            template: template!("postings.html"),
            label: Label::Word("postings"),
            grows: true,
            ..Kind::PAGE
        }], List::All(|handbook| {
            if handbook.postings.is_empty() { Vec::new() } else { vec![Page::Postings] }
        });

        /// A posting.
        Posting { posting } = [Kind {
            path: "{reading}/postings/{posting}.html",
            template: template!("posting.html"),
            above: Above::Postings,
            label: Label::Posting,
            picture: Picture::Posting,
            describes: Thing::Posting,
            ..Kind::PAGE
        }], List::All(|handbook| (0..handbook.postings.len()).map(|posting| Page::Posting { posting }).collect());

        /// The list of changes.
        Changes = [Kind {
            path: "{reading}/changes.html",
            template: template!("changes.html"),
            label: Label::Word("changes"),
            grows: true,
            ..Kind::PAGE
        }], List::All(|handbook| {
            if handbook.changes.is_empty() { Vec::new() } else { vec![Page::Changes] }
        });
    }
}

kinds! {
    /// A page of a standard. Numbers are indexes into the standard's lists.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum StandardPage of CompleteStandard {
        /// The contents.
        Contents = [Kind {
            path: "{reading}/{standard}/index.html",
            template: template!("contents.html"),
            above: Above::Front,
            ..Kind::STANDARD_PAGE
        }], List::All(|_| vec![StandardPage::Contents]);

        /// A clause or an annex.
        Clause(clause) = [Kind {
            path: "{reading}/{standard}/{clause}.html",
            template: template!("clause.html"),
            above: Above::Clause,
            label: Label::Clause,
            picture: Picture::Clause,
            grows: false,
            ..Kind::STANDARD_PAGE
        }], List::All(|standard| (0..standard.clauses.len()).map(StandardPage::Clause).collect());

        /// A role.
        Role(role) = [Kind {
            path: "{reading}/{standard}/role/{role}.html",
            template: template!("role.html"),
            label: Label::Role,
            picture: Picture::Role,
            ..Kind::STANDARD_PAGE
        }], List::Each(Run::Role, |_, role| vec![StandardPage::Role(role)]);

        /// All requirements of a role at a level.
        Level { role, level } = [Kind {
            path: "{reading}/{standard}/role/{role}/{level}.html",
            template: template!("level.html"),
            above: Above::Role,
            label: Label::Level,
            picture: Picture::Level,
            describes: Thing::Level,
            ..Kind::STANDARD_PAGE
        }], List::Each(Run::Role, |standard, role| {
            let levels = 0..standard.about.levels.len();
            levels.map(|level| StandardPage::Level { role, level }).collect()
        });

        /// A role's self-check, if it has a form.
        SelfCheck(role) = [Kind {
            path: "{reading}/{standard}/selfcheck/{role}.html",
            template: template!("selfcheck.html"),
            above: Above::Role,
            label: Label::Word("check"),
            picture: Picture::Role,
            ..Kind::STANDARD_PAGE
        }], List::Each(Run::Role, |standard, role| with_form(standard, role, StandardPage::SelfCheck));

        /// A role's self-check without its surroundings, for embedding in a frame of another page.
        SelfCheckFrame(role) = [Kind {
            path: "{reading}/{standard}/selfcheck/{role}/frame.html",
            template: template!("selfcheck-frame.html"),
            above: Above::Role,
            label: Label::Word("check"),
            picture: Picture::Role,
            indexing: Indexing::Refused,
            grows: false,
            ..Kind::STANDARD_PAGE
        }], List::Each(Run::Role, |standard, role| with_form(standard, role, StandardPage::SelfCheckFrame));

        /// A role's requirement picker.
        Picker(role) = [Kind {
            path: "{reading}/{standard}/picker/{role}.html",
            template: template!("picker.html"),
            above: Above::Role,
            label: Label::Word("picker"),
            picture: Picture::Role,
            ..Kind::STANDARD_PAGE
        }], List::Each(Run::Role, |_, role| vec![StandardPage::Picker(role)]);

        /// All roles side by side, with links to every comparison, if there is any.
        Compare = [Kind {
            path: "{reading}/{standard}/compare.html",
            template: template!("compare.html"),
            label: Label::Word("compare"),
            ..Kind::STANDARD_PAGE
        }], List::All(|standard| {
            let (roles, levels) = (standard.about.roles.len(), standard.about.levels.len());
            let has_any = roles > 1 || (roles == 1 && levels > 1);
            if has_any { vec![StandardPage::Compare] } else { Vec::new() }
        });

        /// The levels of a role side by side.
        CompareLevels(role) = [Kind {
            path: "{reading}/{standard}/compare/{role}.html",
            template: template!("compare-levels.html"),
            above: Above::Compare,
            label: Label::Word("compare"),
            ..Kind::STANDARD_PAGE
        }], List::All(|standard| {
            let roles = if standard.about.levels.len() > 1 { standard.about.roles.len() } else { 0 };
            (0..roles).map(StandardPage::CompareLevels).collect()
        });

        /// Two roles side by side. The second is later in the standard's order.
        CompareRoles { first, second } = [Kind {
            path: "{reading}/{standard}/compare/{first}/{second}.html",
            template: template!("compare-roles.html"),
            above: Above::Compare,
            label: Label::Word("compare"),
            ..Kind::STANDARD_PAGE
        }], List::All(|standard| {
            let roles = standard.about.roles.len();
            let one = |first| (first + 1..roles).map(move |second| StandardPage::CompareRoles { first, second });
            (0..roles).flat_map(one).collect()
        });

        /// The terms and the glossary.
        Terms = [Kind {
            path: "{reading}/{standard}/terms.html",
            template: template!("terms.html"),
            label: Label::Word("terms"),
            is_found_by_label: true,
            ..Kind::STANDARD_PAGE
        }], List::All(|_| vec![StandardPage::Terms]);

        /// All requirements, with filters.
        Requirements = [Kind {
            path: "{reading}/{standard}/requirements.html",
            template: template!("requirements.html"),
            label: Label::Word("requirements_index"),
            is_found_by_label: true,
            ..Kind::STANDARD_PAGE
        }], List::All(|_| vec![StandardPage::Requirements]);

        /// The keywords, each with the clauses that contain it.
        Keywords = [Kind {
            path: "{reading}/{standard}/keywords.html",
            template: template!("keywords.html"),
            label: Label::Word("keywords"),
            is_found_by_label: true,
            ..Kind::STANDARD_PAGE
        }], List::All(|_| vec![StandardPage::Keywords]);

        /// The whole standard on one page.
        Whole = [Kind {
            path: "{reading}/{standard}/whole.html",
            template: template!("whole.html"),
            label: Label::Word("whole"),
            is_found_by_label: true,
            ..Kind::STANDARD_PAGE
        }], List::All(|_| vec![StandardPage::Whole]);
    }
}

kinds! {
    /// A page of a curriculum. Numbers are indexes into the curriculum's lists.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum CurriculumPage of CompleteCurriculum {
        /// The description of the curriculum and its plan.
        Overview = [Kind {
            path: "{reading}/curricula/{curriculum}/index.html",
            template: template!("curriculum.html"),
            above: Above::Curricula,
            label: Label::Curriculum,
            picture: Picture::Curriculum,
            describes: Thing::Curriculum,
            ..Kind::PAGE
        }], List::All(|_| vec![CurriculumPage::Overview]);

        /// A module.
        Module(module) = [Kind {
            path: "{reading}/curricula/{curriculum}/{module}.html",
            template: template!("module.html"),
            above: Above::Curriculum,
            label: Label::Module,
            picture: Picture::Curriculum,
            describes: Thing::Module,
            ..Kind::PAGE
        }], List::All(|of| (0..of.modules.len()).map(CurriculumPage::Module).collect());

        /// The coverage: requirements by module.
        Coverage = [Kind {
            path: "{reading}/curricula/{curriculum}/coverage.html",
            template: template!("coverage.html"),
            above: Above::Curriculum,
            label: Label::Word("coverage"),
            picture: Picture::Curriculum,
            grows: true,
            ..Kind::PAGE
        }], List::All(|_| vec![CurriculumPage::Coverage]);
    }
}

/// `page` of the role, if the role has a form.
fn with_form(
    standard: &CompleteStandard,
    role: usize,
    page: fn(usize) -> StandardPage,
) -> Vec<StandardPage> {
    let id = standard.about.roles[role].id.as_str();
    standard
        .annex_of(id)
        .map(|_| page(role))
        .into_iter()
        .collect()
}

impl Page {
    /// Every page of a reading, in reading order.
    pub(super) fn all(handbook: &CompleteHandbook) -> Vec<Page> {
        listed(Page::LISTS, handbook, |_| 0)
    }
}

impl StandardPage {
    /// Every page of a standard, in reading order.
    fn all(standard: &CompleteStandard) -> Vec<StandardPage> {
        listed(StandardPage::LISTS, standard, |run| match run {
            Run::Role => standard.about.roles.len(),
            Run::Curriculum | Run::Language => 0,
        })
    }

    /// The pages of a standard that search finds by their labels, with the keys of these.
    pub fn found_by_label(
        standard: &CompleteStandard,
    ) -> impl Iterator<Item = (StandardPage, &'static str)> {
        let pages = StandardPage::all(standard).into_iter();
        pages.filter_map(|page| {
            let kind = page.kind();
            let label = kind.label.word().filter(|_| kind.is_found_by_label)?;
            Some((page, label))
        })
    }
}

impl CurriculumPage {
    fn all(curriculum: &CompleteCurriculum) -> Vec<CurriculumPage> {
        listed(CurriculumPage::LISTS, curriculum, |_| 0)
    }
}
