//! How requirements read for a job at a level of a role: by the level that the role's list expects of each, or else by
//! the level of the job.

use std::collections::HashMap;

use super::details::{self, DescriptorView};
use crate::index::RequirementIndex;
use crate::model::CompleteStandard;
use crate::render::frame::Frame;
use crate::source::format::standard::Level;

/// The levels that a job expects of requirements.
pub(super) struct AimedLevels<'a> {
    standard: &'a CompleteStandard,
    /// The level of the job, if it has one.
    level: Option<&'a Level>,
    /// The levels that the role's list expects of single requirements.
    expected: HashMap<RequirementIndex, &'a Level>,
}

impl<'a> AimedLevels<'a> {
    /// Finds the levels for a job as `role` at `level`. Either may be absent.
    pub(super) fn of(
        standard: &'a CompleteStandard,
        role: Option<&'a str>,
        level: Option<&str>,
    ) -> Self {
        let ladder = standard.ladder(role);
        let at = level.and_then(|level| ladder.find(level));
        let asked = standard.asked_of(role, &ladder, at).into_iter();
        let expected = asked.filter_map(|asked| {
            let level = asked.ask?.level.as_ref()?;
            Some((asked.requirement, standard.level(level.as_str())?))
        });
        AimedLevels {
            standard,
            level: at.map(|at| &ladder.levels[at]),
            expected: expected.collect(),
        }
    }

    /// Returns how a requirement reads, if the standard describes it at the expected level.
    pub(super) fn descriptor(
        &self,
        frame: &Frame,
        requirement: RequirementIndex,
    ) -> Option<DescriptorView> {
        let level = self.expected.get(&requirement).copied().or(self.level)?;
        let words = self.standard.requirements[requirement].descriptor(level.id.as_str())?;
        let voice = frame.voice_of(self.standard);
        Some(details::descriptor(
            frame,
            &voice,
            self.standard,
            level,
            words,
        ))
    }
}
