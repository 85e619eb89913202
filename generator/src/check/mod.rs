//! The checks of the content, one per file; all problems are reported at once.
//!
//! A check examines everything that could be read and returns its diagnostics in any order; [`check_documents`] sorts them by
//! place. Every diagnostic belongs to a [`Rule`]; one check may apply several rules.
//!
//! The checks work on the lenient model ([`Subject`]), so that one run reports every fault, however
//! broken the rest of the content is. A check is silent about what an unread file may hold, and
//! [`causes`] makes one diagnostic of all that follow from one fault. The commands and the preview
//! reach [`check_documents`] through [`crate::project`]; faults of templates come from
//! [`rendering`].

pub mod attachments;
mod bands;
pub mod causes;
pub mod changes;
pub mod characters;
pub mod codes;
pub mod collisions;
pub mod curricula;
pub mod editions;
pub mod figures;
mod form_limits;
mod form_roles;
pub mod forms;
mod fragments;
mod generated;
pub mod glossary;
mod guidance;
pub mod handbook;
pub mod house;
pub mod known;
pub mod ladders;
pub mod languages;
pub mod levels_alike;
mod link_addresses;
pub mod links;
pub mod markdown;
pub mod names;
pub mod notes;
pub mod numbering;
pub mod own;
mod page_links;
mod page_marks;
pub mod page_markup;
pub mod pages;
pub mod permalinks;
mod pictures;
pub mod postings;
pub mod prerequisites;
pub mod prose;
pub mod punctuation;
pub mod rating;
pub mod references;
#[cfg(test)]
mod references_tests;
pub mod relations;
pub mod report;
mod repository;
pub mod role_groups;
pub mod rubric;
pub mod standards;
pub mod statements;
pub mod subject;
pub mod suggest;
pub mod target;
pub mod totals_alike;
pub mod unasked;
pub mod uncovered;
pub mod unique;
pub mod walk;
pub mod width;

#[cfg(test)]
pub mod testing;

use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::language::message::message;
use crate::model::{CompleteHandbook, Handbook};
use crate::site::{Address, Map, Render, RenderError, Scope, Site};
use crate::source::diagnostic::{Cause, Diagnostic};
use crate::source::documents::Documents;
use crate::source::misplaced;
use crate::source::position::Position;
use crate::source::rule::Rule;
use page_links::PageLink;
use subject::Subject;

/// A check: examines all the content and returns the problems it finds.
///
/// It must not depend on the order in which checks run, since they run in parallel.
pub type Check = fn(&Subject<'_>) -> Vec<Diagnostic>;

/// Every check.
///
/// Repeated names, merges and permalinks are checked separately: the check of permalinks depends on
/// the results of the others.
const CHECKS: [Check; 31] = [
    attachments::rule,
    changes::rule,
    characters::rule,
    curricula::rule,
    editions::rule,
    figures::rule,
    forms::rule,
    glossary::rule,
    handbook::rule,
    house::rule,
    ladders::rule,
    role_groups::rule,
    languages::rule,
    links::rule,
    names::rule,
    notes::rule,
    numbering::rule,
    page_markup::rule,
    pages::rule,
    postings::rule,
    prerequisites::rule,
    punctuation::rule,
    rating::rule,
    references::rule,
    relations::rule,
    rubric::rule,
    standards::rule,
    statements::rule,
    unasked::rule,
    levels_alike::rule,
    totals_alike::rule,
];

/// The problems in `documents`, from which `handbook` was built, and the differences that can be accepted. Links between
/// pages are checked if there is a `map` of the site's addresses, and links to places on a page if there is a `site` that
/// renders it.
///
/// Permalinks are compared only if every file could be read and no name occurs twice. Otherwise a
/// requirement that is merely hidden by another fault would be reported as gone.
fn apart(
    documents: &Documents,
    handbook: &Handbook,
    map: Option<&Map>,
    site: Option<&Site>,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let subject = Subject::new(handbook, map, site);
    let (repeated, mut found) = rayon::join(
        || unique::rule(&subject),
        || -> Vec<Diagnostic> {
            let found = CHECKS.par_iter().flat_map_iter(|check| check(&subject));
            found.collect()
        },
    );
    let has_repeated = repeated.iter().any(Diagnostic::is_error);
    found.extend(repeated);
    let faults = documents.faults();
    found.extend(faults.map(|fault| misplaced::beside(fault, |file| documents.has(file))));
    found.extend(collisions::check(documents));
    let mut pending = Vec::new();
    if let Some(map) = map
        && !documents.faults().any(Diagnostic::is_error)
        && !has_repeated
        // Without the language of a standard, the words that were published are not known.
        && handbook.standards.indices().take(handbook.listed).all(|index| subject.source(Some(index)).is_some())
    {
        let missing: Vec<Arc<Cause>> = (found.iter())
            .filter_map(|fault| fault.cause.clone())
            .collect();
        let permalinks = permalinks::check(map, &missing);
        found.extend(permalinks.faults);
        pending = permalinks.pending;
    }
    let found = own::owned(found, &subject);
    (causes::alike(causes::grouped(found)), pending)
}

/// All problems in the content, with the differences that `clausebook check --accept` would record listed separately.
#[derive(Debug)]
pub struct Checked {
    /// The handbook, if it is complete.
    pub handbook: Option<Arc<CompleteHandbook>>,
    /// The problems. If none is an error, there is a handbook.
    pub faults: Vec<Diagnostic>,
    /// Differences from the published permalinks, which can be accepted. Reworded permalinks are
    /// errors, and what is not recorded yet is a warning; `check --accept` settles both.
    pub pending: Vec<Diagnostic>,
}

impl Checked {
    /// The handbook, and all problems in the content sorted by place. `None` for the handbook if it
    /// is incomplete, in which case there is an error.
    pub fn together(mut self) -> (Option<Arc<CompleteHandbook>>, Vec<Diagnostic>) {
        self.faults.extend(self.pending);
        (self.handbook, sorted(self.faults))
    }
}

/// Returns the handbook, if it is complete, and all problems in the documents: files that cannot be read, and the
/// findings of the rules in the others. `look` returns a renderer, which is used to check links to files and to places on
/// a page.
///
/// `look` is called only with a complete handbook. It may return `None`, and its result is not used
/// if a file has an error, since pages would then be rendered in vain.
pub fn check_documents(
    documents: &Documents,
    look: impl FnOnce(&CompleteHandbook) -> Option<Arc<dyn Render>>,
) -> Checked {
    let handbook = Arc::new(Handbook::build(documents));
    let complete = handbook.complete().ok().map(Arc::new);
    let site = complete.as_ref().and_then(|complete| {
        let renderer = look(complete).filter(|_| !documents.faults().any(Diagnostic::is_error))?;
        Some(Site::new(complete.clone(), renderer, None))
    });
    let map = match &site {
        Some(site) => Some(site.map.clone()),
        None => {
            let map =
                |complete: &Arc<CompleteHandbook>| Map::new(complete.clone(), Scope::of(complete));
            complete.as_ref().map(map)
        }
    };
    let (faults, pending) = apart(documents, &handbook, map.as_ref(), site.as_ref());
    Checked {
        handbook: complete,
        faults: sorted(faults),
        pending: sorted(pending),
    }
}

/// Renders `addresses` of `site` and returns every error in the templates once, and a warning for each address that links of
/// the pages lead to in vain.
///
/// Two pages that fail at the same place of a template for the same reason are one diagnostic
/// (`E702`), which names the first and counts the others.
pub fn rendering<'a>(
    site: &Site,
    addresses: impl IntoParallelIterator<Item = &'a Address>,
) -> Vec<Diagnostic> {
    let addresses = addresses.into_par_iter();
    let (links, mut failed): (Vec<Vec<PageLink>>, Vec<RenderError>) = addresses
        .map(|address| {
            let bytes = site.render(address)?;
            Ok(page_links::dangling(&site.map, &address.path, &bytes))
        })
        .partition_map(|rendered| match rendered {
            Ok(links) => Either::Left(links),
            Err(error) => Either::Right(error),
        });
    failed.sort_by(|a, b| (&a.place, &a.cause, &a.address).cmp(&(&b.place, &b.cause, &b.address)));
    let same = |a: &RenderError, b: &RenderError| a.place == b.place && a.cause == b.cause;
    let faults = failed.chunk_by(same).filter_map(|pages| {
        let first = pages.first()?;
        let place = first.place.clone();
        let help = first.help.as_deref().cloned();
        let help = help.unwrap_or_else(|| message!("correct the template"));
        Some(Rule::FailedPage.at(
            &place.unwrap_or_else(|| Position::file(first.address.as_str())),
            message!(
                "cannot render `{address}`: {cause}",
                address = first.address,
                cause = first.cause
            ),
            match pages.len() - 1 {
                0 => help,
                more => message!(
                    "{help}; {more} more {more|page has|pages have} this error",
                    help,
                    more
                ),
            },
        ))
    });
    let links = links.into_iter().flatten().collect();
    sorted(faults.chain(page_links::faults(&site.map, links)).collect())
}

/// Sorts `diagnostics` by place and removes duplicates. Of two at one place, errors come first. The
/// order does not depend on which check was faster.
pub fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        // The order is the same in every language.
        let place = (&a.position, a.severity).cmp(&(&b.position, b.severity));
        place
            .then_with(|| a.message.english().cmp(&b.message.english()))
            .then_with(|| (&a.help, a.rule, &a.related).cmp(&(&b.help, b.rule, &b.related)))
    });
    diagnostics.dedup();
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::testing::{and, diagnostics, sound, with};
    use super::*;
    use crate::language::ProgramLanguage;
    use crate::source::tree::Tree;

    /// The sound handbook with each line of each file left out, doubled, cut in half, and moved to the left.
    fn spoiled() -> Vec<(Tree, Arc<str>)> {
        let mut trees = Vec::new();
        for (file, text) in &sound().files {
            let lines: Vec<&str> = text.lines().collect();
            for index in 0..lines.len() {
                let middle = lines[index].chars().count() / 2;
                let half: String = lines[index].chars().take(middle).collect();
                let replacements = [
                    Vec::new(),
                    vec![lines[index], lines[index]],
                    vec![half.as_str()],
                    vec![lines[index].trim_start()],
                ];
                // Half of them for each line, so that the test stays short.
                for replacement in replacements.into_iter().skip(index % 2).step_by(2) {
                    let mut lines = lines.clone();
                    lines.splice(index..=index, replacement);
                    let mut tree = sound();
                    let text = lines.join("\n");
                    tree.files.insert(file.clone(), text.into());
                    trees.push((tree, file.clone()));
                }
            }
        }
        trees
    }

    #[test]
    fn whatever_is_wrong_is_said_where_there_is_something_to_see() {
        let sound = Documents::read(&sound());
        for (tree, file) in spoiled() {
            let mut documents = sound.clone();
            documents.reread(&tree, &file);
            let (handbook, found) = check_documents(&documents, |_| None).together();
            assert!(
                handbook.is_some() || found.iter().any(Diagnostic::is_error),
                "no handbook, and no reason: {tree:?}"
            );
            for fault in &found {
                let at = &fault.position;
                let lines = tree
                    .files
                    .get(&at.file)
                    .map(|text| text.split('\n').count());
                assert!(
                    at.line == 0 || lines.is_some_and(|lines| at.line as usize <= lines),
                    "{at}: {}",
                    fault.message.english()
                );
                assert!(!fault.help.is_empty(), "{at}: {}", fault.message.english());
            }
            let mut out = Vec::new();
            let english = ProgramLanguage::English;
            report::report(&mut out, &tree, &found, english, true)
                .expect("memory can be written to");
        }
    }

    #[test]
    fn every_fault_is_said_at_once_in_the_order_of_places() {
        let tree = with("annexes/A.yaml", "restates: 2.2.1-a", "restates: 2.2.1-z");
        let tree = and(tree, "annexes/A.yaml", "{A: 40, B: 20}", "{A: 40}");
        let tree = and(tree, "annexes/A.yaml", "before: skills-senior", "before: x");
        let tree = and(tree, "clauses/01.yaml", "en: Scope}", "}");
        let tree = and(tree, "clauses/02.yaml", "- id: 3.1", "- id: 3");
        let tree = and(
            tree,
            "glossary.yaml",
            "pinyin: dianpuzhuang",
            "pinyin: [dianpuzhuang",
        );
        let tree = and(
            tree,
            "rubric.yaml",
            "[literacy, skills-junior]",
            "[literary, skills-junior]",
        );
        let tree = and(tree, "standard.yaml", "quote: 开,", "quote: 关,");
        let tree = and(tree, "content/handbook.yaml", "tag: zh-CN", "tag: zh_CN");
        let tree = and(tree, "content/pages/about.en.md", "[[2.1-a]]", "[[2.1-z]]");
        let places: Vec<String> = diagnostics(&tree)
            .iter()
            .map(|fault| {
                let file = fault.position.file.rsplit('/').next().unwrap_or_default();
                format!("{file}:{}", fault.position.line)
            })
            .collect();
        assert_eq!(
            places,
            [
                "handbook.yaml:4",
                "about.en.md:6",
                "A.yaml:16",
                "A.yaml:23",
                "A.yaml:29",
                "01.yaml:2",
                "02.yaml:27",
                "glossary.yaml:6",
                "rubric.yaml:8",
                "standard.yaml:14",
            ]
        );
    }
}
