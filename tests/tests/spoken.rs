//! The language in which the program speaks: that of `--lang`, of the locale, or English.

use std::collections::BTreeSet;
use std::fs;

use clausebook_tests::program::{Run, call, finish, run};
use clausebook_tests::project::Project;

/// A handbook with three mistakes.
fn mistaken() -> Project {
    let project = Project::small();
    let clauses = "content/standards/bicycle-repair/clauses";
    let words = "{en: This standard is made up., zh: 本标准是虚构的。}";
    let repeated = "{zh: 本标准是虚构的。, en: This standard is made up., zh: 乙}";
    project.replace(&format!("{clauses}/01-scope.yaml"), words, repeated);
    let requirements = format!("{clauses}/02-requirements.yaml");
    project.replace(&requirements, "技工应掌握：", "技工应掌握:");
    let evaluation = format!("{clauses}/03-evaluation.yaml");
    project.replace(&evaluation, "band: master", "band: mister");
    project
}

/// The program's output in a locale.
fn spoken(project: &Project, locale: &str, arguments: &[&str]) -> Run {
    let child = call(arguments)
        .arg("--root")
        .arg(project.root())
        .env("LC_ALL", locale)
        .spawn();
    finish(child.expect("the program starts"))
}

/// The whole report of the handbook with three mistakes.
const REPORT: &str = "\
错误[E017]: 语言 `zh` 在这段文字中出现了两次
 --> content/standards/bicycle-repair/clauses/01-scope.yaml:4:53
  |
4 |     - {zh: 本标准是虚构的。, en: This standard is made up., zh: 乙}
  |                                                             ^^
  |
  = 帮助: 删除其中一个

错误[E033]: 含有冒号加空格的文字要加引号
 --> content/standards/bicycle-repair/clauses/02-requirements.yaml:6:49
  |
6 |   intro: {en: 'Mechanics shall know:', zh: 技工应掌握:}
  |                                                      ^
  |
  = 帮助: 写 `zh: '技工应掌握:'`

错误[E301]: 没有等第 `mister`
  --> content/standards/bicycle-repair/clauses/03-evaluation.yaml:11:9
   |
11 |   band: mister
   |         ^^^^^^
   |
   = 帮助: 是否应为 `master`？

3 个错误
";

#[test]
fn a_report_is_in_the_language_of_the_option_or_of_the_locale() {
    let project = mistaken();
    for (locale, arguments) in [
        ("C", &["check", "--lang", "zh"][..]),
        ("en_GB.UTF-8", &["--lang=zh-TW", "check"]),
        ("zh_CN.UTF-8", &["check"]),
        ("zh_HK", &["check"]),
    ] {
        let run = spoken(&project, locale, arguments).expect_code(1);
        assert_eq!(run.stderr, REPORT, "{locale} {arguments:?}");
    }
    let english = spoken(&project, "C", &["check"]).expect_code(1).stderr;
    assert!(english.ends_with("\n3 errors\n"), "{english}");
    for (locale, arguments) in [
        ("zh_CN.UTF-8", &["check", "--lang", "en"][..]),
        ("C.UTF-8", &["check"]),
        ("POSIX", &["check"]),
        ("fr_FR.UTF-8", &["check"]),
        ("", &["check"]),
    ] {
        let run = spoken(&project, locale, arguments).expect_code(1);
        assert_eq!(run.stderr, english, "{locale} {arguments:?}");
    }
}

#[test]
fn programs_read_the_same_codes_in_every_language() {
    let project = mistaken();
    let read = |lang: &str| -> serde_json::Value {
        let run = spoken(
            &project,
            "C",
            &["check", "--format", "json", "--lang", lang],
        );
        serde_json::from_str(&run.expect_code(1).stdout).expect("JSON")
    };
    let (mut english, mut chinese) = (read("en"), read("zh"));
    assert_eq!(chinese["diagnostics"][2]["message"], "没有等第 `mister`");
    for report in [&mut english, &mut chinese] {
        let faults = report["diagnostics"].as_array_mut().expect("a list");
        for fault in faults {
            for key in ["message", "help"] {
                let text = fault[key].take();
                assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{key}");
            }
        }
    }
    assert_eq!(english, chinese);
    let github = spoken(
        &project,
        "C",
        &["check", "--format", "github", "--lang", "zh"],
    );
    let line = "title=E301 unknown-band::没有等第 `mister`%0A帮助：是否应为 `master`？";
    assert!(github.stdout.contains(line), "{}", github.stdout);
}

#[test]
fn help_is_in_the_language_of_the_option() {
    let run = run(["--lang", "zh", "help", "convert-encoding"]).expect_code(0);
    assert_eq!(
        run.stdout,
        "\
把文件由 GBK 等其他编码转换为 UTF-8

用法：clausebook convert-encoding [选项] <FILE>

参数：
  <FILE>  文件，如 `content/pages/about.zh.md`

选项：
      --from <NAME>  文件的编码，如 `gb18030`、`big5`、`utf-16le` 或 `windows-1252`；未写时自动识别
      --root <DIR>   手册的文件夹，其中有 `content/` [默认值：.]
  -q, --quiet        只输出问题和所要的结果：没有总结、提示和进度
      --lang <TAG>   消息和帮助的语言：en 或 zh [默认值：取自区域设置]
  -h, --help         显示帮助
"
    );
}

#[test]
fn no_help_of_a_command_has_an_english_sentence_in_chinese() {
    let commands = [
        "init", "new", "check", "build", "serve", "import", "export", "explain", "schema",
        "status", "man",
    ];
    let own = [
        "GitHub", "GitLab", "Gitee", "Pages", "Actions", "Open", "Badges", "JSON", "Schema", "CI",
        "CD",
    ];
    for command in commands {
        let text = run([command, "--help", "--lang", "zh"])
            .expect_code(0)
            .stdout;
        for line in text.lines() {
            // Names of options and values are the same in every language.
            let words: Vec<&str> = line
                .split(|sign: char| !sign.is_ascii_alphabetic() && sign != ' ')
                .flat_map(|part| part.split("  "))
                .filter(|part| part.split(' ').filter(|word| word.len() > 1).count() > 2)
                .filter(|part| !part.split(' ').any(|word| own.contains(&word)))
                .collect();
            assert_eq!(words, [""; 0], "{command}: {line}");
        }
    }
}

#[test]
fn manual_pages_and_completions_are_in_the_language_of_the_option() {
    let project = Project::empty();
    let folder = project.path("man");
    let out = folder.to_str().expect("UTF-8");
    let run_in = |lang: &str| run(["man", "--out", out, "--lang", lang]).expect_code(0);
    let count = run_in("en").stdout;
    let pages = || -> BTreeSet<String> {
        let entries = fs::read_dir(&folder)
            .expect("the pages are written")
            .flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.map(|name| format!("man/{name}")).collect()
    };
    let english = pages();
    let chinese = run_in("zh").stdout;
    assert_eq!(pages(), english, "{count}{chinese}");
    for page in english {
        let text = project.read(&page);
        let headings = text.lines().filter_map(|line| line.strip_prefix(".SH "));
        let is_chinese = |heading: &str| heading.chars().all(|c| ('一'..='龥').contains(&c));
        let others: Vec<&str> = headings.filter(|heading| !is_chinese(heading)).collect();
        assert!(others.is_empty(), "{page}: {others:?}");
        assert!(text.contains("\"clausebook "), "{page} has a footer");
    }
    let text = project.read("man/clausebook-new-standard.1");
    assert!(text.contains("\n.br\n\\- ladder："), "{text}");
    let script = run(["completions", "fish", "--lang", "zh"])
        .expect_code(0)
        .stdout;
    for words in ["检查内容并报告所有问题", "供程序读取"] {
        assert!(script.contains(words), "{words}");
    }
    assert!(!script.contains("For programs"), "values are translated");
}

#[test]
fn faults_of_a_call_are_explained_in_the_language_of_the_option() {
    for (arguments, told) in [
        (
            &["--lang", "zh", "buidl"][..],
            "错误：没有命令 `buidl`\n帮助：是否应为 `build`？\n",
        ),
        (
            &["check", "--lang", "zh", "--deny", "unknown-kez"],
            "错误：`unknown-kez` 不是 `--deny <RULE>` 的值：没有规则 `unknown-kez`；是否应为 `unknown-key`？\n\
             帮助：用 `--help` 查看命令和选项的说明\n",
        ),
        (
            &["check", "--lang", "zh", "--root", "/nowhere"],
            "错误：无法读取 /nowhere：没有这个文件或文件夹\n\
             用 --root 指明手册的文件夹，或用 `clausebook init 文件夹` 新建一本手册\n",
        ),
    ] {
        let run = run(arguments).expect_code(2);
        assert_eq!(run.stderr, told, "{arguments:?}");
    }
    let refused = run(["check", "--lang", "klingon"]).expect_code(2);
    assert!(
        refused.stderr.contains("write `en` or `zh`"),
        "{}",
        refused.stderr
    );
}

#[test]
fn summaries_are_in_the_language_of_the_option() {
    let project = Project::small();
    let run = spoken(&project, "C", &["check", "--lang", "zh"]).expect_code(0);
    assert!(
        run.stdout.ends_with(" 个文件：没有错误\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr.starts_with("提示：还没有锁定任何永久链接"),
        "{}",
        run.stderr
    );
}
