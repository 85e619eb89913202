//! The facets by which lists of requirements can be filtered.

use std::fmt::Write as _;

use serde::Serialize;

use super::group::{self, EntriesOfGroup};
use crate::index::{RequirementIndex, StandardIndex};
use crate::model::CompleteStandard;
use crate::model::axis::Axes;
use crate::model::parts::PartName;
use crate::render::frame::Frame;
use crate::render::text::{TextView, Voice};
use crate::site::address::StandardPage;
use crate::source::format::dimension::DimensionAxis;
use crate::source::format::text::{Id, Text};

/// A facet of the list's filter.
#[derive(Debug, Serialize)]
pub struct FacetView {
    /// Its name in the page's data, which is also its key among the interface words unless it has a title.
    pub key: String,
    /// The name of an axis of dimensions.
    pub title: Option<TextView>,
    /// The choices. Only roles have groups.
    pub groups: Vec<EntriesOfGroup<FacetChoiceView>>,
    /// Whether the choices of each group are folded, because there are many.
    pub is_folded: bool,
}

/// A choice of a facet.
#[derive(Debug, Serialize)]
pub struct FacetChoiceView {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: TextView,
    /// The link to the first clause to which the choice applies, for readers without JavaScript.
    pub href: String,
    /// The requirements to which it applies, in the list of the parts of a large standard: a hexadecimal digit for each four
    /// requirements, the first of which is the highest bit.
    pub applies: Option<String>,
}

/// The key of the facet of an axis of dimensions.
pub(super) fn axis_key(named: Option<&DimensionAxis>) -> String {
    named.map_or_else(
        || "dimension".to_owned(),
        |named| format!("axis-{}", named.id),
    )
}

/// Everything that the facets of a page are made from.
pub struct FacetPage<'f, 'a> {
    frame: &'f Frame<'a>,
    index: StandardIndex,
    standard: &'a CompleteStandard,
    voice: Voice<'a>,
    /// The name of the page's part.
    part: Option<PartName>,
}

impl<'f, 'a> FacetPage<'f, 'a> {
    /// The facets of a page of the requirements of a standard: that of a part, or the one of all requirements.
    pub fn new(frame: &'f Frame<'a>, index: StandardIndex, part: Option<PartName>) -> Self {
        let standard = &frame.handbook().standards[index];
        FacetPage {
            frame,
            index,
            standard,
            voice: frame.voice_of(standard),
            part,
        }
    }

    /// Returns the facets that have a choice.
    pub fn facets(&self) -> Vec<FacetView> {
        let about = &self.standard.about;
        let mut facets = Vec::new();
        for (place, axis) in about.dimensions.axes().into_iter().enumerate() {
            let values = axis.values.iter().map(|value| (&value.id, &value.title));
            let key = axis_key(axis.named);
            let of = |axes: &Axes, id: &str| {
                let values = axes.dimensions.of(place);
                (values.has(id), values.allows(id))
            };
            facets.push(FacetView {
                title: axis.named.map(|named| self.voice.text(&named.title)),
                ..self.facet(&key, values, of)
            });
        }
        let groups = group::grouped(&self.voice, self.standard, |role| {
            let role = &about.roles[role];
            self.choice(&role.id, &role.title, |axes, id| {
                (axes.roles.has(id), axes.roles.allows(id))
            })
        });
        facets.push(FacetView {
            is_folded: groups.iter().any(|group| !group.titles.is_empty())
                && group::count(&groups) > group::MOST_ROLES,
            ..facet_of("role", groups)
        });
        let levels = about.levels.iter().map(|level| (&level.id, &level.title));
        facets.push(self.facet("level", levels, |axes, id| {
            (axes.levels.has(id), axes.levels.allows(id))
        }));
        let types = about.types.iter().map(|kind| (&kind.id, &kind.title));
        facets.push(self.facet("type", types, |axes, id| {
            let has = axes.kind.as_deref() == Some(id);
            (has, has)
        }));
        facets.retain(|facet| group::count(&facet.groups) > 1);
        facets
    }

    /// Returns the facet with those of `choices` that a requirement states. `of` returns whether a requirement with such axes
    /// states a choice, and whether the choice applies to it.
    fn facet<'t>(
        &self,
        key: &str,
        choices: impl Iterator<Item = (&'t Id, &'t Text)>,
        of: impl Fn(&Axes, &str) -> (bool, bool),
    ) -> FacetView {
        let choices = choices.filter_map(|(id, title)| self.choice(id, title, &of));
        facet_of(key, vec![EntriesOfGroup::none(choices.collect())])
    }

    /// Returns a choice; `None` if no requirement states it. `of` is as for [`Self::facet`].
    fn choice(
        &self,
        id: &Id,
        title: &Text,
        of: impl Fn(&Axes, &str) -> (bool, bool),
    ) -> Option<FacetChoiceView> {
        let is_divided = !self.standard.parts().list.is_empty();
        let requirements = self.standard.requirements.indexed();
        let mut stated = requirements.filter(|(_, entry)| of(&entry.axes, id.as_str()).0);
        let (first, _) = stated.next()?;
        let is_here = |index| self.part_with(index) == self.part;
        let first = match self.part {
            Some(_) if !is_here(first) => {
                let mut here = stated.map(|(index, _)| index);
                here.find(|index| is_here(*index)).unwrap_or(first)
            }
            _ => first,
        };
        Some(FacetChoiceView {
            id: id.to_string(),
            label: self.voice.text(title),
            href: self.place_of(first),
            applies: (is_divided && self.part.is_none()).then(|| {
                let requirements = self.standard.requirements.iter();
                hexadecimal(requirements.map(|entry| of(&entry.axes, id.as_str()).1))
            }),
        })
    }

    /// The name of the part with a requirement; `None` if the list is not divided.
    fn part_with(&self, requirement: RequirementIndex) -> Option<PartName> {
        let clause = self.standard.requirements[requirement].clause;
        let division = &self.standard.parts().list;
        let part = division.of_requirement(clause, requirement)?;
        Some(part.name)
    }

    /// Returns the link to the clause of a requirement, on the page that lists the requirement.
    fn place_of(&self, requirement: RequirementIndex) -> String {
        let clause = self.standard.requirements[requirement].clause;
        let page = match self.part_with(requirement) {
            Some(part) if self.part != Some(part) => {
                let page = StandardPage::RequirementsPart(part);
                self.frame.standard_link(self.index, page)
            }
            _ => String::new(),
        };
        format!("{page}#{}", self.standard.clauses[clause].id())
    }
}

fn facet_of(key: &str, groups: Vec<EntriesOfGroup<FacetChoiceView>>) -> FacetView {
    FacetView {
        key: key.to_owned(),
        title: None,
        groups,
        is_folded: false,
    }
}

/// Writes a hexadecimal digit for each four of `bits`, the first of which is the highest.
fn hexadecimal(bits: impl Iterator<Item = bool>) -> String {
    let bits: Vec<bool> = bits.collect();
    bits.chunks(4).fold(String::new(), |mut digits, four| {
        let place = |place: usize| u8::from(four.get(place).copied().unwrap_or_default());
        let digit = place(0) << 3 | place(1) << 2 | place(2) << 1 | place(3);
        let _ = write!(digits, "{digit:x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::hexadecimal;

    #[test]
    fn four_requirements_are_a_digit() {
        let bits = |text: &'static str| hexadecimal(text.chars().map(|bit| bit == '1'));
        assert_eq!(bits("1010011"), "a6");
        assert_eq!(bits(""), "");
    }
}
