//! The link by which readers suggest a change of a page: the place of its words in the handbook's repository.

use url::Url;

use super::frame::Frame;
use super::views::article_texts;
use crate::model::Language;
use crate::site::kind::WrittenIn;
use crate::source::page::MarkdownFile;
use crate::source::position::Position;

impl Frame<'_> {
    /// Returns the address of the page's words at the handbook's host, with the line. `None` if the handbook names no
    /// repository, or if the page gathers words of many places.
    pub fn suggestion(&self) -> Option<String> {
        let repository = self.handbook().about.repository.as_ref()?;
        at_host(&repository.value, &self.position_of_words()?)
    }

    /// Returns the position of the page's words in the content.
    fn position_of_words(&self) -> Option<Position> {
        let handbook = self.handbook();
        let subject = self.address.target.subject();
        let standard = || Some(&handbook.standards[subject.standard?]);
        match self.address.target.kind().written_in {
            WrittenIn::Nowhere => None,
            WrittenIn::Article => {
                let (_, source) = *article_texts::written(self, subject.article?).first()?;
                Some(source.position.clone())
            }
            WrittenIn::Standard => Some(standard()?.about.position.clone()),
            WrittenIn::Clause => {
                let clause = &standard()?.clauses[subject.clause?];
                Some(clause.id().position.clone())
            }
            WrittenIn::Role => Some(standard()?.about.roles[subject.role?].id.position.clone()),
            WrittenIn::Requirement => {
                let text = standard()?.requirements[subject.requirement?].text();
                Some(text.position.clone())
            }
            WrittenIn::Curriculum => {
                let curriculum = &handbook.curricula[subject.curriculum?];
                let overview = self.shown_of(&curriculum.overview);
                Some(overview.unwrap_or_else(|| curriculum.about.position.clone()))
            }
            WrittenIn::Module => {
                let curriculum = &handbook.curricula[subject.curriculum?];
                self.shown_of(&curriculum.modules[subject.module?].languages)
            }
            WrittenIn::Posting => {
                let posting = &handbook.postings[subject.posting?];
                Some(posting.about.position.clone())
            }
        }
    }

    /// Returns the position of the file in the page's own language, or else of the first.
    fn shown_of<F>(&self, files: &[std::sync::Arc<MarkdownFile<F>>]) -> Option<Position> {
        let is_own = |language: &Language, file: &MarkdownFile<F>| file.language == language.id;
        let own = files.iter().find(|file| is_own(self.language(), file));
        own.or(files.first()).map(|file| file.position.clone())
    }
}

/// Returns the address of a place in a file of a repository, where `folder` is the address at which the host shows the
/// files of the handbook's root.
///
/// GitHub, GitLab, Gitee and Forgejo find a line by the fragment `#L12`. They show Markdown as a page without lines unless
/// the query asks for `plain=1`, which a host that does not know it ignores.
fn at_host(folder: &str, place: &Position) -> Option<String> {
    let mut url = Url::parse(folder).ok()?;
    url.path_segments_mut()
        .ok()?
        .pop_if_empty()
        .extend(place.file.split('/'));
    if place.file.ends_with(".md") {
        url.set_query(Some("plain=1"));
    }
    if place.line > 0 {
        url.set_fragment(Some(&format!("L{}", place.line)));
    }
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::render::views::fixture::Fixture;

    /// Returns the line of the pottery's file to which a page leads.
    fn line(path: &str) -> String {
        let pottery = Fixture::pottery();
        let address = pottery
            .frame(path)
            .suggestion()
            .expect("the page is written in one place");
        let place = address.strip_prefix("https://code.example/pots/-/blob/main/");
        let (file, line) = place
            .and_then(|place| place.split_once("#L"))
            .expect("a file and a line");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/pottery");
        let text = fs::read_to_string(root.join(file.trim_end_matches("?plain=1")))
            .expect("the file exists");
        let line: usize = line.parse().expect("the line is a number");
        text.lines()
            .nth(line - 1)
            .expect("the file has the line")
            .to_owned()
    }

    #[test]
    fn pages_lead_to_the_lines_on_which_their_words_begin() {
        for (path, expected) in [
            ("en/pottery/3.2.1.html", "id: 3.2.1"),
            ("en/pottery/A.html", "id: A"),
            ("en/pottery/role/thrower.html", "id: thrower"),
            ("id/pottery/3.2.1.1-a.html", "en:"),
            ("ar/curricula/first-year/02-wheel.html", ""),
            ("en/postings/thrower.html", "title:"),
            ("zh/about.html", ""),
        ] {
            let line = line(path);
            assert!(line.contains(expected), "{path}: {line}");
        }
    }

    #[test]
    fn a_page_that_gathers_words_of_many_places_leads_to_none() {
        let pottery = Fixture::pottery();
        for path in [
            "en/index.html",
            "en/pottery/whole.html",
            "en/pottery/role/thrower/apprentice.html",
        ] {
            assert_eq!(pottery.frame(path).suggestion(), None, "{path}");
        }
    }

    #[test]
    fn a_place_is_found_at_the_host_by_its_file_and_line() {
        let folder = "https://code.example/pots/-/blob/main/handbook";
        let yaml = Position::point("content/standards/陶艺/a b.yaml", 12, 3);
        let expected = "https://code.example/pots/-/blob/main/handbook/content/standards/\
                        %E9%99%B6%E8%89%BA/a%20b.yaml#L12";
        assert_eq!(at_host(folder, &yaml).as_deref(), Some(expected));
        let page = Position::point("content/pages/about.en.md", 5, 1);
        let with_slash = at_host(&format!("{folder}/"), &page);
        let expected =
            "https://code.example/pots/-/blob/main/handbook/content/pages/about.en.md?plain=1#L5";
        assert_eq!(with_slash.as_deref(), Some(expected));
    }
}
