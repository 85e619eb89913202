//! The sample result of a self-check by profile: ratings of which some are lower than the middle target expects.

use selfcheck_wasm::profile::{Attained, Profile, Rating, Ratings, Status, Target, attain};

use super::sample_result::{Sample, SamplePart, sentence};
use crate::model::{CompleteStandard, Language, RoleProfile, rating};
use crate::render::fill::fill;
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::site::check_place::CheckPlace;
use crate::source::format::text::Text;

/// Returns the sample; `None` if there is no target that can be missed.
pub(super) fn sample(
    frame: &Frame,
    standard: &CompleteStandard,
    place: CheckPlace,
) -> Option<Sample> {
    let role = standard.role_id(place.role);
    let made = rating::profile(standard, role, place.branch(standard))?;
    let profile = &made.profile;
    let target = profile
        .targets
        .get(profile.targets.len().checked_sub(1)? / 2)?;
    let ratings = short_of(profile, target)?;
    let attainment = attain(profile, &ratings, target);
    let all = attainment.all;
    let say = |language: &Language, text: &Text| {
        let source = standard.about.language.as_str();
        text.nearest(&[&language.id, source]).1.to_owned()
    };
    let title = title_of(standard, &made, place, target);
    // Without a rule, nothing is reached or missed.
    let is_level = made.ladder.find(&target.id).is_some();
    let key = match (attainment.status, is_level) {
        (None, true) => "outlook_compared",
        (None, false) => "whole_outlook_compared",
        (Some(_), true) => "outlook_missed",
        (Some(_), false) => "whole_outlook_missed",
    };
    let verdict = sentence(frame, key, |language, name| match name {
        "target" => Some(say(language, title)),
        "counts" => Some(counts(frame, language, &all)),
        _ => None,
    });
    let part = |name: TextView, attained: &Attained| {
        let percent = attained.percent()?;
        Some(SamplePart {
            name,
            result: sentence(frame, "outlook_share", |language, name| match name {
                "percent" => Some(percent.to_string()),
                "counts" => Some(counts(frame, language, attained)),
                _ => None,
            }),
            value: (i32::try_from(percent).ok()?, 100),
            aim: None,
        })
    };
    let voice = frame.voice_of(standard);
    let dimensions = profile.dimensions.iter().zip(&attainment.dimensions);
    let dimensions = dimensions.filter(|(_, attained)| attained.asked > 0);
    let parts = dimensions
        .filter_map(|(id, attained)| part(voice.text(&standard.dimension(id)?.title), attained));
    let parts = part(frame.spoken_about(standard, "outlook_all"), &all)
        .into_iter()
        .chain(parts);
    let share = profile.rule.and_then(|rule| rule.share);
    Some(Sample {
        verdict,
        value: i32::try_from(all.percent()?).ok()? * 100,
        greatest: 10_000,
        aim: share.map(|share| share.hundredths()),
        zones: Vec::new(),
        parts: parts.collect(),
        unit: "%",
    })
}

/// Returns the title of a target: that of its level, or that of the role or standard.
fn title_of<'a>(
    standard: &'a CompleteStandard,
    made: &RoleProfile<'a>,
    place: CheckPlace,
    target: &Target,
) -> &'a Text {
    let about = &standard.about;
    let level = made.ladder.find(&target.id);
    let whole = place
        .role
        .map_or(&about.title, |role| &about.roles[role].title);
    level.map_or(whole, |level| &made.ladder.levels[level].title)
}

/// Returns how many requirements are met, partly met and not yet met, in words.
fn counts(frame: &Frame, language: &Language, attained: &Attained) -> String {
    let counted = [
        ("tell_count_met", attained.met),
        ("tell_count_partly", attained.partly),
        ("tell_count_not_yet", attained.not_yet),
    ];
    let word = |key| frame.words.get(&language.id, key);
    let counted = counted
        .iter()
        .filter(|(key, count)| *count > 0 || *key == "tell_count_met");
    let counted: Vec<String> = counted
        .map(|(key, count)| {
            fill(word(key), |name| match name {
                "asked" => Some(attained.asked.to_string()),
                _ => Some(count.to_string()),
            })
        })
        .collect();
    counted.join(word("tell_comma"))
}

/// Returns ratings with which `target` is not reached: those of every fourth of its requirements are a step lower than
/// expected, or those of more if that is still enough. `None` if the target asks for nothing that can be missed.
fn short_of(profile: &Profile, target: &Target) -> Option<Ratings> {
    let lowered = |every: usize| {
        let mut ratings: Vec<Option<Rating>> = vec![None; profile.requirements.len()];
        for (place, ask) in target.asks.iter().enumerate() {
            let is_low = place % every == every / 2;
            let steps = ask.expected - u8::from(is_low && ask.expected > 0);
            if let Some(rating) = ratings.get_mut(ask.requirement) {
                *rating = Some(Rating::Steps(steps));
            }
        }
        Ratings::new(profile, &ratings)
    };
    let is_short = |ratings: &Ratings| {
        let attainment = attain(profile, ratings, target);
        attainment.all.attained < attainment.all.expected
            && attainment
                .status
                .is_none_or(|status| status == Status::Missed)
    };
    (1..=4).rev().map(lowered).find(is_short)
}
