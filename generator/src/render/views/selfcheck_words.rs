//! The sentences of a self-check's script in each language of the reading, and the names that are filled in.

use serde_json::{Value, json};

use super::generated;
use super::script_words::{self, ScriptWords};
use crate::index::StandardIndex;
use crate::model::rubric::row_of;
use crate::model::{CompleteStandard, GradedForm, Language};
use crate::render::frame::{Frame, LinkView};
use crate::source::format::rubric::RubricRow;
use crate::source::format::text::Text;

/// The words of the script of a self-check by form.
pub const FORM_WORDS: ScriptWords = ScriptWords {
    is_shared: |_| true,
    own: None,
    has_plan: true,
};

/// The prefix of words that replace those of the script if the total has a name of its own instead of a level's: “Junior
/// total” says which of several it is, but “Number met total” is no name.
pub(super) const TITLED: &str = "titled_";

/// Returns `{"links": {"clause": HREF, "annex": HREF}, "languages": [{"lang": TAG, "KEY": WORDS, "row.ID": NAME}]}`.
/// `clause` states the bands, and `annex` contains the form. `borrowed` gives the tags of the words that are in another
/// language, if there are any: `"borrowed": {"KEY": TAG}`. `dir` is given if the handbook has languages written from right
/// to left.
pub fn json(
    frame: &Frame,
    standard_index: StandardIndex,
    clause: &LinkView,
    annex: (&LinkView, GradedForm<'_>),
    script: ScriptWords,
) -> String {
    let languages = &frame.reading().languages;
    json!({
        "links": {"clause": clause.href, "annex": annex.0.href},
        "languages": languages
            .iter()
            .map(|language| in_language(frame, standard_index, annex.1, language, script))
            .collect::<Vec<Value>>(),
    })
    .to_string()
}

/// Returns the name of a row: the label of one that the form defines, or else its dimension and level.
pub(super) fn row_name(
    standard: &CompleteStandard,
    graded: GradedForm<'_>,
    row: &RubricRow,
    say: impl Fn(&Text) -> String,
) -> String {
    let printed = row_of(graded.form, row.id.as_str());
    if let (Some(printed), Some(made)) = (printed, graded.generated_row(row.id.as_str())) {
        return generated::name(standard, graded, (printed, made), say);
    }
    let label = printed.and_then(|printed| {
        let is_own = printed.id.is_some() || row.dimension.is_none();
        printed.label.as_ref().filter(|_| is_own)
    });
    if let Some(label) = label {
        return say(label);
    }
    let dimension = row.dimension.as_ref();
    let dimension = dimension.and_then(|dimension| standard.dimension(dimension.as_str()));
    let level = row.level.as_ref();
    let level = level.and_then(|level| graded.level(standard, level.as_str()));
    let parts = dimension.map(|dimension| &dimension.title);
    let parts = parts.into_iter().chain(level.map(|level| &level.title));
    parts.map(say).collect::<Vec<_>>().join(" · ")
}

fn in_language(
    frame: &Frame,
    standard_index: StandardIndex,
    graded: GradedForm<'_>,
    language: &Language,
    script: ScriptWords,
) -> Value {
    let standard = &frame.handbook().standards[standard_index];
    let (mut words, mut borrowed) = script.in_language(frame, standard_index, &language.id);
    let rubric = graded.rubric;
    let source = standard.about.language.as_str();
    let say = |text: &Text| text.nearest(&[&language.id, source]).1.to_owned();
    let mut name = |kind: &str, id: &str, text: String| {
        words.insert(format!("{kind}.{id}"), text);
    };
    for row in &rubric.rows {
        name("row", row.id.as_str(), row_name(standard, graded, row, say));
    }
    for grade in &rubric.grades {
        if let Some(title) = &grade.title {
            name("grade", grade.id.as_str(), say(title));
        }
    }
    for total in rubric.totals.iter().filter(|total| total.level.is_none()) {
        let title = total.title.as_ref().map(&say).unwrap_or_default();
        name("level", total.id(), title);
    }
    let levels = standard.levels_graded(graded.role());
    // The role's own come first and stand for levels of the standard with the same id.
    for level in levels.collect::<Vec<_>>().into_iter().rev() {
        name("level", level.id.as_str(), say(&level.title));
    }
    for band in &rubric.bands {
        name("band", band.id.as_str(), say(&band.title));
    }
    let assessors = rubric.assessors.iter();
    for kind in assessors.flat_map(|assessors| &assessors.kinds) {
        name("assessor", kind.id.as_str(), say(&kind.title));
    }
    let annex = graded.annex;
    let annex = say(annex.heading.as_ref().unwrap_or(&annex.title));
    let clause = rubric.clause.as_ref();
    let clause = clause.and_then(|id| standard.clause(id.as_str()));
    // Without a clause that states the bands, the annex states them.
    let number = clause.map_or(Some(annex.as_str()), |clause| clause.number());
    words.insert("clause".to_owned(), number.unwrap_or_default().to_owned());
    words.insert("annex".to_owned(), annex);
    let other = |key| frame.words.get(&language.id, key).to_owned();
    // Sentences for rubrics without several totals, without bands or without levels.
    let mut replace = |key: &str, by| words.insert(key.to_owned(), other(by));
    match &*rubric.totals {
        [] => {
            replace("rows_graded", "check_rows_graded");
        }
        [_] => {
            replace("as_only", "check_as_only");
        }
        [_, _, ..] => {}
    }
    if rubric.bands.is_empty() && !rubric.totals.is_empty() {
        replace("result_total", "check_result_total");
    }
    if rubric.totals.iter().any(|total| total.level.is_none()) {
        let own_key = |key: &str| key.to_owned();
        script_words::replace(
            frame,
            language,
            TITLED,
            own_key,
            (&mut words, &mut borrowed),
        );
    }
    if graded.role().is_none() {
        // Nothing is said of roles.
        for key in ["link_grades", "link_answers"] {
            words.insert(key.to_owned(), other("check_link_other"));
        }
        words.insert("file_role".to_owned(), other("check_file_other"));
    }
    if standard.forms_of(graded.role()).len() > 1 {
        words.insert("link_form".to_owned(), other("check_link_other"));
        words.insert("file_form".to_owned(), other("check_file_other"));
    }
    script_words::in_json(frame, language, words, &borrowed)
}
