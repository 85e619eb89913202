//! The table of files for other programs. To add one, add an entry here and a file in `export/` that makes its bytes;
//! the compiler asks for the arm that connects them.
//!
//! Each entry says where the file is and when there is one. Files that must contain absolute
//! addresses exist only if the base URL is known (`scope`).

use super::check_place::CheckPlace;
use super::framework::Framework;
use super::kind::AddressKind;
use super::scope::Listed;
use super::table::{Listing, Owner, kinds, listed};
use crate::index::{
    ClauseIndex, CurriculumIndex, Indices, LanguageIndex, ReadingIndex, StandardIndex,
};
use crate::model::{CompleteHandbook, CompleteStandard};

kinds! {
    /// A file for other programs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Export of Listed, in [], as exports {
        /// The coverage of a curriculum as a table for spreadsheets.
        Coverage(curriculum) = [AddressKind {
            path: "data/curricula/{curriculum}/coverage.csv",
            grows: true,
            ..AddressKind::FILE
        }], Listing::EachCurriculum(|_, curriculum| vec![Export::Coverage(curriculum)]);

        /// The requirements that a curriculum assesses, as alignment entries of Open Badges in one language. They need
        /// absolute addresses.
        Alignment { curriculum, language } = [AddressKind {
            path: "data/curricula/{curriculum}/alignment.{language}.json",
            ..AddressKind::FILE
        }], Listing::EachCurriculum(|(handbook, scope), curriculum| {
            let languages = handbook.languages.indices().filter(|_| scope.is_published());
            languages.map(|language| Export::Alignment { curriculum, language }).collect()
        });

        /// The search records of a language.
        SearchRecords(language) = [AddressKind {
            path: "data/search/{language}.js",
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::EachLanguage(|_, language| vec![Export::SearchRecords(language)]);

        /// The long texts of a language's search records.
        SearchTexts(language) = [AddressKind {
            path: "data/search/texts/{language}.js",
            is_kept: true,
            ..AddressKind::FILE
        }], Listing::EachLanguage(|_, language| vec![Export::SearchTexts(language)]);

        /// The requirements of a standard as a table for spreadsheets.
        Requirements(standard) = [AddressKind {
            path: "data/{standard}/requirements.csv",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            let standards = handbook.standards.indexed();
            let standards = standards.filter(|(_, standard)| !standard.requirements.is_empty());
            standards.map(|(index, _)| Export::Requirements(index)).collect()
        });

        /// A standard as a workbook to filter and sort, in a reading.
        StandardWorkbook { standard, reading } = [AddressKind {
            path: "data/{standard}/standard.{reading}.xlsx",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            let standards = handbook.standards.indexed();
            let standards = standards.filter(|(_, standard)| !standard.requirements.is_empty());
            let one = |(standard, _)| {
                let readings = handbook.readings.indices();
                readings.map(move |reading| Export::StandardWorkbook { standard, reading })
            };
            standards.flat_map(one).collect()
        });

        /// A form as a workbook to fill in, in a reading.
        FormWorkbook { standard, clause, reading } = [AddressKind {
            path: "data/{standard}/forms/{clause}.{reading}.xlsx",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            let one = |(index, standard): (StandardIndex, &CompleteStandard)| {
                let forms = standard.graded_forms().map(|form| form.index);
                let each = |clause: ClauseIndex| {
                    let readings = handbook.readings.indices();
                    readings.map(move |reading| Export::FormWorkbook { standard: index, clause, reading })
                };
                forms.flat_map(each).collect::<Vec<_>>()
            };
            handbook.standards.indexed().flat_map(one).collect()
        });

        /// A role's self-check as a SCORM package for learning platforms, in a reading.
        CheckPackage { standard, role, reading } = [AddressKind {
            path: "data/{standard}/scorm/{role}.{reading}.zip",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            packages(handbook, |place| place.role.is_some() && place.branch.is_none() && place.further.is_none())
        });

        /// The self-check of no role as a SCORM package.
        CheckPackageOfAll { standard, reading } = [AddressKind {
            path: "data/{standard}/scorm.{reading}.zip",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            packages(handbook, |place| place.role.is_none() && place.branch.is_none() && place.further.is_none())
        });

        /// The self-check with a further form as a SCORM package.
        CheckPackageOfForm { standard, clause, reading } = [AddressKind {
            path: "data/{standard}/scorm/form/{clause}.{reading}.zip",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| packages(handbook, |place| place.further.is_some()));

        /// The self-check of a role's further branch as a SCORM package.
        CheckPackageOfBranch { standard, role, level, reading } = [AddressKind {
            path: "data/{standard}/scorm/branch/{role}/{level}.{reading}.zip",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            packages(handbook, |place| place.role.is_some() && place.branch.is_some())
        });

        /// The self-check of a further branch of no role as a SCORM package.
        CheckPackageOfAllBranch { standard, level, reading } = [AddressKind {
            path: "data/{standard}/scorm/branch/{level}.{reading}.zip",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            packages(handbook, |place| place.role.is_none() && place.branch.is_some())
        });

        /// A standard as JSON.
        Model(standard) = [AddressKind {
            path: "data/{standard}/standard.json",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            handbook.standards.indices().map(Export::Model).collect()
        });

        /// The JSON Schema of the standards.
        ModelSchema = [AddressKind {
            path: "data/standard.schema.json",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            if handbook.standards.is_empty() { Vec::new() } else { vec![Export::ModelSchema] }
        });

        /// A standard as a competency framework for Moodle, in one language.
        Moodle { standard, language } = [AddressKind {
            path: "data/{standard}/moodle.{language}.csv",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, _)| {
            let one = |(index, standard): (StandardIndex, &CompleteStandard)| {
                let title = &standard.about.title;
                let languages = handbook.languages.indexed();
                let is_written = !standard.requirements.is_empty();
                let languages = languages
                    .filter(|(_, language)| is_written && title.get(&language.id).is_some());
                let exports = languages.map(|(language, _)| Export::Moodle { standard: index, language });
                exports.collect::<Vec<_>>()
            };
            handbook.standards.indexed().flat_map(one).collect()
        });

        /// A standard as a concept scheme in SKOS, which needs absolute addresses.
        Concepts(standard) = [AddressKind {
            path: "data/{standard}/skos.jsonld",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, scope)| {
            let standards = handbook.standards.indexed();
            let standards = standards.filter(|(_, standard)| {
                scope.is_published() && !standard.requirements.is_empty()
            });
            standards.map(|(index, _)| Export::Concepts(index)).collect()
        });

        /// The frameworks in CASE: what each is, and where its package is.
        Frameworks = [AddressKind {
            path: "ims/case/v1p1/CFDocuments.json",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, scope)| {
            if Framework::all(handbook, scope.base_url.as_deref()).is_empty() { Vec::new() } else { vec![Export::Frameworks] }
        });

        /// A framework in CASE: what it is, and where its package is.
        FrameworkDocument(framework) = [AddressKind {
            path: "ims/case/v1p1/CFDocuments/{framework}.json",
            ..AddressKind::FILE
        }], Listing::All(|(handbook, scope)| {
            Framework::all(handbook, scope.base_url.as_deref()).into_iter().map(Export::FrameworkDocument).collect()
        });

        /// The package of a framework in CASE: its items, associations, definitions and rubrics.
        FrameworkPackage(framework) = [AddressKind {
            path: "ims/case/v1p1/CFPackages/{framework}.json",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(handbook, scope)| {
            Framework::all(handbook, scope.base_url.as_deref()).into_iter().map(Export::FrameworkPackage).collect()
        });

        /// The sitemap for search engines, which needs absolute addresses.
        Sitemap = [AddressKind {
            path: "sitemap.xml",
            grows: true,
            ..AddressKind::FILE
        }], Listing::All(|(_, scope)| if scope.is_published() { vec![Export::Sitemap] } else { Vec::new() });
    }
}

/// The SCORM packages of each self-check whose place `is_own`, in each reading.
fn packages(handbook: &CompleteHandbook, is_own: fn(&CheckPlace) -> bool) -> Vec<Export> {
    let one = |(index, standard): (StandardIndex, &CompleteStandard)| {
        let places = CheckPlace::all(standard).into_iter().filter(is_own);
        let each = |place: CheckPlace| {
            let readings = handbook.readings.indices();
            readings.map(move |reading| Export::package(index, place, reading))
        };
        places.flat_map(each).collect::<Vec<_>>()
    };
    handbook.standards.indexed().flat_map(one).collect()
}

impl Owner for Listed {
    fn curricula(&self) -> Indices<CurriculumIndex> {
        let (handbook, _) = self;
        handbook.curricula.indices()
    }

    fn languages(&self) -> Indices<LanguageIndex> {
        let (handbook, _) = self;
        handbook.languages.indices()
    }
}

impl Export {
    /// The self-check at `place` as a SCORM package.
    pub fn package(standard: StandardIndex, place: CheckPlace, reading: ReadingIndex) -> Export {
        match (place.further, place.role, place.branch) {
            (Some(clause), ..) => Export::CheckPackageOfForm {
                standard,
                clause,
                reading,
            },
            (None, Some(role), None) => Export::CheckPackage {
                standard,
                role,
                reading,
            },
            (None, None, None) => Export::CheckPackageOfAll { standard, reading },
            (None, Some(role), Some(level)) => Export::CheckPackageOfBranch {
                standard,
                role,
                level,
                reading,
            },
            (None, None, Some(level)) => Export::CheckPackageOfAllBranch {
                standard,
                level,
                reading,
            },
        }
    }

    /// The standard, the self-check and the reading of a SCORM package; `None` for other files.
    pub fn packaged(
        self,
        handbook: &CompleteHandbook,
    ) -> Option<(StandardIndex, CheckPlace, ReadingIndex)> {
        let subject = self.subject();
        let (standard, reading) = (subject.standard?, subject.reading?);
        let place = match self {
            Export::CheckPackage { role, .. } => CheckPlace::of_role(Some(role)),
            Export::CheckPackageOfAll { .. } => CheckPlace::of_role(None),
            Export::CheckPackageOfForm { clause, .. } => {
                let of = &handbook.standards[standard];
                CheckPlace::of_form(of, of.graded_form_at(clause)?)?
            }
            Export::CheckPackageOfBranch { role, level, .. } => {
                CheckPlace::of_branch(Some(role), level)
            }
            Export::CheckPackageOfAllBranch { level, .. } => CheckPlace::of_branch(None, level),
            Export::Coverage(_)
            | Export::Alignment { .. }
            | Export::SearchRecords(_)
            | Export::SearchTexts(_)
            | Export::Requirements(_)
            | Export::StandardWorkbook { .. }
            | Export::FormWorkbook { .. }
            | Export::Model(_)
            | Export::ModelSchema
            | Export::Moodle { .. }
            | Export::Concepts(_)
            | Export::Frameworks
            | Export::FrameworkDocument(_)
            | Export::FrameworkPackage(_)
            | Export::Sitemap => return None,
        };
        Some((standard, place, reading))
    }

    /// Every file, in a fixed order. Some are listed only for a published site.
    pub(super) fn all(owner: &Listed) -> Vec<Export> {
        listed(Export::LISTS, owner)
    }
}
