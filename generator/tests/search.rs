//! The search records of the repository's handbook: each item has one record per language, at an existing address.

use std::collections::BTreeMap;
use std::path::Path;

use clausebook::export::search::{Kind, Record, records};
use clausebook::model::{Body, CompleteHandbook, keyword};
use clausebook::project::Project;
use clausebook::render::markdown::plain;
use clausebook::site::Site;
use clausebook::source::texts::{self, TextRole, Texts};

fn site(root: &str) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut project = Project::read(&root).expect("the handbook can be read");
    let handbook = project.sources.handbook().expect("the handbook is valid");
    project.site(handbook, None).expect("the theme is valid")
}

fn all(handbook: &CompleteHandbook, language: usize) -> Vec<Record> {
    let word = |_: &str, key| format!("<{key}>");
    records(
        handbook,
        &handbook.languages.as_slice()[language],
        &word,
        &plain,
    )
}

#[test]
fn everything_has_exactly_one_record() {
    let site = site("..");
    let handbook = &site.handbook();
    let records = all(handbook, 0);
    let mut paths: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for record in &records {
        *paths.entry(&record.path).or_default() += 1;
        *kinds.entry(format!("{:?}", record.kind)).or_default() += 1;
    }
    let twice: Vec<_> = paths.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let count = |kind: Kind| kinds.get(&format!("{kind:?}")).copied().unwrap_or_default();
    let standards = || handbook.standards.iter();
    let sum = |count: &dyn Fn(&clausebook::model::CompleteStandard) -> usize| {
        standards().map(count).sum::<usize>()
    };
    assert_eq!(count(Kind::Clause), sum(&|standard| standard.clauses.len()));
    assert_eq!(
        count(Kind::Requirement),
        sum(&|standard| standard.requirements.len())
    );
    assert_eq!(count(Kind::Term), sum(&|standard| standard.glossary.len()));
    assert_eq!(
        count(Kind::Role),
        sum(&|standard| standard.about.roles.len())
    );
    assert_eq!(
        count(Kind::Level),
        sum(&|standard| standard.about.roles.len() * standard.about.levels.len())
    );
    let curricula = handbook.curricula.iter();
    let modules: usize = curricula.map(|curriculum| curriculum.modules.len()).sum();
    assert_eq!(count(Kind::Module), modules);
    assert_eq!(count(Kind::Curriculum), handbook.curricula.len());
    assert_eq!(count(Kind::Posting), handbook.postings.len());
    // Besides the articles, each standard has its contents, requirements, terms, keywords, complete text and the page of its files.
    assert_eq!(
        count(Kind::Page),
        handbook.pages.len() + 6 * handbook.standards.len()
    );
    for standard in standards() {
        for (clause, requirement) in standard
            .requirements
            .iter()
            .map(|requirement| (&standard.clauses[requirement.clause], requirement))
        {
            let path = format!(
                "{}/{}.html#{}",
                standard.id(),
                clause.id(),
                requirement.anchor
            );
            let record = records
                .iter()
                .find(|record| record.path == path)
                .expect("a record");
            assert_eq!(*record.number, *requirement.id);
            assert_eq!(record.text, requirement.text().get("zh").unwrap());
        }
    }
}

#[test]
fn every_record_leads_to_an_address_of_every_reading() {
    for root in ["..", "../tests/fixtures/small", "../tests/fixtures/pottery"] {
        let site = site(root);
        for record in all(site.handbook(), 0) {
            let page = record.path.split('#').next().unwrap_or_default();
            for reading in &site.handbook().readings {
                // Former requirements have pages outside of the readings.
                let path = match page.strip_prefix("../") {
                    Some(path) => path.to_owned(),
                    None => format!("{}/{page}", reading.id),
                };
                assert!(site.find(&path).is_some(), "{path} is not an address");
            }
        }
    }
}

#[test]
fn records_of_all_languages_have_the_same_order() {
    let site = site("..");
    let [zh, en] = [0, 1].map(|language| all(site.handbook(), language));
    assert_eq!(zh.len(), en.len());
    for (zh, en) in zh.iter().zip(&en) {
        assert_eq!(
            (zh.kind, &zh.path, zh.within),
            (en.kind, &en.path, en.within)
        );
        assert_eq!(
            (&zh.role, &zh.level, &zh.dimension),
            (&en.role, &en.level, &en.dimension)
        );
        // Texts that the handbook has in two languages are searched in both.
        if !zh.text.is_empty() {
            assert_ne!(zh.text, en.text, "{}", zh.path);
        }
    }
}

/// The words of a record of the content in one language that are not found in any search record.
fn unfound(content: &impl Texts<()>, language: &str, everything: &str) -> Vec<String> {
    let mut unfound = Vec::new();
    texts::each(content, |at, path| {
        let words = match at.role {
            TextRole::Label | TextRole::Quote => None,
            TextRole::Source | TextRole::Ours => at.text.get(language).map(str::to_owned),
            TextRole::Markdown => at.text.get(language).map(plain),
        };
        if let Some(words) = words.filter(|words| !everything.contains(words)) {
            unfound.push(format!("{}: {words}", path.join(".")));
        }
    });
    unfound
}

#[test]
fn every_text_of_what_has_a_record_is_found() {
    let site = site("..");
    let handbook = site.handbook();
    for (index, language) in handbook.languages.iter().enumerate() {
        let everything: Vec<String> = all(handbook, index)
            .into_iter()
            .map(|record| [record.title, record.also, record.text, record.note].join("\n"))
            .collect();
        let everything = everything.join("\n");
        let mut lost = Vec::new();
        for standard in &handbook.standards {
            lost.extend(unfound(&*standard.about, &language.id, &everything));
            for clause in &standard.clauses {
                lost.extend(match &clause.body {
                    Body::Clause(body) => unfound(&**body, &language.id, &everything),
                    Body::Annex(annex) => unfound(&**annex, &language.id, &everything),
                });
            }
            for entry in &*standard.glossary {
                lost.extend(unfound(entry, &language.id, &everything));
            }
        }
        for curriculum in &handbook.curricula {
            lost.extend(unfound(&*curriculum.about, &language.id, &everything));
        }
        for posting in &handbook.postings {
            lost.extend(unfound(&*posting.about, &language.id, &everything));
        }
        assert_eq!(lost, Vec::<String>::new());
    }
}

#[test]
fn a_record_names_its_role_level_and_dimension() {
    let site = site("..");
    let records = all(site.handbook(), 0);
    let facets = |path: &str| {
        let path = format!("cbec-export-operations/{path}");
        let record = records.iter().find(|record| record.path == path);
        let record = record.unwrap_or_else(|| panic!("no record for {path}"));
        [&*record.role, &*record.level, &*record.dimension].map(str::to_owned)
    };
    assert_eq!(facets("5.3.5.2.html#a"), ["logistics", "mid", "skills"]);
    assert_eq!(facets("5.2.5.html#d"), ["logistics", "*", "knowledge"]);
    assert_eq!(facets("5.1.html#c"), ["*", "*", "literacy"]);
    assert_eq!(
        facets("role/logistics/senior.html"),
        ["logistics", "senior", "*"]
    );
    assert_eq!(facets("E.html"), ["logistics", "*", "*"]);
    assert_eq!(facets("6.2.html"), ["", "", ""]);
    assert_eq!(facets("terms.html#qingguan"), ["", "", ""]);
}

#[test]
fn a_keyword_lists_the_clauses_in_which_it_occurs() {
    let site = site("..");
    let standard = &site.handbook().standards.as_slice()[0];
    let clauses = |language: &str, word: &str| -> Vec<String> {
        let keywords = keyword::keywords(standard, language);
        let found = keywords.iter().find(|keyword| {
            let entry = &standard.glossary[keyword.entries[0]];
            entry.term.get(language) == Some(word)
        });
        let clauses = found
            .map(|keyword| keyword.clauses.as_slice())
            .unwrap_or_default();
        let named = clauses
            .iter()
            .map(|clause| standard.clauses[*clause].id().to_string());
        named.collect()
    };
    // Found by reading the source.
    assert_eq!(
        clauses("zh", "清关"),
        ["4.1", "5.2.5", "5.3.5.1", "5.3.5.2", "E"]
    );
    assert_eq!(clauses("zh", "账期"), ["4.1", "5.3.2.2", "B"]);
    assert_eq!(clauses("zh", "爆款"), ["4.1", "5.3.1.2", "A"]);
    assert_eq!(clauses("en", "payment terms"), ["4.1", "5.3.2.2", "B"]);
    // Two entries, 品类 and 类目, have the same word in English. Categories of people belong to neither.
    let category = keyword::keywords(standard, "en");
    let category: Vec<_> = category
        .iter()
        .filter(|keyword| {
            standard.glossary[keyword.entries[0]].term.get("en") == Some("product category")
        })
        .collect();
    assert_eq!(category.len(), 1);
    assert_eq!(category[0].entries.len(), 2);
    let named = clauses("en", "product category");
    assert!(
        ["1", "4", "4.2"]
            .iter()
            .all(|id| !named.contains(&(*id).to_owned()))
    );
}

#[test]
fn the_scripts_are_assignments_that_no_content_can_break() {
    let site = site("..");
    let script = |path: &str| {
        let address = site.find(path).expect("an address");
        String::from_utf8(site.render(address).unwrap()).unwrap()
    };
    let records = all(site.handbook(), 0);

    let own = script("data/search/zh.js");
    let start = "((globalThis.clausebookSearch ??= {}).data ??= {})['zh'] = { ...JSON.parse(";
    let (json, rest) = literal(own.strip_prefix(start).expect("an assignment"));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["words"]["close"], "关闭");
    assert_eq!(value["roles"].as_array().unwrap().len(), 5);
    let (rows, rest) = literal(rest.strip_prefix("), rows: ").expect("rows"));
    let (facets, rest) = literal(rest.strip_prefix(", facets: ").expect("facets"));
    assert_eq!(rest, " };\n");
    let rows: Vec<Vec<&str>> = rows.split('\u{1e}').map(cells).collect();
    let facets: Vec<&str> = facets.split('\u{1e}').collect();
    assert_eq!((rows.len(), facets.len()), (records.len(), records.len()));

    let later = script("data/search/texts/zh.js");
    let start = "clausebookSearch.data['zh'].texts = ";
    let (texts, rest) = literal(later.strip_prefix(start).expect("an assignment"));
    assert_eq!(rest, ";\n");
    let texts: Vec<&str> = texts.split('\u{1e}').collect();
    assert_eq!(texts.len(), records.len());

    let mut page = "";
    let mut facet_values = vec![];
    for (place, record) in records.iter().enumerate() {
        let row = &rows[place];
        let [number, title, other, also, text, note, path, within] = row[..] else {
            panic!("{} cells of {}", row.len(), record.path);
        };
        assert_eq!(number, record.number);
        // A title that contains a word of the interface differs here, in every language.
        assert!(title == record.title || record.title.starts_with('<'));
        assert!(other == record.other || record.other.starts_with('<'));
        assert_eq!(also, record.also);
        assert_eq!(note, record.note);
        // The words of a text are in one of the two scripts.
        let (here, there) = if record.kind.is_long() {
            ("", &*record.text)
        } else {
            (&*record.text, "")
        };
        assert_eq!((text, texts[place]), (here, there), "{}", record.path);
        // A path with only a fragment is on the page of the previous record.
        let (own, fragment) = path.split_at(path.find('#').unwrap_or(path.len()));
        page = if own.is_empty() { page } else { own };
        assert_eq!(format!("{page}{fragment}"), record.path);
        let part_of = record.within.map(|place| place.to_string());
        assert_eq!(within, part_of.unwrap_or_default());
        // A mark replaces values that equal the previous record's.
        if facets[place] != "=" {
            facet_values = cells(facets[place]);
        }
        let own = [
            record.kind.name(),
            &record.role,
            &record.level,
            &record.dimension,
        ];
        assert_eq!(facet_values, own, "{}", record.path);
    }
}

fn cells(row: &str) -> Vec<&str> {
    row.split('\u{1f}').collect()
}

/// Parses the JavaScript literal at the start of `program`. Returns its value and the rest.
fn literal(program: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = program.strip_prefix('\'').expect("a literal").chars();
    while let Some(character) = characters.next() {
        match character {
            '\'' => return (value, characters.as_str()),
            '\n' => panic!("the literal ends early"),
            '\\' => value.extend(characters.next().map(|escaped| match escaped {
                'n' => '\n',
                'r' => '\r',
                other => other,
            })),
            other => value.push(other),
        }
    }
    panic!("the literal does not end")
}
