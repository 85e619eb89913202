//! The list of postings, and the page of a posting.

use std::collections::BTreeSet;

use serde::Serialize;

use super::check_way;
use super::course::{self, RequirementLink};
use super::listing::{self, ListingEntry, ListingFacet, ListingFilter, ListingValue};
use super::note::TextPlace;
use super::taught;
use crate::index::{PostingIndex, RequirementIndex, StandardIndex};
use crate::language::range;
use crate::model::Language;
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::PageMaker;
use crate::render::markdown;
use crate::render::text::{Piece, TextView};
use crate::site::address::{self, Page, pages};
use crate::site::check_place::CheckPlace;
use crate::site::{Make, RenderError};
use crate::source::format::date::Date;
use crate::source::format::decimal;
use crate::source::format::work::{Employment, Pay, Period, Remote, Salary};

/// The list of postings.
#[derive(Debug, Serialize)]
pub struct PostingsView {
    /// The postings, the newest first.
    pub postings: Vec<ListingEntry<PostingView>>,
    /// The filters of a long list.
    pub filters: Vec<ListingFilter>,
    /// The most postings that are shown at once.
    pub shown: usize,
}

/// A posting.
#[derive(Debug, Serialize)]
pub struct PostingView {
    /// The title and the link to the page.
    pub link: LinkView,
    /// Whether it is an example.
    pub is_example: bool,
    /// The hiring organisation.
    pub organisation: TextView,
    /// The organisation's website; empty if it is not given.
    pub organisation_href: String,
    /// The place of work.
    pub place: TextView,
    /// The region, if it is given.
    pub region: Option<TextView>,
    /// Further places of work. Empty if there are none.
    pub other_places: Vec<PlaceView>,
    /// Whether all of the work can be done from anywhere.
    pub is_remote: bool,
    /// Whether a part of the work can be done from anywhere.
    pub is_hybrid: bool,
    /// The kinds of employment. Never empty.
    pub employment: Vec<TextView>,
    /// The pay, if it is given.
    pub salary: Option<TextView>,
    /// The day of publication.
    pub published: DateView,
    /// The last day on which the posting is open.
    pub expires: DateView,
    /// The link to the level or the role that the job requires, if the standard has them.
    pub level: Option<LinkView>,
    /// The link to the role's self-check, with the level as the target.
    pub selfcheck: Option<String>,
    /// The link to the interview sheet; empty if the posting names no requirement.
    pub interview: String,
    /// The requirements that an applicant must meet.
    pub must: Vec<RequirementLink>,
    /// The requirements that are preferred but not necessary.
    pub nice: Vec<RequirementLink>,
    /// The description.
    pub description: TextView,
    /// Whether the description begins without a heading and so needs one to separate it from the requirements above.
    pub needs_heading: bool,
}

/// A place of work.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// The place.
    pub place: TextView,
    /// The region, if it is given.
    pub region: Option<TextView>,
}

/// A date.
#[derive(Debug, Serialize)]
pub struct DateView {
    /// The date in ISO 8601.
    pub iso: String,
    /// The date in the format of each language.
    pub text: TextView,
}

impl Make<pages::Postings> for PageMaker<'_, '_> {
    fn make(&self, _: pages::Postings) -> Result<Vec<u8>, RenderError> {
        self.shown(list(self.frame))
    }
}

/// Renders the list of postings.
pub fn list(frame: &Frame) -> (Chrome, PostingsView) {
    let (postings, filters) = listing::listing(frame, newest_first(frame));
    let mut chrome = frame.chrome("postings");
    chrome.call(frame.label().to_owned());
    chrome.description = frame.word("postings_are").to_owned();
    let view = PostingsView {
        postings,
        filters,
        shown: listing::SHOWN,
    };
    (chrome, view)
}

/// Returns the postings, and the values by which each can be chosen.
fn newest_first(frame: &Frame) -> Vec<(PostingView, Vec<ListingValue>)> {
    let postings = frame.handbook().postings.indexed();
    let mut views: Vec<(PostingView, Vec<ListingValue>)> = postings
        .map(|(index, posting)| {
            let aim = [(posting.about.role_id(), posting.about.level_id())];
            let view = view(frame, index);
            let mut values = listing::subjects(frame, posting.standard, &aim);
            let others = view.other_places.iter().map(|other| &other.place);
            let places = [&view.place].into_iter().chain(others);
            let places = places.map(|place| (ListingFacet::Place, place));
            let kinds = view.employment.iter();
            let kinds = kinds.map(|kind| (ListingFacet::Employment, kind));
            values.extend(places.chain(kinds).map(|(facet, label)| ListingValue {
                facet,
                place: [0, 0],
                label: label.clone(),
                group: Default::default(),
            }));
            (view, values)
        })
        .collect();
    views.sort_by(|(a, _), (b, _)| b.published.iso.cmp(&a.published.iso));
    views
}

impl Make<pages::Posting> for PageMaker<'_, '_> {
    fn make(&self, page: pages::Posting) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, page.posting))
    }
}

/// Renders the page of the posting at `posting`.
pub fn render(frame: &Frame, posting: PostingIndex) -> (Chrome, PostingView) {
    let view = view(frame, posting);
    let mut chrome = frame.chrome("posting");
    chrome.call(view.link.label.plain.clone());
    let mut facts = vec![&view.organisation, &view.place];
    facts.extend(view.other_places.iter().map(|other| &other.place));
    facts.extend(&view.employment);
    facts.extend(&view.salary);
    let facts: Vec<&str> = facts.iter().map(|fact| fact.plain.as_str()).collect();
    chrome.description = facts.join(frame.word("list_comma"));
    (chrome, view)
}

fn view(frame: &Frame, posting_index: PostingIndex) -> PostingView {
    let posting = &frame.handbook().postings[posting_index];
    let standard = posting.standard;
    let about = &posting.about;
    let voice = frame.own_voice();
    let links = |requirements: &[RequirementIndex]| {
        course::requirements(frame, standard, requirements.iter().copied())
    };
    let mut taken: BTreeSet<String> = ["main", "must", "nice", "job"].map(str::to_owned).into();
    // The headings of all languages are on one page, so their ids must differ.
    let languages = frame.reading().languages.iter();
    let mut written: Vec<&Language> = languages
        .filter(|language| about.description.get(&language.id).is_some())
        .collect();
    if written.is_empty() {
        let all = frame.handbook().languages.iter();
        let mut all = all.filter(|language| about.description.get(&language.id).is_some());
        written.extend(all.next());
    }
    let pieces: Vec<Piece> = written
        .into_iter()
        .filter_map(|language| {
            let words = about.description.get(&language.id)?;
            let place = TextPlace::of_curriculum(
                frame,
                language,
                Page::Posting {
                    posting: posting_index,
                },
                &about.description.position,
                standard,
            );
            Some(Piece {
                lang: language.tag.to_string(),
                language: language.id.to_string(),
                html: markdown::document(words, &place, &mut taken),
                is_source: false,
                ..Piece::default()
            })
        })
        .collect();
    let begins_with_heading = |words: &str| words.trim_start().starts_with('#');
    PostingView {
        needs_heading: !about
            .description
            .languages
            .iter()
            .any(|(_, words, _)| begins_with_heading(words)),
        link: taught::posting_link(frame, posting_index),
        is_example: about.example,
        organisation: voice.text(&about.organisation.name),
        organisation_href: about
            .organisation
            .url
            .as_ref()
            .map(|url| url.value.to_string())
            .unwrap_or_default(),
        place: voice.text(&about.place),
        region: about.region.as_ref().map(|region| voice.text(region)),
        other_places: (about.other_places.iter())
            .map(|other| PlaceView {
                place: voice.text(&other.place),
                region: other.region.as_ref().map(|region| voice.text(region)),
            })
            .collect(),
        is_remote: about.remote == Remote::Full,
        is_hybrid: about.remote == Remote::Hybrid,
        employment: (about.employment.0.iter())
            .map(|kind| {
                frame.spoken(match kind {
                    Employment::FullTime => "employment_full_time",
                    Employment::PartTime => "employment_part_time",
                    Employment::Contract => "employment_contract",
                    Employment::Temporary => "employment_temporary",
                    Employment::Internship => "employment_internship",
                })
            })
            .collect(),
        salary: about.salary.as_ref().map(|salary| match salary {
            Pay::Amount(salary) => pay(frame, salary),
            Pay::ByAgreement => frame.spoken("salary_agreed"),
        }),
        published: day(frame, &about.published),
        expires: day(frame, &about.expires),
        level: course::aim_link(frame, standard, about.role_id(), about.level_id())
            .filter(|_| about.role.is_some() || about.level.is_some()),
        selfcheck: selfcheck(frame, standard, posting_index),
        interview: {
            let page = Page::Interview {
                posting: posting_index,
            };
            let path = address::page_path(frame.handbook(), frame.reading_index, page);
            frame
                .site
                .find(&path)
                .map(|sheet| frame.link(&sheet.path))
                .unwrap_or_default()
        },
        must: links(&posting.must),
        nice: links(&posting.nice),
        description: TextView {
            inline: Html::default(),
            pieces,
            plain: String::new(),
        },
    }
}

/// Returns the link to the self-check of the posting's role, if the site has one, with the posting's level as the
/// target and the posting for comparison, or to the choice of one if the role has several.
fn selfcheck(
    frame: &Frame,
    standard_index: StandardIndex,
    posting: PostingIndex,
) -> Option<String> {
    let standard = &frame.handbook().standards[standard_index];
    let posting = &frame.handbook().postings[posting];
    let role = match posting.about.role_id() {
        Some(id) => Some(standard.about.roles.find_index(|known| known.id == *id)?),
        None => None,
    };
    let level = posting.about.level_id();
    let level = level.and_then(|level| standard.ladder_at(role).find(level));
    if check_way::has_choice(standard, role, level) {
        return Some(check_way::of_standard(frame, standard_index)?.href);
    }
    let place = level.map_or_else(
        || CheckPlace::of_role(role),
        |level| CheckPlace::of_level(standard, role, level),
    );
    let path = frame.path_of(standard_index, place.page());
    frame.site.find(&path)?;
    let chosen = level.and_then(|level| check_way::fragment(standard, place, level));
    let chosen = chosen.map(|chosen| chosen + "&").unwrap_or_default();
    Some(frame.link(&format!("{path}#{chosen}posting={}", posting.id)))
}

/// Returns a date in the format of each language.
pub fn day(frame: &Frame, date: &Date) -> DateView {
    DateView {
        iso: date.to_string(),
        text: frame.spoken_with("date", |language, word| {
            day_in(frame, &language.id, word, date.day)
        }),
    }
}

/// Formats a date in `language`, by its pattern.
///
/// The pattern is the word `date`, e.g. `{day} {month} {year}`, in which the month is one of the
/// twelve names of the word `months`.
pub(super) fn day_in(
    frame: &Frame,
    language: &str,
    pattern: &str,
    (year, month, day): (u16, u8, u8),
) -> String {
    let months = frame.words.get(language, "months");
    let name = months
        .split(' ')
        .nth(usize::from(month).saturating_sub(1))
        .unwrap_or_default();
    pattern
        .replace("{year}", &year.to_string())
        .replace("{month}", name)
        .replace("{day}", &day.to_string())
}

/// A million, in hundredths.
const MILLION: i64 = 100_000_000;

/// An amount with its digits before the point in groups of three.
fn grouped(amount: &str) -> String {
    let (whole, fraction) = amount.split_at(amount.find('.').unwrap_or(amount.len()));
    let first = whole.len() % 3;
    let groups = whole.as_bytes()[first..].chunks(3);
    let groups = groups.map(|digits| String::from_utf8_lossy(digits).into_owned());
    let begun = (first > 0).then(|| whole[..first].to_owned());
    begun
        .into_iter()
        .chain(groups)
        .collect::<Vec<_>>()
        .join("\u{202f}")
        + fraction
}

/// Returns the salary as people write it, such as “CNY 8000–12000 a month”. Numbers and currency codes (ISO 4217) are the
/// same in every language; the digits of millions are in groups of three, parted by the narrow space that every language
/// understands.
fn pay(frame: &Frame, salary: &Salary) -> TextView {
    let ends = [Some(&salary.from), salary.to.as_ref()]
        .into_iter()
        .flatten();
    let mut amounts: Vec<String> = ends.map(|end| decimal::write(end.hundredths)).collect();
    if salary.from.hundredths >= MILLION
        || salary
            .to
            .as_ref()
            .is_some_and(|to| to.hundredths >= MILLION)
    {
        amounts = amounts.iter().map(|amount| grouped(amount)).collect();
    }
    let key = match salary.per {
        Period::Hour => "per_hour",
        Period::Day => "per_day",
        Period::Week => "per_week",
        Period::Month => "per_month",
        Period::Year => "per_year",
    };
    frame.spoken_with(key, |language, word| {
        let amount = amounts.join(range::between_numbers(&language.tag));
        word.replace("{amount}", &format!("{} {amount}", salary.currency))
    })
}
