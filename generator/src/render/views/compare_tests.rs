//! Tests of the comparisons against figures counted by hand in the source.

use super::compare::*;
use super::fixture::Fixture;
use crate::index::{RequirementIndex, RoleIndex, StandardIndex};

#[test]
fn requirements_with_the_same_words_are_found() {
    let fixture = Fixture::pottery();
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
        [pair("3.2.3-d", "3.3.3.2-b"), pair("3.3.3.2-b", "3.2.3-d")]
    );
}

/// Compared by hand: the two closest, 5.2.5-a and 5.2.5-g, require knowledge of different things.
#[test]
fn no_two_requirements_of_the_shipped_standard_have_nearly_the_same_words() {
    let fixture = Fixture::shipped();
    let frame = fixture.any();
    let standard = &frame.handbook().standards[StandardIndex::at(0)];
    for requirement in standard.requirements.indices() {
        assert!(standard.near().others(requirement).is_empty());
    }
}

/// Counted in the source: 3.2.1 has 3 + 3 items and 3.2.2 has 2 + 3; 3.3.1 has 5, 3 and 4, 3.3.2 has 4, 6 and 5; 3.1 has 7 and
/// 3.4 has 4, for all.
#[test]
fn two_roles_are_compared_side_by_side() {
    let fixture = Fixture::pottery();
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
    assert_eq!(counts, [[6, 5], [5, 4], [3, 6], [4, 5]]);
    let shared: Vec<usize> = view.shared.iter().map(|shared| shared.count).collect();
    assert_eq!(shared, [7, 4]);
}
