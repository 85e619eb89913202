//! Checks that what postings name exists, and that their dates and salaries make sense.
//!
//! The codes are `E510` to `E513`, `W502` and those of unknown names. The standard's own words
//! decide what fits a role and a level; whether a posting makes sense otherwise is not checked.
//! Search engines show postings from `export/json_ld/posting.rs` only if dates and codes are valid.

use super::codes::{CodeKind, code_fault};
use super::curricula::{address_fault, aim_faults};
use super::known::{ids, standards};
use super::names::taken;
use super::subject::Subject;
use super::suggest::unknown;
use super::target::reference_faults;
use crate::language::message::message;
use crate::model::Standard;
use crate::model::axis::Axes;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::posting::PostingRecord;
use crate::source::format::reference::Reference;
use crate::source::format::text::Id;
use crate::source::format::work::Pay;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires that a posting's standard, role, level and requirements exist, that its requirements are those of the role,
/// that it expires after it is published, that the highest salary is not below the lowest, and that country and currency
/// are codes, since search engines reject other postings. Warns about a requirement above the level.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for posting in &subject.handbook.postings {
        let name = &posting.id;
        let place = Position::file(posting.about.position.file.clone());
        if Id::is_valid(name) {
            found.extend(taken(message!("posting"), name, &place, &["index"]));
        } else {
            found.push(Rule::InvalidFileName.at(
                &place,
                message!("`{name}` is not a valid name for a posting", name),
                message!("name the file with letters, digits, `.`, `-` and `_`"),
            ));
        }
        of_posting(subject, &posting.about, &mut found);
    }
    found
}

/// If the standard is missing, only what does not depend on it is checked.
fn of_posting(subject: &Subject<'_>, posting: &PostingRecord, found: &mut Vec<Diagnostic>) {
    match subject.handbook.standard_index(posting.standard.as_str()) {
        None => {
            let known = ids(standards(subject.handbook)).into_iter();
            found.push(unknown(
                Rule::UnknownStandard,
                &posting.standard,
                message!("standard"),
                known,
            ));
        }
        Some(place) => {
            let part = &subject.handbook.standards[place];
            if let Some(standard) = part.about.as_deref() {
                found.extend(aim_faults(
                    standard,
                    posting.role.as_ref(),
                    posting.level.as_ref(),
                    (&message!("the posting"), &posting.standard.position),
                ));
                let is_known = |id: &str| standard.roles.iter().any(|role| role.id == *id);
                if posting.role_id().is_none_or(is_known) {
                    let musts = posting.must.iter();
                    found.extend(musts.filter_map(|must| must_fault(part, posting, must)));
                }
            }
            for reference in posting.must.iter().chain(&posting.nice) {
                found.extend(reference_faults(part, reference));
            }
        }
    }
    if posting.expires.day < posting.published.day {
        found.push(
            Rule::ExpiresBeforePublished
                .at(
                    &posting.expires.position,
                    message!(
                        "the posting expires on {expires}, before it is published on {published}",
                        expires = posting.expires,
                        published = posting.published
                    ),
                    message!("write the last day on which the posting is valid"),
                )
                .see(
                    &posting.published.position,
                    message!("the day of publication"),
                ),
        );
    }
    found.extend(
        posting
            .organisation
            .url
            .as_ref()
            .and_then(|url| address_fault(url)),
    );
    found.extend(code_fault(&posting.country, CodeKind::Country));
    let others = posting.other_places.iter();
    let countries = others.filter_map(|other| other.country.as_ref());
    found.extend(countries.filter_map(|country| code_fault(country, CodeKind::Country)));
    if let Some(Pay::Amount(salary)) = &posting.salary {
        found.extend(code_fault(&salary.currency, CodeKind::Currency));
        if salary.from.hundredths < 0 {
            found.push(Rule::InvalidSalary.at(
                &salary.from.position,
                message!("a salary cannot be negative"),
                message!("write the lowest amount that is paid"),
            ));
        }
        if let Some(to) = &salary.to
            && to.hundredths < salary.from.hundredths
        {
            found.push(
                Rule::InvalidSalary
                    .at(
                        &to.position,
                        message!("the highest salary is below the lowest"),
                        message!("swap `from` and `to`"),
                    )
                    .see(&salary.from.position, message!("the lowest salary")),
            );
        }
    }
}

/// The fault of a mandatory requirement of another role or of a higher level: a posting for juniors with requirements of
/// seniors would mislead both sides.
///
/// `E510` and `W502`. At most one for each reference. What is only welcome (`nice`) may be of any
/// role and level.
fn must_fault(
    part: &Standard,
    posting: &PostingRecord,
    reference: &Reference,
) -> Option<Diagnostic> {
    let requirements = part.resolve(reference).unwrap_or_default();
    let axes = || {
        let requirements = requirements.iter();
        requirements.map(|index| &part.requirements[*index].axes)
    };
    if let Some(wanted) = &posting.role {
        let mut others = axes().filter(|axes| !axes.roles.allows(wanted.as_str()));
        if let Some(role) = others.find_map(|axes| axes.roles.iter().next()) {
            return Some(Rule::RequirementOfAnotherRole.at(
                &reference.position,
                message!(
                    "`{written}` is a requirement for the role `{role}`, not `{wanted}`",
                    written = reference.written,
                    role,
                    wanted
                ),
                message!(
                    "move it to `nice`, or choose a requirement for `{wanted}`",
                    wanted
                ),
            ));
        }
    }
    // If levels do not simply build on each other, none is above another.
    let ladder = part.ladder(posting.role_id());
    if !ladder.is_plain() {
        return None;
    }
    let wanted = posting.level.as_ref()?;
    let target = ladder.find(wanted.as_str())?;
    let lowest = |axes: &Axes| ladder.stated(&axes.levels).first().copied();
    let mut levels = axes().filter_map(lowest);
    let above = levels.find(|level| *level > target)?;
    let above = &ladder.levels[above].id;
    Some(Rule::RequirementAboveLevel.at(
        &reference.position,
        message!(
            "`{written}` is a requirement for the level `{above}`, which is above `{wanted}`",
            written = reference.written,
            above,
            wanted
        ),
        message!("move it to `nice`, or write `level: {above}`", above),
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, and, diagnostics, found, sound};
    use crate::source::tree::Tree;

    const FILE: &str = "content/postings/shop.yaml";

    fn posting() -> Tree {
        let text = "title: {zh: 店员, en: Shop assistant}
organisation: {name: {zh: 店, en: Shop}, url: https://example.org/}
place: {zh: 苏州, en: Suzhou}
country: CN
published: 2026-11-16
expires: 2027-02-28
employment: full-time
salary: {currency: CNY, from: 6000, to: 8500, per: month}
standard: demo
role: seller
level: junior
must: [2.1-a..b]
nice: [2.2.1]
description: {zh: '见[[2.1-a]]。', en: 'See [us](../about.html).'}
";
        adding(sound(), FILE, text)
    }

    #[test]
    fn a_sound_posting_is_silent() {
        assert!(found(&posting()).is_empty(), "{:?}", found(&posting()));
    }

    #[test]
    fn work_may_have_several_places_and_kinds_be_partly_remote_and_paid_by_agreement() {
        let salary = "salary: {currency: CNY, from: 6000, to: 8500, per: month}";
        let several = [
            (
                "country: CN",
                "country: CN\nother_places:\n  - {place: {zh: 东京, en: Tokyo}, country: JP}\nremote: hybrid",
            ),
            (
                "employment: full-time",
                "employment: [full-time, internship]",
            ),
            (salary, "salary: by-agreement"),
        ];
        let changed = |tree: Tree, (from, to): (&str, &str)| and(tree, FILE, from, to);
        let tree = several.into_iter().fold(posting(), changed);
        assert!(found(&tree).is_empty(), "{:?}", found(&tree));
        for (from, to, expected) in [
            ("country: JP", "country: UK", "`UK`"),
            (
                "remote: hybrid",
                "remote: hybird",
                "does not say how much can be done remotely",
            ),
            (
                "[full-time, internship]",
                "[]",
                "a kind of employment is expected here",
            ),
            ("[full-time, internship]", "[full-time, intern]", "`intern`"),
            (
                "salary: by-agreement",
                "salary: negotiable",
                "`negotiable` is not a salary",
            ),
        ] {
            let told = diagnostics(&and(tree.clone(), FILE, from, to));
            assert_eq!(told.len(), 1, "{to}: {told:?}");
            assert!(
                told[0].is_error() && told[0].message.english().contains(expected),
                "{told:?}"
            );
        }
    }

    #[test]
    fn a_must_above_the_level_is_a_warning_and_what_is_welcome_is_not() {
        for (must, above) in [
            ("2.2.2-a", true),
            ("2.2", true),
            ("2.2.1-a", false),
            ("2.1", false),
        ] {
            let tree = and(
                posting(),
                FILE,
                "must: [2.1-a..b]",
                &format!("must: [{must}]"),
            );
            let message = format!(
                "{FILE}:12:8: warning: `{must}` is a requirement for the level `senior`, which is above `junior`"
            );
            let expected: &[String] = if above { &[message] } else { &[] };
            assert_eq!(found(&tree), expected);
            assert!(diagnostics(&tree).iter().all(|fault| !fault.is_error()));
        }
        let welcome = and(posting(), FILE, "nice: [2.2.1]", "nice: [2.2.2]");
        assert!(found(&welcome).is_empty());
    }

    #[test]
    fn a_must_of_another_role_is_an_error_whatever_its_level() {
        let standard = "content/standards/demo/standard.yaml";
        let second = "content/standards/demo/clauses/02.yaml";
        let tree = and(
            posting(),
            standard,
            "roles:\n",
            "roles:\n  - {id: buyer, title: {zh: 买家, en: Buyer}, personnel: {zh: 买家人员, en: Buyers}, tasks: []}\n",
        );
        let tree = and(
            tree,
            second,
            "- id: 3\n",
            "- id: 2.2.3\n  title: {zh: 高级, en: Senior}\n  role: buyer\n  level: senior\n  requirements:\n    - text: {zh: 议价。, en: Bargain.}\n- id: 3\n",
        );
        for must in ["2.2.3-a", "2.2"] {
            let tree = and(
                tree.clone(),
                FILE,
                "must: [2.1-a..b]",
                &format!("must: [{must}]"),
            );
            let told = diagnostics(&tree);
            let of_posting: Vec<_> = told
                .iter()
                .filter(|fault| &*fault.position.file == FILE)
                .collect();
            assert_eq!(of_posting.len(), 1, "{told:?}");
            assert!(of_posting[0].is_error());
            assert!(
                of_posting[0]
                    .message
                    .english()
                    .contains("a requirement for the role `buyer`, not `seller`")
            );
        }
        let welcome = and(tree, FILE, "nice: [2.2.1]", "nice: [2.2.3]");
        assert!(!found(&welcome).iter().any(|fault| fault.starts_with(FILE)));
    }

    #[test]
    fn what_is_wrong_is_found_at_its_place() {
        for (from, to, expected) in [
            (
                "standard: demo",
                "standard: dem",
                "9:11: there is no standard `dem`",
            ),
            (
                "role: seller",
                "role: buyer",
                "10:7: there is no role `buyer`",
            ),
            (
                "level: junior",
                "level: chief",
                "11:8: there is no level `chief`",
            ),
            (
                "2.1-a..b",
                "2.1-a..d",
                "12:8: there is no requirement `2.1-d`",
            ),
            ("[2.2.1]", "[2.7]", "13:8: there is no clause `2.7`"),
            (
                "expires: 2027-02-28",
                "expires: 2026-02-28",
                "6:10: the posting expires on 2026-02-28, before it is published on 2026-11-16",
            ),
            (
                "to: 8500",
                "to: 850",
                "8:41: the highest salary is below the lowest",
            ),
            (
                "country: CN",
                "country: China",
                "4:10: `China` is not a code for a country",
            ),
            (
                "currency: CNY",
                "currency: cny",
                "8:20: `cny` is not a code for a currency",
            ),
            (
                "{zh: 苏州, en: Suzhou}",
                "{zh: 苏州}",
                "3:8: warning: this text is not translated into `en`",
            ),
            (
                "https://example.org/",
                "example.org",
                "2:46: `example.org` is not a web address",
            ),
            (
                "[[2.1-a]]",
                "[[2.1-z]]",
                "14:21: there is no clause or requirement `2.1-z`",
            ),
            (
                "../about.html",
                "about.html",
                "14:43: the page that `about.html` links to does not exist",
            ),
            (
                "见[[2.1-a]]。",
                "见,中",
                "14:19: the half-width mark `,` is used in Chinese: “见,中”",
            ),
        ] {
            let tree = and(posting(), FILE, from, to);
            assert_eq!(found(&tree), [format!("{FILE}:{expected}")]);
            assert!(!diagnostics(&tree)[0].help.is_empty());
        }
    }
}
