//! Tests of the comparisons against the source.

use super::compare::*;
use super::fixture::Fixture;
use crate::index::{RequirementIndex, RoleIndex, StandardIndex};

#[test]
fn exactly_two_requirements_have_the_same_words() {
    let fixture = Fixture::new();
    let frame = fixture.any();
    let standard = &frame.handbook().standards[StandardIndex::at(0)];
    let same: Vec<(String, Vec<String>)> = standard
        .requirements
        .indices()
        .filter(|requirement| !standard.same().others(*requirement).is_empty())
        .map(|requirement| {
            let name = |place: RequirementIndex| standard.requirements[place].id.to_string();
            let others = standard.same().others(requirement).iter();
            (
                name(requirement),
                others.map(|other| name(*other)).collect(),
            )
        })
        .collect();
    let pair = |one: &str, other: &str| (one.to_owned(), vec![other.to_owned()]);
    assert_eq!(
        same,
        [
            pair("5.2.3.1-d", "5.2.3.2-c"),
            pair("5.2.3.2-c", "5.2.3.1-d")
        ]
    );
}

/// Compared by hand: the two closest, 5.2.5-a and 5.2.5-g, require knowledge of different things.
#[test]
fn no_two_requirements_have_nearly_the_same_words() {
    let fixture = Fixture::new();
    let frame = fixture.any();
    let standard = &frame.handbook().standards[StandardIndex::at(0)];
    for requirement in standard.requirements.indices() {
        assert!(standard.near().others(requirement).is_empty());
    }
}

/// Counted in the source: 5.2.1.1, 5.2.1.2 and 5.2.2 have 5, 7 and 5 items; 5.3.1 has 5, 6 and 5, 5.3.2 has 5, 5
/// and 3.
#[test]
fn two_roles_are_compared_side_by_side() {
    let fixture = Fixture::new();
    let frame = fixture.any();
    let (_, view) = pair(
        &frame,
        StandardIndex::at(0),
        RoleIndex::at(0),
        RoleIndex::at(1),
    );
    let counts: Vec<Vec<usize>> = view
        .parts
        .iter()
        .map(|part| part.cells.iter().map(|cell| cell.count).collect())
        .collect();
    assert_eq!(counts, [[12, 5], [5, 5], [6, 5], [5, 3]]);
    let shared: Vec<usize> = view.shared.iter().map(|shared| shared.count).collect();
    assert_eq!(shared, [7, 4]);
}
