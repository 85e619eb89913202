//! Checks the levels and the lists of roles: what each level follows, and what each role asks for.
//!
//! The codes are `E230` (circle), `E231` (tier), `E202` (level) and those of references. `asks` on
//! a level of the standard, which belongs to no role, is `E018`.

use super::known::{ids, in_record};
use super::subject::Subject;
use super::suggest::unknown;
use super::target::reference_faults;
use crate::index::{LevelIndex, List};
use crate::language::message::message;
use crate::model::Standard;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::standard::{Ask, Level, StandardRecord};
use crate::source::namespace::Namespace;
use crate::source::rule::Rule;

/// Requires that a level follows levels of the same role or standard, and not itself in the end; that a role's list names
/// requirements that exist, at levels and in tiers that the standard has. Otherwise a level would ask for less than was
/// meant.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in &subject.handbook.standards {
        let Some(standard) = part.about.as_deref() else {
            continue;
        };
        ladder(&standard.levels, &mut found);
        for ask in standard.levels.iter().flat_map(|level| &level.asks) {
            found.push(Rule::UnknownKey.at(
                &ask.position,
                message!("`asks` is not a key of a level of the standard"),
                message!(
                    "move the entry to `asks` of a role, or of a level that a role has itself"
                ),
            ));
        }
        for role in &standard.roles {
            ladder(&role.levels, &mut found);
            asks(part, standard, &role.asks, &mut found);
            for level in &role.levels {
                asks(part, standard, &level.asks, &mut found);
            }
        }
    }
    found
}

/// Checks what the levels of a list follow.
///
/// Ids that no level has are `E202`.
fn ladder(levels: &List<LevelIndex, Level>, found: &mut Vec<Diagnostic>) {
    let known = || levels.iter().map(|level| level.id.as_str());
    for (index, level) in levels.indexed() {
        for id in level.follows.iter().flat_map(|ids| &ids.0) {
            if !known().any(|known| *id == *known) {
                found.push(unknown(Rule::UnknownLevel, id, message!("level"), known()));
            }
        }
        // A circle is reported once, at its first level.
        let circle = circle(levels, index);
        if let Some(follows) = &level.follows
            && circle.iter().min() == Some(&index)
        {
            let position = follows.0.first().map_or(&level.position, |id| &id.position);
            found.push(Rule::LevelCircle.at(
                position,
                message!("the level `{level}` follows itself", level = level.id),
                message!(
                    "remove one of the levels in `follows`, so that the ladder has a lowest level"
                ),
            ));
        }
    }
}

/// The levels of a circle through `start`: those that it follows in the end and that follow it; empty if there is none.
/// The time is quadratic in the number of levels, which are few.
fn circle(levels: &List<LevelIndex, Level>, start: LevelIndex) -> Vec<LevelIndex> {
    let below = |from: LevelIndex| {
        let mut met: Vec<LevelIndex> = Vec::new();
        let mut open = steps(levels, from);
        while let Some(next) = open.pop() {
            if !met.contains(&next) {
                met.push(next);
                open.extend(steps(levels, next));
            }
        }
        met
    };
    let mut circle = below(start);
    if !circle.contains(&start) {
        return Vec::new();
    }
    circle.retain(|level| below(*level).contains(&start));
    circle
}

/// The levels that a level directly follows. Without `follows`, the one before it in the list; ids
/// that no level has are skipped.
fn steps(levels: &List<LevelIndex, Level>, level: LevelIndex) -> Vec<LevelIndex> {
    match &levels[level].follows {
        Some(follows) => {
            let known = follows
                .0
                .iter()
                .map(|id| levels.find_index(|of| of.id == *id.as_str()));
            known.flatten().collect()
        }
        None => level.previous().into_iter().collect(),
    }
}

/// Checks what a list names.
///
/// The level of an entry is one of the standard, not of the role: it says how well the requirement
/// must be met, not where in the career.
fn asks(part: &Standard, standard: &StandardRecord, asks: &[Ask], found: &mut Vec<Diagnostic>) {
    let levels = ids(in_record(Namespace::Level, standard)).into_iter();
    let tiers = ids(in_record(Namespace::Tier, standard)).into_iter();
    for ask in asks {
        found.extend(reference_faults(part, &ask.to));
        if let Some(level) = &ask.level
            && !levels.clone().any(|known| *level == *known)
        {
            found.push(unknown(
                Rule::UnknownLevel,
                level,
                message!("level"),
                levels.clone(),
            ));
        }
        if let Some(tier) = &ask.r#as
            && !tiers.clone().any(|known| *tier == *known)
        {
            found.push(unknown(
                Rule::UnknownTier,
                tier,
                message!("tier"),
                tiers.clone(),
            ));
        }
    }
}
