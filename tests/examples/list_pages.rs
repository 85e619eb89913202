//! Lists the pages of a handbook's site, from the program's table of addresses.
//!
//!     list_pages ROOT
//!
//! Writes JSON: `kinds` and `templates` have every kind of page and every template of one, `pages` those of the site.

use std::path::PathBuf;
use std::{env, io};

use clausebook::language::ProgramLanguage;
use clausebook::project::Sources;
use clausebook::site::address::{Address, OTHER_TEMPLATES, PAGE_ENDING, kinds};
use clausebook::site::{AddressKind, Map, Scope};
use serde::Serialize;

/// The pages of a site, and the kinds of all pages there can be.
#[derive(Serialize)]
struct Listing<'a> {
    /// Every kind of page, by the path that the table of addresses states for it.
    kinds: Vec<&'static str>,
    /// Every template of a page.
    templates: Vec<&'static str>,
    /// The pages.
    pages: Vec<Page<'a>>,
}

/// A page of a site.
#[derive(Serialize)]
struct Page<'a> {
    /// The path from the site's root.
    path: &'a str,
    /// The kind.
    kind: &'static str,
    /// The template.
    template: &'static str,
    /// The id of the reading, if it is in one.
    reading: Option<&'a str>,
    /// The id of the standard, if it belongs to one.
    standard: Option<&'a str>,
}

fn main() -> io::Result<()> {
    let Some(root) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("usage: list_pages ROOT"));
    };
    let sources = Sources::read(&root).map_err(io::Error::other)?;
    let handbook = sources.handbook().map_err(|faults| {
        io::Error::other(sources.report(&faults, ProgramLanguage::English, false))
    })?;
    // The pages of a build can be saved for offline reading, so these can too.
    let scope = Scope {
        is_kept: true,
        ..Scope::of(&handbook)
    };
    let map = Map::new(handbook, scope);
    let handbook = &map.handbook;
    let pages = map
        .addresses()
        .iter()
        .filter_map(|Address { path, target }| {
            let template = target.template(handbook);
            let subject = target.subject();
            let reading = subject
                .reading
                .map(|reading| &*handbook.readings[reading].id);
            let standard = subject
                .standard
                .map(|standard| handbook.standards[standard].id());
            is_page(target.kind()).then_some(Page {
                path,
                kind: target.kind().path,
                template,
                reading,
                standard,
            })
        });
    let of_pages = || kinds().filter(|kind| is_page(kind));
    let mut templates: Vec<&str> = of_pages().map(|kind| kind.template).collect();
    templates.extend(OTHER_TEMPLATES);
    templates.sort_unstable();
    templates.dedup();
    let listing = Listing {
        kinds: of_pages().map(|kind| kind.path).collect(),
        templates,
        pages: pages.collect(),
    };
    serde_json::to_writer(io::stdout().lock(), &listing)?;
    Ok(())
}

/// Whether a kind is of pages. The templates of other files may be HTML as well, such as that of a script with HTML in it.
fn is_page(kind: &AddressKind) -> bool {
    kind.template.ends_with(PAGE_ENDING) && !kind.path.ends_with(".js")
}
