//! The reference of the data that templates receive, in the manual: every field of every record, generated from the source of the
//! program. The English descriptions are the documentation of the fields; the Chinese ones are in `tests/template-data.zh.txt`.
//!
//! To renew both pages after a change: `RENEW_REFERENCE=1 cargo test --workspace --test program -- template_data`

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

use clausebook_tests::folder::bytes;
use clausebook_tests::program::repository;
use clausebook_tests::records::{TemplateRecord, records};

/// The command that writes both pages.
const RENEW: &str = "RENEW_REFERENCE=1 cargo test --workspace --test program -- template_data";

/// Where the views and the parts around them are declared.
const SOURCE: &str = "generator/src/render";

/// The Chinese of each description: a line in English, the line in Chinese, and an empty line.
const CHINESE: &str = include_str!("../template-data.zh.txt");

/// The record that each template receives as `view`.
const VIEWS: [(&str, &str); 47] = [
    ("annex.html", "AnnexView"),
    ("article.html", "ArticleView"),
    ("asked-part.html", "AskedPartView"),
    ("changes.html", "ChangesView"),
    ("choice.html", "ChoiceView"),
    ("clause.html", "ClauseView"),
    ("compare-choice.html", "ComparisonChoiceView"),
    ("compare-levels.html", "LevelsView"),
    ("compare-roles.html", "RolesView"),
    ("compare.html", "RolesView"),
    ("compared-role.html", "ComparedRoleView"),
    ("contents.html", "ContentsView"),
    ("coverage.html", "CoverageView"),
    ("curricula.html", "CurriculaView"),
    ("curriculum.html", "CurriculumView"),
    ("edition-changes.html", "EditionChangesView"),
    ("feed.xml", "FeedView"),
    ("front.html", "FrontView"),
    ("group.html", "PeopleView"),
    ("interview.html", "InterviewView"),
    ("keywords.html", "KeywordsView"),
    ("level.html", "LevelView"),
    ("matrix.html", "MatrixView"),
    ("module.html", "ModuleView"),
    ("notfound.html", "ChoiceView"),
    ("offline.html", "ChoiceView"),
    ("permalink.html", "PermalinkView"),
    ("picker-texts.html", "PickerTextsView"),
    ("picker.html", "PickerView"),
    ("posting.html", "PostingView"),
    ("postings.html", "PostingsView"),
    ("profile-course.html", "ProfileView"),
    ("profile-frame.html", "ProfileView"),
    ("profile-texts.html", "CheckTextsView"),
    ("profile.html", "ProfileView"),
    ("redirect.html", "RedirectView"),
    ("requirements.html", "RequirementsView"),
    ("retired.html", "RetiredView"),
    ("role.html", "RoleView"),
    ("selfcheck-course.html", "SelfCheckView"),
    ("selfcheck-frame.html", "SelfCheckView"),
    ("selfcheck.html", "SelfCheckView"),
    ("take-along.html", "TakeAlongView"),
    ("terms.html", "TermsView"),
    ("translation-status.html", "TranslationStatusView"),
    ("whole-part.html", "WholePageView"),
    ("whole.html", "WholeView"),
];

/// The record that the text of a whole standard passes to its component `whole_part`, clause by clause.
const PART: &str = "WholePartView";

fn read(path: PathBuf) -> String {
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every record of the source, by its name.
fn all_records() -> BTreeMap<String, TemplateRecord> {
    let mut all = BTreeMap::new();
    for (path, text) in bytes(&repository().join(SOURCE)) {
        let text = String::from_utf8_lossy(&text);
        if path.ends_with(".rs") {
            all.extend(records(&text, &["TextView", "Piece"]));
        }
    }
    // Of a piece, templates see what its own code serialises.
    let shown = ["lang", "html", "blocks", "plain", "is_source"];
    let piece = all.get_mut("Piece").expect("a text has pieces");
    piece.fields.retain(|field| shown.contains(&&*field.name));
    assert_eq!(piece.fields.len(), shown.len());
    all
}

/// A documentation as authors of templates need it: without links into the source, and with their word for `None`.
fn plain(about: &str) -> String {
    let mut text = about.replace("[`", "`").replace("`]", "`");
    while let Some(start) = text.find("`](") {
        let end = text[start..].find(')').expect("the end of a link") + start;
        text.replace_range(start + 1..=end, "");
    }
    for (from, to) in [(". `None`", ". Absent"), ("`None`", "absent"), ("|", "\\|")] {
        text = text.replace(from, to);
    }
    text.strip_prefix("absent")
        .map_or(text.clone(), |rest| format!("Absent{rest}"))
}

/// A page in one language.
struct ReferencePage<'a> {
    records: &'a BTreeMap<String, TemplateRecord>,
    /// The Chinese descriptions; `None` for the page in English.
    chinese: Option<BTreeMap<&'a str, &'a str>>,
    /// The English descriptions without a Chinese one.
    missing: RefCell<BTreeSet<String>>,
    /// Those that have been asked for.
    used: RefCell<BTreeSet<String>>,
}

impl ReferencePage<'_> {
    fn say<'s>(&self, english: &'s str, chinese: &'s str) -> &'s str {
        if self.chinese.is_some() {
            chinese
        } else {
            english
        }
    }

    fn about(&self, about: &str) -> String {
        let english = plain(about);
        let Some(chinese) = &self.chinese else {
            return english;
        };
        self.used.borrow_mut().insert(english.clone());
        match chinese.get(&*english) {
            Some(chinese) => (*chinese).to_owned(),
            None => {
                self.missing.borrow_mut().insert(english);
                String::new()
            }
        }
    }

    /// Names a type, and adds the records in it to `found`.
    fn kind(&self, kind: &str, found: &mut Vec<String>) -> String {
        let kind = kind.trim();
        let inner = |name: &str| kind.strip_prefix(name)?.strip_suffix('>');
        if let Some(inner) = inner("Option<") {
            let inner = self.kind(inner, found);
            return format!("{inner}{}", self.say(", or absent", "，可缺"));
        }
        if let Some(inner) = inner("Vec<") {
            let inner = self.kind(inner, found);
            return self.say("list: {}", "列表：{}").replace("{}", &inner);
        }
        if let Some(inner) = inner("BTreeMap<") {
            let (_, value) = inner.split_once(", ").expect("a key and a value");
            let value = self.kind(value, found);
            let mapping = self.say("mapping of names to {}", "从名称到 {} 的映射");
            return mapping.replace("{}", &value);
        }
        if let Some(inner) = kind
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
        {
            let parts = inner
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty());
            let parts: Vec<String> = parts.map(|part| self.kind(part, found)).collect();
            return format!("[{}]", parts.join(self.say(", ", "、")));
        }
        if let Some((outer, inner)) = kind.split_once('<') {
            let inner = inner.strip_suffix('>').expect("the end of a type");
            let outer = self.kind(outer, found);
            let inner = self.kind(inner, found);
            return self
                .say("{} of {inner}", "{}（{inner}）")
                .replace("{inner}", &inner)
                .replace("{}", &outer);
        }
        let word = match kind {
            "String" | "&'static str" => self.say("text", "文字"),
            "Html" => "HTML",
            "bool" => self.say("`true` or `false`", "`true` 或 `false`"),
            "usize" | "u8" | "u32" | "u64" | "i32" | "f32" | "ClauseIndex" | "LevelIndex" => {
                self.say("number", "数")
            }
            // The parameter of a record that is used for several others.
            "C" | "Entry" => self.say("record", "记录"),
            name => {
                let record = self.records.get(name);
                let record = record.unwrap_or_else(|| panic!("`{name}` is not a known type"));
                if !record.values.is_empty() {
                    let values: Vec<String> = record
                        .values
                        .iter()
                        .map(|value| format!("`{value}`"))
                        .collect();
                    return values.join(self.say(", ", "、"));
                }
                found.push(name.to_owned());
                return format!("[{name}](#{})", name.to_lowercase());
            }
        };
        word.to_owned()
    }

    /// A section with the fields of a record. Returns the records that they name.
    fn section(&self, name: &str, page: &mut String) -> Vec<String> {
        let record = &self.records[name];
        let mut found = Vec::new();
        let _ = write!(page, "### {name}\n\n");
        if !record.about.is_empty() {
            let _ = write!(page, "{}\n\n", self.about(&record.about));
        }
        let _ = writeln!(
            page,
            "{}",
            self.say("| name | value and meaning |", "| 名称 | 值与含义 |")
        );
        // Two columns, so that a phone has room for the words.
        let _ = writeln!(page, "| --- | --- |");
        for field in &record.fields {
            let kind = self.kind(&field.kind, &mut found);
            let name = if field.is_flat {
                self.say("each field of it", "其各个字段").to_owned()
            } else {
                format!("`{}`", field.name)
            };
            let _ = writeln!(page, "| {name} | {kind} · {} |", self.about(&field.about));
        }
        page.push('\n');
        found
    }

    fn whole(&self) -> String {
        let mut page = self.say(ENGLISH_OPENING, CHINESE_OPENING).to_owned();
        for (template, view) in VIEWS {
            let _ = writeln!(
                page,
                "| `{template}` | [{view}](#{}) |",
                view.to_lowercase()
            );
        }
        let _ = write!(page, "\n## {}\n\n", self.say("Page", "页面"));
        let mut done = BTreeSet::from(["Chrome".to_owned()]);
        let mut open = self.section("Chrome", &mut page);
        let _ = write!(page, "## {}\n\n", self.say("Views", "各模板的数据"));
        let mut sections = BTreeMap::new();
        open.extend(
            VIEWS
                .iter()
                .map(|(_, view)| *view)
                .chain([PART])
                .map(str::to_owned),
        );
        while let Some(name) = open.pop() {
            if done.insert(name.clone()) {
                let mut section = String::new();
                open.extend(self.section(&name, &mut section));
                sections.insert(name, section);
            }
        }
        page.extend(sections.into_values());
        page.truncate(page.trim_end().len());
        page.push('\n');
        page
    }

    /// What the Chinese descriptions lack, and those that nothing uses.
    fn faults(&self) -> Vec<String> {
        let missing = self.missing.borrow();
        let missing = missing
            .iter()
            .map(|about| format!("no Chinese for: {about}"));
        let used = self.used.borrow();
        let unused = self.chinese.iter().flatten();
        let unused = unused.filter(|(english, _)| !used.contains(**english));
        missing
            .chain(unused.map(|(english, _)| format!("nothing is described by: {english}")))
            .collect()
    }
}

const ENGLISH_OPENING: &str = "\
# Data of templates

English | [中文](../zh/template-data.md)

The data that templates of a theme receive, with every name. [Branding your handbook](theming.md#your-own-template) explains how to replace a
template, or a part of it. This page is generated from the program. Names may change from one version to the next; `clausebook check` then
reports each one that a template of yours uses.

## What a template receives

| name | value |
| --- | --- |
| `page` | the parts around the content: [Chrome](#chrome) |
| `view` | the content of the page, which depends on the [template](#templates) |
| `words` | the interface words by their keys, as HTML in the languages of the page; `words.search` |
| `plain` | the same words as text in one language, for attributes |
| `contents` | the list of contents beside the page, as HTML |

`compared-role.html`, `picker-texts.html` and `profile-texts.html` make scripts that pages load later. They receive `view`, `words`, `plain` and
the tag of the language, `lang`. `feed.xml` receives only `view`, and `sw.js` the `version` of the site and its `files`.

To see what a page receives, write `{{ __tera_context }}` into your template, and look at the page in the preview.

## How values are used

| value | use |
| --- | --- |
| text | `{{ view.name }}`, which escapes it |
| HTML | `{{ view.body }}`; it is not escaped again |
| [TextView](#textview) | a text in the languages of the page: `{{ view.title.inline }}` in a line, `{{ <pair text={view.title} /> }}` in columns, `{{ view.title.plain }}` in an attribute |
| list | `{% for item in view.items %}…{% endfor %}` |
| [A, B] | a list of exactly these values: `{{ pair[0] }}`, `{{ pair[1] }}` |
| or absent | `{% if view.note %}…{% endif %}` |
| number | `{{ view.count }}`; in a sentence, fill the words with it: `{{ words.requirements_counted \\| fill(count=view.count) }}` |

## Templates

Templates that are not listed are parts that others include.

| template | `view` |
| --- | --- |
";

const CHINESE_OPENING: &str = "\
# 模板的数据

[English](../en/template-data.md) | 中文

本页列出主题的模板得到的数据和全部名称。怎样替换一个模板或其中一部分，见[定制手册的外观](theming.md#自己的模板)。本页由程序生成。名称在不同版本之间可能改变；您的模板用到改变了的名称时，`clausebook check` 会逐一报告。

## 模板得到什么

| 名称 | 值 |
| --- | --- |
| `page` | 内容周围的各部分：[Chrome](#chrome) |
| `view` | 页面的内容，依[模板](#模板)而定 |
| `words` | 界面用语，按键取用，是页面各语言的 HTML，如 `words.search` |
| `plain` | 同样的用语，是一种语言的文字，用于属性 |
| `contents` | 页面旁边的目录，是 HTML |

`compared-role.html`、`picker-texts.html` 和 `profile-texts.html` 生成页面稍后载入的脚本，得到 `view`、`words`、`plain` 和语言标签 `lang`。`feed.xml` 只得到 `view`，`sw.js` 得到网站的版本 `version` 和文件 `files`。

要看一个页面得到什么，请在模板中写 `{{ __tera_context }}`，并在预览中查看该页。

## 怎样使用各种值

| 值 | 用法 |
| --- | --- |
| 文字 | `{{ view.name }}`，会转义 |
| HTML | `{{ view.body }}`，不再转义 |
| [TextView](#textview) | 页面各语言的文字：在一行中用 `{{ view.title.inline }}`，分栏用 `{{ <pair text={view.title} /> }}`，属性中用 `{{ view.title.plain }}` |
| 列表 | `{% for item in view.items %}…{% endfor %}` |
| [甲、乙] | 恰好由这些值组成的列表：`{{ pair[0] }}`、`{{ pair[1] }}` |
| 可缺 | `{% if view.note %}…{% endif %}` |
| 数 | `{{ view.count }}`；在句子中用它填写界面用语：`{{ words.requirements_counted \\| fill(count=view.count) }}` |

## 模板

没有列出的模板是供其他模板引用的部分。

| 模板 | `view` |
| --- | --- |
";

/// The Chinese descriptions by the English ones.
fn chinese() -> BTreeMap<&'static str, &'static str> {
    let mut pairs = BTreeMap::new();
    for entry in CHINESE.trim_end().split("\n\n") {
        let (english, chinese) = entry
            .split_once('\n')
            .unwrap_or_else(|| panic!("not a pair of lines: {entry}"));
        assert!(!chinese.contains('\n'), "not a pair of lines: {entry}");
        let before = pairs.insert(english, chinese);
        assert!(before.is_none(), "twice: {english}");
    }
    pairs
}

#[test]
fn the_reference_of_template_data_lists_every_field_in_both_languages() {
    let records = all_records();
    for (language, chinese) in [("en", None), ("zh", Some(chinese()))] {
        let reference = ReferencePage {
            records: &records,
            chinese,
            missing: RefCell::default(),
            used: RefCell::default(),
        };
        let page = reference.whole();
        let faults = reference.faults();
        assert!(
            faults.is_empty(),
            "tests/template-data.zh.txt:\n{}",
            faults.join("\n")
        );
        let path = repository().join(format!("docs/content/pages/{language}/template-data.md"));
        if env::var_os("RENEW_REFERENCE").is_some() {
            fs::write(&path, &page).expect("the page can be written");
        }
        let is_fresh = read(path) == page;
        assert!(
            is_fresh,
            "{language}/template-data.md is out of date; run {RENEW}"
        );
    }
}

/// The names that a text takes from `view`, outside the components that it declares.
fn names_used(template: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let outside = template
        .split("{% component ")
        .enumerate()
        .map(|(at, part)| {
            if at == 0 {
                return part;
            }
            part.split_once("{% endcomponent")
                .map_or("", |(_, rest)| rest)
        });
    for part in outside {
        for (at, _) in part.match_indices("view.") {
            let is_word =
                part[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
            let name = &part[at + "view.".len()..];
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            if !is_word {
                names.insert(&name[..end.unwrap_or(name.len())]);
            }
        }
    }
    names
}

#[test]
fn each_template_is_listed_with_the_record_that_it_receives() {
    let records = all_records();
    let folder = repository().join("themes/default/templates");
    let listed: BTreeMap<&str, &str> = VIEWS.into_iter().collect();
    let mut sources = String::new();
    for (path, text) in bytes(&repository().join("generator/src/site")) {
        if path.ends_with(".rs") {
            sources.push_str(&String::from_utf8_lossy(&text));
        }
    }
    let mut faults = Vec::new();
    for named in sources.split("template!(\"").skip(1) {
        let name = named.split('"').next().unwrap_or_default();
        if !listed.contains_key(name) && name != "sw.js" {
            faults.push(format!("{name} is not listed"));
        }
    }
    for (template, view) in listed {
        let mut fields = BTreeSet::new();
        let mut open = vec![view];
        while let Some(name) = open.pop() {
            for field in &records[name].fields {
                fields.insert(&*field.name);
                if field.is_flat {
                    open.push(&field.kind);
                }
            }
        }
        let text = read(folder.join(template));
        let unknown = names_used(&text)
            .into_iter()
            .filter(|name| !fields.contains(name));
        faults.extend(unknown.map(|name| format!("{template}: {view} has no `{name}`")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
