//! The requirements that a curriculum or a module assesses, as alignment entries of Open Badges 3.0.
//!
//! An entry belongs in the `alignment` of an Achievement (<https://www.imsglobal.org/spec/ob/v3p0/#alignment>). Its
//! `targetUrl` must be absolute, so there are no entries if the site's own address is not known.
//!
//! The page of a module offers its entries to copy, and a file holds those of a whole curriculum
//! ([`exports::Alignment`]). A requirement is an item of a framework, as CASE (Competencies and
//! Academic Standards Exchange) defines it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::{Source, translation};
use crate::index::{ModuleIndex, RequirementIndex, StandardIndex};
use crate::language::closing::without_closing;
use crate::model::{CompleteCurriculum, CompleteStandard, Depth, Language};
use crate::site::address;
use crate::site::export::exports;
use crate::site::{Make, RenderError, Site};
use crate::source::format::text::Text;
use crate::source::han::is_spaced_after;

/// An alignment of an achievement with a requirement. The keys are in the specification's order.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Alignment {
    /// Always `Alignment`.
    #[serde(rename = "type")]
    kind: [&'static str; 1],
    /// The code as printed or, if none is printed, the requirement's id.
    target_code: String,
    /// The whole requirement, with the words that introduce it. A translation is marked as such.
    target_description: String,
    /// The title of the standard.
    target_framework: String,
    /// The requirement without the mark at its end.
    target_name: String,
    /// A requirement is an item of a CASE framework.
    target_type: &'static str,
    /// The absolute address of the permalink, which never changes.
    target_url: String,
}

/// The requirements that a curriculum, or one of its modules, assesses, as indexes into the standard's requirements. A
/// badge certifies that something was shown, so requirements that are only introduced or practised are left out.
/// Empty if nothing is assessed. In document order, each once.
pub fn assessed(
    curriculum: &CompleteCurriculum,
    module: Option<ModuleIndex>,
) -> Vec<RequirementIndex> {
    let modules = match module {
        Some(module) => std::slice::from_ref(&curriculum.modules[module]),
        None => curriculum.modules.as_slice(),
    };
    let mut found: Vec<RequirementIndex> = modules
        .iter()
        .flat_map(|module| &module.covers)
        .filter(|(_, depth)| **depth == Depth::Assesses)
        .map(|(requirement, _)| *requirement)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// `{"alignment": […]}` for `requirements` of a standard, in `language`, ready to be copied into an Achievement. `None`
/// if the site's own address is not known. `translated` is the theme's pattern for marking an unofficial translation.
pub fn alignment(
    site: &Site,
    standard_index: StandardIndex,
    requirements: &[RequirementIndex],
    language: &Language,
    translated: &str,
) -> Option<String> {
    let base = site.base_url.as_ref()?;
    let standard = site.handbook().standards.get(standard_index)?;
    let entries: Vec<Alignment> = requirements
        .iter()
        .map(|requirement| entry(base, standard, *requirement, language, translated))
        .collect();
    let block = BTreeMap::from([("alignment", entries)]);
    serde_json::to_string_pretty(&block).ok()
}

/// Returns the entries of a whole curriculum.
impl Make<exports::Alignment> for Source<'_> {
    fn make(&self, target: exports::Alignment) -> Result<Vec<u8>, RenderError> {
        let curriculum = &self.site.handbook().curricula[target.curriculum];
        let language = &self.site.handbook().languages[target.language];
        let translated = self.words.word(&language.id, "translated");
        let assessed = assessed(curriculum, None);
        let block = alignment(
            self.site,
            curriculum.standard,
            &assessed,
            language,
            translated,
        );
        let block = block.ok_or_else(|| self.error("alignments need the address of the site"))?;
        Ok(format!("{block}\n").into_bytes())
    }
}

/// One entry. In a language into which the requirement is not
/// translated, it has the words of the standard's own.
fn entry(
    base: &str,
    standard: &CompleteStandard,
    requirement: RequirementIndex,
    language: &Language,
    translated: &str,
) -> Alignment {
    let entry = &standard.requirements[requirement];
    let text = translation::words(standard, entry.text(), language);
    let description = described(standard, requirement, |text| {
        translation::words(standard, text, language)
    });
    let original = described(standard, requirement, |text| {
        translation::original(standard, text)
    });
    let marked = translation::marked(standard, language, translated, &description, &original);
    Alignment {
        kind: ["Alignment"],
        target_code: entry.printed.as_ref().unwrap_or(&entry.id).to_string(),
        target_description: marked.unwrap_or(description),
        target_framework: translation::words(standard, &standard.about.title, language)
            .into_owned(),
        target_name: without_closing(&text).to_owned(),
        target_type: "CFItem",
        target_url: format!("{base}{}", address::permalink_path(standard, requirement)),
    }
}

/// A requirement, preceded by the words that introduce it in its clause. A space separates the two
/// in languages that use one.
fn described<'t>(
    standard: &'t CompleteStandard,
    requirement: RequirementIndex,
    words: impl Fn(&'t Text) -> Cow<'t, str>,
) -> String {
    let entry = &standard.requirements[requirement];
    let clause = standard.clauses[entry.clause].as_clause();
    let intro = clause.and_then(|clause| clause.intro.as_ref()).map(&words);
    let text = words(entry.text());
    match intro {
        Some(intro) if is_spaced_after(&intro) => format!("{intro} {text}"),
        Some(intro) => format!("{intro}{text}"),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::super::testing::{bytes, site};
    use crate::check::curricula::tests::course;
    use crate::check::testing::and;
    use crate::index::{CurriculumIndex, LanguageIndex};
    use crate::site::Target;
    use crate::site::export::Export;

    /// The alignments of the first curriculum in a language.
    fn alignment(language: usize) -> Export {
        Export::Alignment {
            curriculum: CurriculumIndex::at(0),
            language: LanguageIndex::at(language),
        }
    }

    /// Whether an entry has the structure that the specification requires.
    fn is_alignment(entry: &Json) -> bool {
        let has = |key: &str| entry[key].as_str().is_some_and(|words| !words.is_empty());
        entry["type"] == serde_json::json!(["Alignment"])
            && has("targetName")
            && entry["targetUrl"]
                .as_str()
                .is_some_and(|url| url.starts_with("https://"))
            && entry["targetType"] == "CFItem"
            && has("targetCode")
            && has("targetDescription")
            && has("targetFramework")
    }

    #[test]
    fn only_assessed_requirements_have_entries() {
        let site = site(&course());
        let file_in = |language| -> Json {
            let file = bytes(&site, alignment(language)).expect("an export");
            serde_json::from_slice(&file).expect("JSON")
        };
        let read = file_in(1);
        let entries = read["alignment"].as_array().expect("a list");
        // The course introduces 2.1-a and 2.1-b, and assesses 2.2.1.
        assert_eq!(entries.len(), 1);
        assert!(is_alignment(&entries[0]), "{read}");
        assert_eq!(entries[0]["targetName"], "Open a shop");
        assert_eq!(
            entries[0]["targetDescription"],
            "Unofficial: Open a shop (original: 开店)"
        );
        // The original text is not marked as a translation.
        assert_eq!(file_in(0)["alignment"][0]["targetDescription"], "开店；");
        assert_eq!(
            entries[0]["targetUrl"],
            "https://example.org/handbook/id/demo/2.2.1-a.html"
        );
        assert!(
            site.find(&site.map.path(&Target::Export(alignment(1))))
                .is_some()
        );
    }

    #[test]
    fn a_site_without_a_base_url_has_no_entries() {
        let tree = and(
            course(),
            "content/handbook.yaml",
            "base_url: https://example.org/handbook\n",
            "",
        );
        let site = site(&tree);
        let error = bytes(&site, alignment(0))
            .expect_err("no export")
            .to_string();
        assert!(error.contains("alignment"), "{error}");
        assert!(
            site.find(&site.map.path(&Target::Export(alignment(1))))
                .is_none()
        );
    }
}
