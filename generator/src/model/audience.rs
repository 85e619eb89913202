//! The people whom a handbook addresses.

use super::complete::CompleteHandbook;
use crate::index::StandardIndex;
use crate::source::format::handbook::Audience;

impl CompleteHandbook {
    /// The people whom the handbook addresses about a standard, in a fixed order if it does not name them: job seekers and
    /// recruiters if there are roles, learners if there is a self-check without a role, trainers if there are roles or
    /// curricula, and recruiters if there are postings.
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
    pub fn is_for_work(&self, standard: StandardIndex) -> bool {
        let audience = self.audience(standard);
        audience.contains(&Audience::JobSeekers) || audience.contains(&Audience::Recruiters)
    }

    /// Whether the handbook addresses these people about a standard.
    pub fn addresses(&self, standard: StandardIndex, audience: Audience) -> bool {
        self.audience(standard).contains(&audience)
    }
}
