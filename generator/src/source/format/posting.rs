//! `postings/*.yaml`: a job that asks for a role at a level.

use super::date::Date;
use super::reference::Reference;
use super::text::{Id, Symbol, Text};
use super::work::{Employments, Pay, Remote, Workplace};
use crate::source::record::record;

record! {
    /// A posting.
    "a posting" PostingRecord {
        /// The job's title.
        #[text(ours)]
        required title: Text,
        /// The organisation that is hiring.
        required organisation: Organisation,
        /// Whether it is an example for which nobody is hiring.
        default example: bool,
        /// The place of work, as people write it.
        #[text(ours)]
        required place: Text,
        /// The country of the place, as an ISO 3166 code: `CN`.
        #[names(Country)]
        required country: Id,
        /// The region of the place.
        #[text(ours)]
        optional region: Text,
        /// Further places of work, of which an applicant has one.
        default other_places: Vec<Workplace>,
        /// Whether the work can be done from anywhere in the country: `true`, or `hybrid` for a part of the time.
        default remote: Remote,
        /// The day of publication.
        required published: Date,
        /// The last day on which the posting is valid.
        required expires: Date,
        /// The kind of employment, or several.
        required employment: Employments,
        /// The pay, or `by-agreement`.
        optional salary: Pay,
        /// The standard that the requirements come from.
        #[names(Standard)]
        required standard: Id,
        /// The role that the job requires; absent if the standard has none.
        #[names(Role)]
        optional role: Id,
        /// The level that the job requires; absent if the role or the standard has none.
        #[names(Level)]
        optional level: Id,
        /// The requirements that an applicant must meet.
        #[names(Reference)]
        default must: Vec<Reference>,
        /// The requirements that are welcome but not mandatory.
        #[names(Reference)]
        default nice: Vec<Reference>,
        /// The description, in Markdown.
        #[text(markdown)]
        required description: Text,
    }
}

impl PostingRecord {
    /// The id of the role that the job requires, if the standard has roles. Whether it exists is
    /// not known here.
    pub fn role_id(&self) -> Option<&str> {
        self.role.as_ref().map(Id::as_str)
    }

    /// The id of the level that the job requires, if the role or the standard has levels.
    pub fn level_id(&self) -> Option<&str> {
        self.level.as_ref().map(Id::as_str)
    }
}

record! {
    /// The organisation that is hiring.
    "an organisation" Organisation {
        /// The name.
        #[text(ours)]
        required name: Text,
        /// The organisation's web address.
        optional url: Symbol,
    }
}
