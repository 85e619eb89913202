//! The pages of the manual about the rules: one for each group of codes, with every explanation, and a list of all.
//!
//! To renew the files after a change: `RENEW_REFERENCE=1 cargo test --workspace --lib -- rule_pages`

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use super::rule::Rule;
use crate::language::ProgramLanguage;

/// The command that writes the files.
const RENEW: &str = "RENEW_REFERENCE=1 cargo test --workspace --lib -- rule_pages";

/// A group of codes, by the digit of its hundreds.
struct Group {
    digit: u8,
    /// The name of its page.
    name: &'static str,
    /// Its title in English and in Chinese.
    titles: [&'static str; 2],
}

const GROUPS: [Group; 8] = [
    group(b'0', "files", "Files, YAML and values", "文件、YAML 和值"),
    group(
        b'1',
        "handbook",
        "The handbook, its languages and its names",
        "手册、语言和名称",
    ),
    group(
        b'2',
        "standards",
        "Standards, clauses and references",
        "标准、条款和引用",
    ),
    group(b'3', "assessment", "Rubrics and forms", "评分规则和评价表"),
    group(
        b'4',
        "texts",
        "Texts, links and translations",
        "文字、链接和译文",
    ),
    group(b'5', "courses", "Curricula and postings", "课程和招聘岗位"),
    group(
        b'6',
        "permalinks",
        "Permalinks and editions",
        "永久链接和版本",
    ),
    group(b'7', "themes", "Themes", "主题"),
];

const fn group(
    digit: u8,
    name: &'static str,
    english: &'static str,
    chinese: &'static str,
) -> Group {
    Group {
        digit,
        name,
        titles: [english, chinese],
    }
}

impl Group {
    fn title(&self, language: ProgramLanguage) -> &'static str {
        let [english, chinese] = self.titles;
        in_language(language, english, chinese)
    }

    /// Its rules in the order of their numbers, errors before warnings.
    fn rules(&self) -> impl Iterator<Item = Rule> {
        let rules = Rule::ALL.iter().copied();
        rules.filter(|rule| rule.code().as_bytes()[1] == self.digit)
    }
}

fn in_language(
    language: ProgramLanguage,
    english: &'static str,
    chinese: &'static str,
) -> &'static str {
    match language {
        ProgramLanguage::English => english,
        ProgramLanguage::Chinese => chinese,
    }
}

/// The line below the title that leads to the page in the other language.
fn switch(language: ProgramLanguage, page: &str) -> String {
    let up = "../".repeat(page.matches('/').count() + 1);
    match language {
        ProgramLanguage::English => format!("English | [中文]({up}zh/{page}.md)"),
        ProgramLanguage::Chinese => format!("[English]({up}en/{page}.md) | 中文"),
    }
}

/// The list of all rules.
fn list(language: ProgramLanguage) -> String {
    let title = in_language(language, "Rules of check", "check 的规则");
    let lead = in_language(
        language,
        "Every kind of problem that `clausebook check` reports, in groups. `clausebook explain CODE` prints the explanation of one in the terminal.\n\
         Codes that begin with `E` are errors, and those that begin with `W` are warnings. Codes and names do not change between versions.",
        "`clausebook check` 报告的每一种问题，分组列出。`clausebook explain CODE` 在终端中显示某条规则的说明。\n\
         以 `E` 开头的代码是错误，以 `W` 开头的是警告。代码和名称在各版本之间保持不变。",
    );
    let head = in_language(language, "| rule | what is wrong |", "| 规则 | 问题 |");
    let mut page = format!("# {title}\n\n{}\n\n{lead}\n", switch(language, "rules"));
    for group in &GROUPS {
        let _ = write!(
            page,
            "\n## {}\n\n{head}\n| --- | --- |\n",
            group.title(language)
        );
        for rule in group.rules() {
            let (code, name) = (rule.code(), rule.name());
            let anchor = code.to_ascii_lowercase();
            let file = group.name;
            let title = rule.title(language);
            let _ = writeln!(
                page,
                "| [{code} {name}](rules/{file}.md#{anchor}-{name}) | {title} |"
            );
        }
    }
    page
}

/// The page of a group.
fn page(language: ProgramLanguage, group: &Group) -> String {
    let lead = in_language(
        language,
        "The meaning of these rules of `check`, each with an example and how to fix it. See also [all rules](../rules.md).",
        "`check` 的这一组规则的含义，各有示例和修改方法。另见[全部规则](../rules.md)。",
    );
    let end = in_language(language, ".", "。");
    let switch = switch(language, &format!("rules/{}", group.name));
    let mut page = format!("# {}\n\n{switch}\n\n{lead}\n", group.title(language));
    for rule in group.rules() {
        let (code, name, title) = (rule.code(), rule.name(), rule.title(language));
        let explanation = rule.explanation(language);
        let (_, text) = explanation.split_once('\n').unwrap_or_default();
        let text = text
            .replace("](docs/zh/", "](../")
            .replace("](docs/", "](../");
        let text = without_conflict(text.trim_end());
        let _ = write!(page, "\n## {code} {name}\n\n**{title}{end}**\n{text}\n");
    }
    page
}

/// A text whose examples of the marks of Git's conflicts are indented, so that they are not taken for a conflict.
fn without_conflict(text: &str) -> String {
    let is_conflict = |block: &str| block.starts_with("<<<<<<<") || block.contains("\n<<<<<<<");
    let parts = text.split("```").enumerate().map(|(place, part)| {
        if place % 2 == 1 && is_conflict(part) {
            format!(" ```{}```", part.replace('\n', "\n "))
        } else if place % 2 == 1 {
            format!("```{part}```")
        } else {
            part.to_owned()
        }
    });
    parts.collect()
}

#[test]
fn rule_pages_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/content/pages");
    for language in ProgramLanguage::ALL {
        let folder = folder.join(language.tag());
        let groups = GROUPS.iter();
        let pages = groups.map(|group| (format!("rules/{}.md", group.name), page(language, group)));
        for (name, written) in pages.chain([("rules.md".to_owned(), list(language))]) {
            let file = folder.join(&name);
            if env::var_os("RENEW_REFERENCE").is_some() {
                fs::create_dir_all(file.parent().expect("a folder"))
                    .expect("the folder can be made");
                fs::write(&file, &written).expect("the page can be written");
            }
            let found = fs::read_to_string(&file).unwrap_or_default();
            assert!(
                found == written,
                "{} is not up to date. Renew it: {RENEW}",
                file.display()
            );
        }
    }
    let in_groups: usize = GROUPS.iter().map(|group| group.rules().count()).sum();
    assert_eq!(in_groups, Rule::ALL.len());
}
