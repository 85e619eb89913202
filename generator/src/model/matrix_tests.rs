use std::sync::Arc;

use crate::check::testing::{and, sound};
use crate::index::StandardIndex;
use crate::model::{CompleteHandbook, Handbook, Matrices};
use crate::source::documents::Documents;

/// A standard whose first requirement is described, with a descriptor of `length` letters.
fn described(length: usize) -> crate::source::tree::Tree {
    let words = "x".repeat(length);
    and(
        sound(),
        "clauses/02.yaml",
        "  level: junior\n  requirements:\n",
        &format!(
            "  level: junior\n  requirements:\n    - id: first\n      text: {{zh: 甲, en: First}}\n      levels:\n        \
             junior: {{zh: {words}, en: {words}}}\n"
        ),
    )
}

fn matrices(handbook: &Handbook) -> Matrices {
    handbook.standards[StandardIndex::at(0)].matrices().clone()
}

#[test]
fn a_standard_without_descriptors_has_no_matrix() {
    let handbook = Handbook::build(&Documents::read(&sound()));
    assert_eq!(matrices(&handbook), Matrices::default());
}

#[test]
fn a_text_that_outgrows_a_page_changes_the_addresses() {
    let tree = described(100);
    let mut documents = Documents::read(&tree);
    let before = Arc::new(Handbook::build(&documents));
    assert!(matrices(&before).has_any && matrices(&before).division.is_empty());
    let tree = described(200_000);
    documents.reread(&tree, &"content/standards/demo/clauses/02.yaml".into());
    let after = Arc::new(Handbook::rebuild(&documents, Some(&before)));
    assert_eq!(matrices(&after).division.with_requirements().len(), 1);
    let complete = |handbook: &Arc<Handbook>| handbook.complete().expect("a handbook");
    let (before, after): (CompleteHandbook, CompleteHandbook) =
        (complete(&before), complete(&after));
    assert!(!before.has_names_of(&after) && after.has_names_of(&after));
}
