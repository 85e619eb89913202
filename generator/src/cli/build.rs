//! `clausebook build`
//!
//! The content is checked as by `check`. With an error, nothing is written.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use super::findings::{refuse, remark_unlocked, sound};
use super::help::Refusal;
use super::levels::Levels;
use super::progress::Progress;
use super::terminal::{Failure, Terminal, grouped};
use crate::check::rendering;
use crate::language::message::{Message, message};
use crate::output::{self, OutputError, Summary};
use crate::project::Project;
use crate::source::format::base_url::is_base_url;

/// Writes the site.
#[derive(Args, Debug)]
pub(super) struct Build {
    /// The folder to write to [default: `site` in the folder of the handbook]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address under which the site will be published, for search engines and exports
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    levels: Levels,
}

impl Build {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let begun = Instant::now();
        let mut project = Project::read(root)?;
        let handbook = sound(&mut project, &self.levels, terminal)?;
        remark_unlocked(&handbook, terminal);
        let site = project
            .published_site(handbook, self.base_url.as_deref())
            .map_err(|faults| refuse(&project, &faults, terminal))?;
        let out = self.out.clone().unwrap_or_else(|| root.join("site"));
        let progress = Progress::new(site.addresses().len(), begun, terminal);
        let written = output::write(&site, root, &out, &|done| progress.show(done));
        progress.clear();
        match written {
            Ok(summary) => terminal.summary(&closing(&summary, begun.elapsed())),
            // The handbook's editors write the theme as well as the content.
            Err(OutputError::Render(_)) => {
                let faults = rendering(&site, site.addresses());
                Err(refuse(&project, &faults, terminal))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A one-line summary of the build.
fn closing(summary: &Summary, took: Duration) -> Message {
    let seconds = format!("{:.2}", took.as_secs_f64());
    let pages = grouped(summary.pages);
    let written = grouped(summary.written);
    let unchanged = grouped(summary.unchanged);
    match summary.removed {
        0 => message!(
            "{pages} {pages|page|pages} in {seconds} s; {written} {written|file|files} written, {unchanged} unchanged",
            pages,
            seconds,
            written,
            unchanged
        ),
        removed => message!(
            "{pages} {pages|page|pages} in {seconds} s; {written} {written|file|files} written, {unchanged} unchanged, \
             {removed} removed",
            pages,
            seconds,
            written,
            unchanged,
            removed = grouped(removed)
        ),
    }
}

/// Parses an absolute web address.
pub(super) fn base_url(written: &str) -> Result<String, Refusal> {
    if is_base_url(written) {
        Ok(written.to_owned())
    } else {
        Err(Refusal(message!(
            "write an absolute address without user name, query or fragment, such as https://example.org/handbook/"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_in_the_last_line_agree_with_their_numbers() {
        let mut summary = Summary {
            pages: 1,
            written: 1,
            unchanged: 0,
            removed: 0,
        };
        let took = Duration::from_millis(1234);
        assert_eq!(
            closing(&summary, took).english(),
            "1 page in 1.23 s; 1 file written, 0 unchanged"
        );
        summary = Summary {
            pages: 1234,
            written: 3,
            unchanged: 1231,
            removed: 2,
        };
        assert_eq!(
            closing(&summary, took).english(),
            "1,234 pages in 1.23 s; 3 files written, 1,231 unchanged, 2 removed"
        );
    }
}
