//! Runs the program as from a shell and looks at what it prints and writes.
//!
//! To run the tests of one file: `cargo test --workspace --test program FILE::`

use std::collections::BTreeSet;
use std::path::Path;

mod absent;
mod addresses;
mod architecture;
mod axes;
mod branches;
mod checked;
mod chosen_roles;
mod chosen_rows;
mod circles;
mod cli;
mod commands;
mod curricula;
mod descriptors;
mod determinism;
mod docs;
mod editions;
mod editor;
mod editor_answers;
mod editor_faults;
mod examples;
mod export;
mod export_scorm;
mod faults;
mod form_levels;
mod hostile_markdown;
mod hostile_yaml;
mod import_case;
mod import_case_fields;
mod import_case_generated;
mod import_case_statements;
mod import_hostile;
mod import_matrices;
mod import_moodle;
mod import_moodle_cells;
mod import_moodle_scales;
mod import_own_tables;
mod import_own_workbooks;
mod import_releases;
mod import_skos;
mod import_table;
mod import_table_files;
mod import_table_shapes;
mod import_update;
mod import_update_forms;
mod import_update_traps;
mod import_workbooks;
mod kill;
mod ladders;
mod language_server;
mod layers;
mod levels_alone;
mod listed_roles;
mod matrix;
mod names;
mod no_standard;
mod own_names;
mod pages_alone;
mod paired;
mod partial;
mod permalinks;
mod permalinks_accepted;
mod picture_faults;
mod pictures;
mod postings;
mod profile;
mod relations;
mod release;
mod role_groups;
mod safety;
mod scale;
mod scales;
mod selfcheck;
mod serve;
mod sizes;
mod source;
mod spoken;
mod statements;
mod tables;
mod template_data;
mod translate;
mod translate_words;
mod translation_marks;
mod tutorials;
mod unaimed;
mod unnumbered;
mod watching;
mod ways;

/// A file that is not declared here would not be compiled, and its tests would not run.
#[test]
fn every_file_is_declared() {
    let declared = include_str!("main.rs").lines().filter_map(|line| {
        let name = line.strip_prefix("mod ")?.strip_suffix(';')?;
        Some(format!("{name}.rs"))
    });
    let mut declared: BTreeSet<String> = declared.collect();
    declared.insert("main.rs".to_owned());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the folder of the tests can be read")
        .map(|entry| entry.expect("the folder of the tests can be read"))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files, declared);
}
