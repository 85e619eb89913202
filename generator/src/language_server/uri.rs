//! The addresses by which an editor names files.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use url::Url;

/// The path of the file with this address. `None` if it is not a file of this machine, such as a text that has not been
/// saved so far.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(&uri.0).ok()?;
    (url.scheme() == "file").then(|| url.to_file_path().ok())?
}

/// The address of the file at an absolute path.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    Url::from_file_path(path).ok().map(|url| Uri(url.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_and_its_address_mean_the_same_file() {
        let file = Path::new("/a b/标准/1#2.yaml");
        assert_eq!(path(&uri(file).unwrap()).as_deref(), Some(file));
        for other in ["untitled:Untitled-1", "https://example.org/a", "", "a b"] {
            assert_eq!(path(&Uri(other.into())), None, "{other}");
        }
    }
}
