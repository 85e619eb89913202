//! Tests of the rules on permalinks, and of accepting changes.

use std::collections::BTreeSet;

use crate::check::testing::{adding, and, diagnostics, found, sound, without};
use crate::model::CompleteHandbook;
use crate::model::acceptance::{Acceptance, AcceptedItem};
use crate::model::permalink::Comparison;
use crate::source::documents::Documents;
use crate::source::tree::Tree;

const LOCK: &str = "content/permalinks.lock";
const WORDS: &str = "content/permalinks.words";
const MOVES: &str = "content/permalinks.yaml";
const CLAUSES: &str = "clauses/02.yaml";

fn acceptance(tree: &Tree, confirmed: &[&str], day: u8) -> Acceptance {
    let handbook = CompleteHandbook::build(&Documents::read(tree)).expect("a sound handbook");
    let confirmed: BTreeSet<String> = confirmed.iter().map(ToString::to_string).collect();
    Acceptance::of(
        &handbook,
        &Comparison::of(&handbook),
        &confirmed,
        (2026, 11, day),
    )
}

/// The tree after everything in it was accepted.
fn accepted(tree: Tree, day: u8) -> Tree {
    let acceptance = acceptance(&tree, &[], day);
    let tree = adding(tree, LOCK, &acceptance.lock);
    adding(tree, WORDS, &acceptance.words)
}

/// The sound handbook with its permalinks locked.
fn published() -> Tree {
    accepted(sound(), 1)
}

/// The same with another permalink in the lock, which is gone.
fn with_one_gone() -> Tree {
    let lock = format!(
        "{}id/demo/9.9-a.html 0000000000000001 0000000000000002\n",
        published().files[LOCK]
    );
    adding(published(), LOCK, &lock)
}

/// A list of three requirements of some length in place of the one of 2.2.1.
fn three() -> Tree {
    and(
        sound(),
        CLAUSES,
        "    - text: {zh: 开店；, en: Open a shop;}\n",
        &format!("{FIRST}{SECOND}{THIRD}"),
    )
}

const FIRST: &str = "    - text: {zh: 开店；, en: Open a shop;}\n";
const SECOND: &str =
    "    - text: {zh: 能独立完成产品资料的收集与整理；, en: Collect product data;}\n";
const THIRD: &str = "    - text: {zh: 掌握尾程物流运输的基本知识。, en: Know the last mile.}\n";

#[test]
fn what_was_published_and_stays_is_sound() {
    assert_eq!(found(&published()), Vec::<String>::new());
}

#[test]
fn other_words_are_another_meaning() {
    let faults = diagnostics(&and(published(), CLAUSES, "守信；", "诚信；"));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0]
            .message
            .english()
            .contains("the meaning of the permalink"),
        "{faults:?}"
    );
    assert!(faults[0].help.english().contains("--accept"), "{faults:?}");
    assert_eq!(
        (&*faults[0].position.file, faults[0].position.line),
        ("content/standards/demo/clauses/02.yaml", 8)
    );
}

#[test]
fn another_intro_is_another_meaning_for_every_requirement_below_it() {
    let changed = and(published(), CLAUSES, "zh: 应：", "zh: 宜：");
    let faults = diagnostics(&changed);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].message.english().contains("title or intro"),
        "{faults:?}"
    );
    let items = acceptance(&changed, &[], 2).items;
    let [AcceptedItem::Clause { key, words, count }] = items.as_slice() else {
        panic!("one clause, once: {items:?}");
    };
    assert_eq!((&**key, *count, words.len()), ("id/demo/2.1", 2, 1));
    assert_eq!(words[0].before.as_deref(), Some("素养\n应："));
}

#[test]
fn a_permalink_that_is_gone_says_the_ways_out_and_they_lead_out() {
    let faults = diagnostics(&with_one_gone());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0]
            .message
            .english()
            .contains("`id/demo/9.9-a.html` is gone"),
        "{faults:?}"
    );
    assert_eq!(&*faults[0].position.file, LOCK);

    let redirected = "redirects: [{from: id/demo/9.9-a.html, to: id/demo/2.1-a.html}]\n";
    assert_eq!(
        found(&adding(with_one_gone(), MOVES, redirected)),
        Vec::<String>::new()
    );
    let retired = "retired:\n  - address: id/demo/9.9-a.html\n    text: {zh: 旧要求。, en: Old.}\n    \
                   reason: {zh: 已并入。, en: Merged.}\n    replaced_by: [id/demo/2.1-a.html]\n";
    assert_eq!(
        found(&adding(with_one_gone(), MOVES, retired)),
        Vec::<String>::new()
    );
}

#[test]
fn the_texts_of_a_retired_requirement_are_examined() {
    let retired = "retired:\n  - address: id/demo/9.9-a.html\n    text: {zh: 旧要求.}\n    \
                   reason: {zh: '已并入, 见下。', en: Merged.}\n";
    let faults = found(&adding(with_one_gone(), MOVES, retired));
    let at = |line: u8| format!("{MOVES}:{line}:");
    let lines: Vec<bool> = faults
        .iter()
        .map(|fault| fault.starts_with(&at(3)))
        .collect();
    // The requirement's words are the source's, and stay as they are; only the translation is missing.
    assert_eq!(lines, [true, false], "{faults:?}");
    assert!(
        faults[0].ends_with("this text is not translated into `en`"),
        "{faults:?}"
    );
    assert!(faults[1].starts_with(&at(4)), "{faults:?}");
}

#[test]
fn a_redirect_leads_from_a_free_address_to_a_page() {
    let wrong = "redirects:\n  - {from: id/demo/2.1-a.html, to: id/demo/2.1-b.html}\n  \
                 - {from: id/demo/8-a.html, to: id/demo/7-a.html}\n";
    let faults = diagnostics(&adding(published(), MOVES, wrong));
    let lines: Vec<u32> = faults.iter().map(|fault| fault.position.line).collect();
    assert_eq!(lines, [2, 3], "{faults:?}");
}

#[test]
fn new_permalinks_are_reported() {
    let lock = published().files[LOCK].clone();
    let shorter: Vec<&str> = lock
        .lines()
        .filter(|line| !line.contains("2.1-b"))
        .collect();
    let faults = diagnostics(&adding(published(), LOCK, &shorter.join("\n")));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        !faults[0].is_error() && faults[0].message.english().contains("1 permalink is"),
        "{faults:?}"
    );
}

#[test]
fn accepting_loses_no_line_and_changes_nothing_the_second_time() {
    let once = accepted(with_one_gone(), 2);
    assert!(once.files[LOCK].contains("id/demo/9.9-a.html"));
    let twice = accepted(once.clone(), 3);
    assert_eq!(once.files, twice.files);
}

#[test]
fn a_lock_without_translations_and_words_is_read_and_completed() {
    let old: String = published().files[LOCK]
        .lines()
        .map(|line| {
            let parts: Vec<&str> = line.split(' ').take(3).collect();
            format!("{}\n", parts.join(" "))
        })
        .collect();
    let tree = without(adding(published(), LOCK, &old), WORDS);
    let faults = diagnostics(&tree);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(!faults[0].is_error(), "{faults:?}");
    let acceptance = acceptance(&tree, &[], 1);
    assert_eq!(acceptance.items, []);
    assert!(acceptance.first_records > 0);
    assert_eq!(*acceptance.lock, *published().files[LOCK]);
    assert_eq!(*acceptance.words, *published().files[WORDS]);
}

#[test]
fn letters_that_shift_are_never_pending() {
    // The first is gone; at the end a new one was added, and the marks at the ends follow the list.
    let new = "    - text: {zh: 会写商品的文案和标题。, en: Write titles.}\n";
    let shifted = and(
        accepted(three(), 1),
        CLAUSES,
        &format!("{FIRST}{SECOND}{THIRD}"),
        &format!("{SECOND}{}{new}", THIRD.replace('。', "；")),
    );
    let faults = diagnostics(&shifted);
    let shifts: Vec<String> = faults
        .iter()
        .filter(|fault| fault.message.english().contains("were published at"))
        .map(|fault| fault.help.english())
        .collect();
    assert_eq!(shifts.len(), 2, "{faults:?}");
    assert!(shifts[0].contains("`letter: b`"), "{shifts:?}");
    assert!(
        shifts[0].contains(
            "`- {address: id/demo/2.2.1-a.html, text: {zh: 开店；, en: Open a shop;}, reason: {zh: …, en: …}}`"
        ),
        "{shifts:?}"
    );
    assert!(shifts[1].contains("`letter: c`"), "{shifts:?}");
}

#[test]
fn letters_that_shift_are_known_although_the_words_were_corrected_too() {
    let corrected = SECOND.replace("的收集与整理", "收集与整理工作");
    let shifted = and(
        accepted(three(), 1),
        CLAUSES,
        &format!("{FIRST}{SECOND}"),
        &corrected,
    );
    let faults = diagnostics(&shifted);
    assert!(
        faults.iter().any(|fault| fault.is_error()
            && fault
                .message
                .english()
                .contains("its words were published at `id/demo/2.2.1-b.html`")),
        "{faults:?}"
    );
}

#[test]
fn a_correction_in_place_is_not_a_shift() {
    let corrected = SECOND.replace("的收集与整理", "收集与整理工作");
    let changed = and(accepted(three(), 1), CLAUSES, SECOND, &corrected);
    let items = acceptance(&changed, &[], 2).items;
    assert!(
        matches!(items.as_slice(), [AcceptedItem::Reworded { stale, .. }] if stale.len() == 1),
        "{items:?}"
    );
}

#[test]
fn a_translation_is_stale_until_it_changes_or_is_confirmed() {
    let reworded = accepted(and(published(), CLAUSES, "守信；", "诚信；"), 2);
    let faults = diagnostics(&reworded);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        !faults[0].is_error() && faults[0].message.english().contains("demo/2.1-a (en)"),
        "{faults:?}"
    );
    // Accepting again does not make it younger.
    assert_eq!(found(&accepted(reworded.clone(), 3)).len(), 1);

    let confirmed = acceptance(&reworded, &["id/demo/2.1-a.html"], 3);
    assert!(
        matches!(confirmed.items.as_slice(), [AcceptedItem::Confirmed { .. }]),
        "{:?}",
        confirmed.items
    );
    assert_eq!(
        found(&adding(reworded.clone(), LOCK, &confirmed.lock)),
        Vec::<String>::new()
    );
    let revised = and(reworded, CLAUSES, "be honest;", "be sincere;");
    assert_eq!(
        found(&accepted(revised, 3)),
        Vec::<String>::new(),
        "a revised translation is as old as its revision"
    );
}

#[test]
fn an_improved_translation_is_no_new_meaning_and_its_earlier_words_are_kept() {
    let improved = and(published(), CLAUSES, "be honest;", "be sincere;");
    let faults = diagnostics(&improved);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        !faults[0].is_error() && faults[0].message.english().contains("translations"),
        "{faults:?}"
    );
    let after = accepted(improved, 2);
    assert_eq!(found(&after), Vec::<String>::new());
    let words = &after.files[WORDS];
    assert!(
        words.contains(
            "id/demo/2.1-a.html en 2026-11-01 be honest;\nid/demo/2.1-a.html en 2026-11-02 be sincere;\n"
        ),
        "{words}"
    );
}

#[test]
fn a_merge_and_the_collision_in_it_are_reported_at_once() {
    let lock = published().files[LOCK].to_string();
    let line = lock
        .lines()
        .find(|line| line.contains("2.1-b"))
        .expect("a line");
    let hash = line.split(' ').nth(1).expect("a hash");
    let theirs = format!("id/demo/2.1-b.html {hash} 0000000000000001");
    let merged = lock.replace(
        line,
        &format!("<<<<<<< HEAD\n{line}\n=======\n{theirs}\n>>>>>>> brakes"),
    );
    let messages: Vec<String> = diagnostics(&adding(published(), LOCK, &merged))
        .into_iter()
        .map(|fault| fault.message.english())
        .collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert_eq!(
        messages[0],
        "a merge conflict between `HEAD` and `brakes` is not resolved here"
    );
    assert!(
        messages[1].starts_with(
            "the permalink `id/demo/2.1-b.html` was published with different words on two branches"
        ),
        "{messages:?}"
    );
}

#[test]
fn lines_that_a_merge_doubled_are_sound_where_they_agree() {
    let lock = published().files[LOCK].to_string();
    let doubled = format!("{lock}{lock}");
    assert_eq!(
        found(&adding(published(), LOCK, &doubled)),
        Vec::<String>::new()
    );
}

#[test]
fn the_address_of_the_site_is_recorded_once() {
    let origin = "\norigin https://example.org/handbook/\n";
    let published = published();
    assert!(
        published.files[LOCK].contains(origin),
        "{}",
        published.files[LOCK]
    );
    let handbook = "content/handbook.yaml";
    let moved = and(
        published,
        handbook,
        "https://example.org/handbook",
        "https://new.example",
    );
    let lock = acceptance(&moved, &[], 2).lock;
    assert!(
        lock.contains(origin) && !lock.contains("new.example"),
        "{lock}"
    );
    assert_eq!(found(&moved), Vec::<String>::new());
}
