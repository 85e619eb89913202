//! The shapes that tables have: how their rows are nested, and what their columns and cells mean.

use clausebook_tests::folder::bytes;
use clausebook_tests::project::Project;

use crate::import_table_files::{import, is_sound, packed};

#[test]
fn tables_of_concept_schemes_are_nested_by_the_names_of_their_broader_concepts() {
    let table = "Level;Name;ShortCode;Description;Uri;BroaderConcept\n1;Dough;1.0;;;\n2;Kneading;1.1;Kneads until smooth.;;Dough\n2;Proving;1.2;Lets it rise.;;Dough\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("1 clause, 2 requirements"), "{report}");
    assert!(!report.contains("the column `ShortCode`"), "{report}");
    // The numbers are those of the tree, not levels of competence.
    assert!(report.contains("A  Level → depth"), "{report}");
    assert!(!report.contains("2 levels"), "{report}");
    is_sound(&project);
}

#[test]
fn numbers_that_are_not_depths_in_the_tree_are_levels() {
    let table = "level,id,parent,text\n1,A,,Dough\n1,B,A,Kneads.\n2,C,A,Proves.\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("A  level → level"), "{report}");
    assert!(report.contains("2 levels"), "{report}");
    is_sound(&project);
}

#[test]
fn a_space_before_a_text_is_a_slip_and_a_description_is_not_indented() {
    for table in [
        "title,description\nDough,\" Is mixed.\"\nOven,Is heated.\nShop,\"  Is open.\"\n",
        "text\nMixes dough.\n\" Heats the oven.\"\nOpens the shop.\n",
    ] {
        let (project, run) = import("slips.csv", table.as_bytes(), &[]);
        let report = run.expect_code(0).stdout;
        assert!(report.contains("1 clause, 3 requirements"), "{report}");
        is_sound(&project);
    }
}

#[test]
fn areas_and_sides_of_a_competence_are_told_by_their_usual_headings() {
    let table = "Competence area name,Competence name,Learning Outcome,Knowledge skill or attitude\n\
                 Dough,Kneading,Names flours.,Knowledge\nDough,Kneading,Kneads.,Skill\n\
                 Dough,Proving,Waits.,Attitude\nOven,Baking,Bakes.,Skill\nOven,Baking,Cools.,Skill\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for said in [
        "5 clauses, 5 requirements",
        "Competence area name → clause",
        "Knowledge skill or attitude → dimension",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
    is_sound(&project);
}

/// The clauses of an imported handbook.
fn clauses(project: &Project) -> String {
    let folder = project.path("handbook/content/standards");
    let files = bytes(&folder).into_iter();
    let files = files.filter(|(path, _)| path.contains("clauses"));
    files
        .map(|(_, content)| String::from_utf8(content).expect("UTF-8"))
        .collect()
}

#[test]
fn cells_that_hold_several_requirements_are_divided() {
    let table = "职业功能,工作内容,技能要求,相关知识要求\n1.订单,1.1 接单,\"1.1.1 能核对订单\n1.1.2 能确认库存\",1.1.1 库存知识\n";
    let (project, run) = import("标准.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(
        report.contains("`技能要求`, `相关知识要求` hold requirements"),
        "{report}"
    );
    assert!(report.contains("3 requirements"), "{report}");
    assert!(!report.contains("without a place"), "{report}");
    let clauses = clauses(&project);
    for line in ["id: 1.1", "{zh: 1.1.2 能确认库存}", "{zh: 1.1.1 库存知识}"] {
        assert!(clauses.contains(line), "{line}: {clauses}");
    }
    is_sound(&project);
}

#[test]
fn headings_in_two_rows_name_roles() {
    let table =
        "编号,能力要求,岗位要求,,\n,,销售,采购,财务\nA1,能够编制合同,√,√,\nA2,能够审核发票,x,,√\n";
    let (project, run) = import("岗位.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for words in [
        "the headings are in two rows",
        "采购 → asks",
        "an `x` beside ticks",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let about = project.read("handbook/content/standards/standard-1/standard.yaml");
    assert_eq!(about.matches("to: A1").count(), 2, "{about}");
    assert_eq!(about.matches("to: A2").count(), 1, "{about}");
    is_sound(&project);
}

#[test]
fn columns_of_roles_may_hold_levels() {
    let table = "Framework,,,\n,Analyst,Manager,Director\nSpeaking,L1,L2,L3\nBudgets,,L1,L3\n";
    let (project, run) = import("roles.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("in row 2"), "{report}");
    assert!(report.contains("3 roles"), "{report}");
    assert!(
        report.contains("name the levels `L1`, `L2`, `L3`"),
        "{report}"
    );
    is_sound(&project);
}

#[test]
fn codes_that_spreadsheets_shortened_are_put_right() {
    let table = "code,text\n1,Safety\n1.9,Signs off.\n1.1,Reports faults.\n1.11,Writes.\n1.1,Again.\n2024-01-02,Draws.\nTotal,4\n";
    let (_, run) = import("codes.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(
        !report.contains("1.10"),
        "the first `1.1` may be one: {report}"
    );
    for words in [
        "a code that is a date",
        "a row with totals",
        "an id that an earlier row has",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let table = "code,text\n1,Safety\n1.1,Wears it.\n1.9,Signs off.\n1.1,Reports faults.\n";
    let (project, run) = import("codes.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("the code of row 5 is `1.10`"), "{report}");
    assert!(clauses(&project).contains("id: '1.10'"));
}

#[test]
fn a_total_in_the_column_of_headings_is_not_a_clause() {
    for total in ["Total", "Summe", "合计", "Итого"] {
        let table =
            format!("Area,Requirement,Weight\nDough,Kneads.,60\nOven,Bakes.,40\n{total},,100\n");
        let (project, run) = import("areas.csv", table.as_bytes(), &[]);
        let report = run.expect_code(0).stdout;
        assert!(
            report.contains("2 clauses") && report.contains("1 × a row with totals (row 4)"),
            "{report}"
        );
        assert!(!clauses(&project).contains(total));
    }
}

#[test]
fn levels_in_german_are_descriptors() {
    let table = "Nr.,Anforderung,Junior,Erfahren,Senior\n1.1,Berät Kunden,nach Leitfaden,selbstständig,schult andere\n";
    let (project, run) = import("stufen.csv", table.as_bytes(), &["--language", "de"]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("3 levels, 3 descriptors"), "{report}");
    assert!(clauses(&project).contains("erfahren: {de: selbstständig}"));
}

#[test]
fn cells_merged_over_rows_count_for_each_of_them() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Role</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Requirement</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Baker</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Kneads.</t></is></c></row>\
        <row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>Bakes.</t></is></c></row>\
        <row r=\"4\"><c r=\"B4\"><f>A2&amp;\"x\"</f></c></row>\
        </sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells><sheetData>";
    let (project, run) = import("merged.xlsx", &packed(rows), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("a formula without a value"), "{report}");
    let clauses = clauses(&project);
    assert_eq!(clauses.matches("role: baker").count(), 2, "{clauses}");
}

#[test]
fn words_in_the_column_of_codes_head_the_rows_below_them() {
    let table = "No,Requirement\nPart A: Dough,\n1,Kneads.\n1.1,Folds.\n2,Proves.\nPart B: Oven,\n3,Bakes.\nK4,\nNote: agreed in May.,\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for part in [
        "2 rows are headings of those below: 2, 6",
        "1 × a note below the table (row 9, column A)",
    ] {
        assert!(report.contains(part), "{part}:\n{report}");
    }
    let clauses = clauses(&project);
    for part in ["title: {en: 'Part A: Dough'}", "Folds.", "K4"] {
        assert!(clauses.contains(part), "{part}:\n{clauses}");
    }
    is_sound(&project);
}

#[test]
fn columns_of_levels_are_put_in_order() {
    for (headings, order) in [
        ("A1,A2,B1,B2", ["a1", "a2", "b1", "b2"]),
        (
            "Excellent,Good,Fair,Poor",
            ["poor", "fair", "good", "excellent"],
        ),
        (
            "4 - Expert,3 - Advanced,2 - Intermediate,1 - Beginner",
            ["1-beginner", "2-intermediate", "3-advanced", "4-expert"],
        ),
    ] {
        let table = format!("Skill,{headings}\nFluency,a,b,c,d\nGrammar,e,f,g,h\n");
        let (project, run) = import("Speaking - Sheet1.csv", table.as_bytes(), &[]);
        let report = run.expect_code(0).stdout;
        assert!(report.contains("4 levels"), "{report}");
        let about = project.read("handbook/content/standards/speaking/standard.yaml");
        let places = order.map(|id| about.find(&format!("{{id: {id},")));
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{about}"
        );
        let is_moved = !headings.starts_with("A1");
        assert_eq!(
            report.contains("the levels were put in order"),
            is_moved,
            "{report}"
        );
        is_sound(&project);
    }
    let table = "Skill,Gold,Silver\nFluency,a,b\n";
    let options = [
        "--column",
        "descriptor=Gold",
        "--column",
        "descriptor=Silver",
    ];
    let (_, run) = import("x.csv", table.as_bytes(), &options);
    let report = run.expect_code(0).stdout;
    let told =
        "the levels are in the order of the table, which should be lowest first: `Gold`, `Silver`";
    assert!(report.contains(told), "{report}");
}

#[test]
fn parents_are_found_by_their_addresses_and_named_by_their_titles() {
    let address = |id: &str| format!("http://data.example/skill/{id}");
    let table = format!(
        "conceptUri,preferredLabel,description,broaderConceptUri,broaderConceptPT\n\
         {a},dough,,,\n{b},knead,Kneads.,{a},dough\n{c},prove,Proves.,{x} | {a},baking | dough\n\
         {d},bake,Bakes.,{x} | {y},baking | heat\n{e},cool,Cools.,{y},heat\n",
        a = address("a"),
        b = address("b"),
        c = address("c"),
        d = address("d"),
        e = address("e"),
        x = address("x"),
        y = address("y"),
    );
    let (project, run) = import("skills.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for part in [
        "D  broaderConceptUri → parent",
        "E  broaderConceptPT → parent-title",
        "2 × another parent of the same part",
        "3 clauses, 4 requirements",
    ] {
        assert!(report.contains(part), "{part}:\n{report}");
    }
    let clauses = clauses(&project);
    let place = |words: &str| {
        clauses
            .find(words)
            .unwrap_or_else(|| panic!("{words}:\n{clauses}"))
    };
    assert!(place("en: dough") < place("Kneads.") && place("Kneads.") < place("Proves."));
    assert!(place("en: baking") < place("Bakes.") && place("en: heat") < place("Cools."));
    is_sound(&project);
}

#[test]
fn a_part_in_several_rows_has_one_parent() {
    let table = "conceptUri,conceptLabel,broaderUri\n\
                 http://data.example/a,dough,\nhttp://data.example/b,knead,http://data.example/a\n\
                 http://data.example/b,knead,http://data.example/c\n";
    let (project, run) = import("relations.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("1 clause, 1 requirement"), "{report}");
    assert!(
        report.contains("1 × another parent of a part in an earlier row (row 4, column C)"),
        "{report}"
    );
    is_sound(&project);
}

#[test]
fn columns_for_each_depth_are_a_tree() {
    let at = "https://example.org";
    let table = format!(
        "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 2 URI,Level 2 preferred term,Description,Level 0 code,Level 1 code,Level 2 code\n\
         {at}/d,dough,,,,,,D,,\n\
         {at}/d,dough,{at}/d1,kneading,,,Works the dough.,D,D1,\n\
         {at}/d,dough,{at}/d1,kneading,{at}/d11,by hand,Kneads by hand.,D,D1,D1.1\n\
         {at}/s,shop,{at}/s1,selling,{at}/s11,by phone,Sells by phone.,S,S1,S1.1\n"
    );
    let (project, run) = import("skillsHierarchy.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for part in [
        "the columns are those of 3 depths of a tree",
        "4 clauses, 2 requirements",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(!report.contains("without a place"), "{report}");
    // Parts without a row of their own are there as well.
    let clauses = clauses(&project);
    for part in [
        "id: S1",
        "title: {en: selling}",
        "id: D1.1",
        "text: {en: Kneads by hand.}",
        "same_as: [https://example.org/s]",
    ] {
        assert!(clauses.contains(part), "{part}: {clauses}");
    }
    is_sound(&project);
}

#[test]
fn columns_of_each_level_with_texts_are_not_a_tree() {
    let table = "Skill,Level 1 ID,Level 1 name,Level 2 ID,Level 2 name\nKneading,1a,By hand,2a,By machine\nSelling,1b,In person,2b,By phone\n";
    let (_, run) = import("levels.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(!report.contains("of a tree"), "{report}");
    assert!(report.contains("2 requirements"), "{report}");
}

#[test]
fn ids_that_other_readers_of_yaml_take_for_numbers_are_quoted() {
    let table = "id,parent,text\n001,,Dough\n1e3,001,Kneads.\n5.10,001,Proves.\n5.3.10,001,Bakes.\n5.1,001,Cools.\n";
    let (project, run) = import("codes.csv", table.as_bytes(), &[]);
    run.expect_code(0);
    let clauses = clauses(&project);
    for id in ["'001'", "'1e3'", "'5.10'", "5.3.10", "5.1"] {
        assert!(clauses.contains(&format!("id: {id}")), "{id}: {clauses}");
    }
    is_sound(&project);
}

#[test]
fn a_title_in_another_script_leaves_the_id_to_the_name_of_the_file() {
    for (name, title, id, is_told) in [
        ("panya-kijun.csv", "パン職人の基準", "panya-kijun", true),
        ("panya.csv", "パン職人の基準 (Excel)", "panya", true),
        ("table.csv", "Bakers", "bakers", false),
        ("パン.csv", "パン職人の基準", "pan", true),
        ("職人.csv", "パン職人の基準", "standard-1", false),
        ("職人.csv", "パン職人の基準 (Excel)", "excel", false),
        ("table.csv", "Стандарт пекаря", "standart-pekarya", false),
    ] {
        let table = "id,text\n1,生地を捏ねる。\n";
        let (project, run) = import(name, table.as_bytes(), &["--title", title]);
        let report = run.expect_code(0).stdout;
        let path = format!("handbook/content/standards/{id}");
        assert!(project.path(&path).exists(), "{id}: {report}");
        let told = report.contains("is from the name of the file, and part of its addresses");
        assert_eq!(told, is_told, "{report}");
    }
}

#[test]
fn cells_may_list_roles_and_levels_with_commas_between() {
    let table = "Skill Name,Skill Description,Roles that require Skill,Level\n\
                 Kneading,Kneads dough.,\"Baker, Pastry cook\",\"1,2\"\n\
                 Baking,Bakes bread.,Baker,2\n\
                 Selling,Sells bread.,Seller,1\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for said in [
        "the commas in the column `Roles that require Skill` are taken to divide its values",
        "the commas in the column `Level` are taken to divide its values",
        "3 roles, 2 levels",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
    is_sound(&project);
    let table =
        "title,text,role\nSelling,Sells.,\"Manager, shop\"\nServing,Serves.,\"Manager, bar\"\n";
    let (project, run) = import("shop.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(
        report.contains("2 roles") && !report.contains("the commas"),
        "{report}"
    );
    is_sound(&project);
}

#[test]
fn a_part_may_name_its_parent_by_an_identifier() {
    let table = "Identifier,fullStatement,humanCodingScheme,parentIdentifier\n\
                 7d6b3f3e-0001-4000-8000-000000000001,Dough,D,\n\
                 7d6b3f3e-0001-4000-8000-000000000002,Kneads.,K,7d6b3f3e-0001-4000-8000-000000000001\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    assert!(report.contains("1 clause, 1 requirement"), "{report}");
    assert!(!report.contains("without a place"), "{report}");
    is_sound(&project);
}

#[test]
fn rows_above_the_headings_say_what_the_table_is() {
    let table = "#title,Skills of bakers,\nPublisher:,Guild of Bakers,\n版本：2.1,,\nOwner,Ann,\n\nid,text,level\n1,Kneads.,1\n2,Bakes.,2\n";
    let (project, run) = import("bakers.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    for said in [
        "the title is that above the table, `Skills of bakers`",
        "2 × a cell above the headings (row 4, column A; row 4, column B)",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
    let standard = project.read("handbook/content/standards/skills-of-bakers/standard.yaml");
    for part in ["Guild of Bakers", "2.1"] {
        assert!(standard.contains(part), "{part}:\n{standard}");
    }
    is_sound(&project);
}

#[test]
fn levels_with_usual_names_are_put_in_order_beside_one_without() {
    let table = "title,Working,Practitioner,Expert,Awareness,level\n\
                 Kneading,Kneads.,Kneads well.,Teaches it.,Has seen it.,Working\n\
                 Baking,Bakes.,Bakes well.,Teaches it.,Has seen it.,Withdrawn\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    let report = run.expect_code(0).stdout;
    let said = "lowest first: `Awareness`, `Working`, `Practitioner`, `Expert`, `Withdrawn`; the names of `Withdrawn` do not tell";
    assert!(report.contains(said), "{report}");
    is_sound(&project);
}

#[test]
fn a_title_that_only_repeats_the_text_is_left_out() {
    let table =
        "id,title,text\n1,Dough,Dough\n1.1,Kneading,Kneads until smooth.\n1.2,Proves.,Proves.\n";
    let (project, run) = import("dough.csv", table.as_bytes(), &[]);
    run.expect_code(0);
    let content = bytes(&project.path("handbook/content"));
    let all: Vec<u8> = content.into_values().flatten().collect();
    let all = String::from_utf8(all).expect("UTF-8");
    for (words, times) in [("Dough", 1), ("Kneading", 1), ("Proves.", 1)] {
        assert_eq!(all.matches(words).count(), times, "{words}:\n{all}");
    }
    is_sound(&project);
}
