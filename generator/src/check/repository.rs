//! Checks the address of the handbook's repository, from which pages make links to their words: `E116`.

use url::Url;

use crate::language::message::message;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::base_url::is_base_url;
use crate::source::format::text::Word;
use crate::source::rule::Rule;

/// The hosts whose addresses are known, with what is between the repository and the name of a branch.
const HOSTS: [(&str, &str); 4] = [
    ("codeberg.org", "src/branch"),
    ("gitee.com", "blob"),
    ("github.com", "blob"),
    ("gitlab.com", "-/blob"),
];

/// Requires an address that can be followed by the path of a file. At a known host, it must name a branch, since files are
/// not found below the address of the repository itself.
pub(super) fn of_handbook(written: &Word) -> Option<Diagnostic> {
    let address = &*written.value;
    if !is_base_url(address) {
        return Some(Rule::InvalidRepository.at(
            &written.position,
            message!("files cannot be found under `{address}`", address),
            message!("write the address at which the host shows the files of a branch, such as \
             https://github.com/acme/handbook/blob/main, without user name, `?` or `#`, or remove `repository`"),
        ));
    }
    let with_branch = with_branch(address)?;
    Some(Rule::InvalidRepository.at(
        &written.position,
        message!(
            "`{address}` is the address of the repository, not of its files",
            address
        ),
        message!(
            "add the branch: `{with_branch}`, if that is its name",
            with_branch
        ),
    ))
}

/// Returns the address of the files on the branch `main`, if `address` is that of a repository at a known host.
fn with_branch(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let (_, between) = HOSTS.iter().find(|(known, _)| *known == host)?;
    let path = url.path().trim_matches('/').trim_end_matches(".git");
    (path.split('/').count() <= 2).then(|| format!("https://{host}/{path}/{between}/main"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_branch_is_added_at_a_known_host() {
        for (written, expected) in [
            (
                "https://github.com/acme/pots",
                Some("https://github.com/acme/pots/blob/main"),
            ),
            (
                "https://gitlab.com/acme/pots.git",
                Some("https://gitlab.com/acme/pots/-/blob/main"),
            ),
            (
                "https://gitee.com/acme/pots/",
                Some("https://gitee.com/acme/pots/blob/main"),
            ),
            (
                "https://codeberg.org/acme/pots",
                Some("https://codeberg.org/acme/pots/src/branch/main"),
            ),
            ("https://github.com/acme/pots/blob/main", None),
            ("https://code.example/pots", None),
        ] {
            assert_eq!(with_branch(written).as_deref(), expected, "{written}");
        }
    }
}
