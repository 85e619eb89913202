//! Tests of the five forms against the source, counted and compared by hand.

use super::criterion::{ComparisonView, CriterionView};
use super::difference::DifferenceView;
use super::fixture::Fixture;
use super::form::{self, FormRowView, FormView};
use super::taken;
use crate::index::StandardIndex;

/// Returns the forms of the five annexes by letter.
fn forms(fixture: &Fixture) -> Vec<(String, FormView)> {
    let frame = fixture.any();
    let standard = &frame.handbook().standards[StandardIndex::at(0)];
    standard
        .graded_forms()
        .map(|graded| {
            (
                graded.annex.id.to_string(),
                form::view(&frame, StandardIndex::at(0), graded, ""),
            )
        })
        .collect()
}

fn rows(form: &FormView) -> impl Iterator<Item = &FormRowView> {
    form.groups.iter().flat_map(|group| &group.rows)
}

/// Formats a difference on one line: `[-…]` is only in the clause, `[+…]` only in the form.
fn marked(difference: &DifferenceView) -> String {
    let runs = difference.runs.iter().map(|run| match run.side {
        "clause" => format!("[-{}]", run.text),
        "form" => format!("[+{}]", run.text),
        _ => run.text.clone(),
    });
    runs.collect()
}

#[test]
fn five_forms_have_thirty_rows_and_a_hundred_and_twenty_scores() {
    let fixture = Fixture::shipped();
    let forms = forms(&fixture);
    assert_eq!(forms.len(), 5);
    let mut scores = 0;
    for (letter, form) in &forms {
        let written: Vec<String> = rows(form)
            .map(|row| {
                scores += row.scores.len();
                let points = row
                    .scores
                    .iter()
                    .map(|score| format!("{}{}", score.grade, score.points));
                format!("{} {}", row.anchor, points.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(
            written,
            [
                "literacy A20 B16 C12 D8",
                "knowledge A20 B16 C12 D8",
                "skills-junior A20 B16 C12 D8",
                "skills-mid A10 B8 C6 D4",
                "skills-senior A10 B8 C6 D4",
                "development A20 B16 C12 D8",
            ],
            "annex {letter}"
        );
    }
    assert_eq!(scores, 120);
}

#[test]
fn only_the_forms_of_a_and_c_break_and_only_c_repeats_a_row() {
    let fixture = Fixture::shipped();
    let breaks: Vec<String> = forms(&fixture)
        .iter()
        .flat_map(|(letter, form)| {
            let inside = form.groups.iter().filter_map(|group| {
                let continuation = group.continuation.as_ref()?;
                Some((continuation, group.rows.first()?.anchor.clone()))
            });
            let after = form
                .continuation
                .iter()
                .map(|continuation| (continuation, "end".to_owned()));
            inside
                .chain(after)
                .map(|(continuation, place)| {
                    let repeated = continuation.repeats.iter().flat_map(|group| &group.rows);
                    let repeated: Vec<&str> = repeated.map(|row| row.anchor.as_str()).collect();
                    format!(
                        "{letter} {place} {} {}",
                        continuation.caption.plain,
                        repeated.join(" ")
                    )
                })
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        breaks,
        [
            "A development 表 A.1 开发选品人员职业能力评价表（续） ",
            "C end 表 C.1 美工设计人员职业能力评价表（续） development",
        ]
    );
}

#[test]
fn criteria_differ_from_clauses_exactly_where_the_source_does() {
    let fixture = Fixture::shipped();
    let found: Vec<String> = forms(&fixture)
        .iter()
        .flat_map(|(letter, form)| {
            rows(form)
                .flat_map(|row| &row.criteria)
                .filter_map(|criterion| criterion.difference.as_ref())
                .map(|difference| format!("{letter} {} {}", difference.id, marked(difference)))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        found,
        [
            "A 5.3.1.2-b 能使用分析工具分析[-不同]平台经营策略和经营品类情况；",
            "A 5.3.1.2-f 能负责与供应商洽谈，筛选[-合适]公司[-的]产品并进行价格[-的]谈判。",
            "A 5.3.1.3-b 能进行算法设计与搭建、优化监控数据指标，观察数据异常并寻找异常原因[-；][+。]",
            "A 5.3.1.3-e 能结合产品成本、重量、交货期等信息计算利润，评估产品[-的]开发效益，为团队提供采购向导。",
            "B 5.4-d 具有风险控制[-能力]。",
            "C 5.3.3.1-d 能配合运营[-以]及跨境电商平台[-的]要求，及时对产品图片更新；",
            "C 5.3.3.2-b 能甄别信息[-的]正确性、合理性，避免侵权和违规信息展示；",
            "C 5.4-d 具有风险控制[-能力]。",
            "D 5.4-d 具有风险控制[-能力]。",
            "E 5.3.5.1-c 能协助[-进行][+运营服务客户]尾程发货[-及退换货]；",
            "E 5.4-d 具有风险控制[-能力]。",
        ]
    );
}

#[test]
fn requirements_that_a_row_leaves_out_are_listed() {
    let fixture = Fixture::shipped();
    let written: Vec<String> = forms(&fixture)
        .iter()
        .flat_map(|(letter, form)| {
            rows(form)
                .filter_map(|row| Some((row, row.comparison.as_ref()?)))
                .filter(|(_, comparison)| !comparison.left_out.is_empty())
                .map(|(row, comparison)| {
                    format!("{letter} {} {}", row.anchor, left_out(comparison))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    let literacy = "5 of 7: 5.1-a 5.1-b 5.1-c 5.1-f 5.1-g";
    assert_eq!(
        written,
        [
            format!("A literacy {literacy}"),
            "A knowledge 10 of 12: 5.2.1.1-a 5.2.1.1-c 5.2.1.1-d 5.2.1.1-e 5.2.1.2-a 5.2.1.2-b 5.2.1.2-c \
             5.2.1.2-e 5.2.1.2-f 5.2.1.2-g"
                .to_owned(),
            format!("B literacy {literacy}"),
            "B knowledge 1 of 5: 5.2.2-e".to_owned(),
            format!("C literacy {literacy}"),
            "C knowledge 5 of 9: 5.2.3.1-a 5.2.3.2-a 5.2.3.2-b 5.2.3.2-d 5.2.3.2-e".to_owned(),
            format!("D literacy {literacy}"),
            "D knowledge 7 of 13: 5.2.4.1-b 5.2.4.1-c 5.2.4.1-d 5.2.4.1-g 5.2.4.2-a 5.2.4.2-c 5.2.4.2-d".to_owned(),
            "D skills-senior 1 of 5: 5.3.4.3-a".to_owned(),
            format!("E literacy {literacy}"),
            "E knowledge 1 of 7: 5.2.5-c".to_owned(),
            "E skills-junior 1 of 6: 5.3.5.1-d".to_owned(),
        ]
    );
}

fn left_out(comparison: &ComparisonView) -> String {
    assert_eq!(
        comparison.taken + comparison.left_out.len(),
        comparison.asked
    );
    let ids: Vec<&str> = comparison
        .left_out
        .iter()
        .map(|requirement| requirement.id.as_str())
        .collect();
    format!("{} of {}: {}", ids.len(), comparison.asked, ids.join(" "))
}

#[test]
fn criteria_without_a_corresponding_requirement_are_listed() {
    let fixture = Fixture::shipped();
    let found: Vec<String> = forms(&fixture)
        .iter()
        .flat_map(|(_, form)| {
            let criteria: Vec<&CriterionView> = rows(form).flat_map(|row| &row.criteria).collect();
            let alone = criteria
                .into_iter()
                .filter(|criterion| criterion.references.is_empty());
            alone
                .map(|criterion| criterion.text.plain.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(found, ["数据分析工具、", "产品工艺、"]);
}

#[test]
fn criteria_that_run_on_keep_their_lines() {
    let fixture = Fixture::shipped();
    let lines: Vec<String> = forms(&fixture)
        .iter()
        .filter_map(|(_, form)| rows(form).nth(1))
        .map(|row| {
            let lines: Vec<&str> = row.lines.iter().map(|line| line.plain.as_str()).collect();
            lines.join("|")
        })
        .collect();
    assert_eq!(
        lines,
        [
            "数据分析工具、产品市场数据分析|产品工艺、选品软件",
            "采购流程、供应商选择、采购计划、采购成本",
            "常用美工软件、电商平台规则和政策|主图和详情页设计",
            "营销规则和政策、站内外引流、文案策划|客户服务、投诉处理、客户问题反馈",
            "国际物流方式、进出口报关、海外仓平台规则、库存管理、尾程物流运输",
        ]
    );
}

/// Describes where the forms use a requirement, according to its permalink: one line per group of forms.
fn taken_up(fixture: &Fixture, id: &str) -> Vec<String> {
    let frame = fixture.frame(&format!("id/cbec-export-operations/{id}.html"));
    let standard = &frame.handbook().standards[StandardIndex::at(0)];
    let index = standard
        .requirements
        .find_index(|requirement| *requirement.id == *id)
        .unwrap();
    let voice = frame.voice_of(standard);
    taken::views(&frame, &voice, StandardIndex::at(0), index)
        .iter()
        .map(|row| {
            let annexes: Vec<&str> = row
                .annexes
                .iter()
                .map(|annex| annex.number.0.as_str())
                .collect();
            let criteria: Vec<String> = row
                .criteria
                .iter()
                .map(
                    |criterion| match (&criterion.difference, criterion.is_restated) {
                        (Some(difference), _) => marked(difference),
                        (None, true) => format!("={}", criterion.text.plain),
                        (None, false) => format!("~{}", criterion.text.plain),
                    },
                )
                .collect();
            format!(
                "{} {} {}",
                annexes.join(","),
                row.row.plain,
                criteria.join(" ")
            )
        })
        .collect()
}

#[test]
fn a_permalink_page_links_to_the_forms_that_grade_the_requirement() {
    let fixture = Fixture::shipped();
    let all = "附录 A,附录 B,附录 C,附录 D,附录 E";
    assert_eq!(taken_up(&fixture, "5.1-a"), [format!("{all} 职业素养 ")]);
    assert_eq!(
        taken_up(&fixture, "5.1-d"),
        [format!(
            "{all} 职业素养 ~诚实守信， ~爱岗敬业， ~团结协作，"
        )]
    );
    assert_eq!(
        taken_up(&fixture, "5.4-d"),
        [
            "附录 A 职业发展 =具有风险控制能力。",
            "附录 B,附录 C,附录 D,附录 E 职业发展 具有风险控制[-能力]。",
        ]
    );
    assert_eq!(taken_up(&fixture, "5.2.2-e"), ["附录 B 职业知识 "]);
    assert_eq!(taken_up(&fixture, "5.3.1.1-a").len(), 1);
}
