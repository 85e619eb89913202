//! The search records of curricula and their modules.

use super::Records;
use super::fields::found;
use super::record::{Kind, Record};
use crate::index::CurriculumIndex;
use crate::model::{CompleteCurriculum, CompleteStandard};
use crate::site::address::{CurriculumPage, Page};

impl Records<'_> {
    /// Adds a curriculum and its modules, with the roles and levels that they lead to.
    pub(super) fn curriculum(
        &mut self,
        index: CurriculumIndex,
        curriculum: &CompleteCurriculum,
        of: &CompleteStandard,
    ) {
        let page = |page| Page::Curriculum {
            curriculum: index,
            page,
        };
        let aims = curriculum.about.aims();
        let distinct = |ids: Vec<&str>| {
            let mut kept: Vec<&str> = Vec::new();
            for id in ids {
                if !kept.contains(&id) {
                    kept.push(id);
                }
            }
            kept.join(" ")
        };
        let roles = distinct(aims.iter().filter_map(|(role, _)| *role).collect());
        let levels = distinct(aims.iter().filter_map(|(_, level)| *level).collect());
        let place = self.records.len();
        let overview = curriculum.overview.iter();
        let overview = overview
            .clone()
            .find(|source| &*source.language == self.language)
            .or(curriculum.overview.first());
        let content = found(&*curriculum.about, &[]);
        let mut text = self.read(&content.texts);
        if let Some(overview) = overview {
            text = format!("{text}\n{}", (self.plain)(&overview.body));
        }
        let stated = |ids: &'_ str| (!ids.is_empty()).then(|| ids.to_owned());
        let (roles, levels) = (stated(&roles), stated(&levels));
        let aimed = |record: Record| record.concerning(roles.as_deref(), levels.as_deref(), None);
        self.records.push(aimed(Record {
            title: self.titled(content.title),
            text,
            ..Record::new(Kind::Curriculum, self.path(page(CurriculumPage::Overview)))
        }));
        for (at, module) in curriculum.modules.indexed() {
            let source = module.get(self.language);
            let outcomes = source.front_matter.outcomes.iter();
            let mut lines: Vec<String> =
                outcomes.map(|outcome| outcome.value.to_string()).collect();
            lines.push((self.plain)(&source.body));
            // The names of the covered requirements find the module too.
            let covers = module.covers.keys();
            let covers = covers.filter_map(|requirement| of.requirements.get(*requirement));
            self.records.push(aimed(Record {
                title: source.front_matter.title.value.to_string(),
                also: covers.map(|of| &*of.id).collect::<Vec<_>>().join(" "),
                text: lines.join("\n"),
                within: Some(place),
                ..Record::new(Kind::Module, self.path(page(CurriculumPage::Module(at))))
            }));
        }
    }
}
