//! Competency frameworks of Moodle, as its export and its import tool write them: CSV with 14 columns, or with 12 in older
//! versions.

mod forms;
mod scale;
mod taxonomy;

use std::collections::HashMap;

use crate::import::address::known_elsewhere;
use crate::import::error::ImportError;
use crate::import::found::{
    FoundCompetency, FoundEnd, FoundForm, FoundItem, FoundMoodle, FoundPlace, FoundRelation,
    FoundStandard, FoundText, LeftOver,
};
use crate::import::input::ImportFile;
use crate::import::language::guessed;
use crate::import::markup::as_words;
use crate::import::table::delimited;
use crate::import::table::raw::TableOptions;
use crate::language::closing::without_closing;
use crate::language::message::{Message, message};
use crate::language::on_one_line;
use crate::source::format::relation::RelationKind;
use forms::{FoundScales, PlacedScale};
use scale::ReadScale;

/// The columns, in their order. Versions with 12 columns lack those of cross-references and exported ids.
const COLUMNS: [&str; 14] = [
    "parentidnumber",
    "idnumber",
    "shortname",
    "description",
    "descriptionformat",
    "scalevalues",
    "scaleconfiguration",
    "ruletypeoptional",
    "ruleoutcomeoptional",
    "ruleconfigoptional",
    "crossreferencedcompetencyidnumbers",
    "exportedidoptional",
    "isframework",
    "taxonomy",
];

/// The places of the columns that versions with 12 lack.
const LATER: [usize; 2] = [10, 11];

/// The longest short name, in characters.
const LONGEST_NAME: usize = 100;

/// A column by its place in [`COLUMNS`].
#[derive(Clone, Copy)]
enum MoodleColumn {
    Parent = 0,
    Id = 1,
    Name = 2,
    Description = 3,
    DescriptionFormat = 4,
    ScaleValues = 5,
    ScaleConfiguration = 6,
    RuleType = 7,
    RuleOutcome = 8,
    RuleConfig = 9,
    Related = 10,
    ExportedId = 11,
    IsFramework = 12,
    Taxonomy = 13,
}

/// Reads a framework.
///
/// # Errors
/// Returns an error if the file is not one of Moodle.
pub fn read(file: &ImportFile, options: &TableOptions) -> Result<FoundStandard, ImportError> {
    let cells = delimited::read(file, options)?;
    let failed = |row: usize, message: Message| {
        ImportError::content(
            &file.name,
            FoundPlace::Row(row),
            message,
            message!(
                "export the framework in Moodle again; for any other table, use `clausebook import table`"
            ),
        )
    };
    let Some(((row, headings), rows)) = cells.rows.split_first() else {
        return Err(failed(1, message!("the file has no rows")));
    };
    let Some(places) = places(headings) else {
        return Err(failed(
            *row,
            message!("these are not the columns of a competency framework of Moodle"),
        ));
    };
    let named =
        [MoodleColumn::Name, MoodleColumn::Description].map(|column| places[column as usize]);
    let named = |row: &(usize, Vec<String>)| -> Vec<String> {
        let cells = named
            .into_iter()
            .flatten()
            .filter_map(|place| row.1.get(place));
        cells.map(|words| as_words(words).words).collect()
    };
    let words: Vec<String> = rows.iter().take(200).flat_map(named).collect();
    let language = options.language.clone();
    let language = language.unwrap_or_else(|| guessed(words.iter().map(String::as_str)).to_owned());
    let mut reader = MoodleReader {
        places,
        found: FoundStandard {
            language,
            ..FoundStandard::default()
        },
        by_id: HashMap::new(),
        parents: Vec::new(),
        related: Vec::new(),
        taxonomy: Vec::new(),
        scales: FoundScales::default(),
        framework: FoundMoodle::default(),
        has_framework: false,
    };
    for (number, row) in rows {
        reader.row(*number, row);
    }
    if !reader.has_framework {
        reader.found.decisions.push(message!(
            "the file has no row of a framework, so the title is that of the file"
        ));
    }
    reader.connect();
    reader.found.moodle = Some(FoundMoodle {
        has_own_ids: reader.has_own_ids(),
        ..std::mem::take(&mut reader.framework)
    });
    reader.scales.add_forms(&mut reader.found);
    Ok(reader.found)
}

/// The place of each column in the file: by its heading or, in another language, by its position.
fn places(headings: &[String]) -> Option<Vec<Option<usize>>> {
    let plain = |heading: &String| -> String {
        heading
            .chars()
            .filter(char::is_ascii_alphabetic)
            .collect::<String>()
            .to_lowercase()
    };
    let known: Vec<String> = headings.iter().map(plain).collect();
    let by_name: Vec<Option<usize>> = COLUMNS
        .iter()
        .map(|name| known.iter().position(|known| known == name))
        .collect();
    let by_position = by_position(headings.len());
    if by_name[1].is_some() && by_name[2].is_some() {
        // Versions differ in the names of the later columns, but not in their places.
        let later = |column: usize| by_position.as_ref().and_then(|places| places[column]);
        let all = by_name.iter().enumerate();
        return Some(
            all.map(|(column, place)| place.or_else(|| later(column)))
                .collect(),
        );
    }
    by_position
}

/// The places of the columns in a file with this number of columns.
fn by_position(count: usize) -> Option<Vec<Option<usize>>> {
    let all = 0..COLUMNS.len();
    match count {
        14 => Some(all.map(Some).collect()),
        12 => {
            let mut next = 0;
            let place = |column: usize| {
                let place = (!LATER.contains(&column)).then_some(next);
                next += usize::from(place.is_some());
                place
            };
            Some(all.map(place).collect())
        }
        _ => None,
    }
}

struct MoodleReader {
    places: Vec<Option<usize>>,
    found: FoundStandard,
    by_id: HashMap<String, usize>,
    parents: Vec<(usize, String, FoundPlace)>,
    related: Vec<(usize, String, FoundPlace)>,
    /// What only Moodle uses.
    framework: FoundMoodle,
    /// The kinds of competency by depth.
    taxonomy: Vec<String>,
    scales: FoundScales,
    has_framework: bool,
}

impl MoodleReader {
    fn leave(&mut self, place: FoundPlace, what: Message, content: &str) {
        self.found.left.push(LeftOver {
            place,
            what,
            content: content.to_owned(),
        });
    }

    /// Reads the cells of a scale.
    fn scale(&mut self, cells: [(FoundPlace, String); 2]) -> Option<PlacedScale> {
        let [(_, values), (_, configuration)] = &cells;
        let (scale, faults) = ReadScale::read(values, configuration);
        for fault in faults {
            let [(values, _), (configuration, _)] = &cells;
            let place = match fault.is_in_configuration {
                true => configuration,
                false => values,
            };
            self.leave(place.clone(), fault.what, &fault.content);
        }
        Some(PlacedScale {
            scale: scale?,
            cells,
        })
    }

    fn row(&mut self, number: usize, row: &[String]) {
        let places = self.places.clone();
        let cell = |column: MoodleColumn| {
            let place = places.get(column as usize).copied().flatten();
            place
                .and_then(|place| row.get(place))
                .map_or("", |cell| cell.trim())
        };
        let place_of = |column: MoodleColumn| {
            let place = places.get(column as usize).copied().flatten().unwrap_or(0);
            FoundPlace::Cell(number, place + 1)
        };
        let text = |words: &str, language: &str| FoundText::one(language, words);
        let language = self.found.language.clone();
        let raw = |column: MoodleColumn| {
            let place = places.get(column as usize).copied().flatten();
            place.and_then(|place| row.get(place)).cloned()
        };
        let (description, permalink) =
            without_permalink(&raw(MoodleColumn::Description).unwrap_or_default());
        let competency = FoundCompetency {
            name: raw(MoodleColumn::Name).unwrap_or_default(),
            description: description.clone(),
            format: cell(MoodleColumn::DescriptionFormat).to_owned(),
            scale: [MoodleColumn::ScaleValues, MoodleColumn::ScaleConfiguration]
                .map(|column| cell(column).to_owned()),
            made_scale: None,
            rule: [
                MoodleColumn::RuleType,
                MoodleColumn::RuleOutcome,
                MoodleColumn::RuleConfig,
            ]
            .map(|column| cell(column).to_owned()),
            related: cell(MoodleColumn::Related).to_owned(),
            exported_id: cell(MoodleColumn::ExportedId).to_owned(),
        };
        let description = description.trim();
        if !matches!(cell(MoodleColumn::IsFramework), "" | "0") {
            if self.has_framework {
                self.leave(
                    FoundPlace::Row(number),
                    message!("a second framework in the same file"),
                    &row.join(" | "),
                );
                return;
            }
            self.has_framework = true;
            let cells = [MoodleColumn::ScaleValues, MoodleColumn::ScaleConfiguration];
            self.scales.common =
                self.scale(cells.map(|column| (place_of(column), cell(column).to_owned())));
            self.found.title = text(cell(MoodleColumn::Name), &language);
            self.found.code = Some(cell(MoodleColumn::Id).to_owned()).filter(|id| !id.is_empty());
            self.found.description =
                text(&as_words(cell(MoodleColumn::Description)).words, &language);
            self.taxonomy = taxonomy::kinds(cell(MoodleColumn::Taxonomy));
            self.framework = FoundMoodle {
                framework: competency,
                taxonomy: cell(MoodleColumn::Taxonomy).to_owned(),
                ..FoundMoodle::default()
            };
            return;
        }
        let (id, name) = (cell(MoodleColumn::Id), cell(MoodleColumn::Name));
        if id.is_empty() && name.is_empty() && description.is_empty() {
            self.leave(
                FoundPlace::Row(number),
                message!("a row without a name"),
                &row.join(" | "),
            );
            return;
        }
        let index = self.found.items.len();
        let cells = [MoodleColumn::ScaleValues, MoodleColumn::ScaleConfiguration];
        let own = self.scale(cells.map(|column| (place_of(column), cell(column).to_owned())));
        self.scales.own.extend(own.map(|scale| (index, scale)));
        let mut item = FoundItem::new(FoundPlace::Row(number));
        // Our own export puts the id of the standard before those of its parts, and a slash after those of clauses.
        let own = self
            .found
            .code
            .as_ref()
            .and_then(|code| id.strip_prefix(code.as_str())?.strip_prefix('/'));
        let code = own.map_or(id, |own| own.trim_end_matches('/'));
        if own.is_some() {
            item.form = if id.ends_with('/') {
                FoundForm::Clause
            } else {
                FoundForm::Requirement
            };
        }
        item.code = Some(code.to_owned()).filter(|code| !code.is_empty());
        let name = name
            .strip_prefix(code)
            .filter(|rest| rest.starts_with(' '))
            .unwrap_or(name)
            .trim();
        let words = as_words(description).words;
        // A short name that is the text or is cut from it says nothing more.
        let cut = name.trim_end_matches(['…', '.']).trim_end();
        let is_text = !name.is_empty() && is_same(name, &words);
        // Moodle's form takes no more characters than these, and its import ends what it cuts with dots.
        let ends_cut = name.ends_with('…')
            || name.ends_with("...")
            || cell(MoodleColumn::Name).chars().count() >= LONGEST_NAME - 1;
        let is_own_requirement = own.is_some() && item.form == FoundForm::Requirement;
        let is_cut = (ends_cut || is_own_requirement)
            && !cut.is_empty()
            && on_one_line(&words).starts_with(&on_one_line(cut));
        if !is_text && !is_cut {
            item.title = text(name, &language);
        }
        item.text = text(description, &language);
        item.competency = Some(Box::new(competency));
        item.same_as.extend(permalink);
        if self.by_id.contains_key(id) {
            self.leave(
                place_of(MoodleColumn::Id),
                message!("an id that an earlier row has, so that this row gets another"),
                id,
            );
        }
        self.by_id.entry(id.to_owned()).or_insert(index);
        let parent = cell(MoodleColumn::Parent);
        if !parent.is_empty() {
            self.parents
                .push((index, parent.to_owned(), place_of(MoodleColumn::Parent)));
        }
        for related in cell(MoodleColumn::Related)
            .split(',')
            .map(str::trim)
            .filter(|related| !related.is_empty())
        {
            let related = related.replace("%2C", ",").replace("%2c", ",");
            self.related
                .push((index, related, place_of(MoodleColumn::Related)));
        }
        self.found.items.push(item);
    }

    /// Whether no id begins with that of the framework, as ids in our own export do.
    fn has_own_ids(&self) -> bool {
        let Some(code) = &self.found.code else {
            return true;
        };
        let mut ids = self.by_id.keys();
        !ids.any(|id| {
            id.strip_prefix(code.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// Finds the parents, cross-references and types.
    fn connect(&mut self) {
        for (index, id, place) in std::mem::take(&mut self.parents) {
            match self
                .by_id
                .get(&id)
                .copied()
                .filter(|parent| *parent != index)
            {
                Some(parent) => self.found.items[index].parent = Some(parent),
                None if self.found.code.as_ref() == Some(&id) => {}
                None => self.leave(place, message!("a parent that is not in the file"), &id),
            }
        }
        for (index, id, place) in std::mem::take(&mut self.related) {
            let Some(other) = self.by_id.get(&id).copied().filter(|other| *other != index) else {
                self.leave(place, message!("a cross-reference that leads nowhere"), &id);
                continue;
            };
            // Moodle names a cross-reference at both ends.
            let is_known = self.found.items[other]
                .relations
                .iter()
                .any(|known| known.to == FoundEnd::Item(index));
            if !is_known {
                self.found.items[index].relations.push(FoundRelation {
                    to: FoundEnd::Item(other),
                    kind: RelationKind::Related.word().to_owned(),
                    title: FoundText::default(),
                    notes: Vec::new(),
                });
            }
        }
        taxonomy::classify(&mut self.found, &self.taxonomy);
    }
}

/// Whether a short name and a text have the same words, apart from white space and the mark at the end.
fn is_same(name: &str, text: &str) -> bool {
    let (name, text) = (on_one_line(name), on_one_line(text));
    without_closing(&name) == without_closing(&text)
}

/// A description without a last paragraph that is only a link to where the same is elsewhere, and the address.
fn without_permalink(description: &str) -> (String, Option<String>) {
    let Some((before, last)) = description.rsplit_once("<p><a href=\"") else {
        return (description.to_owned(), None);
    };
    let Some((to, rest)) = last.split_once("\">") else {
        return (description.to_owned(), None);
    };
    match known_elsewhere(to).filter(|_| rest.trim_end() == format!("{to}</a></p>")) {
        Some(to) => (before.to_owned(), Some(to)),
        None => (description.to_owned(), None),
    }
}
