//! The handbook's texts for translators, and their translations back into its files.
//!
//! A [`unit`](mod@unit) is one text to translate. [`units`] lists those of a handbook, with ids that stay the same when lines move
//! (`place`). They are written as XLIFF ([`xliff`]) or PO ([`po`]), and read back from either ([`reader`]) as [`returned`] units.
//! [`comparison`] finds for each the text that it belongs to, has its markup checked ([`protection`]), and decides what
//! changes; `writing` and `markdown_edit` change the files, and nothing else in them. Words of the
//! interface ([`words`]) go the same way, into the file of the theme.

pub mod comparison;
pub mod error;
pub mod intake;
mod markdown_edit;
mod place;
pub mod po;
mod po_reader;
pub mod protection;
pub mod reader;
pub mod returned;
pub mod unit;
pub mod units;
pub mod words;
mod writing;
pub mod xliff;
mod xliff_reader;

#[cfg(test)]
mod round_trip_tests;
