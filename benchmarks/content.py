"""Generates a handbook of any size, and a Hugo site with the same text."""

import pathlib

PARAGRAPHS = [
    "掌握行业数据、竞品数据、店铺运营数据的采集、整理的方法与流程，并能说明每一步的依据。",
    "能进行目标市场调研，确定目标消费人群、产品定位和品牌定位；能结合成本、重量、交货期等信息计算利润。",
    "熟悉网络广告营销、搜索引擎营销、电子邮件营销、产品评测、社交媒体营销的引流渠道相关要求。",
    "能协助完成报关、清关，能关注和收集国际货物运输代理公司提供的物流服务和收费标准。",
]
FAN_OUT = 20


def numbers(clauses):
    """Yields `clauses` numbers in document order, nested so that no clause has more than FAN_OUT subclauses."""
    count = 0
    chapter = 0
    while count < clauses:
        chapter += 1
        yield f"{chapter}"
        count += 1
        for section in range(1, FAN_OUT + 1):
            if count >= clauses:
                return
            yield f"{chapter}.{section}"
            count += 1
            for part in range(1, FAN_OUT + 1):
                if count >= clauses:
                    return
                yield f"{chapter}.{section}.{part}"
                count += 1


def words(number, place):
    return f"第{number}条第{place}款：{PARAGRAPHS[place % len(PARAGRAPHS)]}"


def clausebook(folder, pages):
    """Writes a handbook of about `pages` pages: half are clauses, half are the permalink pages of their single requirements."""
    content = pathlib.Path(folder) / "content"
    standard = content / "standards" / "bench"
    (standard / "clauses").mkdir(parents=True)
    (content / "handbook.yaml").write_text(
        "title: {zh: 手册}\ndescription: {zh: 一份很大的手册。}\n"
        "languages: [{id: zh, tag: zh-CN, name: 中文}]\nreadings: [zh]\nstandards: [bench]\n"
    )
    (standard / "standard.yaml").write_text(
        "id: bench\nedition: {id: first, title: {zh: 第一版}}\nlanguage: zh\ntitle: {zh: 标准}\n"
        "description: {zh: 一份很长的标准。}\nmarks: {requirement: ——, outcome: a）}\n"
        "roles:\n  - {id: worker, title: {zh: 人员}, personnel: {zh: 人员}}\n"
        "dimensions:\n  - {id: skills, title: {zh: 技能}, clause: 1}\nlevels:\n  - {id: junior, title: {zh: 初级}}\n"
    )
    result_words = "".join(
        f"  {key}: {{zh: {word}}}\n"
        for key, word in {
            "overall": "总评", "band": "等第", "total": "总分", "comment": "评语", "remark": "说明：",
            "department": "部门", "assessor": "姓名", "date": "时间",
        }.items()
    )
    (standard / "rubric.yaml").write_text(
        "clause: 1\ngrades: [A, B]\nrows:\n  - {id: skills, dimension: skills}\n"
        "totals:\n  - {level: junior, rows: [skills], formula: {zh: 总分=技能}}\n"
        "bands:\n  - {id: junior, from: 10, title: {zh: 初级}}\n  - {id: unqualified, title: {zh: 不合格}}\n"
        f"result:\n{result_words}"
    )
    chapter, lines = None, []

    def flush():
        if lines:
            (standard / "clauses" / f"{int(chapter):05}.yaml").write_text("".join(lines))
            lines.clear()

    for number in numbers(pages // 2):
        if number.split(".")[0] != chapter:
            flush()
            chapter = number.split(".")[0]
        lines.append(f"- id: {number}\n  title: {{zh: 第{number}条}}\n  dimension: skills\n  text:\n")
        lines += [f"    - {{zh: {words(number, place)}}}\n" for place in range(6)]
        lines.append(f"  intro: {{zh: 应至少满足以下要求：}}\n  requirements:\n    - {{text: {{zh: {words(number, 6)}}}}}\n")
    flush()


LAYOUT = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="{{ .Description }}">
<link rel="stylesheet" href="{{ "handbook.css" | relURL }}"></head>
<body><header><a href="{{ "/" | relURL }}">{{ site.Title }}</a></header>
<nav><ul>{{ with .Parent }}{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul></nav>
<main><nav><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></main></body></html>
"""


def hugo(folder, pages):
    """Writes the same text as a Hugo site, with a page for each clause and each requirement."""
    folder = pathlib.Path(folder)
    (folder / "layouts" / "_default").mkdir(parents=True)
    for layout in ("single", "list"):
        (folder / "layouts" / "_default" / f"{layout}.html").write_text(LAYOUT)
    (folder / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "手册"\nlanguageCode = "zh-CN"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
    )
    for number in numbers(pages // 2):
        parts = number.split(".")
        place = folder / "content" / pathlib.Path(*(f"c{part}" for part in parts))
        place.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(words(number, place) for place in range(6))
        (place / "_index.md").write_text(
            f'---\ntitle: "第{number}条"\ndescription: "应至少满足以下要求"\nweight: {int(parts[-1])}\n---\n{text}\n\n'
            f"应至少满足以下要求：\n\n- {words(number, 6)}\n"
        )
        (place / "a.md").write_text(
            f'---\ntitle: "{number}-a"\ndescription: "第{number}条"\nweight: 99\n---\n{words(number, 6)}\n'
        )
