//! Files that publish a handbook: workflows of code hosts, and scripts.

use clap::ValueEnum;

use crate::language::message::{Message, message};

/// A place to publish a handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// GitHub Pages: a workflow of GitHub Actions
    Github,
    /// GitLab Pages: a pipeline of GitLab CI/CD
    Gitlab,
    /// Gitee Pages, or any host that serves a branch: a script
    Gitee,
    /// A web server: a script that copies the site with rsync
    Server,
}

impl Host {
    /// The file that publishes there, with its path.
    pub(crate) fn file(self) -> (String, String) {
        let (path, template) = match self {
            Host::Github => (
                ".github/workflows/publish.yml",
                include_str!("publishing/github.yml"),
            ),
            Host::Gitlab => (".gitlab-ci.yml", include_str!("publishing/gitlab.yml")),
            Host::Gitee => ("publish/gitee.sh", include_str!("publishing/gitee.sh")),
            Host::Server => ("publish/server.sh", include_str!("publishing/server.sh")),
        };
        let text = template.replace("RUST", env!("CARGO_PKG_RUST_VERSION"));
        (path.to_owned(), text)
    }

    /// The steps to take before the first publication.
    pub(crate) fn next_step(self) -> Message {
        match self {
            Host::Github => {
                message!(
                    "fill in where to find Clausebook at the top of .github/workflows/publish.yml, and choose \"GitHub \
                     Actions\" in the repository's settings, under Pages"
                )
            }
            Host::Gitlab => {
                message!("fill in where to find Clausebook at the top of .gitlab-ci.yml")
            }
            Host::Gitee => {
                message!("publish with `sh publish/gitee.sh ADDRESS`; the file says how")
            }
            Host::Server => {
                message!("publish with `sh publish/server.sh ADDRESS FOLDER`; the file says how")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml;

    #[test]
    fn workflows_are_yaml_and_pin_every_version() {
        for host in [Host::Github, Host::Gitlab] {
            let (path, text) = host.file();
            yaml::parse(&path.as_str().into(), &text).expect("YAML");
            assert!(!text.contains("RUST"), "{path}");
            for line in text.lines().filter(|line| line.contains("uses: ")) {
                let (_, version) = line.split_once('@').expect("a version");
                let commit = version.split(' ').next().unwrap_or_default();
                assert!(
                    commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()),
                    "{line}"
                );
            }
            for line in text.lines().filter(|line| line.contains("image: ")) {
                assert!(line.contains(env!("CARGO_PKG_RUST_VERSION")), "{line}");
            }
        }
    }

    #[test]
    fn every_file_says_what_it_needs_and_checks_before_it_builds() {
        for host in Host::value_variants() {
            let (path, text) = host.file();
            assert!(text.starts_with('#'), "{path}");
            let (check, build) = (text.find("clausebook check"), text.find("clausebook build"));
            assert!(check.is_some() && check < build, "{path}");
        }
    }
}
