//! Checks the data by which the self-check rates requirements: their weights, the rule for reaching a level, and the roles
//! that cannot have a self-check.
//!
//! The codes are `E240`, `E241` and `W201`. All hold for a standard without forms, in which
//! [`crate::model::rating`] makes profiles from this data.

use std::collections::{BTreeMap, BTreeSet};

use selfcheck_wasm::profile::MAX_STEPS;
use selfcheck_wasm::profile::validity::{MAX_CHOICES, MAX_REQUIREMENTS, ProfileError};

use super::subject::Subject;
use crate::index::RequirementIndex;
use crate::language::message::{Message, Series, message};
use crate::model::{ScaleFault, Standard, Unrated};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::points::Points;
use crate::source::format::standard::LevelRule;
use crate::source::rule::Rule;

/// One hundred percent, in hundredths.
const WHOLE: i32 = 10_000;

/// Requires that weights are more than 0, and that a rule has conditions that can hold. Otherwise the self-check could not
/// compute a result.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let about = part.about.as_deref();
        if let Some(rule) = about.and_then(|about| about.rule.as_ref()) {
            level_rule(rule, &mut found);
        }
        for requirement in &part.requirements {
            let weight = requirement.item().weight.as_ref();
            if let Some(weight) = weight.filter(|weight| weight.hundredths <= 0) {
                found.push(Rule::InvalidWeight.at(
                    &weight.position,
                    message!("the weight must be greater than 0"),
                    message!("write a number of points that is greater than 0, or remove `weight`"),
                ));
            }
        }
        if part.has_all_annexes() {
            unrated(part, &mut found);
        }
    }
    found
}

/// Reports the roles that have no self-check. Roles that have none because of the same requirement are reported together.
fn unrated(part: &Standard, found: &mut Vec<Diagnostic>) {
    let mut scales: BTreeMap<ScaleFault, (BTreeSet<RequirementIndex>, Vec<&str>)> = BTreeMap::new();
    let mut others: BTreeMap<UnratedCause, Vec<&str>> = BTreeMap::new();
    for (role, reason) in part.unrated() {
        let cause = match reason {
            Unrated::Scales(faults) => {
                for (requirement, fault) in faults {
                    let (requirements, roles) = scales.entry(*fault).or_default();
                    requirements.insert(*requirement);
                    if !roles.contains(&role.as_str()) {
                        roles.push(role);
                    }
                }
                continue;
            }
            // The rule about what is named or stated there reports these.
            Unrated::Nothing | Unrated::Limits(ProfileError::BadRule) => continue,
            Unrated::Weights if has_invalid_weight(part) => continue,
            Unrated::Weights => UnratedCause {
                one: message!(
                    "the weights of its requirements are too far apart to be summed exactly"
                ),
                several: message!(
                    "the weights of their requirements are too far apart to be summed exactly"
                ),
                help: message!("choose weights that are closer together, such as 1 to 100"),
            },
            Unrated::Limits(limit) => beyond(limit),
        };
        others.entry(cause).or_default().push(role);
    }
    for (cause, roles) in others {
        let about = part.about.as_deref();
        let mut positions = roles.iter().filter_map(|role| match part.role(role) {
            Some(role) => Some(&role.id.position),
            None => about.map(|about| &about.id.position),
        });
        let Some(first) = positions.next() else {
            continue;
        };
        let words = if roles.len() == 1 {
            &cause.one
        } else {
            &cause.several
        };
        let message = message!("{subject}: {words}", subject = none_for(&roles), words);
        let fault = Rule::NoSelfCheck.at(first, message, cause.help);
        found.push(positions.fold(fault, |fault, role| {
            fault.see(role, message!("nor has this role"))
        }));
    }
    for (fault, (requirements, roles)) in scales {
        found.extend(unscaled(part, fault, &requirements, &roles));
    }
}

/// The diagnostic of the requirements that cannot be rated for one reason; `None` if there are none.
fn unscaled(
    part: &Standard,
    fault: ScaleFault,
    requirements: &BTreeSet<RequirementIndex>,
    roles: &[&str],
) -> Option<Diagnostic> {
    let position = |requirement: &RequirementIndex| {
        let item = part.requirements[*requirement].item();
        let described = item.levels.0.first();
        described.map_or(&item.position, |descriptor| &descriptor.level.position)
    };
    let mut others = requirements.iter();
    let first = others.next()?;
    let id = &part.requirements[*first].id;
    let named = match others.len() {
        0 => message!("`{id}`", id),
        more => message!(
            "`{id}` and {more} other {more|requirement|requirements}",
            id,
            more
        ),
    };
    let count = requirements.len();
    let (cause, help) = match fault {
        ScaleFault::Branches => (
            message!(
                "the levels of {named} are on different branches of a ladder that forks",
                named
            ),
            message!(
                "describe the requirement, or ask for it, at levels that follow each other: one requirement for each \
                 branch"
            ),
        ),
        ScaleFault::TooMany => (
            message!(
                "{named} {count|has|have} more than {most} levels",
                named,
                count,
                most = MAX_STEPS
            ),
            message!("describe it at fewer levels, or split it into several requirements"),
        ),
    };
    let message = message!("{subject}: {cause}", subject = none_for(roles), cause);
    let fault = Rule::NoSelfCheck.at(position(first), message, help);
    Some(others.fold(fault, |fault, other| {
        let id = &part.requirements[*other].id;
        fault.see(position(other), message!("the same is true of `{id}`", id))
    }))
}

/// Why roles have no self-check, and what to do.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct UnratedCause {
    /// The cause, of one role.
    one: Message,
    /// The cause, of several.
    several: Message,
    help: Message,
}

/// The beginning of a message, such as ``the role `cook` has no self-check``. The empty string names the self-check
/// of a standard without roles.
fn none_for(roles: &[&str]) -> Message {
    let names: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
    match roles {
        [""] => message!("the standard has no self-check"),
        [_] => message!("the role {names} has no self-check", names = names[0]),
        _ => message!(
            "the roles {names} have no self-check",
            names = Series::plain(names)
        ),
    }
}

fn has_invalid_weight(part: &Standard) -> bool {
    let mut requirements = part.requirements.iter();
    requirements.any(|requirement| {
        let weight = requirement.item().weight.as_ref();
        weight.is_some_and(|weight| weight.hundredths <= 0)
    })
}

/// The cause and the way out if a profile is beyond a limit.
fn beyond(limit: &ProfileError) -> UnratedCause {
    let (one, several, help) = match limit {
        ProfileError::Count("requirements") => (
            message!(
                "it asks for more than {max_requirements} requirements",
                max_requirements = MAX_REQUIREMENTS
            ),
            message!(
                "each asks for more than {max_requirements} requirements",
                max_requirements = MAX_REQUIREMENTS
            ),
            message!("divide the requirements among roles or standards"),
        ),
        ProfileError::Count("targets") => (
            message!(
                "it has more than {max_choices} levels",
                max_choices = MAX_CHOICES
            ),
            message!(
                "each has more than {max_choices} levels",
                max_choices = MAX_CHOICES
            ),
            message!("divide the levels among several roles"),
        ),
        ProfileError::Count("dimensions") => (
            message!(
                "there are more than {max_choices} dimensions",
                max_choices = MAX_CHOICES
            ),
            message!(
                "there are more than {max_choices} dimensions",
                max_choices = MAX_CHOICES
            ),
            message!("group the dimensions into fewer"),
        ),
        ProfileError::BadId(_)
        | ProfileError::Order(_)
        | ProfileError::Unknown(_)
        | ProfileError::Count(_)
        | ProfileError::OutOfRange(_)
        | ProfileError::BadRule => (
            Message::report(limit.to_string()),
            Message::report(limit.to_string()),
            message!("correct the part that the message names"),
        ),
    };
    UnratedCause { one, several, help }
}

/// `E240`. `share` and `met` are two ways to count the same thing, so a rule has at most one of
/// them.
fn level_rule(rule: &LevelRule, found: &mut Vec<Diagnostic>) {
    let is_percentage = |percent: &Points| (1..=WHOLE).contains(&percent.hundredths);
    for percent in [&rule.share, &rule.met].into_iter().flatten() {
        if !is_percentage(percent) {
            found.push(Rule::InvalidLevelRule.at(
                &percent.position,
                message!("the percentage must be greater than 0 and at most 100"),
                message!("write a percentage such as 80"),
            ));
        }
    }
    if let (Some(_), Some(met)) = (&rule.share, &rule.met) {
        found.push(Rule::InvalidLevelRule.at(
            &met.position,
            message!("the rule has both `share` and `met`"),
            message!("remove one of them"),
        ));
    }
    if !rule.musts && rule.share.is_none() && rule.met.is_none() {
        found.push(Rule::InvalidLevelRule.at(
            &rule.position,
            message!("the rule has no condition"),
            message!("add `musts: true`, `share` or `met`, or remove the rule"),
        ));
    }
}
