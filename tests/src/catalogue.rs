//! A made-up catalogue of any size: statements that many roles share, in clauses three deep, with levels.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The size of a catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// The number of statements.
    pub statements: usize,
    /// The number of roles.
    pub roles: usize,
    /// The number of levels.
    pub levels: usize,
    /// The number of statements that each role asks for.
    pub asked: usize,
}

/// The statements in a clause.
const IN_CLAUSE: usize = 12;

/// The clauses in a topic, and the topics in an area.
const FAN_OUT: usize = 5;

/// The statements that every role asks for, in a hundred of what it asks for.
const COMMON: usize = 25;

const DIMENSIONS: [&str; 4] = ["knowledge", "skill", "ability", "task"];

const SYLLABLES: [&str; 24] = [
    "ba", "ce", "do", "fi", "gu", "ka", "le", "mo", "ni", "pu", "ra", "se", "to", "vi", "zu", "ar",
    "el", "or", "in", "un", "tas", "mer", "lon", "dik",
];

/// A source of numbers that are the same on every machine.
struct Numbers(u64);

impl Numbers {
    /// The next number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    fn word(&mut self) -> String {
        let count = 2 + self.below(3);
        (0..count)
            .map(|_| SYLLABLES[self.below(SYLLABLES.len())])
            .collect()
    }

    /// Words, the first with a capital letter.
    fn words(&mut self, least: usize, more: usize) -> String {
        let count = least + self.below(more);
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        let text = words.join(" ");
        let (first, rest) = text.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    }
}

/// Writes the content of a catalogue below a folder.
///
/// # Errors
/// Returns the error of a file that cannot be written.
pub fn write(root: &Path, size: Size) -> io::Result<()> {
    let content = root.join("content");
    let standard = content.join("standards/catalogue");
    fs::create_dir_all(standard.join("clauses"))?;
    fs::write(
        content.join("handbook.yaml"),
        "title: {en: Catalogue}\nlanguages: [{id: en, tag: en, name: English}]\nreadings: [en]\nstandards: [catalogue]\n",
    )?;
    let mut numbers = Numbers(size.statements as u64);
    fs::write(standard.join("standard.yaml"), about(size, &mut numbers))?;
    for (area, text) in clauses(size, &mut numbers).into_iter().enumerate() {
        fs::write(standard.join(format!("clauses/{:03}.yaml", area + 1)), text)?;
    }
    Ok(())
}

fn about(size: Size, numbers: &mut Numbers) -> String {
    let mut text = String::from(
        "id: catalogue\nlanguage: en\ntitle: {en: A catalogue of statements}\ndimensions:\n",
    );
    for dimension in DIMENSIONS {
        let _ = writeln!(
            text,
            "  - {{id: {dimension}, title: {{en: {}}}}}",
            numbers.words(1, 1)
        );
    }
    if size.levels > 0 {
        text.push_str("levels:\n");
    }
    for level in 1..=size.levels {
        let _ = writeln!(
            text,
            "  - {{id: level-{level}, title: {{en: Level {level}}}}}"
        );
    }
    if size.roles > 0 {
        text.push_str("roles:\n");
    }
    for role in 1..=size.roles {
        let title = numbers.words(2, 2);
        let _ = writeln!(
            text,
            "  - id: role-{role}\n    title: {{en: {title}}}\n    asks:"
        );
        for statement in asked(size, role, numbers) {
            let tier = if numbers.below(4) == 0 {
                ", as: optional"
            } else {
                ""
            };
            let _ = writeln!(text, "      - {{to: S{statement:05}{tier}}}");
        }
    }
    text
}

/// The statements that a role asks for, from 0: those that are common to all, and a selection of its own.
fn asked(size: Size, role: usize, numbers: &mut Numbers) -> Vec<usize> {
    let count = size.asked.min(size.statements);
    let common = count * COMMON / 100;
    let mut asked = vec![false; size.statements];
    asked[..common].fill(true);
    let mut found = common;
    // Most of what it asks for is near a place of its own.
    let near = size.statements * role / (size.roles + 1);
    while found < count {
        let place = match numbers.below(3) {
            0 => numbers.below(size.statements),
            _ => (near + numbers.below(count)) % size.statements,
        };
        if !asked[place] {
            asked[place] = true;
            found += 1;
        }
    }
    (0..size.statements).filter(|place| asked[*place]).collect()
}

/// The clauses, a file for each area.
fn clauses(size: Size, numbers: &mut Numbers) -> Vec<String> {
    let mut files = Vec::new();
    let mut file = String::new();
    let leaves = size.statements.div_ceil(IN_CLAUSE);
    for leaf in 0..leaves {
        let (topic, area) = (leaf / FAN_OUT, leaf / FAN_OUT / FAN_OUT);
        if leaf % (FAN_OUT * FAN_OUT) == 0 {
            if !file.is_empty() {
                files.push(std::mem::take(&mut file));
            }
            let _ = writeln!(
                file,
                "- id: {}\n  title: {{en: {}}}",
                area + 1,
                numbers.words(2, 3)
            );
        }
        let (topic, area) = (topic % FAN_OUT + 1, area + 1);
        if leaf % FAN_OUT == 0 {
            let _ = writeln!(
                file,
                "- id: {area}.{topic}\n  title: {{en: {}}}",
                numbers.words(2, 3)
            );
        }
        let title = numbers.words(2, 4);
        let _ = writeln!(
            file,
            "- id: {area}.{topic}.{}\n  title: {{en: {title}}}\n  requirements:",
            leaf % FAN_OUT + 1
        );
        for statement in leaf * IN_CLAUSE..size.statements.min((leaf + 1) * IN_CLAUSE) {
            let dimension = DIMENSIONS[numbers.below(DIMENSIONS.len())];
            let _ = writeln!(
                file,
                "    - id: S{statement:05}\n      dimension: {dimension}\n      text: {{en: {}.}}",
                numbers.words(8, 16)
            );
            // A third is about no level.
            if size.levels > 0 && numbers.below(3) > 0 {
                let _ = writeln!(
                    file,
                    "      level: level-{}",
                    numbers.below(size.levels) + 1
                );
            }
        }
    }
    files.push(file);
    files
}
