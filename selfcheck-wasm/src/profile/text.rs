//! The compact form of a profile in the page: lines of words, which are read without a JSON parser.
//!
//! The first line is `profile 1`, the format and its version; the second names standard, edition and role, the last
//! only if there is one. Four lists follow, one item per line, each ended by an empty line: the dimensions; the
//! requirements, each with its steps, its weight in hundredths and its dimensions; the targets, each with those that it
//! follows, `/`, and three numbers for each requirement that it asks for: its position, the expected steps, and 1 if it
//! is required or 0 if optional; and the rule, as `must`, and as `share` or `met` with a percentage in hundredths.
//!
//! ```text
//! profile 1
//! reading-circle 2024 reader
//! listening
//! speaking
//!
//! follow-a-talk 6 100 0
//! …
//! b1 0 / 0 3 1 1 2 0
//! …
//! must
//! share 8000
//!
//! ```

use super::model::{Ask, Profile, Requirement, Rule, Target};
use super::validity::ProfileError;
use crate::score::Score;
use crate::words::{Parts, number, push_number};

/// The longest text that is accepted, in bytes.
pub const MAX_TEXT: usize = 512 * 1024;

const FIRST: &str = "profile 1";

/// The reason why a text is not a profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileTextError {
    /// The text is too long, of another version, or damaged.
    #[error("the text is not a profile of this version")]
    Damaged,
    /// The profile is not valid.
    #[error("not a valid profile: {0}")]
    Invalid(#[from] ProfileError),
}

impl Profile {
    /// Writes the profile in its compact form.
    pub fn encode(&self) -> String {
        let mut text = FIRST.to_owned();
        text.push('\n');
        text.push_str(&self.standard);
        push_word(&mut text, &self.edition);
        if !self.role.is_empty() {
            push_word(&mut text, &self.role);
        }
        text.push('\n');
        for dimension in &self.dimensions {
            text.push_str(dimension);
            text.push('\n');
        }
        text.push('\n');
        for requirement in &self.requirements {
            text.push_str(&requirement.id);
            push(&mut text, i32::from(requirement.steps));
            push(&mut text, requirement.weight.hundredths());
            for dimension in &requirement.dimensions {
                push(&mut text, *dimension as i32);
            }
            text.push('\n');
        }
        text.push('\n');
        for target in &self.targets {
            text.push_str(&target.id);
            for before in &target.follows {
                push(&mut text, *before as i32);
            }
            push_word(&mut text, "/");
            for ask in &target.asks {
                push(&mut text, ask.requirement as i32);
                push(&mut text, i32::from(ask.expected));
                push(&mut text, i32::from(ask.is_must));
            }
            text.push('\n');
        }
        text.push('\n');
        if let Some(rule) = self.rule {
            if rule.every_must {
                text.push_str("must\n");
            }
            for (name, percent) in [("share", rule.share), ("met", rule.met)] {
                if let Some(percent) = percent {
                    text.push_str(name);
                    push(&mut text, percent.hundredths());
                    text.push('\n');
                }
            }
        }
        text.push('\n');
        text
    }

    /// Reads the compact form and validates the profile.
    ///
    /// # Errors
    /// Returns a [`ProfileTextError`] if the text is damaged or the profile is not valid.
    pub fn decode(text: &str) -> Result<Profile, ProfileTextError> {
        let profile = Profile::read(text).ok_or(ProfileTextError::Damaged)?;
        profile.check()?;
        Ok(profile)
    }

    /// Reads the compact form without validating the profile. An invalid profile gives wrong results but never causes a
    /// panic. Returns `None` if the text is damaged.
    pub fn read(text: &str) -> Option<Profile> {
        let mut profile = Profile::default();
        profile.read_into(text).map(|()| profile)
    }

    /// Reads the compact form as [`Profile::read`], into an empty profile.
    pub(crate) fn read_into(&mut self, text: &str) -> Option<()> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let mut lines = Parts::new(text, b'\n');
        if lines.next_or_empty() != FIRST {
            return None;
        }
        let mut names = Parts::new(lines.next()?, b' ');
        for name in [&mut self.standard, &mut self.edition, &mut self.role] {
            name.push_str(names.next_or_empty());
        }
        if names.next().is_some() {
            return None;
        }
        each(&mut lines, |line| {
            self.dimensions.push(line.to_owned());
            Some(())
        })?;
        each(&mut lines, |line| {
            self.requirements.push(read_requirement(line)?);
            Some(())
        })?;
        each(&mut lines, |line| {
            self.targets.push(read_target(line)?);
            Some(())
        })?;
        each(&mut lines, |line| read_rule(&mut self.rule, line))?;
        // Nothing follows the last line feed.
        (lines.next()?.is_empty() && lines.next().is_none()).then_some(())
    }
}

fn push_word(text: &mut String, word: &str) {
    text.push_str(" ");
    text.push_str(word);
}

fn push(text: &mut String, number: i32) {
    text.push_str(" ");
    push_number(text, number);
}

/// Reads the lines of a list, up to its empty line.
fn each<'a>(lines: &mut Parts<'a>, mut read: impl FnMut(&'a str) -> Option<()>) -> Option<()> {
    loop {
        let line = lines.next()?;
        if line.is_empty() {
            return Some(());
        }
        read(line)?;
    }
}

fn step(word: &str) -> Option<u8> {
    u8::try_from(number(word)?).ok()
}

fn place(word: &str) -> Option<usize> {
    usize::try_from(number(word)?).ok()
}

fn read_requirement(line: &str) -> Option<Requirement> {
    let mut words = Parts::new(line, b' ');
    let mut requirement = Requirement {
        id: words.next_or_empty().to_owned(),
        steps: step(words.next()?)?,
        weight: Score::from_hundredths(number(words.next()?)?),
        dimensions: Vec::new(),
    };
    for word in words {
        requirement.dimensions.push(place(word)?);
    }
    Some(requirement)
}

fn read_target(line: &str) -> Option<Target> {
    let mut words = Parts::new(line, b' ');
    let mut target = Target {
        id: words.next_or_empty().to_owned(),
        ..Target::default()
    };
    loop {
        match words.next()? {
            "/" => break,
            word => target.follows.push(place(word)?),
        }
    }
    while let Some(word) = words.next() {
        target.asks.push(Ask {
            requirement: place(word)?,
            expected: step(words.next()?)?,
            is_must: match words.next()? {
                "0" => false,
                "1" => true,
                _ => return None,
            },
        });
    }
    Some(target)
}

fn read_rule(rule: &mut Option<Rule>, line: &str) -> Option<()> {
    let rule = rule.get_or_insert_default();
    if line == "must" && !rule.every_must {
        rule.every_must = true;
        return Some(());
    }
    let mut words = Parts::new(line, b' ');
    let percent = match words.next_or_empty() {
        "share" => &mut rule.share,
        "met" => &mut rule.met,
        _ => return None,
    };
    if percent.is_some() {
        return None;
    }
    *percent = Some(Score::from_hundredths(number(words.next()?)?));
    words.next().is_none().then_some(())
}
