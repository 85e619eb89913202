//! Tests of what roles and levels ask for, against figures counted by hand in the source.

use super::asked::*;
use super::fixture::Fixture;
use crate::index::{LevelIndex, RoleIndex, StandardIndex};

/// Counted in the source: 3.1 has 7 items and 3.4 has 4, for all; 3.2.1 to 3.2.3 have 3 + 3, 2 + 3 and 4; 3.3.1 to
/// 3.3.3 have 5, 3, 4; 4, 6, 5; and 5, 3, 2.
#[test]
fn the_number_of_requirements_for_each_role_and_level_matches_the_source() {
    let expected = [
        [[7, 6, 5, 4], [7, 6, 8, 4], [7, 6, 12, 4]],
        [[7, 5, 4, 4], [7, 5, 10, 4], [7, 5, 15, 4]],
        [[7, 4, 5, 4], [7, 4, 8, 4], [7, 4, 10, 4]],
    ];
    assert_counts(&Fixture::pottery(), &expected);
}

/// Counted in the source: 5.1 has 7 items and 5.4 has 4, for all; 5.2.1 to 5.2.5 have 5 + 7, 5, 4 + 5, 7 + 6 and 7;
/// 5.3.1 to 5.3.5 have 5, 6, 5; 5, 5, 3; 5, 5, 3; 5, 3, 5; and 6, 4, 3.
#[test]
fn the_number_of_requirements_of_the_shipped_standard_matches_its_source() {
    let expected = [
        [[7, 12, 5, 4], [7, 12, 11, 4], [7, 12, 16, 4]],
        [[7, 5, 5, 4], [7, 5, 10, 4], [7, 5, 13, 4]],
        [[7, 9, 5, 4], [7, 9, 10, 4], [7, 9, 13, 4]],
        [[7, 13, 5, 4], [7, 13, 8, 4], [7, 13, 13, 4]],
        [[7, 7, 6, 4], [7, 7, 10, 4], [7, 7, 13, 4]],
    ];
    assert_counts(&Fixture::shipped(), &expected);
}

/// Asserts the number of requirements in each dimension, for each level of each role. The highest level asks for all.
fn assert_counts(fixture: &Fixture, expected: &[[[usize; 4]; 3]]) {
    let frame = fixture.any();
    let count = |role, level| -> Vec<usize> {
        let dimensions = dimensions(
            &frame,
            StandardIndex::at(0),
            Some(RoleIndex::at(role)),
            level,
        );
        dimensions.iter().map(|dimension| dimension.count).collect()
    };
    for (role, levels) in expected.iter().enumerate() {
        for (level, dimensions) in levels.iter().enumerate() {
            assert_eq!(
                count(role, Some(LevelIndex::at(level))),
                dimensions,
                "role {role}, level {level}"
            );
        }
        assert_eq!(count(role, None), levels[2], "role {role}");
    }
}

#[test]
fn a_level_marks_the_clauses_that_it_adds() {
    let fixture = Fixture::pottery();
    let frame = fixture.any();
    let added: Vec<String> = dimensions(
        &frame,
        StandardIndex::at(0),
        Some(RoleIndex::at(2)),
        Some(LevelIndex::at(1)),
    )
    .iter()
    .flat_map(|dimension| &dimension.clauses)
    .filter(|asked| asked.is_added)
    .map(|asked| asked.clause.id.clone())
    .collect();
    assert_eq!(added, ["3.3.3.2"]);
}
