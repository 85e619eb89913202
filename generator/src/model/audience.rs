//! The people whom a handbook addresses.
//!
//! The answer decides which passages the front page has, how the self-check is worded, and whether
//! roles have a page for recruiters. The choice is the author's (`audience` in `handbook.yaml`);
//! otherwise it follows from what the handbook has.

use super::complete::CompleteHandbook;
use crate::index::StandardIndex;
use crate::source::format::handbook::Audience;

impl CompleteHandbook {
    /// The people whom the handbook addresses about a standard, in a fixed order if it does not name them: job seekers and
    /// recruiters if there are roles, learners if there is a self-check without a role, trainers if there are roles or
    /// curricula, and recruiters if there are postings.
    ///
    /// May be empty, for a standard without roles, self-check, curricula and postings. A stated
    /// list is returned in the author's order, even if it is empty.
    pub fn audience(&self, index: StandardIndex) -> Vec<Audience> {
        if let Some(stated) = &self.about.audience {
            return stated.clone();
        }
        let standard = &self.standards[index];
        let has_roles = !standard.about.roles.is_empty();
        let has_check = standard.graded_form(None).is_some();
        let mut curricula = self.curricula.iter();
        let has_curricula = curricula.any(|curriculum| curriculum.standard == index);
        let mut postings = self.postings.iter();
        let has_postings = postings.any(|posting| posting.standard == index);
        let all = [
            (Audience::JobSeekers, has_roles),
            (Audience::Learners, has_check && !has_roles),
            (Audience::Trainers, has_roles || has_curricula),
            (Audience::Recruiters, has_roles || has_postings),
        ];
        let there = all.into_iter().filter(|(_, is_there)| *is_there);
        there.map(|(audience, _)| audience).collect()
    }

    /// Whether the handbook addresses people who look for a job or hire others, about a standard.
    /// If not, the self-check does not mention applications and hiring.
    pub fn is_for_work(&self, standard: StandardIndex) -> bool {
        let audience = self.audience(standard);
        audience.contains(&Audience::JobSeekers) || audience.contains(&Audience::Recruiters)
    }

    /// Whether the handbook addresses people who look after others, who may compare the self-checks of several: trainers and
    /// recruiters, unless the author has named other people only.
    pub fn has_groups(&self) -> bool {
        let is_one =
            |audience: &Audience| matches!(audience, Audience::Trainers | Audience::Recruiters);
        let stated = self.about.audience.as_ref();
        stated.is_none_or(|stated| stated.iter().any(is_one))
    }

    /// Whether the handbook addresses these people about a standard.
    pub fn addresses(&self, standard: StandardIndex, audience: Audience) -> bool {
        self.audience(standard).contains(&audience)
    }
}
