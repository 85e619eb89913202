//! Checks that the totals are those of all levels, or a single one, and that every total has one band if there are bands:
//! those of the rubric, and those that a form has instead.
//!
//! The codes are `E303` to `E308`, `E322`, `W300` and `W301`; those of bands are in `bands.rs`. What could give a
//! wrong total or no level is an error; what a standard may intend, though few do, is a warning. The forms that use
//! the rubric are the subject of [`super::forms`].

use super::bands::{bands, bands_of_levels, reach};
use super::subject::Subject;
use crate::index::{LevelIndex, List};
use crate::language::message::{Message, message};
use crate::model::{GradedForm, Standard};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::Row;
use crate::source::format::grade::Grade;
use crate::source::format::rubric::{Band, RubricRow, Total};
use crate::source::format::standard::Level;
use crate::source::format::text::Id;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires what the self-check needs to determine a result: grades of one character each; if there are totals, one with
/// rows for each level, in the order of the levels, or a single one with a title; and if there are bands, totals that fall
/// into them, and limits from high to low, which only the last band lacks. Warns about what is possible but rarely meant:
/// a row in no total, a level without a band if other levels have one, a band that no form can reach, two rows that grade
/// the same.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let Some(rubric) = part.rubric.as_deref() else {
            continue;
        };
        let mut users = part.graded_forms().peekable();
        let is_unused = users.peek().is_some() || !part.has_all_annexes();
        if rubric.grades.is_empty()
            && (users.any(|graded| graded.form.grades.is_empty()) || !is_unused)
        {
            found.push(Rule::IncompleteRubric.at(
                &rubric.position,
                message!("the rubric has no grades"),
                message!("write `grades: [A, B, C, D]`, best first, here or in each form"),
            ));
        }
        grades(&rubric.grades, &mut found);
        if rubric.rows.is_empty() && !part.has_rows() {
            found.push(Rule::IncompleteRubric.at(
                &rubric.position,
                message!("the rubric has no rows"),
                message!(
                    "write the rows of the forms in `rows`, or rows with an `id` in each form"
                ),
            ));
        }
        let mut forms = part.graded_forms();
        let counts = forms.any(|graded| !graded.form.totals.is_empty());
        if rubric.totals.is_empty() && !counts {
            bands_without_totals(&rubric.bands, &rubric.position, &mut found);
        }
        alike(&rubric.rows, |_| true, &mut found);
        let rows = rubric.rows.iter().map(|row| &row.id);
        in_no_total(rows, &rubric.totals, &mut found);
        bands(&rubric.bands, &mut found);
        let users = part.graded_forms();
        reach(
            part,
            rubric,
            users.filter(|graded| graded.form.bands.is_empty()),
            &mut found,
        );
        if let Some(standard) = part.about.as_deref() {
            let owner = (&rubric.position, message!("the rubric"));
            totals(&rubric.totals, owner, &standard.levels, &mut found);
            // Forms that are generated add all their rows; whether there are any is checked there.
            let is_open = rubric.rows.is_empty() && part.graded_forms().any(is_generated);
            if !is_open {
                empty_totals(&rubric.totals, &mut found);
            }
            bands_of_levels(part, rubric, &standard.levels, &mut found);
        }
        for graded in part.graded_forms() {
            of_form(part, graded, &mut found);
        }
    }
    found
}

/// Checks the rows, totals and bands that a form has itself.
fn of_form(part: &Standard, graded: GradedForm<'_>, found: &mut Vec<Diagnostic>) {
    let (form, rules) = (graded.form, graded.rubric);
    grades(&form.grades, found);
    let is_own = |row: &RubricRow| {
        let mut own = form.rows.iter().filter_map(|own| own.id.as_ref());
        own.any(|id| *id == *row.id.value)
    };
    alike(&rules.rows, is_own, found);
    let stated = graded.annex.form.as_ref();
    let stated = stated.map_or(&[][..], |form| &form.totals);
    let states_rows = stated.iter().any(|total| !total.rows.is_empty());
    if states_rows || !is_generated(graded) {
        in_no_total(form.rows.iter().filter_map(Row::name), &form.totals, found);
    }
    if !form.rows.is_empty() || !is_generated(graded) {
        empty_totals(&form.totals, found);
    }
    if !stated.is_empty() && part.about.is_some() {
        let levels = levels_of(part, graded.role(), stated);
        totals(
            stated,
            (&form.position, message!("this form")),
            levels,
            found,
        );
    }
    if !form.bands.is_empty() {
        if rules.totals.is_empty() {
            bands_without_totals(&form.bands, &form.position, found);
        }
        bands(&form.bands, found);
        reach(part, rules, std::iter::once(graded), found);
        if part.about.is_some() {
            let levels = levels_of(part, graded.role(), &rules.totals);
            bands_of_levels(part, rules, levels, found);
        }
    }
}

/// The levels to which totals belong: those of the role itself if a total names one of them, or else those of the standard.
fn levels_of<'a>(
    part: &'a Standard,
    role: Option<&str>,
    totals: &[Total],
) -> &'a List<LevelIndex, Level> {
    let own = &part.levels_of(role.and_then(|role| part.role(role)));
    let is_own = |total: &Total| own.iter().any(|level| total.is_of(level.id.as_str()));
    if totals.iter().any(is_own) {
        own
    } else {
        part.levels_of(None)
    }
}

/// `E303`.
fn bands_without_totals(bands: &[Band], owner: &Position, found: &mut Vec<Diagnostic>) {
    if !bands.is_empty() {
        found.push(Rule::IncompleteRubric.at(
            owner,
            message!("there are bands but no totals"),
            message!("write `totals`, which fall into the bands, or remove `bands`"),
        ));
    }
}

/// `E304`.
fn grades(grades: &[Grade], found: &mut Vec<Diagnostic>) {
    for grade in grades {
        if grade.id.as_str().chars().count() != 1 {
            found.push(Rule::LongGrade.at(
                &grade.id.position,
                message!("the grade `{grade}` is longer than one character", grade = grade.id),
                message!(
                    "shorten it to one letter or digit, since the self-check writes the grades of a form together, \
                     as in `AAB`; its name is the `title` of the grade"
                ),
            ));
        }
    }
}

/// `W300`. Warns about the rows that `is_own` selects.
fn alike(rows: &[RubricRow], is_own: impl Fn(&RubricRow) -> bool, found: &mut Vec<Diagnostic>) {
    let grades = |row: &RubricRow| {
        let id = |id: &Option<Id>| id.as_ref().map(|id| id.value.clone());
        (id(&row.dimension), id(&row.level))
    };
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| is_own(row)) {
        let same = rows[..place]
            .iter()
            .filter(|other| other.dimension.is_some())
            .find(|other| grades(other) == grades(row));
        if let Some(other) = same.filter(|other| other.id != *row.id.value) {
            found.push(
                Rule::RowsAlike
                    .at(
                        &row.id.position,
                        message!(
                            "the rows `{other}` and `{row}` grade the same dimension and level",
                            other = other.id,
                            row = row.id
                        ),
                        message!("correct `dimension` or `level` of one of them"),
                    )
                    .see(&other.id.position, message!("the other row")),
            );
        }
    }
}

/// `W301`. Silent if there are no totals, or if one of them adds a row that is not one of `rows`.
fn in_no_total<'a>(
    rows: impl Iterator<Item = &'a Id> + Clone,
    totals: &[Total],
    found: &mut Vec<Diagnostic>,
) {
    let mut added = totals.iter().flat_map(|total| &total.rows);
    if totals.is_empty() || !added.all(|id| rows.clone().any(|row| *row == *id.value)) {
        return;
    }
    for row in rows {
        let mut added = totals.iter().flat_map(|total| &total.rows);
        if !added.any(|id| *id == *row.value) {
            found.push(Rule::RowInNoTotal.at(
                &row.position,
                message!("no total includes the row `{row}`", row),
                message!("add it to the `rows` of a total, or remove it"),
            ));
        }
    }
}

/// `E306`.
fn empty_totals(totals: &[Total], found: &mut Vec<Diagnostic>) {
    for total in totals.iter().filter(|total| total.rows.is_empty()) {
        found.push(Rule::EmptyTotal.at(
            &total.position,
            match &total.level {
                Some(level) => message!("the total for `{level}` has no rows", level),
                None => message!("the total has no rows"),
            },
            message!("write the rows that it adds"),
        ));
    }
}

fn is_generated(graded: GradedForm<'_>) -> bool {
    graded.generated.is_some()
}

/// `E305` and `E307`. `owner` is the position and the name of what has the totals.
fn totals(
    totals: &[Total],
    owner: (&Position, Message),
    levels: &List<LevelIndex, Level>,
    found: &mut Vec<Diagnostic>,
) {
    // If the number of totals is right, one of them has a wrong level, which is reported at its place.
    let is_by_level = totals.iter().any(|total| total.level.is_some());
    let is_short = is_by_level && totals.len() < levels.len();
    for level in levels {
        let mut totals = totals.iter();
        if is_short && !totals.any(|total| total.is_of(level.id.as_str())) {
            found.push(Rule::MissingTotal.at(
                owner.0,
                message!(
                    "{owner} has no total for the level `{level}`",
                    owner = owner.1,
                    level = level.id
                ),
                message!(
                    "add `- {{level: {level}, rows: […], formula: …}}` to `totals`",
                    level = level.id
                ),
            ));
        }
    }
    let mut last: Option<LevelIndex> = None;
    for total in totals {
        let Some(id) = &total.level else {
            found.extend(without_level(totals, total));
            continue;
        };
        let Some(rank) = levels.find_index(|level| level.id == *id.value) else {
            continue;
        };
        if last.is_some_and(|last| last > rank) {
            found.push(Rule::TotalOrder.at(
                &id.position,
                message!(
                    "the total for `{id}` comes after that for a higher level",
                    id
                ),
                message!("put the totals in the order of the levels, lowest first"),
            ));
        }
        last = Some(rank);
    }
}

/// The fault of a total without a level: it is not the only total, or has no title.
fn without_level(totals: &[Total], total: &Total) -> Option<Diagnostic> {
    if totals.len() > 1 {
        return Some(Rule::TotalWithoutLevel.at(
            &total.position,
            message!("this total has no `level`, but it is not the only total"),
            message!("add `level`: if there are several totals, each is that of a level"),
        ));
    }
    total.title.is_none().then(|| {
        Rule::TotalWithoutLevel.at(
            &total.position,
            message!("this total has neither `level` nor `title`"),
            message!("add `title: {{…}}`, the name of the total"),
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{and, found, with};

    fn finds(from: &str, to: &str, expected: &[&str]) {
        let expected: Vec<String> = expected
            .iter()
            .map(|fault| format!("content/standards/demo/rubric.yaml:{fault}"))
            .collect();
        assert_eq!(found(&with("rubric.yaml", from, to)), expected);
    }

    #[test]
    fn a_grade_is_one_sign() {
        let tree = with("rubric.yaml", "[A, B]", "[Aa, B]");
        assert!(
            found(&tree).iter().any(|fault| fault
                == "content/standards/demo/rubric.yaml:2:10: the grade `Aa` is longer than one character"),
            "{:?}",
            found(&tree)
        );
    }

    #[test]
    fn each_level_has_a_total_in_the_order_of_the_levels() {
        finds(
            "  - {level: junior, rows: [literacy, skills-junior], formula: {zh: 甲, en: First}}\n",
            "",
            &["1:1: the rubric has no total for the level `junior`"],
        );
        let tree = with("rubric.yaml", "{level: junior,", "{level: x,");
        let tree = and(tree, "rubric.yaml", "{level: senior,", "{level: junior,");
        let tree = and(tree, "rubric.yaml", "{level: x,", "{level: senior,");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/rubric.yaml:9:13: the total for `junior` comes after that for a higher level"
            ]
        );
        finds(
            "[literacy, skills-junior]",
            "[]",
            &["8:5: the total for `junior` has no rows"],
        );
    }

    const TOTALS: &str = "totals:\n  - {level: junior, rows: [literacy, skills-junior], formula: {zh: 甲, en: First}}\n  - {level: senior, rows: [literacy, skills-junior, skills-senior], formula: {zh: 乙, en: Second}}\n";
    const BANDS: &str = "bands:\n  - {id: senior, from: 90, title: {zh: 高级, en: Senior}}\n  - {id: junior, from: 60, title: {zh: 初级, en: Junior}}\n  - {id: unqualified, title: {zh: 不合格, en: Unqualified}}\n";

    /// The sound handbook without bands: neither the rubric has them nor does a clause name one.
    fn without_bands() -> crate::source::tree::Tree {
        let tree = with("rubric.yaml", BANDS, "");
        and(tree, "clauses/02.yaml", "  band: senior\n", "")
    }

    #[test]
    fn bands_and_totals_are_optional() {
        assert!(
            found(&without_bands()).is_empty(),
            "{:?}",
            found(&without_bands())
        );
        let neither = and(without_bands(), "rubric.yaml", TOTALS, "");
        assert!(found(&neither).is_empty(), "{:?}", found(&neither));
        finds(TOTALS, "", &["1:1: there are bands but no totals"]);
    }

    #[test]
    fn scores_are_optional_in_rows_that_no_total_includes() {
        let tree = and(without_bands(), "rubric.yaml", TOTALS, "");
        let tree = and(tree, "annexes/A.yaml", "      scores: {A: 40, B: 20}\n", "");
        assert!(found(&tree).is_empty(), "{:?}", found(&tree));
        let tree = with("annexes/A.yaml", "      scores: {A: 40, B: 20}\n", "");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/annexes/A.yaml:14:7: the row `literacy` has no scores, but a total includes it"
            ]
        );
    }

    #[test]
    fn a_total_without_a_level_is_the_only_one_and_has_a_title() {
        finds(
            "{level: senior, rows",
            "{rows",
            &["9:5: this total has no `level`, but it is not the only total"],
        );
        let one = |title: &str| {
            let total =
                format!("totals:\n  - {{{title}rows: [literacy, skills-junior, skills-senior]}}\n");
            with("rubric.yaml", TOTALS, &total)
        };
        assert_eq!(
            found(&one("")),
            ["content/standards/demo/rubric.yaml:8:5: this total has neither `level` nor `title`"]
        );
        let titled = one("title: {zh: 全部, en: All}, ");
        assert!(found(&titled).is_empty(), "{:?}", found(&titled));
    }

    #[test]
    fn bands_fall() {
        finds(
            "from: 60",
            "from: 90",
            &[
                "12:24: the band `junior` begins at 90, but must begin below `senior`, which begins at 90",
            ],
        );
        finds(
            "{id: unqualified, title",
            "{id: unqualified, from: 0.5, title",
            &["13:29: the lowest band, `unqualified`, has the limit 0.5"],
        );
        finds(
            "{id: junior, from: 60, title",
            "{id: junior, title",
            &["12:5: the band `junior` has no `from` but is not the lowest"],
        );
    }

    #[test]
    fn bands_of_levels_stand_in_their_order() {
        let tree = with("rubric.yaml", "{id: senior, from", "{id: x, from");
        let tree = and(
            tree,
            "rubric.yaml",
            "{id: junior, from",
            "{id: senior, from",
        );
        let tree = and(tree, "rubric.yaml", "{id: x, from", "{id: junior, from");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/rubric.yaml:12:10: the band `senior` is below `junior`, which is a lower level"
            ]
        );
    }

    #[test]
    fn bands_may_have_names_of_their_own() {
        let tree = with("rubric.yaml", "{id: senior, from", "{id: excellent, from");
        let tree = and(tree, "clauses/02.yaml", "band: senior", "band: excellent");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/rubric.yaml:11:5: warning: no band has the id of the level `senior`"
            ]
        );
        let tree = and(tree, "rubric.yaml", "{id: junior, from", "{id: good, from");
        assert!(found(&tree).is_empty(), "{:?}", found(&tree));
    }

    #[test]
    fn what_is_seldom_meant_is_warned_of() {
        finds(
            "from: 90",
            "from: 900",
            &[
                "11:24: warning: the band `senior` begins at 900, but no form can reach more than 100",
            ],
        );
        finds(
            "rows: [literacy, skills-junior, skills-senior]",
            "rows: [literacy, skills-junior]",
            &[
                "6:10: warning: no total includes the row `skills-senior`",
                "11:24: warning: the band `senior` begins at 90, but no form can reach more than 70",
            ],
        );
        finds(
            "dimension: skills, level: senior",
            "dimension: skills, level: junior",
            &[
                "6:10: warning: the rows `skills-junior` and `skills-senior` grade the same dimension and level",
            ],
        );
    }
}
