//! `content/handbook.yaml`: the handbook's title, languages and contents.

use serde_json::{Value as Json, json};

use super::colour::Colour;
use super::text::{Id, Symbol, Text, Word};
use super::words::words;
use crate::index::{List, SectionIndex};
use crate::language::Direction;
use crate::language::message::message;
use crate::source::decode::{Decode, Definitions, symbol};
use crate::source::diagnostic::Diagnostic;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::record::record;
use crate::source::rule::Rule;
use crate::source::yaml::Node;

record! {
    /// The handbook as a whole.
    "the handbook" HandbookRecord {
        /// The handbook's title.
        #[text(ours)]
        required title: Text,
        /// A description of the handbook, in one sentence.
        #[text(ours)]
        optional description: Text,
        /// The languages, in the handbook's order.
        required languages: Vec<LanguageRecord>,
        /// The readings. Each is a language, or several languages joined by hyphens and shown side by side, such as `zh-en`.
        required readings: Vec<Id>,
        /// The standards, by the names of their folders. A handbook of pages alone has none.
        #[names(Standard)]
        default standards: Vec<Id>,
        /// The sections of the handbook's pages, which give the pages their order.
        default sections: List<SectionIndex, PageSection>,
        /// The people whom the front page addresses. If absent, they follow from what the handbook has: roles, a
        /// self-check, curricula, postings.
        optional audience: Vec<Audience>,
        /// The theme, by the name of its folder in `themes/`; `default` if absent.
        optional theme: Id,
        /// The absolute address under which the site is published.
        optional base_url: Symbol,
        /// The address at which the host of the handbook's repository shows its files, such as
        /// `https://github.com/acme/handbook/blob/main`. Pages then link to their words there, so that readers can suggest changes.
        optional repository: Symbol,
        /// Whether the site has a page for editors that shows the state of the translations.
        default translation_status: bool,
        /// The publisher of the handbook, with its colours and logo.
        optional house: House,
    }
}

record! {
    /// A section of the handbook's pages. It is an entry of the menu, and the front page lists its pages.
    "a section" PageSection {
        /// The section's title.
        #[text(ours)]
        required title: Text,
        /// Its pages, by the names of their files, such as `about` or `guides/hosting`.
        required pages: Vec<Symbol>,
    }
}

words! {
    /// People who read a handbook.
    "an audience" Audience {
        /// People who look for a job, or want to know whether they meet its requirements.
        JobSeekers = "job-seekers",
        /// People who learn what the standard asks for.
        Learners = "learners",
        /// People who plan and give courses.
        Trainers = "trainers",
        /// People who hire others.
        Recruiters = "recruiters",
        /// People who assess others.
        Assessors = "assessors",
    }
}

record! {
    /// The house that publishes a handbook.
    "the house" House {
        /// The name of the house.
        #[text(ours)]
        optional name: Text,
        /// Its logo: an SVG or PNG file in the theme's `assets/`, such as `logo.svg`.
        optional logo: Symbol,
        /// Its colours. If one is absent, the default theme's is used; all other colours are derived from these.
        optional colours: Colours,
    }
}

record! {
    /// The colours of a house.
    "the colours of a house" Colours {
        /// The colour of clause numbers, marks and focus.
        optional accent: Shades,
        /// The colour of the background.
        optional paper: Shades,
        /// The colour of text.
        optional ink: Shades,
    }
}

record! {
    /// A colour in both colour schemes.
    "a colour" Shades {
        /// The colour in the light scheme.
        required light: Colour,
        /// The colour in the dark scheme.
        required dark: Colour,
    }
}

record! {
    /// A language of the handbook.
    "a language" LanguageRecord {
        /// The key of the language in every text.
        required id: Id,
        /// The BCP 47 tag for the pages, such as `zh-CN`.
        required tag: Id,
        /// The language's own name.
        required name: Word,
        /// The direction of writing: `ltr` for left to right, `rtl` for right to left. If absent, it follows from the tag.
        optional direction: Direction,
    }
}

impl Encode for Direction {
    fn encode(&self) -> Yaml {
        Yaml::Symbol(self.attribute().to_owned())
    }
}

impl Decode for Direction {
    const EXAMPLE: &'static str = "rtl";

    fn decode(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let word = symbol(node, faults)?;
        let all = [Direction::LeftToRight, Direction::RightToLeft];
        let found = all.into_iter().find(|known| known.attribute() == word);
        if found.is_none() {
            faults.push(Rule::UnknownValue.at(
                &node.position,
                message!("`{word}` is not a direction", word),
                message!("write `ltr` for left to right or `rtl` for right to left"),
            ));
        }
        found
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({"enum": ["ltr", "rtl"]})
    }
}
