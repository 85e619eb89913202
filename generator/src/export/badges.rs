//! What a curriculum or a module assesses, as alignment entries of Open Badges 3.0.
//!
//! An entry belongs into `alignment` of an Achievement (<https://www.imsglobal.org/spec/ob/v3p0/#alignment>). Its
//! `targetUrl` must be absolute, so there are no entries where the site's own address is not known.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Curriculum, Depth, Language, Standard};
use crate::site::Site;
use crate::site::address;
use crate::source::format::text::Text;

/// An alignment of an achievement to a requirement. The keys stand in the order in which the specification names them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Alignment {
    #[serde(rename = "type")]
    kind: [&'static str; 1],
    target_code: String,
    target_description: String,
    target_framework: String,
    target_name: String,
    /// A requirement is an item of a CASE framework.
    target_type: &'static str,
    target_url: String,
}

/// The requirements that a curriculum assesses, by their place in the standard; of one module where one is named. A badge
/// says that something was shown, so what is only introduced or practised is left out.
pub fn assessed(curriculum: &Curriculum, module: Option<usize>) -> Vec<usize> {
    let modules = match module {
        Some(module) => &curriculum.modules[module..=module],
        None => curriculum.modules.as_slice(),
    };
    let mut found: Vec<usize> = modules
        .iter()
        .flat_map(|module| &module.covers)
        .filter(|(_, depth)| **depth == Depth::Assesses)
        .map(|(requirement, _)| *requirement)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// `{"alignment": […]}` for `requirements` of a standard, in `language`, ready to be taken into an Achievement; `None`
/// where the site's own address is not known.
pub fn alignment(
    site: &Site,
    standard: usize,
    requirements: &[usize],
    language: &Language,
) -> Option<String> {
    let base = site.base_url.as_ref()?;
    let of = site.handbook.standards.get(standard)?;
    let entries: Vec<Alignment> = requirements
        .iter()
        .map(|requirement| entry(base, of, *requirement, language))
        .collect();
    let block = BTreeMap::from([("alignment", entries)]);
    serde_json::to_string_pretty(&block).ok()
}

/// The entries of a whole curriculum as a file; nothing where there are none.
pub fn file(site: &Site, curriculum: usize, language: usize) -> Vec<u8> {
    let of = &site.handbook.curricula[curriculum];
    let block = of.standard.and_then(|standard| {
        let language = &site.handbook.languages[language];
        alignment(site, standard, &assessed(of, None), language)
    });
    block.map_or_else(Vec::new, |block| format!("{block}\n").into_bytes())
}

fn entry(base: &str, of: &Standard, requirement: usize, language: &Language) -> Alignment {
    let entry = &of.requirements[requirement];
    let clause = &of.clauses[entry.clause];
    let words = |text: &Text| {
        let own = text.get(&language.id);
        let source = || text.get(of.about.language.as_str());
        own.or_else(source).unwrap_or_default().to_owned()
    };
    let intro = clause.as_clause().and_then(|clause| clause.intro.as_ref());
    let text = words(entry.text());
    Alignment {
        kind: ["Alignment"],
        target_code: entry.id.to_string(),
        target_description: match intro.map(words) {
            // After a full-width mark no space is set.
            Some(intro) if intro.ends_with(|last: char| last.is_ascii()) => {
                format!("{intro} {text}")
            }
            Some(intro) => format!("{intro}{text}"),
            None => text.clone(),
        },
        target_framework: words(&of.about.title),
        // The closing mark belongs to the list, not to its item.
        target_name: text.trim_end_matches(['；', '。', ';', '.']).to_owned(),
        target_type: "CFItem",
        target_url: format!("{base}{}", address::permalink_path(of, requirement)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::Value as Json;

    use super::*;
    use crate::check::curricula::tests::course;
    use crate::check::testing::and;
    use crate::model::Handbook;
    use crate::site::{Address, Render, RenderError};
    use crate::source::documents::Documents;
    use crate::source::tree::Tree;

    struct Nothing;

    impl Render for Nothing {
        fn assets(&self) -> Vec<String> {
            Vec::new()
        }

        fn render(&self, _: &Site, _: &Address) -> Result<Vec<u8>, RenderError> {
            Ok(Vec::new())
        }
    }

    fn site(tree: &Tree) -> Site {
        let handbook = Handbook::build(&Documents::read(tree)).expect("a handbook");
        Site::new(Arc::new(handbook), Arc::new(Nothing), None)
    }

    /// Whether an entry can be read as what the specification asks for.
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
    fn what_is_assessed_is_an_entry_and_nothing_else() {
        let site = site(&course());
        let read: Json = serde_json::from_slice(&file(&site, 0, 1)).expect("JSON");
        let entries = read["alignment"].as_array().expect("a list");
        // The course introduces 2.1-a and 2.1-b, and assesses 2.2.1.
        assert_eq!(entries.len(), 1);
        assert!(is_alignment(&entries[0]), "{read}");
        assert_eq!(entries[0]["targetName"], "Open a shop");
        assert_eq!(
            entries[0]["targetUrl"],
            "https://example.org/handbook/id/demo/2.2.1-a.html"
        );
        assert!(
            site.find("data/curricula/first/alignment.en.json")
                .is_some()
        );
    }

    #[test]
    fn without_an_address_of_its_own_a_site_has_no_entries() {
        let tree = and(
            course(),
            "content/handbook.yaml",
            "base_url: https://example.org/handbook\n",
            "",
        );
        let site = site(&tree);
        assert!(file(&site, 0, 0).is_empty());
        assert!(
            site.find("data/curricula/first/alignment.en.json")
                .is_none()
        );
    }
}
