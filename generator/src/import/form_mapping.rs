//! The forms of a standard, made of rubrics with scores.

use super::found::{
    FoundAsk, FoundGeneration, FoundPlace, FoundRow, FoundRubric, FoundText, FoundTotal, FoundValue,
};
use super::ids::FreshIds;
use super::item_mapping::ItemMapper;
use super::language::spoken;
use super::records::{id, nowhere};
use crate::language::message::{Message, message};
use crate::model::source_record::{SourceRecord, form_record, grade_record, row_record};
use crate::source::format::annex::{Annex, Columns, Criterion, Form, Heading, Row, Scores};
use crate::source::format::generate::{Generate, GeneratedBy, RowWeights};
use crate::source::format::grade::{Grade, GradeDescriptors, GradeRecord};
use crate::source::format::note::Notes;
use crate::source::format::points::Points;
use crate::source::format::reference::Reference;
use crate::source::format::rubric::{Band, ResultWords, Rubric, Total};
use crate::source::format::text::{Id, Text};

/// The longest id that is made of the words of a row or band, in characters.
const LONGEST: usize = 24;

impl ItemMapper<'_, '_, '_> {
    /// The rubric of the standard, with the words below forms, and an annex for each form.
    pub(super) fn forms(&mut self) -> (Option<Rubric>, Vec<Annex>) {
        let found = self.found;
        if found.rubrics.is_empty() {
            return (None, Vec::new());
        }
        let mut ids = FreshIds::of_values();
        let mut annexes = Vec::new();
        for (place, rubric) in found.rubrics.iter().enumerate() {
            let letter = crate::model::requirement::letter(place).to_uppercase();
            let own = rubric.annex.as_deref().unwrap_or(&letter);
            let name = ids.take(Some(own), own, "form");
            let mut annex = self.annex(rubric, &name, place + 1);
            // A role has one form.
            let role = |annex: &Annex| annex.role.as_ref().map(|role| role.value.clone());
            let own = role(&annex);
            if own.is_some() && annexes.iter().any(|known| role(known) == own) {
                annex.role = None;
            }
            annexes.push(annex);
        }
        let has_totals = found.rubrics.iter().any(|rubric| !rubric.totals.is_empty());
        let has_bands = found.rubrics.iter().any(|rubric| !rubric.bands.is_empty());
        let result = ResultWords {
            overall: None,
            band: has_bands.then(|| self.ours(&message!("Result"))),
            total: has_totals.then(|| self.ours(&message!("Total"))),
            comment: self.ours(&message!("Comments")),
            remark: None,
            department: self.ours(&message!("Department")),
            assessor: self.ours(&message!("Assessor")),
            date: self.ours(&message!("Date")),
            position: nowhere(),
        };
        let rubric = Rubric {
            clause: None,
            grades: Vec::new(),
            rows: Vec::new(),
            totals: Vec::new(),
            bands: Vec::new(),
            result,
            assessors: None,
            guidance: None,
            note: Notes::default(),
            position: nowhere(),
        };
        (Some(rubric), annexes)
    }

    /// Words that the source does not have, in the language of the standard.
    fn ours(&self, words: &Message) -> Text {
        let mapper = &self.mapper;
        mapper.words(&words.text(spoken(&mapper.language)))
    }

    fn label(&mut self, place: &FoundPlace, text: &FoundText) -> Option<Text> {
        self.mapper.label(place, text)
    }

    fn annex(&mut self, rubric: &FoundRubric, name: &str, number: usize) -> Annex {
        let place = &rubric.place;
        let caption = self.label(place, &rubric.title);
        let caption = caption.unwrap_or_else(|| self.ours(&message!("Form")));
        let number = match &rubric.number {
            Some(number) => self.mapper.words(number),
            None => self.ours(&message!("Form {number}", number)),
        };
        let mut ids = FreshIds::of_values();
        // Ids that rows have already come first, so that none that is made up takes one of them.
        let own: Vec<Option<String>> = (rubric.rows.iter())
            .map(|row| row.id.clone().filter(|id| ids.exactly(id)))
            .collect();
        let names: Vec<String> = (rubric.rows.iter().zip(own))
            .map(|(row, own)| {
                let words = row.lines.first().unwrap_or(&row.category).nearest("en");
                let words: String = words.chars().take(LONGEST).collect();
                own.unwrap_or_else(|| ids.take(row.id.as_deref(), &words, "row"))
            })
            .collect();
        self.keep_form(rubric, name, &names);
        let rows = rubric.rows.iter().zip(&names);
        let rows: Vec<Row> = rows
            .map(|(row, name)| self.row(rubric, row, name))
            .collect();
        let mut headings: Vec<Heading> = Vec::new();
        for (row, found) in rows.iter().zip(&rubric.rows) {
            let Some(dimension) = &row.dimension else {
                continue;
            };
            let is_new = !headings
                .iter()
                .any(|known| known.dimension == *dimension.value);
            if let (true, Some(label)) = (is_new, self.label(place, &found.category)) {
                headings.push(Heading {
                    dimension: dimension.clone(),
                    label,
                    note: Notes::default(),
                    position: nowhere(),
                });
            }
        }
        let is_worth = rubric.grades.iter().any(|grade| grade.points.is_some());
        let is_scored = is_worth || rows.iter().any(|row| row.scores.is_some());
        let grades = rubric.grades.iter().map(|grade| {
            Grade::new(GradeRecord {
                id: id(&grade.id),
                title: self.mapper.label(place, &grade.title),
                text: None,
                points: grade.points.map(|hundredths| Points {
                    hundredths,
                    position: nowhere(),
                }),
                met: grade.is_met,
                position: nowhere(),
            })
        });
        let grades: Vec<Grade> = grades.collect();
        let totals = rubric.totals.iter();
        let totals: Vec<Total> = totals
            .map(|total| self.total(rubric, total, &names))
            .collect();
        let bands = self.bands(rubric);
        let form = Form {
            number,
            caption: caption.clone(),
            columns: Columns {
                item: self.ours(&message!("Item")),
                criteria: self.ours(&message!("Criteria")),
                grade: self.ours(&message!("Grade")),
                score: is_scored.then(|| self.ours(&message!("Score"))),
                position: nowhere(),
            },
            note: Notes::default(),
            headings,
            grades,
            rows,
            generate: (rubric.generated.as_ref()).map(|chosen| self.generation(chosen)),
            totals,
            bands,
            guidance: None,
            continuation: None,
            position: nowhere(),
        };
        let role = rubric.role.as_deref();
        let role = role.filter(|role| self.values.roles.iter().any(|known| known == role));
        Annex {
            id: id(name),
            role: role.map(id),
            heading: None,
            status: None,
            title: caption,
            text: Vec::new(),
            note: Notes::default(),
            form: Some(form),
            position: nowhere(),
        }
    }

    /// Keeps what the source says of a form, its rows and their grades, under the names that these have in the handbook.
    fn keep_form(&mut self, rubric: &FoundRubric, annex: &str, names: &[String]) {
        let mut keep = |name: String, source: &Option<SourceRecord>| {
            let source = source.clone();
            self.records.extend(source.map(|source| (name, source)));
        };
        keep(form_record(annex), &rubric.source);
        for (row, name) in rubric.rows.iter().zip(names) {
            keep(row_record(annex, name), &row.source);
            for (grade, own) in rubric.grades.iter().zip(&row.grades) {
                keep(grade_record(annex, name, &grade.id), &own.source);
            }
        }
    }

    /// The rule of a form whose rows are requirements.
    fn generation(&self, chosen: &FoundGeneration) -> Generate {
        let named = |items: &[usize]| -> Vec<Reference> {
            let ids = items.iter().map(|item| &self.ids[*item]);
            ids.filter_map(|id| Reference::parse(id, &nowhere()).ok())
                .collect()
        };
        Generate {
            by: GeneratedBy::Requirement,
            level: None,
            axis: None,
            only: named(&chosen.only),
            except: named(&chosen.except),
            weights: RowWeights::default(),
            position: nowhere(),
        }
    }

    fn row(&mut self, rubric: &FoundRubric, row: &FoundRow, name: &str) -> Row {
        let place = &rubric.place;
        let dimension = self.dimension(&row.category);
        let mut lines: Vec<Text> = Vec::new();
        for line in &row.lines {
            lines.extend(self.label(place, line));
        }
        if lines.is_empty() {
            let item = row.item.map(|item| &self.found.items[item].text);
            let words = item.and_then(|text| self.mapper.label(place, text));
            let words = words.or_else(|| self.mapper.label(place, &row.category));
            lines.push(words.unwrap_or_else(|| self.mapper.words(name)));
        }
        let category = self.label(place, &row.category);
        let label = match (&dimension, category) {
            (Some(_), _) => None,
            (None, Some(category)) => Some(category),
            (None, None) if lines.len() > 1 => Some(lines.remove(0)),
            (None, None) => lines.first().cloned(),
        };
        let level = row
            .level
            .as_deref()
            .filter(|level| self.is_level(level, rubric));
        let mut graded = row.item.map(|item| self.requirements_of(item));
        let criteria = lines.into_iter().map(|text| Criterion {
            text,
            starts_line: false,
            restates: None,
            summarises: Some(graded.take().unwrap_or_default()),
            note: Notes::default(),
            position: nowhere(),
        });
        let criteria = criteria.collect();
        let grades = rubric.grades.iter().zip(&row.grades);
        let scores = grades
            .clone()
            .filter_map(|(grade, own)| Some((grade.id.clone(), own.score?, nowhere())));
        let scores: Vec<_> = scores.collect();
        let mut descriptors = Vec::new();
        for (grade, own) in grades {
            let text = self.label(place, &own.text);
            descriptors.extend(text.map(|text| (id(&grade.id), text)));
        }
        Row {
            row: None,
            id: Some(id(name)),
            dimension: dimension.map(|dimension| id(&dimension)),
            level: level.map(id),
            label,
            layout: None,
            scores: (!scores.is_empty()).then(|| Scores {
                grades: scores,
                position: nowhere(),
            }),
            descriptors: GradeDescriptors(descriptors),
            criteria,
            note: Notes::default(),
            position: nowhere(),
        }
    }

    /// Whether the standard, or the role of the form, has a level with this id.
    fn is_level(&self, level: &str, rubric: &FoundRubric) -> bool {
        let of_role = self.found.roles.iter().zip(&self.values.roles);
        let mut of_role = of_role.filter(|(_, name)| rubric.role.as_ref() == Some(*name));
        let is_own = |(known, _): &(FoundValue, Vec<FoundAsk>)| {
            [&known.id, &known.code].contains(&&Some(level.to_owned()))
        };
        self.values.levels.iter().any(|known| known == level)
            || of_role.any(|(role, _)| role.levels.iter().any(is_own))
    }

    /// The value of an axis with this title.
    fn dimension(&self, category: &FoundText) -> Option<String> {
        let axes = self.found.axes.iter().zip(&self.values.dimensions);
        let mut values = axes.flat_map(|(axis, names)| axis.values.iter().zip(names));
        let is_titled = |title: &FoundText| !category.is_empty() && title == category;
        let found = values.find(|(value, _)| is_titled(&value.title));
        found.map(|(_, name)| name.clone())
    }

    /// The ids of a requirement, or of the requirements in a clause.
    fn requirements_of(&self, item: usize) -> Vec<Id> {
        if !self.tree.is_clause[item] {
            return vec![id(&self.ids[item])];
        }
        let parts = self.tree.children[item].iter();
        parts.flat_map(|part| self.requirements_of(*part)).collect()
    }

    fn total(&mut self, rubric: &FoundRubric, total: &FoundTotal, names: &[String]) -> Total {
        let title = self.label(&rubric.place, &total.title);
        Total {
            title: title.filter(|_| total.level.is_none()),
            level: total.level.as_deref().map(id),
            rows: total.rows.iter().map(|row| id(&names[*row])).collect(),
            formula: None,
            position: nowhere(),
        }
    }

    fn bands(&mut self, rubric: &FoundRubric) -> Vec<Band> {
        let mut ids = FreshIds::of_values();
        let own: Vec<Option<String>> = (rubric.bands.iter())
            .map(|band| band.id.clone().filter(|id| ids.exactly(id)))
            .collect();
        let mut all = Vec::new();
        for (band, own) in rubric.bands.iter().zip(own) {
            let new = || ids.take(band.id.as_deref(), band.title.nearest("en"), "band");
            let name = own.unwrap_or_else(new);
            let title = self.label(&rubric.place, &band.title);
            all.push(Band {
                title: title.unwrap_or_else(|| self.mapper.words(&name)),
                id: id(&name),
                from: band.from.map(|hundredths| Points {
                    hundredths,
                    position: nowhere(),
                }),
                position: nowhere(),
            });
        }
        all
    }
}
