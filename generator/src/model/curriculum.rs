//! Curricula: their modules in order, and the requirements that each module covers.
//!
//! Reads the files that [`crate::source::gathering`] has grouped by curriculum, and resolves the
//! references of each module in the standard with which it is aligned ([`super::resolve`]). The
//! pages of curricula, the coverage table (`export/coverage.rs`) and the rules in
//! `check/curricula.rs` read from here.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::standard::Standard;
use crate::index::{List, ModuleIndex, RequirementIndex, StandardIndex};
use crate::source::format;
use crate::source::format::curriculum::{Covers, ModuleFrontMatter};
use crate::source::format::reference::Reference;
use crate::source::gathering::{CurriculumFiles, CurriculumUnread};
use crate::source::page::MarkdownFile;

/// A module's file in one language.
pub type ModuleSource = MarkdownFile<ModuleFrontMatter>;

/// A curriculum, as far as its files could be read.
#[derive(Debug)]
pub struct Curriculum {
    /// The curriculum's id in addresses: the name of its folder. E.g. `evening-course`.
    pub id: Arc<str>,
    /// The contents of `curriculum.yaml`, if it could be read.
    pub about: Option<Arc<format::curriculum::CurriculumRecord>>,
    /// The index of its standard in the handbook; absent if there is no such standard.
    pub standard: Option<StandardIndex>,
    /// The overview, in every language in which it is written. If it is empty, the page has only the
    /// summary.
    pub overview: Vec<Arc<MarkdownFile<()>>>,
    /// The modules, in the curriculum's order, without those that have no file. A module that is
    /// listed twice is in the list once, at its first place.
    pub modules: List<ModuleIndex, Module>,
    /// The files of modules that the curriculum does not list. They make no pages; `W500` reports
    /// them.
    pub unlisted: Vec<Arc<ModuleSource>>,
    /// The parts with a file that could not be read.
    pub unread: CurriculumUnread,
    /// The modules that cover each requirement, in order. A requirement that no module covers has
    /// no entry.
    taught: HashMap<RequirementIndex, Vec<(ModuleIndex, Depth)>>,
}

/// A module of a curriculum.
#[derive(Debug)]
pub struct Module {
    /// The module's id in addresses.
    pub id: Arc<str>,
    /// The module, in every language in which it is written; never empty.
    pub languages: Vec<Arc<ModuleSource>>,
    /// The requirements that it covers, by their index in the standard, each with its greatest depth.
    /// Empty if the module states no coverage or the curriculum's standard is missing.
    pub covers: BTreeMap<RequirementIndex, Depth>,
}

/// The depth to which a module covers a requirement, in rising order.
///
/// The order is that of teaching, and `Ord` follows it: what is assessed counts as practised and
/// introduced too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Shown and explained.
    Introduces,
    /// Exercised.
    Practises,
    /// Assessed.
    Assesses,
}

impl Depth {
    /// The word used for it in content and data. The keys of `covers` and the coverage table use
    /// it.
    pub fn word(self) -> &'static str {
        match self {
            Depth::Introduces => "introduces",
            Depth::Practises => "practises",
            Depth::Assesses => "assesses",
        }
    }
}

impl Module {
    /// The module in `language`, or in the first language in which it is written.
    ///
    /// # Panics
    ///
    /// Never: `languages` is not empty.
    pub fn get(&self, language: &str) -> &ModuleSource {
        self.languages
            .iter()
            .find(|source| &*source.language == language)
            .unwrap_or(&self.languages[0])
    }

    /// The module's hours, in hundredths of an hour. E.g. 750 for 7.5 hours. Every language must
    /// state the same number (`E506`), so the first is as good as any.
    pub fn hours(&self) -> i32 {
        self.languages[0].front_matter.hours.hundredths
    }

    /// The coverage that the module states, from the first language that states it.
    pub fn covers_source(&self) -> Option<&Covers> {
        self.languages
            .iter()
            .find_map(|source| source.front_matter.covers.as_ref())
    }
}

impl Curriculum {
    /// Builds the curriculum `id` from its files.
    ///
    /// `standards` are all standards of the handbook, among which it looks for its own.
    pub fn build(
        id: Arc<str>,
        parts: CurriculumFiles,
        standards: &List<StandardIndex, Arc<Standard>>,
    ) -> Self {
        let about = parts.about;
        let standard = about
            .as_ref()
            .and_then(|about| standards.find_index(|standard| about.standard == *standard.id()));
        let mut files: BTreeMap<Arc<str>, Vec<Arc<ModuleSource>>> = BTreeMap::new();
        for source in parts.modules {
            files.entry(source.name.clone()).or_default().push(source);
        }
        let mut modules = List::default();
        for name in about.iter().flat_map(|about| &about.modules) {
            if let Some(languages) = files.remove(&name.value) {
                let mut module = Module {
                    id: name.value.clone(),
                    languages,
                    covers: BTreeMap::new(),
                };
                if let Some(standard) = standard {
                    module.covers = covered(&standards[standard], module.covers_source());
                }
                modules.push(module);
            }
        }
        let mut taught: HashMap<RequirementIndex, Vec<(ModuleIndex, Depth)>> = HashMap::new();
        for (place, module) in modules.indexed() {
            for (requirement, depth) in &module.covers {
                taught
                    .entry(*requirement)
                    .or_default()
                    .push((place, *depth));
            }
        }
        Curriculum {
            id,
            about,
            standard,
            overview: parts.overview,
            modules,
            unlisted: files.into_values().flatten().collect(),
            unread: parts.unread,
            taught,
        }
    }

    /// The indices of the modules that cover a requirement, each with its depth. In the order of
    /// the modules; empty if none covers it.
    pub fn taught(&self, requirement: RequirementIndex) -> &[(ModuleIndex, Depth)] {
        self.taught.get(&requirement).map_or(&[], Vec::as_slice)
    }

    /// The requirements of the roles and levels that it leads to, in document order, without duplicates.
    ///
    /// `standard` must be the curriculum's own. A curriculum without `leads_to` leads to everything
    /// that is asked of everybody.
    pub fn asked(&self, standard: &Standard) -> Vec<RequirementIndex> {
        let mut asked: Vec<RequirementIndex> = self
            .about
            .iter()
            .flat_map(|about| about.aims())
            .flat_map(|(role, level)| standard.asked(role, level))
            .collect();
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// The requirements of the roles and levels that it leads to but that no module covers. In
    /// document order; empty for a curriculum that covers everything.
    pub fn uncovered(&self, standard: &Standard) -> Vec<RequirementIndex> {
        self.asked(standard)
            .into_iter()
            .filter(|requirement| self.taught(*requirement).is_empty())
            .collect()
    }

    /// The files of its modules by their names, listed or not, each in path order.
    pub fn files(&self) -> BTreeMap<&str, Vec<&ModuleSource>> {
        let mut files: BTreeMap<&str, Vec<&ModuleSource>> = BTreeMap::new();
        let listed = self.modules.iter().flat_map(|module| &module.languages);
        for file in listed.chain(&self.unlisted) {
            files.entry(&file.name).or_default().push(file);
        }
        files
    }

    /// The sum of the modules' hours, in hundredths of an hour. `curriculum.yaml` may state the sum
    /// as well; `E504` reports a difference.
    pub fn hours(&self) -> i32 {
        self.modules.iter().map(Module::hours).sum()
    }
}

/// Returns the requirements that `covers` names, each with its greatest depth. Unresolved references are ignored.
fn covered(standard: &Standard, covers: Option<&Covers>) -> BTreeMap<RequirementIndex, Depth> {
    let mut found = BTreeMap::new();
    let Some(covers) = covers else { return found };
    let depths: [(&[Reference], Depth); 3] = [
        (&covers.introduces, Depth::Introduces),
        (&covers.practises, Depth::Practises),
        (&covers.assesses, Depth::Assesses),
    ];
    for (references, depth) in depths {
        for reference in references {
            for requirement in standard.resolve(reference).unwrap_or_default() {
                // Depths come in rising order, so the last is the greatest.
                found.insert(requirement, depth);
            }
        }
    }
    found
}
