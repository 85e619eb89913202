//! Finds the forms of a new release that are known, with their rows and bands: by their titles and words.

use std::collections::HashSet;

use super::documents::{ANNEXES, SnapshotDocument};
use super::merging::get;
use super::nearness::{NEAR, nearest, plain};
use super::snapshot::Snapshot;
use crate::import::found::{FoundGrade, FoundRow, FoundRubric, FoundStandard, FoundText};
use crate::model::requirement::letter;
use crate::source::emit::Yaml;

/// Whether a form of the release is one that is known.
type FormTest<'t> = &'t dyn Fn(&FoundRubric, &KnownWords) -> bool;

/// The most annexes, each of which has a letter or two.
const MOST: usize = 600;

/// Something with an id in the last import, and its plain words.
struct KnownWords {
    id: String,
    words: Vec<String>,
}

/// Gives the forms that `base` knows their annexes, and the others letters that no annex of today has.
pub(super) fn match_forms(found: &mut FoundStandard, base: &Snapshot, today: &Snapshot) {
    let known: Vec<&SnapshotDocument> = (base.documents.iter())
        .filter(|document| document.name.starts_with(ANNEXES))
        .collect();
    let titles: Vec<KnownWords> = known.iter().map(|document| known_form(document)).collect();
    let mut used: HashSet<usize> = HashSet::new();
    let mut matched: Vec<Option<usize>> = vec![None; found.rubrics.len()];
    let has_id = |rubric: &FoundRubric, form: &KnownWords| rubric.annex.as_ref() == Some(&form.id);
    let titled = |rubric: &FoundRubric, form: &KnownWords| {
        nearest(&plain_texts([&rubric.title]), &form.words)
    };
    let is_titled = |rubric: &FoundRubric, form: &KnownWords| titled(rubric, form) >= 1.0;
    let is_near = |rubric: &FoundRubric, form: &KnownWords| titled(rubric, form) >= NEAR;
    let ways: [FormTest<'_>; 3] = [&has_id, &is_titled, &is_near];
    for fits in ways {
        for (rubric, own) in found.rubrics.iter().zip(&mut matched) {
            if own.is_none() {
                let mut free = (0..titles.len()).filter(|place| !used.contains(place));
                *own = free.find(|place| fits(rubric, &titles[*place]));
                used.extend(*own);
            }
        }
    }
    // A form that is the only one left has another title.
    let left: Vec<usize> = (0..titles.len())
        .filter(|place| !used.contains(place))
        .collect();
    let mut unmatched = matched.iter_mut().filter(|own| own.is_none());
    if let ([left], Some(own), None) = (left.as_slice(), unmatched.next(), unmatched.next()) {
        *own = Some(*left);
    }
    let annexes = today.documents.iter().chain(&base.documents);
    let mut taken: HashSet<String> = annexes
        .filter_map(|document| document.name.strip_prefix(ANNEXES))
        .map(str::to_owned)
        .collect();
    for (rubric, own) in found.rubrics.iter_mut().zip(matched) {
        match own {
            Some(place) => {
                rubric.annex = Some(titles[place].id.clone());
                match_rows(rubric, known[place]);
            }
            None => {
                let mut letters = (0..MOST).map(|place| letter(place).to_uppercase());
                rubric.annex = letters.find(|letter| !taken.contains(letter));
                taken.extend(rubric.annex.clone());
            }
        }
    }
}

/// The letter and the titles of the form in an annex.
fn known_form(document: &SnapshotDocument) -> KnownWords {
    KnownWords {
        id: document
            .name
            .strip_prefix(ANNEXES)
            .unwrap_or_default()
            .to_owned(),
        words: words_of(get(&document.fields, "title")),
    }
}

/// Gives the rows and bands of a form their ids.
fn match_rows(rubric: &mut FoundRubric, document: &SnapshotDocument) {
    let form = pairs_of(get(&document.fields, "form"));
    if rubric.generated.is_some() {
        match_grades(&mut rubric.grades, get(form, "grades"));
    }
    let rows: Vec<KnownWords> = records(get(form, "rows"))
        .map(|row| {
            let criteria =
                records(get(row, "criteria")).map(|one| words_of(get(one, "text")).concat());
            let criteria: String = criteria.collect();
            let label = words_of(get(row, "label")).concat();
            known(row, vec![format!("{label}{criteria}"), criteria])
        })
        .collect();
    let words: Vec<Vec<String>> = rubric.rows.iter().map(row_words).collect();
    let ids = rubric.rows.iter_mut().map(|row| &mut row.id).collect();
    match_ids(ids, &words, &rows);
    let bands: Vec<KnownWords> = records(get(form, "bands"))
        .map(|band| known(band, words_of(get(band, "title"))))
        .collect();
    let words: Vec<Vec<String>> = (rubric.bands.iter())
        .map(|band| plain_texts([&band.title]))
        .collect();
    let ids = rubric.bands.iter_mut().map(|band| &mut band.id).collect();
    match_ids(ids, &words, &bands);
}

/// Gives grades that are known the signs that they had, and the others signs that none had, so that a saved self-check never
/// means another grade than the reader chose.
fn match_grades(grades: &mut [FoundGrade], known: Option<&Yaml>) {
    let known: Vec<KnownWords> = records(known)
        .map(|grade| self::known(grade, words_of(get(grade, "title"))))
        .collect();
    let taken: HashSet<&str> = known.iter().map(|grade| grade.id.as_str()).collect();
    let signs = ('1'..='9').chain('A'..='Z').map(String::from);
    let mut signs = signs.filter(|sign| !taken.contains(sign.as_str()));
    for grade in grades {
        let words = plain_texts([&grade.title]);
        let own = known.iter().find(|own| nearest(&words, &own.words) >= 1.0);
        let sign = own.map(|own| own.id.clone()).or_else(|| signs.next());
        grade.id = sign.unwrap_or_default();
    }
}

/// Gives those that have no id the id of the nearest record that is free.
fn match_ids(mut ids: Vec<&mut Option<String>>, words: &[Vec<String>], known: &[KnownWords]) {
    let mut used: HashSet<String> = ids.iter().filter_map(|id| (**id).clone()).collect();
    for least in [1.0, NEAR] {
        for (id, words) in ids.iter_mut().zip(words) {
            if id.is_some() {
                continue;
            }
            let free = known.iter().filter(|one| !used.contains(&one.id));
            let near = free.map(|one| (nearest(words, &one.words), one));
            let best = near
                .filter(|(nearness, _)| *nearness >= least)
                .max_by(|(one, _), (other, _)| one.total_cmp(other));
            if let Some((_, own)) = best {
                used.insert(own.id.clone());
                **id = Some(own.id.clone());
            }
        }
    }
}

/// The plain words of a row, with those of its category and without.
fn row_words(row: &FoundRow) -> Vec<String> {
    let lines: String = plain_texts(&row.lines).concat();
    let category = plain_texts([&row.category]).concat();
    vec![format!("{category}{lines}"), lines]
}

/// The plain words of texts, in each language.
fn plain_texts<'t>(texts: impl IntoIterator<Item = &'t FoundText>) -> Vec<String> {
    let all = texts.into_iter().flat_map(|text| &text.0);
    all.map(|(_, words)| plain(words)).collect()
}

/// A record with an id.
fn known(record: &[(String, Yaml)], words: Vec<String>) -> KnownWords {
    let id = match get(record, "id") {
        Some(Yaml::Symbol(id) | Yaml::Text(id)) => id.clone(),
        Some(Yaml::Bare(_) | Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_)) | None => {
            String::new()
        }
    };
    KnownWords { id, words }
}

/// The plain words of a text, in each language.
fn words_of(text: Option<&Yaml>) -> Vec<String> {
    let words = pairs_of(text).iter().map(|(_, words)| words);
    words
        .filter_map(|words| match words {
            Yaml::Text(words) | Yaml::Symbol(words) => Some(plain(words)),
            Yaml::Bare(_) | Yaml::List(_) | Yaml::Table(_) | Yaml::Record(_) => None,
        })
        .collect()
}

/// The pairs of a record; none of any other value.
fn pairs_of(value: Option<&Yaml>) -> &[(String, Yaml)] {
    match value {
        Some(Yaml::Table(pairs) | Yaml::Record(pairs)) => pairs,
        Some(Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::List(_)) | None => &[],
    }
}

/// The records of a list.
fn records(list: Option<&Yaml>) -> impl Iterator<Item = &[(String, Yaml)]> {
    let items = match list {
        Some(Yaml::List(items)) => &items[..],
        Some(
            Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::Table(_) | Yaml::Record(_),
        )
        | None => &[],
    };
    items.iter().map(|item| pairs_of(Some(item)))
}
