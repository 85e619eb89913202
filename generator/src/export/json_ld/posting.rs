//! Job postings, and the requirements of a role at a level as an occupation.
//!
//! The keys are those that search engines for jobs read. Whether their values are acceptable, such
//! as codes and dates, is checked before ([`crate::check::postings`]).

use serde_json::Value as Json;

use super::{Described, Object, amount, elsewhere, thing};
use crate::index::{LevelIndex, PostingIndex, RequirementIndex, RoleIndex, StandardIndex};
use crate::model::CompletePosting;
use crate::site::address::{Page, StandardPage};
use crate::source::format::text::{Id, Text};
use crate::source::format::work::{Employment, Pay, Period, Remote, Salary};

impl Described<'_> {
    /// A posting, with its description as HTML. A posting that can be done from anywhere is limited
    /// to its country, since search engines require a limit.
    pub(super) fn posting(&self, index: PostingIndex, description: String) -> Option<Object> {
        let posting: &CompletePosting = &self.handbook().postings[index];
        let place = posting.standard;
        let standard = &self.handbook().standards[place];
        let about = &posting.about;
        let roles = &standard.about.roles;
        let role = about.role_id();
        let role = role.and_then(|id| roles.find_index(|role| role.id == *id));
        let level = about.level_id();
        let level = level.and_then(|id| standard.ladder_at(role).find(id));
        let place_of_work = |place: &Text, region: Option<&Text>, country: &Id| -> Json {
            let region = region.map_or(Json::Null, |region| self.words(region));
            let address = thing(
                "PostalAddress",
                [
                    ("addressLocality", self.words(place)),
                    ("addressRegion", region),
                    ("addressCountry", country.as_str().into()),
                ],
            );
            thing("Place", [("address", address.into())]).into()
        };
        let mut places = vec![place_of_work(
            &about.place,
            about.region.as_ref(),
            &about.country,
        )];
        let mut countries = vec![about.country.as_str()];
        for other in &about.other_places {
            let country = other.country.as_ref().unwrap_or(&about.country);
            places.push(place_of_work(&other.place, other.region.as_ref(), country));
            if !countries.contains(&country.as_str()) {
                countries.push(country.as_str());
            }
        }
        let countries = countries.into_iter();
        let countries = countries.map(|code| thing("Country", [("name", code.into())]).into());
        let countries = one_or_all(countries.collect());
        // Search engines know only work that can be done remotely as a whole.
        let only_remote = |value: Json| match about.remote {
            Remote::Full => value,
            Remote::Hybrid | Remote::None => Json::Null,
        };
        let kinds = about.employment.0.iter();
        let kinds = kinds.map(|kind| employment(*kind).into()).collect();
        Some(thing(
            "JobPosting",
            [
                ("title", self.words(&about.title)),
                ("description", description.into()),
                ("url", self.page_url(Page::Posting { posting: index })),
                ("datePosted", about.published.to_string().into()),
                // A posting is valid until the end of its last day.
                ("validThrough", format!("{}T23:59:59", about.expires).into()),
                ("employmentType", one_or_all(kinds)),
                (
                    "hiringOrganization",
                    thing(
                        "Organization",
                        [
                            ("name", self.words(&about.organisation.name)),
                            (
                                "sameAs",
                                about
                                    .organisation
                                    .url
                                    .as_ref()
                                    .map_or(Json::Null, |url| (*url.value).into()),
                            ),
                        ],
                    )
                    .into(),
                ),
                ("jobLocation", one_or_all(places)),
                ("jobLocationType", only_remote("TELECOMMUTE".into())),
                ("applicantLocationRequirements", only_remote(countries)),
                (
                    "relevantOccupation",
                    role.map_or(Json::Null, |role| {
                        self.named_occupation(place, role, level).into()
                    }),
                ),
                ("qualifications", self.both(place, role, level)),
                (
                    "skills",
                    self.terms(place, posting.must.iter().chain(&posting.nice)),
                ),
                (
                    "baseSalary",
                    match &about.salary {
                        Some(Pay::Amount(amount)) => salary(amount),
                        Some(Pay::ByAgreement) | None => Json::Null,
                    },
                ),
            ],
        ))
    }

    /// The role at a level as an occupation, with the requirements that its page lists. Requirements are its skills.
    pub(super) fn occupation(
        &self,
        standard_index: StandardIndex,
        role: RoleIndex,
        level: LevelIndex,
    ) -> Object {
        let standard = &self.handbook().standards[standard_index];
        let mut value = self.named_occupation(standard_index, role, Some(level));
        let ladder = standard.ladder_at(Some(role));
        let asked = standard.asked_of(standard.role_id(Some(role)), &ladder, Some(level));
        let is_shared_out = ladder.shares_out(Some(level), asked.len());
        // A divided page lists none itself.
        let parts = standard.parts_of_asked(Some(role), Some(level));
        let listed = asked
            .iter()
            .filter(|_| parts.is_empty())
            .filter(|asked| !is_shared_out || asked.level == Some(level));
        let listed: Vec<RequirementIndex> = listed.map(|asked| asked.requirement).collect();
        if !listed.is_empty() {
            value.insert("skills".into(), self.terms(standard_index, &listed));
        }
        value
    }

    /// The role at a level as an occupation with its names only.
    fn named_occupation(
        &self,
        standard: StandardIndex,
        role: RoleIndex,
        level: Option<LevelIndex>,
    ) -> Object {
        let (about, levels) = (
            &self.handbook().standards[standard].about,
            self.handbook().standards[standard].levels_at(Some(role)),
        );
        let page = match level {
            Some(level) => StandardPage::Level { role, level },
            None => StandardPage::Role(role),
        };
        thing(
            "Occupation",
            [
                ("name", self.words(&about.roles[role].title)),
                (
                    "identifier",
                    (about.roles[role].number.as_ref())
                        .map_or(Json::Null, |number| (*number.value).into()),
                ),
                ("sameAs", elsewhere(&about.roles[role].same_as)),
                (
                    "qualifications",
                    level.map_or(Json::Null, |level| self.words(&levels[level].title)),
                ),
                ("url", self.page_url(Page::Standard { standard, page })),
            ],
        )
    }

    /// The names of a role and a level on one line; null without either.
    fn both(
        &self,
        standard: StandardIndex,
        role: Option<RoleIndex>,
        level: Option<LevelIndex>,
    ) -> Json {
        let about = &self.handbook().standards[standard].about;
        let words = |text| self.plain_words(text);
        let levels = self.handbook().standards[standard].levels_at(role);
        let role = role.map(|role| &about.roles[role].title);
        let level = level.map(|level| &levels[level].title);
        let names: Vec<String> = role.into_iter().chain(level).map(words).collect();
        if names.is_empty() {
            return Json::Null;
        }
        names.join(" · ").into()
    }
}

/// The only value, or a list of all.
fn one_or_all(mut values: Vec<Json>) -> Json {
    match values.len() {
        1 => values.remove(0),
        _ => values.into(),
    }
}

/// The value of `employmentType`.
fn employment(kind: Employment) -> &'static str {
    match kind {
        Employment::FullTime => "FULL_TIME",
        Employment::PartTime => "PART_TIME",
        Employment::Contract => "CONTRACTOR",
        Employment::Temporary => "TEMPORARY",
        Employment::Internship => "INTERN",
    }
}

/// The pay as a `MonetaryAmount`: one value, or a range.
fn salary(salary: &Salary) -> Json {
    let unit = match salary.per {
        Period::Hour => "HOUR",
        Period::Day => "DAY",
        Period::Week => "WEEK",
        Period::Month => "MONTH",
        Period::Year => "YEAR",
    };
    let from = amount(salary.from.hundredths);
    let value = match &salary.to {
        Some(to) => thing(
            "QuantitativeValue",
            [
                ("minValue", from),
                ("maxValue", amount(to.hundredths)),
                ("unitText", unit.into()),
            ],
        ),
        None => thing(
            "QuantitativeValue",
            [("value", from), ("unitText", unit.into())],
        ),
    };
    thing(
        "MonetaryAmount",
        [
            ("currency", salary.currency.as_str().into()),
            ("value", value.into()),
        ],
    )
    .into()
}
