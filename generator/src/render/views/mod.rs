//! One module for each kind of page: a typed view and the function that fills it.

mod alike;
pub mod annex;
pub mod article;
pub mod asked;
#[cfg(test)]
mod asked_tests;
pub mod changes;
pub mod check_way;
pub mod choice;
pub mod clause;
pub mod compare;
pub mod compare_choice;
pub mod compare_levels;
#[cfg(test)]
mod compare_tests;
pub mod compare_ways;
pub mod contents;
pub mod course;
pub mod coverage;
pub mod criterion;
pub mod curriculum;
pub mod definition;
mod details;
pub mod difference;
pub mod earlier;
pub mod editions;
pub mod facets;
pub mod figure;
#[cfg(test)]
pub(in crate::render) mod fixture;
pub mod form;
#[cfg(test)]
mod form_tests;
pub mod front;
pub mod grid;
mod group;
pub mod joined;
pub mod keywords;
mod lead;
pub mod level;
pub mod matrix;
pub mod module;
pub mod note;
pub mod permalink;
pub mod picker;
pub mod posting;
pub mod redirect;
mod relation;
mod requirement_table;
pub mod requirements;
pub mod role;
pub mod running_heads;
pub mod selfcheck;
pub mod selfcheck_choices;
pub mod selfcheck_postings;
pub mod selfcheck_profile;
pub mod selfcheck_profile_words;
pub mod selfcheck_rated;
pub mod selfcheck_rows;
mod selfcheck_surroundings;
pub mod selfcheck_words;
pub mod table;
pub mod taken;
pub mod taught;
pub mod terms;
pub mod total;
pub mod whole;
