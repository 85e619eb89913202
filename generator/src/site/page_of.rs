//! The pages of a standard that show a thing of it: a requirement, a level, a part of what is asked for.

use super::standard_page::StandardPage;
use crate::index::{LevelIndex, RoleIndex};
use crate::model::parts::PartName;
use crate::model::{Requirement, Standard};

impl StandardPage {
    /// The page of its clause that shows a requirement: that of the clause, or one of its parts.
    pub fn with_requirement(standard: &Standard, requirement: &Requirement) -> StandardPage {
        let clause = requirement.clause;
        if standard.pages_of_clause(clause).is_empty() {
            return StandardPage::Clause(clause);
        }
        let index = standard.requirement_index(&requirement.id);
        let part = index.and_then(|index| {
            let division = &standard.parts().clauses;
            division.of_requirement(clause, index)
        });
        match part.map(|part| part.name) {
            Some(part) if part.requirement.is_some() => StandardPage::ClausePart(part),
            Some(_) | None => StandardPage::Clause(clause),
        }
    }

    /// The page of a part of what a role, or a level of it or of everybody, asks for.
    pub fn of_asked_part(
        role: Option<RoleIndex>,
        level: Option<LevelIndex>,
        part: PartName,
    ) -> StandardPage {
        match (role, level) {
            (Some(role), Some(level)) => StandardPage::LevelPart { role, level, part },
            (Some(role), None) => StandardPage::RolePart { role, part },
            (None, Some(level)) => StandardPage::LevelOfAllPart { level, part },
            // Without a role or a level, everything is asked for.
            (None, None) => StandardPage::RequirementsPart(part),
        }
    }

    /// The page of a level of a role, or of a standard without roles.
    pub fn of_level(role: Option<RoleIndex>, level: LevelIndex) -> StandardPage {
        match role {
            Some(role) => StandardPage::Level { role, level },
            None => StandardPage::LevelOfAll(level),
        }
    }
}
