//! A small sound handbook for the tests of the rules, and ways to spoil it.

use super::check_documents;
use crate::source::diagnostic::Diagnostic;
use crate::source::documents::Documents;
use crate::source::tree::Tree;

/// The files of the sound handbook.
const FILES: [(&str, &str); 10] = [
    ("content/handbook.yaml", HANDBOOK),
    ("content/pages/about.zh.md", ABOUT_ZH),
    ("content/pages/about.en.md", ABOUT_EN),
    ("content/standards/demo/standard.yaml", STANDARD),
    ("content/standards/demo/rubric.yaml", RUBRIC),
    ("content/standards/demo/glossary.yaml", GLOSSARY),
    ("content/standards/demo/clauses/00.yaml", FOREWORD),
    ("content/standards/demo/clauses/01.yaml", FIRST),
    ("content/standards/demo/clauses/02.yaml", SECOND),
    ("content/standards/demo/annexes/A.yaml", ANNEX),
];

const HANDBOOK: &str = "\
title: {zh: 手册, en: Handbook}
description: {zh: 一本手册。, en: A handbook.}
languages:
  - {id: zh, tag: zh-CN, name: 中文}
  - {id: en, tag: en, name: English}
readings: [zh, en, zh-en]
standards: [demo]
base_url: https://example.org/handbook
";

const ABOUT_ZH: &str = "\
---
title: 关于
description: 说明。
---

见[第2.1条](demo/2.1.html#b)、[[2.1-a]]，以及 [English](../en/about.html)。
";

const ABOUT_EN: &str = "\
---
title: About
description: What it is.
---

See [2.1](demo/2.1.html#b), [[2.1-a]] and `[[nothing]]`.
";

const STANDARD: &str = "\
id: demo
edition:
  {id: first, title: {zh: 第一版, en: First edition}}
language: zh
title: {zh: 店铺标准, en: Standard for stores}
description: {zh: 举例。, en: An example.}
marks: {requirement: ——, outcome: a）}
roles:
  - id: seller
    title: {zh: 卖家, en: Seller}
    personnel: {zh: 卖家人员, en: Sellers}
    annex: A
    tasks:
      - {text: {zh: 开店, en: Opening a shop}, note: {quote: 开, text: {zh: 说明（略）。, en: A remark.}}}
dimensions:
  - {id: literacy, title: {zh: 素养, en: Literacy}, clause: 2.1}
  - {id: skills, title: {zh: 技能, en: Skills}, clause: 2.2}
levels:
  - {id: junior, title: {zh: 初级, en: Junior}}
  - {id: senior, title: {zh: 高级, en: Senior}}
";

const RUBRIC: &str = "\
clause: 3
grades: [A, B]
rows:
  - {id: literacy, dimension: literacy}
  - {id: skills-junior, dimension: skills, level: junior}
  - {id: skills-senior, dimension: skills, level: senior}
totals:
  - {level: junior, rows: [literacy, skills-junior], formula: {zh: 甲, en: First}}
  - {level: senior, rows: [literacy, skills-junior, skills-senior], formula: {zh: 乙, en: Second}}
bands:
  - {id: senior, from: 90, title: {zh: 高级, en: Senior}}
  - {id: junior, from: 60, title: {zh: 初级, en: Junior}}
  - {id: unqualified, title: {zh: 不合格, en: Unqualified}}
result:
  overall: {zh: 总评, en: Overall}
  band: {zh: 等第, en: Band}
  total: {zh: 总分, en: Total}
  comment: {zh: 评语, en: Comments}
  remark: {zh: 说明：, en: 'Explanation:'}
  department: {zh: 部门, en: Department}
  assessor: {zh: 姓名, en: Name}
  date: {zh: 时间, en: Date}
";

const GLOSSARY: &str = "\
- term: {zh: 店铺, en: store}
  forms: {en: [stores]}
  definition: {zh: 网上商店。, en: A shop on a platform.}
  pinyin: dianpu
- term: {zh: 店铺装修, en: storefront design}
  pinyin: dianpuzhuangxiu
";

const FOREWORD: &str = "\
- id: foreword
  title: {zh: 前言, en: Foreword}
  preliminary: true
  text:
    - {zh: '前言,原样。', en: A foreword.}
";

const FIRST: &str = "\
- id: 1
  title: {zh: 范围, en: Scope}
  text:
    - text: {zh: 适用于店铺。, en: This applies to Stores.}
      note: {quote: 适用于, meant: {zh: 适合, en: suits}, text: {zh: '见[第2.1条](2.1.html#a)和[[2.2.1]]。', en: 'See [[2.2.1-a]], “店铺、店铺”.'}}
  table:
    {id: T1, number: {zh: 表 1, en: Table 1}, caption: {zh: 任务, en: Tasks}, columns: [{zh: 序号, en: No.}, {zh: 类别, en: Category}, {zh: 任务, en: Tasks}], shows: tasks, printed_after: 2.1}
  figure:
    {id: F1, number: {zh: 图 1, en: Figure 1}, caption: {zh: 要素, en: Elements}, shows: roles-dimensions}
- id: 1.1
  term:
    name: {zh: 要素, en: element}
    printed: [zh, en]
    definition: {zh: 一方面。, en: one side}
";

const SECOND: &str = "\
- id: 2
  title: {zh: 要求, en: Requirements}
- id: 2.1
  title: {zh: 素养, en: Literacy}
  dimension: literacy
  intro: {zh: 应：, en: 'They shall:'}
  requirements:
    - text: {zh: 守信；, en: be honest;}
    - text: {zh: 店铺装修。, en: do storefront design.}
- id: 2.2
  title: {zh: 技能, en: Skills}
  dimension: skills
- id: 2.2.1
  title: {zh: 初级, en: Junior}
  role: seller
  level: junior
  requirements:
    - text: {zh: 开店；, en: Open a shop;}
- id: 2.2.2
  title: {zh: 高级, en: Senior}
  role: seller
  level: senior
  requirements:
    - text: {zh: 经营店铺。, en: Run stores.}
- id: 3
  title: {zh: 评价, en: Evaluation}
- id: 3.1
  title: {zh: 高级, en: Senior}
  band: senior
  intro: {zh: 可：, en: 'They may:'}
  outcomes:
    - text: {zh: 晋升。, en: be promoted.}
";

const ANNEX: &str = "\
id: A
role: seller
heading: {zh: 附录 A, en: Annex A}
status: {zh: （资料性）, en: (informative)}
title: {zh: 评价表, en: Form}
form:
  number: {zh: 表 A.1, en: Table A.1}
  caption: {zh: 评价表, en: Form}
  columns: {item: {zh: 项目, en: Item}, criteria: {zh: 内容, en: Criteria}, grade: {zh: 等级, en: Grade}, score: {zh: 分, en: Score}}
  headings:
    - {dimension: literacy, label: {zh: 素养, en: Literacy}}
    - {dimension: skills, label: {zh: 技能, en: Skills}}
  rows:
    - row: literacy
      layout: run
      scores: {A: 40, B: 20}
      criteria:
        - {text: {zh: 守信, en: Honesty}, summarises: [2.1-a]}
        - {text: {zh: 其他, en: Other}, summarises: []}
    - row: skills-junior
      scores: {A: 30, B: 15}
      criteria:
        - {text: {zh: 开店；, en: Open a shop;}, restates: 2.2.1-a}
    - row: skills-senior
      scores: {A: 30, B: 15}
      criteria:
        - {text: {zh: 经营店铺。, en: Run stores.}, restates: 2.2.2-a}
  continuation:
    before: skills-senior
    caption: {zh: 表 A.1（续）, en: Table A.1 (continued)}
    repeats: [skills-junior]
";

/// The sound handbook.
pub fn sound() -> Tree {
    Tree {
        files: FILES
            .iter()
            .map(|(file, text)| ((*file).into(), (*text).into()))
            .collect(),
        ..Tree::default()
    }
}

/// The sound handbook with `from` replaced by `to` in `file`, which is named from the root or from the standard's folder.
pub fn with(file: &str, from: &str, to: &str) -> Tree {
    and(sound(), file, from, to)
}

/// `tree` with `from` replaced by `to` in `file`.
pub fn and(mut tree: Tree, file: &str, from: &str, to: &str) -> Tree {
    let path = path(file);
    let text = tree
        .files
        .get(path.as_str())
        .expect("a file of the handbook");
    assert_eq!(
        text.matches(from).count(),
        1,
        "`{from}` occurs once in {file}"
    );
    let text = text.replace(from, to);
    tree.files.insert(path.into(), text.into());
    tree
}

/// `tree` with another file.
pub fn adding(mut tree: Tree, file: &str, text: &str) -> Tree {
    tree.files.insert(path(file).into(), text.into());
    tree
}

/// `tree` without a file.
pub fn without(mut tree: Tree, file: &str) -> Tree {
    let removed = tree.files.remove(path(file).as_str());
    assert!(removed.is_some(), "{file} is a file of the handbook");
    tree
}

fn path(file: &str) -> String {
    if file.starts_with("content/") {
        file.to_owned()
    } else {
        format!("content/standards/demo/{file}")
    }
}

/// The diagnostics of `tree`.
pub fn diagnostics(tree: &Tree) -> Vec<Diagnostic> {
    check_documents(&Documents::read(tree), |_| None)
        .together()
        .1
}

/// The diagnostics of `tree` as `FILE:LINE:COLUMN: MESSAGE`. Warnings are marked as such.
pub fn found(tree: &Tree) -> Vec<String> {
    diagnostics(tree)
        .iter()
        .map(|fault| {
            let warning = if fault.is_error() { "" } else { "warning: " };
            format!("{}: {warning}{}", fault.position, fault.message.english())
        })
        .collect()
}
