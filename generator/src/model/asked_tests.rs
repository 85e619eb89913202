//! The requirements of each level, compared with an oracle that follows the definitions literally.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::model::Handbook;
use crate::source::documents::Documents;
use crate::source::tree::Tree;

const HANDBOOK: &str = "\
title: {en: Handbook}
languages: [{id: en, tag: en, name: English}]
readings: [en]
standards: [demo]
";

/// A made-up standard, as the test knows it.
#[derive(Clone, Debug)]
struct Made {
    /// `cumulative`, `replacing` or `independent`.
    progression: &'static str,
    /// For each level the levels that it follows, if it says so.
    follows: Vec<Option<Vec<usize>>>,
    /// For each of three themes its clauses: the role and the level of each.
    themes: Vec<Vec<(Option<usize>, Option<usize>)>>,
    /// For each of two roles its list, if it has one: the theme and the place of the clause.
    asks: [Option<Vec<(usize, usize)>>; 2],
}

fn made() -> impl Strategy<Value = Made> {
    let levels = 1..5_usize;
    levels.prop_flat_map(|levels| {
        let follows = (0..levels).map(|level| {
            proptest::option::of(vec(0..level.max(1), 0..3)).prop_map(move |follows| {
                follows.map(|follows| {
                    let mut follows: Vec<usize> = follows;
                    follows.retain(|other| *other < level);
                    follows
                })
            })
        });
        let clause = (
            proptest::option::of(0..2_usize),
            proptest::option::of(0..levels),
        );
        let list = || proptest::option::weighted(0.3, vec((0..3_usize, 0..4_usize), 1..4));
        (
            select(vec!["cumulative", "replacing", "independent"]),
            follows.collect::<Vec<_>>(),
            vec(vec(clause, 1..5), 3),
            [list(), list()],
        )
            .prop_map(|(progression, follows, themes, asks)| Made {
                progression,
                follows,
                themes,
                asks,
            })
    })
}

impl Made {
    /// The list of a role, without entries that name nothing.
    fn list(&self, role: usize) -> Vec<(usize, usize)> {
        let list = self.asks[role].iter().flatten().copied();
        list.filter(|(theme, place)| *place < self.themes[*theme].len())
            .collect()
    }

    fn has_lists(&self) -> bool {
        (0..2).any(|role| !self.list(role).is_empty())
    }

    fn standard(&self) -> String {
        let mut text = format!(
            "id: demo\nlanguage: en\ntitle: {{en: Demo}}\nprogression: {}\nroles:\n",
            self.progression
        );
        for role in 0..2 {
            writeln!(text, "  - id: r{role}\n    title: {{en: Role {role}}}").expect("a string");
            let list = self.list(role);
            if !list.is_empty() {
                text.push_str("    asks:\n");
            }
            for (theme, place) in list {
                writeln!(text, "      - {{to: {}.{}}}", theme + 1, place + 1).expect("a string");
            }
        }
        text.push_str("levels:\n");
        for (level, follows) in self.follows.iter().enumerate() {
            write!(text, "  - {{id: l{level}, title: {{en: Level {level}}}").expect("a string");
            if let Some(follows) = follows {
                let names: Vec<String> = follows.iter().map(|other| format!("l{other}")).collect();
                write!(text, ", follows: [{}]", names.join(", ")).expect("a string");
            }
            text.push_str("}\n");
        }
        text
    }

    fn clauses(&self) -> String {
        let mut text = String::new();
        for (theme, clauses) in self.themes.iter().enumerate() {
            let theme = theme + 1;
            writeln!(text, "- {{id: {theme}, title: {{en: Theme {theme}}}}}").expect("a string");
            for (place, (role, level)) in clauses.iter().enumerate() {
                let id = format!("{theme}.{}", place + 1);
                writeln!(text, "- id: {id}\n  title: {{en: Clause}}").expect("a string");
                if let Some(role) = role {
                    writeln!(text, "  role: r{role}").expect("a string");
                }
                if let Some(level) = level {
                    writeln!(text, "  level: l{level}").expect("a string");
                }
                writeln!(text, "  requirements: [{{text: {{en: Do {id}.}}}}]").expect("a string");
            }
        }
        text
    }

    fn handbook(&self) -> Arc<Handbook> {
        let files = [
            ("content/handbook.yaml", HANDBOOK.to_owned()),
            ("content/standards/demo/standard.yaml", self.standard()),
            ("content/standards/demo/clauses/1.yaml", self.clauses()),
        ];
        let mut tree = Tree::default();
        for (name, text) in files {
            tree.files.insert(name.into(), text.into());
        }
        let documents = Documents::read(&tree);
        let faults: Vec<String> = documents
            .faults()
            .map(|fault| fault.message.english())
            .collect();
        assert!(faults.is_empty(), "{faults:?}");
        Arc::new(Handbook::build(&documents))
    }

    /// Whether there is a way down from `above` to `below`, of no or more steps.
    fn leads_down(&self, above: usize, below: usize) -> bool {
        if above == below {
            return true;
        }
        let steps = match &self.follows[above] {
            Some(follows) => follows.clone(),
            None => above.checked_sub(1).into_iter().collect(),
        };
        steps.into_iter().any(|step| self.leads_down(step, below))
    }

    /// The requirements of a role at a level, by the definitions.
    fn oracle(&self, role: usize, level: usize) -> BTreeSet<String> {
        // The possible requirements of the role, by theme: the level and the id.
        let mut candidates: BTreeMap<usize, Vec<(Option<usize>, String)>> = BTreeMap::new();
        for (theme, clauses) in self.themes.iter().enumerate() {
            for (place, (of_role, of_level)) in clauses.iter().enumerate() {
                let is_listed = self.list(role).contains(&(theme, place));
                let is_own = *of_role == Some(role);
                let is_everybodys = of_role.is_none() && !self.has_lists();
                if is_listed || is_own || is_everybodys {
                    let id = format!("{}.{}-a", theme + 1, place + 1);
                    let entry = (*of_level, id);
                    candidates.entry(theme).or_default().push(entry);
                }
            }
        }
        let mut asked = BTreeSet::new();
        for theme in candidates.values() {
            for (stated, id) in theme {
                let Some(stated) = *stated else {
                    asked.insert(id.clone());
                    continue;
                };
                let is_below = self.leads_down(level, stated);
                let is_replaced = theme.iter().any(|(other, ..)| {
                    other.is_some_and(|other| {
                        other != stated
                            && self.leads_down(level, other)
                            && self.leads_down(other, stated)
                    })
                });
                let is_asked = match self.progression {
                    "cumulative" => is_below,
                    "replacing" => is_below && !is_replaced,
                    _ => stated == level,
                };
                if is_asked {
                    asked.insert(id.clone());
                }
            }
        }
        asked
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn each_level_asks_for_what_the_definitions_say(made in made()) {
        let handbook = made.handbook();
        let standard = handbook.standard("demo").expect("the standard");
        // Levels that no clause is about are not steps of a role that asks by a list.
        let mut clauses = made.themes.iter().flatten();
        if made.has_lists() && clauses.all(|(_, level)| level.is_none()) {
            prop_assert!(standard.ladder(Some("r0")).levels.is_empty());
            return Ok(());
        }
        for role in 0..2 {
            for level in 0..made.follows.len() {
                let (role_id, level_id) = (format!("r{role}"), format!("l{level}"));
                let asked = standard.asked(Some(&role_id), Some(&level_id));
                prop_assert!(asked.is_sorted());
                let ids: BTreeSet<String> = asked
                    .iter()
                    .map(|index| standard.requirements[*index].id.to_string())
                    .collect();
                prop_assert_eq!(asked.len(), ids.len());
                prop_assert_eq!(ids, made.oracle(role, level), "{} at {}", role_id, level_id);
            }
        }
    }
}
