//! Sites contain no page, link, heading, filter, list or word about anything that their handbook does not have.
//!
//! Each made-up handbook lacks some parts of the format. The words about a part are those of the interface, so that a new
//! word about it is searched for too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use clausebook_tests::page::Page;
use clausebook_tests::program::repository;
use clausebook_tests::project::Project;
use scraper::ElementRef;
use tempfile::TempDir;
use yaml_rust2::{Yaml, YamlLoader};

/// A part of a handbook: the interface words that name it, and the beginnings of the keys of the sentences about it.
struct Part {
    name: &'static str,
    /// The keys of words that no page may contain, in small letters, even within a sentence.
    named: &'static [&'static str],
    /// The beginnings of the keys of words that no element or attribute may consist of.
    about: &'static [&'static str],
}

const PARTS: [Part; 15] = [
    Part {
        name: "roles",
        named: &["role", "way_job_seeker"],
        about: &[
            "every_role",
            "all_roles",
            "grid_",
            "front_start_role",
            "compare",
            "picker",
        ],
    },
    Part {
        name: "levels",
        named: &["every_level"],
        about: &[
            "level",
            "levels",
            "all_levels",
            "ladder",
            "front_start_level",
            "sort_level",
            "picker_level",
            "level_new",
            "level_taken_over",
        ],
    },
    Part {
        name: "dimensions",
        named: &["dimension"],
        about: &["dimensions"],
    },
    Part {
        name: "tasks",
        named: &["tasks"],
        about: &[],
    },
    Part {
        name: "terms",
        named: &[],
        about: &["terms", "terms_defined", "glossary", "term_", "initials"],
    },
    Part {
        name: "keywords",
        named: &["keywords"],
        about: &["keywords_are"],
    },
    Part {
        name: "self-check",
        named: &["check"],
        about: &[
            "check_", "say_", "profile_", "rate_", "tell_", "outlook_", "whole_", "titled_",
            "sample", "group_", "grading", "overview", "form_", "in_forms", "bands",
        ],
    },
    Part {
        name: "authority",
        named: &["authority"],
        about: &[],
    },
    Part {
        name: "edition",
        named: &[],
        about: &[
            "edition",
            "later_edition",
            "other_editions",
            "earlier_edition",
        ],
    },
    Part {
        name: "notes",
        named: &["note"],
        about: &["notes_ours"],
    },
    Part {
        name: "translations",
        named: &["unofficial_mark"],
        about: &[
            "unofficial",
            "original",
            "reading_switch",
            "picker_language",
            "picker_both",
        ],
    },
    Part {
        name: "curricula",
        named: &["curricula", "way_trainer"],
        about: &["taught_in", "module", "coverage", "outlook_module_"],
    },
    Part {
        name: "postings",
        named: &["postings", "way_recruiter"],
        about: &["for_recruiters", "picker", "asked_by", "must", "nice"],
    },
    Part {
        name: "requirements",
        named: &["requirements"],
        about: &[
            "requirements_index",
            "in_all",
            "counts_ours",
            "letters_ours",
        ],
    },
    Part {
        name: "changes",
        named: &[],
        about: &["changes", "changes_are", "changes_feed"],
    },
];

/// The made-up handbooks, each with the parts that it has; it lacks the others.
const HANDBOOKS: [(&str, &[&str]); 4] = [
    ("plain", &["requirements", "self-check"]),
    ("clause", &[]),
    (
        "levels",
        &["requirements", "levels", "dimensions", "self-check"],
    ),
    (
        "roles",
        &[
            "requirements",
            "roles",
            "postings",
            "curricula",
            "self-check",
        ],
    ),
];

/// The English interface words of the built-in theme.
pub(crate) fn interface() -> BTreeMap<String, String> {
    let file = repository().join("themes/default/words.en.yaml");
    let text = fs::read_to_string(file).expect("the theme has English words");
    let read = YamlLoader::load_from_str(&text).expect("the words are YAML");
    let Yaml::Hash(pairs) = &read[0] else {
        panic!("the words are a mapping");
    };
    let pairs = pairs
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), value.as_str()?.to_owned())));
    pairs.collect()
}

#[track_caller]
pub(crate) fn built(project: &Project) -> TempDir {
    project.check().expect_code(0);
    let out = TempDir::new().expect("a temporary folder can be made");
    project.build(out.path()).expect_code(0);
    out
}

/// The texts of a page, each as it is written: those between tags and those of attributes that readers or scripts show.
fn texts(page: &Page) -> Vec<String> {
    let mut texts = Vec::new();
    for element in page.select("*") {
        if matches!(element.value().name(), "script" | "style") {
            continue;
        }
        let children = element.children();
        texts.extend(children.filter_map(|child| Some(child.value().as_text()?.trim().to_owned())));
        for (name, value) in element.value().attrs() {
            let is_shown = matches!(name, "title" | "alt" | "content" | "aria-label" | "label")
                || name.starts_with("data-");
            // Other values of `data-` attributes are names for scripts.
            let is_sentence = !name.starts_with("data-") || value.contains(' ');
            if is_shown && is_sentence {
                texts.extend(sentences(value));
            }
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The sentences in the value of an attribute: the value itself, or the strings of the JSON that it is, without keys.
fn sentences(value: &str) -> Vec<String> {
    let value = value.trim();
    if !value.starts_with('{') {
        return vec![value.to_owned()];
    }
    let parts: Vec<&str> = value.split('"').collect();
    let strings = parts.windows(2).skip(1).step_by(2);
    let strings = strings.filter(|pair| !pair[1].starts_with(':'));
    strings.map(|pair| pair[0].to_owned()).collect()
}

/// Whether a word of a text in small letters is, or begins with, `word`.
pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric())
    })
}

#[test]
fn no_page_says_anything_about_what_is_absent() {
    let words = interface();
    let mut found = Vec::new();
    for (handbook, has) in HANDBOOKS {
        let site = built(&Project::made_up(handbook));
        let absent: Vec<&Part> = PARTS
            .iter()
            .filter(|part| !has.contains(&part.name))
            .collect();
        // Words that also name something else say nothing about an absent part.
        let is_about = |part: &&Part, key: &str| {
            let mut about = part.about.iter().chain(part.named);
            about.any(|beginning| key.starts_with(beginning))
        };
        let others = words
            .iter()
            .filter(|(key, _)| !absent.iter().any(|part| is_about(part, key)));
        let present: BTreeSet<&String> = others.map(|(_, word)| word).collect();
        for (path, page) in Page::all(site.path()) {
            let texts = texts(&page);
            for part in &absent {
                for key in part.named {
                    let word = words[*key].to_lowercase();
                    let said = texts.iter().map(|text| text.to_lowercase());
                    let mut said = said.filter(|text| contains_word(text, &word));
                    if let Some(text) = said.next() {
                        found.push(format!("{handbook}: {path}: {}: {text}", part.name));
                    }
                }
                let sentences = words.iter().filter(|(key, word)| {
                    let mut about = part.about.iter();
                    about.any(|beginning| key.starts_with(beginning)) && !present.contains(word)
                });
                for (key, word) in sentences {
                    if texts.contains(word) && word.chars().count() > 2 {
                        found.push(format!("{handbook}: {path}: {}: {key}: {word}", part.name));
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_sentence_mentions_what_is_absent() {
    /// Handbooks with words that name what they lack.
    const LACKING: [(&str, &[&str]); 2] = [
        ("roles", &["level", "levels", "grade", "grades", "form"]),
        (
            "plain",
            &[
                "level",
                "levels",
                "role",
                "roles",
                "grade",
                "grades",
                "form",
                "translation",
            ],
        ),
    ];
    let mut found = Vec::new();
    for (handbook, absent) in LACKING {
        let project = Project::made_up(handbook);
        if handbook == "plain" {
            let glossary = "- term: {en: bed}\n  definition: {en: A place for plants.}\n";
            project.write("content/standards/gardening/glossary.yaml", glossary);
        }
        let site = built(&project);
        for (path, page) in Page::all(site.path()) {
            for element in page.select("*") {
                if matches!(element.value().name(), "script" | "style") {
                    continue;
                }
                let children = element.children();
                let mut texts: Vec<&str> = children
                    .filter_map(|child| child.value().as_text())
                    .map(|text| &**text)
                    .collect();
                let attributes = ["title", "alt", "content", "aria-label"];
                texts.extend(attributes.iter().filter_map(|name| element.attr(name)));
                for text in texts {
                    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
                    if words.any(|word| absent.contains(&&*word.to_lowercase())) {
                        found.push(format!("{handbook}: {path}: {}", text.trim()));
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_files_of_a_standard_without_edition_and_requirements_mention_neither() {
    let site = built(&Project::made_up("clause"));
    let page = Page::open(&site.path().join("en/rule/take-along.html"));
    let text = page.select("main")[0].text().collect::<String>();
    for absent in ["edition", "requirement"] {
        assert!(!text.to_lowercase().contains(absent), "{absent}: {text}");
    }
}

#[test]
fn the_index_of_a_standard_without_annexes_and_requirements_mentions_neither() {
    let project = Project::made_up("clause");
    let glossary = "- term: {en: the}\n  definition: {en: An article.}\n";
    project.write("content/standards/rule/glossary.yaml", glossary);
    let site = built(&project);
    let page = Page::open(&site.path().join("en/rule/keywords.html"));
    let main = page.select("main")[0];
    let text = main.text().collect::<String>().to_lowercase();
    for absent in ["annex", "requirement"] {
        assert!(!text.contains(absent), "{absent}: {text}");
    }
    assert!(page.select("main a[href^='requirements']").is_empty());
}

/// Whether an element or one around it is hidden until a script shows it.
fn is_hidden(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    let mut all = std::iter::once(element).chain(around);
    all.any(|element| element.attr("hidden").is_some() || element.value().name() == "template")
}

#[test]
fn no_heading_list_or_table_is_empty() {
    let mut found = Vec::new();
    for (handbook, _) in HANDBOOKS {
        let site = built(&Project::made_up(handbook));
        for (path, page) in Page::all(site.path()) {
            let places = "h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, table, caption, th, thead, \
                          tbody, nav, fieldset, legend, section, article, header, a, button, \
                          p.ours:not([role=status])";
            for element in page.select(places) {
                let text: String = element.text().collect();
                let has_picture = element.select(&picture()).next().is_some();
                // The script that shows the copy buttons gives them their icon.
                let is_filled = element.attr("data-copy").is_some();
                if text.trim().is_empty() && !has_picture && !is_filled && !is_hidden(element) {
                    found.push(format!("{handbook}: {path}: {}", element.html()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn picture() -> scraper::Selector {
    scraper::Selector::parse("svg, img, input, select, textarea").expect("a selector")
}

#[test]
fn every_link_leads_somewhere() {
    let mut found = Vec::new();
    for (handbook, _) in HANDBOOKS {
        let site = built(&Project::made_up(handbook));
        let pages: BTreeMap<String, Page> = Page::all(site.path()).into_iter().collect();
        for (path, page) in &pages {
            for link in page.select("[href], [src]") {
                let value = link.value();
                let to = value.attr("href").or(value.attr("src")).unwrap_or_default();
                if to.starts_with("http") || to.starts_with("data:") || to.starts_with('/') {
                    continue;
                }
                let (file, fragment) = to.split_once('#').unwrap_or((to, ""));
                let target = if file.is_empty() {
                    path.clone()
                } else {
                    resolved(path, file)
                };
                let is_there = site.path().join(&target).is_file();
                // A fragment with `=` is a state of the page's script.
                let is_place = fragment.is_empty()
                    || fragment.contains('=')
                    || pages
                        .get(&target)
                        .is_some_and(|page| page.by_id(fragment).is_some());
                if to.is_empty() || !is_there || !is_place {
                    found.push(format!("{handbook}: {path}: {}", link.html()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn resolved(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in to.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

#[test]
fn a_handbook_in_one_language_leads_straight_to_its_front_page() {
    let site = built(&Project::made_up("plain"));
    let page = Page::open(&site.path().join("index.html"));
    let refresh = page.select("meta[http-equiv=refresh]");
    assert_eq!(refresh[0].attr("content"), Some("0; url=en/index.html"));
    for (path, page) in Page::all(site.path()) {
        let menus = page.select("[data-readings], link[hreflang], a[hreflang]");
        assert!(menus.is_empty(), "{path}: {}", menus[0].html());
    }
}

#[test]
fn a_standard_that_its_owner_publishes_in_two_languages_is_not_translated() {
    let words = interface();
    let mark = &words["unofficial_mark"];
    let is_said = |project: &Project| {
        let site = built(project);
        let pages = Page::all(site.path());
        let marks = pages.iter().filter(|(_, page)| {
            let said = texts(page);
            said.iter()
                .any(|text| text.contains(mark.as_str()) || *text == words["unofficial"])
        });
        let mut paths = marks.map(|(path, _)| path.clone());
        paths.next()
    };
    let project = Project::small();
    assert!(is_said(&project).is_some(), "the translation is marked");
    let file = "content/standards/bicycle-repair/standard.yaml";
    project.replace(file, "language: en\n", "language: en\nofficial: [zh]\n");
    assert_eq!(is_said(&project), None);
}
