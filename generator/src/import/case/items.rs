//! The items of a framework.

use serde_json::{Map, Value as Json};

use super::levels::levels_of;
use super::{CaseReader, names, same_as};
use crate::import::address::known_elsewhere;
use crate::import::found::{FoundItem, FoundText, FoundValue};
use crate::import::json::{JsonRecord, leave, words};
use crate::language::message::message;
use crate::language::on_one_line;
use crate::source::format::statements::StatementField;
use crate::source::format::text::Id;

/// The fields of an item that have a place.
const HANDLED: [&str; 15] = [
    "identifier",
    "uri",
    "fullStatement",
    "abbreviatedStatement",
    "humanCodingScheme",
    "CFItemType",
    "CFItemTypeURI",
    "conceptKeywords",
    "conceptKeywordsURI",
    "notes",
    "language",
    "educationLevel",
    "educationalLevel",
    "extensions",
    "CFDocumentURI",
];

/// The words before an editors' note in our own packages, in each language of the interface.
const NOTES: [&str; 6] = [
    "Editor’s note: ",
    "编者注：",
    "編者註：",
    "編者注：",
    "Nota editorial: ",
    "ملاحظة المحررين: ",
];

/// The lines of notes, without the words that mark them as the editors'.
pub(super) fn unmarked(notes: &str) -> Vec<String> {
    let lines = notes.lines().map(|line| {
        let mark = NOTES.iter().find_map(|mark| line.strip_prefix(mark));
        mark.unwrap_or(line).trim().to_owned()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

impl CaseReader<'_> {
    /// Reads the items in the order of the file.
    pub(super) fn items(&mut self) {
        let records = JsonRecord::list(
            self.package.get("CFItems"),
            "/CFItems",
            &mut self.found.left,
        );
        self.declare_levels(&records);
        for record in records {
            self.item(record);
        }
    }

    /// Declares the levels that items name: grades of schools in their order, others as they come.
    fn declare_levels(&mut self, records: &[JsonRecord<'_>]) {
        let mut new: Vec<String> = Vec::new();
        for record in records {
            for level in levels_of(record) {
                if !self.levels.contains_key(&level) && !new.contains(&level) {
                    new.push(level);
                }
            }
        }
        new.sort_by_key(|level| grade(level));
        for level in new {
            self.levels.insert(level.clone(), self.found.levels.len());
            self.found.levels.push(FoundValue {
                title: FoundText::one(&self.found.language, &level),
                ..FoundValue::default()
            });
        }
    }

    fn item(&mut self, record: JsonRecord<'_>) {
        let known: Vec<String> = names(record);
        let is_again = known
            .first()
            .is_some_and(|name| self.by_name.contains_key(name));
        if is_again {
            let whole = Json::Object(record.fields.clone());
            leave(
                &mut self.found.left,
                record.place(),
                message!("an item with the identifier of an earlier one"),
                &whole,
            );
            return;
        }
        let mut item = FoundItem::new(record.place());
        let language = record
            .words("language")
            .unwrap_or_else(|| self.found.language.clone());
        let text = |words: &str| FoundText::one(&language, words);
        item.same_as = same_as(record, &mut self.foreign, &mut self.found.left);
        item.code = record.words("humanCodingScheme");
        if let Some((standard, id)) = record
            .words("uri")
            .as_deref()
            .and_then(own_names)
            .filter(|_| self.is_own)
        {
            item.id = Some(id.to_owned()).filter(|id| item.code.as_ref() != Some(id));
            self.found.code.get_or_insert_with(|| standard.to_owned());
        }
        let full = record.words("fullStatement");
        let short = record.words("abbreviatedStatement");
        match (full, short) {
            (Some(full), Some(short)) => {
                // An item of our own has its title on the first line.
                let rest = full
                    .strip_prefix(&short)
                    .and_then(|rest| rest.strip_prefix('\n'));
                let is_label = rest.is_none() && is_shortened(&on_one_line(&full), &short);
                if !is_label {
                    item.title = text(&short);
                }
                item.text = text(rest.unwrap_or(&full));
            }
            (full, short) => {
                let words = full
                    .or(short)
                    .or(record.words("alternativeLabel"))
                    .or(item.code.clone());
                match words {
                    Some(words) => item.text = text(&words),
                    None => record.leave(
                        "identifier",
                        message!("an item without a statement"),
                        &mut self.found.left,
                    ),
                }
            }
        }
        let kind = record.words("CFItemType");
        let named = record
            .record("CFItemTypeURI")
            .and_then(|link| link.get("title"))
            .and_then(words);
        item.kind = kind.or(named).map(|kind| self.kind(&kind));
        let mut handled = HANDLED.to_vec();
        let mark = record.words("listEnumeration");
        if item.code.is_none() && mark.is_some_and(|mark| is_mark(&mark)) {
            self.found.prints_marks = true;
            handled.push("listEnumeration");
        }
        for level in levels_of(&record) {
            if let Some(level) = self
                .levels
                .get(&level)
                .filter(|level| !item.levels.contains(level))
            {
                item.levels.push(*level);
            }
        }
        let keywords = record.all_words("conceptKeywords").into_iter();
        let concepts = keywords.filter_map(|keyword| self.concepts.get(&keyword));
        item.dimensions.extend(concepts);
        // Notes of others are part of their standard; ours say that they are the editors'.
        let notes = self.notes(record);
        let notes = notes.iter().map(|notes| text(notes));
        match self.is_own {
            true => item.notes.extend(notes),
            false => item.remarks.extend(notes),
        }
        if let Some(extensions) = record.record("extensions") {
            let pointer = record.pointer_of("extensions");
            self.extensions(&mut item, JsonRecord::at(extensions, &pointer), &language);
        }
        let kept = self.keep_item(record, &item);
        if !kept.contains(&StatementField::ConceptKeywords.word()) {
            self.leave_keywords(record);
        }
        handled.extend(kept);
        record.leave_rest(&handled, &mut self.found.left);
        self.found.is_markdown |= is_markdown(item.text.nearest(""));
        let index = self.found.items.len();
        for name in known {
            self.by_name.entry(name).or_insert(index);
        }
        self.found.items.push(item);
    }

    /// Leaves the keywords that are not defined concepts.
    fn leave_keywords(&mut self, record: JsonRecord<'_>) {
        for keyword in record.all_words("conceptKeywords") {
            if !self.concepts.contains_key(&keyword) {
                leave(
                    &mut self.found.left,
                    record.place_of("conceptKeywords"),
                    message!("a keyword that is not a defined concept"),
                    &Json::from(keyword),
                );
            }
        }
    }

    /// The notes of an item, each on a line in our own packages, without the words that mark them as notes.
    fn notes(&self, record: JsonRecord<'_>) -> Vec<String> {
        let notes = record.words("notes");
        if !self.is_own {
            return notes.into_iter().collect();
        }
        // The standard's own remarks come first, and are in the extensions as well.
        let pointer = record.pointer_of("extensions");
        let extensions = record.record("extensions");
        let remarks = extensions
            .map(|own| JsonRecord::at(own, &pointer).all_words("remarks"))
            .unwrap_or_default()
            .join("\n");
        let notes = notes.map(|notes| match notes.strip_prefix(&*remarks) {
            Some(rest) if rest.is_empty() || remarks.is_empty() => rest.to_owned(),
            Some(rest) => rest
                .strip_prefix('\n')
                .map_or_else(|| notes.clone(), str::to_owned),
            None => notes,
        });
        notes.map_or_else(Vec::new, |notes| unmarked(&notes))
    }

    /// Reads what our own exports add.
    fn extensions(&mut self, item: &mut FoundItem, own: JsonRecord<'_>, language: &str) {
        let texts = |key: &str| {
            own.all_words(key)
                .into_iter()
                .map(|words| FoundText::one(language, &words))
        };
        item.examples = texts("examples").collect();
        item.remarks.extend(texts("remarks"));
        for to in own.all_words("sameAs") {
            match known_elsewhere(&to) {
                Some(to) if item.same_as.contains(&to) => {}
                Some(to) => item.same_as.push(to),
                None => own.leave(
                    "sameAs",
                    message!("an identifier that is not an address"),
                    &mut self.found.left,
                ),
            }
        }
        if let Some(weight) = own.get("weight") {
            match hundredths(weight) {
                Some(weight) => item.weight = Some(weight),
                None => own.leave(
                    "weight",
                    message!("a weight with more than two decimals"),
                    &mut self.found.left,
                ),
            }
        }
        own.leave_rest(
            &["examples", "remarks", "sameAs", "weight"],
            &mut self.found.left,
        );
    }
}

/// The standard and the id in the address of a requirement, clause or role of a handbook: `…/id/demo/2.1-a.html`,
/// `…/en/demo/2.1.html` or `…/en/demo/role/seller.html`.
fn own_names(uri: &str) -> Option<(&str, &str)> {
    let (page, ending) = uri.rsplit_once('.')?;
    let mut parts = page.rsplit('/');
    let (id, above) = (parts.next()?, parts.next()?);
    let standard = match above {
        "role" => parts.next()?,
        above => above,
    };
    let is_ours = ending == "html"
        && Id::is_valid(id)
        && Id::is_valid(standard)
        && uri.starts_with("http")
        && parts.next().is_some();
    is_ours.then_some((standard, id))
}

/// A number in hundredths.
pub(super) fn hundredths(value: &Json) -> Option<i32> {
    let number = value.as_f64()? * 100.0;
    let rounded = number.round();
    let is_exact = (number - rounded).abs() < 1e-6 && rounded.abs() < 1e8;
    // The conversion is exact, since the number is small and whole.
    is_exact
        .then(|| format!("{rounded:.0}").parse().ok())
        .flatten()
}

/// Whether the short statement is only the full one without its closing mark.
fn is_shortened(full: &str, short: &str) -> bool {
    let end = full.strip_prefix(short);
    end.is_some_and(|end| {
        end.chars()
            .all(|c| c.is_ascii_punctuation() || "。；，、：！？".contains(c))
    })
}

/// Whether a mark is a letter or a number, which lists have by themselves.
fn is_mark(mark: &str) -> bool {
    let inside: String = mark.chars().filter(|c| c.is_alphanumeric()).collect();
    !inside.is_empty() && (inside.chars().all(|c| c.is_ascii_digit()) || inside.len() <= 2)
}

/// Whether a statement is Markdown or has formulas.
fn is_markdown(words: &str) -> bool {
    let has_formula = words.matches('$').count() >= 2 && words.contains(['\\', '^', '{', '=']);
    let has_table = words.contains("| --") || words.contains("|--");
    has_formula || has_table || words.matches("**").count() >= 2
}

/// The place of a grade of schools: before numbers, a number, or after them.
fn grade(level: &str) -> (u8, u32) {
    let plain: String = level
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let early = [
        "it",
        "inf",
        "pr",
        "pk",
        "prek",
        "tk",
        "k",
        "kg",
        "kindergarten",
    ];
    if let Some(place) = early.iter().position(|known| *known == plain) {
        return (0, u32::try_from(place).unwrap_or(0));
    }
    let digits: String = plain
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    match digits.parse() {
        Ok(number) => (1, number),
        Err(_) => (2, 0),
    }
}

/// The fields of a link, or of words that are an address or an identifier.
pub(super) fn link(value: &Json) -> Map<String, Json> {
    match value {
        Json::Object(fields) => fields.clone(),
        Json::String(words) => {
            let mut fields = Map::new();
            fields.insert("uri".to_owned(), Json::from(words.trim()));
            fields
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_notes_are_the_words_of_the_interface() {
        let files = [
            include_str!("../../../../themes/default/words.en.yaml"),
            include_str!("../../../../themes/default/words.zh.yaml"),
            include_str!("../../../../themes/default/words.zh-Hant.yaml"),
            include_str!("../../../../themes/default/words.ja.yaml"),
            include_str!("../../../../themes/default/words.es.yaml"),
            include_str!("../../../../themes/default/words.ar.yaml"),
        ];
        for words in files {
            let of = |key: &str| {
                let mut lines = words.lines();
                let line = lines.find_map(|line| line.strip_prefix(key));
                line.unwrap().trim_matches('\'').to_owned()
            };
            let mark = format!("{}{}", of("note: "), of("colon: "));
            assert!(NOTES.contains(&mark.as_str()), "{mark}");
        }
    }

    #[test]
    fn grades_are_in_the_order_of_schools() {
        let mut levels = ["HS", "10", "K", "01", "PK", "9", "Level 2"];
        levels.sort_by_key(|level| grade(level));
        assert_eq!(levels, ["PK", "K", "01", "Level 2", "9", "10", "HS"]);
    }

    #[test]
    fn addresses_of_handbooks_name_a_standard_and_an_id() {
        for (uri, names) in [
            (
                "https://a.example/x/id/demo/2.1-a.html",
                Some(("demo", "2.1-a")),
            ),
            ("https://a.example/en/demo/2.1.html", Some(("demo", "2.1"))),
            (
                "https://a.example/en/demo/role/seller.html",
                Some(("demo", "seller")),
            ),
            ("https://a.example/ims/case/v1p1/CFPackages/1.json#2", None),
        ] {
            assert_eq!(own_names(uri), names, "{uri}");
        }
    }
}
