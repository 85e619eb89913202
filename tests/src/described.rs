//! A made-up framework of any size in two languages, which describes each requirement at every level.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The size of a framework.
#[derive(Clone, Copy, Debug)]
pub struct DescribedSize {
    /// The number of requirements.
    pub requirements: usize,
    /// The number of requirements in a clause.
    pub in_clause: usize,
    /// The number of levels, of which each requirement has a descriptor.
    pub levels: usize,
    /// The number of dimensions, each of which has as many clauses.
    pub dimensions: usize,
    /// Whether a role with levels of its own expects a level of each requirement. Otherwise everybody is asked for all.
    pub has_role: bool,
}

const ENGLISH: [&str; 6] = [
    "Explains how the harbour works to visitors of any age.",
    "Moors a boat in a strong wind without help.",
    "Reads the tide tables and plans the day by them.",
    "Repairs torn nets so that they hold another season.",
    "Keeps the log of every arrival and departure.",
    "Trains others to handle lines, engines and radios safely.",
];

const CHINESE: [&str; 6] = [
    "向各年龄的来访者讲解港口的运作。",
    "在大风中独自系泊船只。",
    "查阅潮汐表，并据此安排当天的工作。",
    "修补破损的渔网，使其可再用一季。",
    "记录每次进港和离港。",
    "培训他人安全使用缆绳、发动机和电台。",
];

fn text(place: usize) -> String {
    let place = place % ENGLISH.len();
    format!("{{en: '{}', zh: '{}'}}", ENGLISH[place], CHINESE[place])
}

/// Writes the content of a framework below a folder.
///
/// # Errors
/// Returns the error of a file that cannot be written.
pub fn write(root: &Path, size: DescribedSize) -> io::Result<()> {
    let content = root.join("content");
    let standard = content.join("standards/harbour");
    fs::create_dir_all(standard.join("clauses"))?;
    fs::write(
        content.join("handbook.yaml"),
        "title: {en: Harbour skills, zh: 港口技能}\nlanguages:\n  - {id: en, tag: en, name: English}\n  \
         - {id: zh, tag: zh-Hans, name: 中文}\nreadings: [en, zh, en-zh]\nstandards: [harbour]\n",
    )?;
    fs::write(standard.join("standard.yaml"), about(size))?;
    let clauses = size.requirements.div_ceil(size.in_clause);
    let mut text_of_all = String::new();
    for clause in 0..clauses {
        add_clause(&mut text_of_all, size, clause);
    }
    fs::write(standard.join("clauses/1.yaml"), text_of_all)
}

fn about(size: DescribedSize) -> String {
    let mut about = String::from(
        "id: harbour\nlanguage: en\ntitle: {en: Skills of harbour crews, zh: 港口人员技能}\nrule: {share: 60}\n",
    );
    let mut list = |key: &str, count: usize, en: &str, zh: &str| {
        if count > 0 {
            let _ = writeln!(about, "{key}s:");
        }
        for place in 1..=count {
            let _ = writeln!(
                about,
                "  - {{id: {key}-{place}, title: {{en: {en} {place}, zh: {zh}{place}}}}}"
            );
        }
    };
    list("dimension", size.dimensions, "Area", "领域");
    list("level", size.levels, "Level", "级别");
    if size.has_role {
        about.push_str("roles:\n  - id: pilot\n    title: {en: Pilot, zh: 引航员}\n    levels:\n");
        for grade in 1..=3 {
            let _ = writeln!(
                about,
                "      - id: grade-{grade}\n        title: {{en: Grade {grade}, zh: 等级{grade}}}\n        asks:"
            );
            for place in (0..size.requirements).filter(|place| place % 3 < grade) {
                let level = place % size.levels.max(1) + 1;
                let _ = writeln!(about, "          - {{to: r{place}, level: level-{level}}}");
            }
        }
    }
    about
}

fn add_clause(file: &mut String, size: DescribedSize, clause: usize) {
    let _ = writeln!(
        file,
        "- id: {id}\n  title: {{en: Duty {id}, zh: 职责{id}}}\n  requirements:",
        id = clause + 1
    );
    let from = clause * size.in_clause;
    for place in from..size.requirements.min(from + size.in_clause) {
        let _ = writeln!(file, "    - id: r{place}\n      text: {}", text(place));
        if size.dimensions > 0 {
            let dimension = place * size.dimensions / size.requirements + 1;
            let _ = writeln!(file, "      dimension: dimension-{dimension}");
        }
        if size.levels > 0 {
            file.push_str("      levels:\n");
        }
        for level in 1..=size.levels {
            let _ = writeln!(file, "        level-{level}: {}", text(place + level));
        }
    }
}
