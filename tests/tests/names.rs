//! A name means one thing: no two types of the generator share one.

use std::collections::BTreeMap;
use std::path::Path;

use clausebook_tests::code::{code, declared_type, is_for_tests};
use clausebook_tests::folder::bytes;

#[test]
fn no_two_types_share_a_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in bytes(&root) {
        if !path.ends_with(".rs") || is_for_tests(&path) {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        for (number, line) in code(&text) {
            if let Some(name) = declared_type(line) {
                let place = format!("{path}:{number}");
                places.entry(name.to_owned()).or_default().push(place);
            }
        }
    }
    assert!(places.len() > 400, "only {} types found", places.len());
    let shared = places.iter().filter(|(_, places)| places.len() > 1);
    let shared: Vec<String> = shared
        .map(|(name, places)| format!("`{name}`: {}", places.join(", ")))
        .collect();
    assert!(shared.is_empty(), "{}", shared.join("\n"));
}
