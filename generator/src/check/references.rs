//! Checks that the parts of a standard that other parts name exist.
//!
//! The codes are `E200` to `E204`, `E206`, `E217`, `E300` and `E301`. Every record that names
//! another is listed here once; the help suggests the name that was probably meant
//! ([`super::suggest`]). References of curricula, postings and changes, which may be ranges, are
//! checked where they are used, with [`super::target`].

use super::causes::missing_clause;
use super::known::{ids, in_record};
use super::subject::Subject;
use super::suggest::{unknown, unknown_of};
use super::target::{clause_fault, is_misnamed, reference_faults, requirement_fault};
use crate::language::message::{Message, message};
use crate::model::Standard;
use crate::model::axis::{Axes, AxisValues};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::{Annex, Row};
use crate::source::format::axis::Ids;
use crate::source::format::clause::ClauseRecord;
use crate::source::format::generate::Generate;
use crate::source::format::rubric::Rubric;
use crate::source::format::text::Id;
use crate::source::namespace::Namespace;
use crate::source::place::StandardPart;
use crate::source::rule::Rule;

/// Requires that every role, dimension, level, clause, annex, requirement, row and band that is named exists. The model
/// finds nothing for a wrong name, so a page would silently lack what it should show.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject
        .handbook
        .standards
        .iter()
        .flat_map(|part| {
            let mut references = References {
                part,
                found: Vec::new(),
            };
            references.part();
            references.found
        })
        .collect()
}

/// The references of one standard while they are checked.
struct References<'a> {
    part: &'a Standard,
    found: Vec<Diagnostic>,
}

impl<'a> References<'a> {
    /// `E302`. Checks the name of a grade of the rubric or of any form.
    fn grade(&mut self, id: &Id) {
        if self.part.is_unread(StandardPart::Rubric) || !self.part.has_all_annexes() {
            return;
        }
        let common = self.part.rubric.iter().flat_map(|rubric| &rubric.grades);
        let forms = self.part.graded_forms();
        let own = forms.flat_map(|graded| &graded.form.grades);
        let known = common.chain(own).map(|grade| grade.id.as_str());
        self.one_of(Rule::UnknownGrade, id, message!("grade"), known);
    }

    /// Visits every record of the standard that can name another.
    fn part(&mut self) {
        if let Some(standard) = self.part.about.as_deref() {
            for role in &standard.roles {
                self.annex(role.annex.as_ref());
                self.kind(role.r#type.as_ref());
            }
            for dimension in standard.dimensions.values() {
                self.clause(dimension.clause.as_ref());
            }
            let rule = standard.rule.as_ref();
            self.clause(rule.and_then(|rule| rule.clause.as_ref()));
            let moodle = standard.moodle.as_ref();
            if let Some(grade) = moodle.and_then(|moodle| moodle.completed_as.as_ref()) {
                self.grade(grade);
            }
        }
        if let Some(rubric) = self.part.rubric.as_deref() {
            self.rubric(rubric);
        }
        for entry in &*self.part.glossary {
            for clause in &entry.not_in {
                self.clause(Some(clause));
            }
        }
        for clause in &self.part.clauses {
            if let Some(record) = clause.as_clause() {
                self.axes(
                    &clause.axes,
                    &record.r#type,
                    &record.role,
                    &record.dimension,
                    &record.level,
                );
                self.of_clause(record);
            }
        }
        for requirement in &self.part.requirements {
            let item = requirement.item();
            let axes = &requirement.axes;
            self.axes(axes, &item.r#type, &item.role, &item.dimension, &item.level);
            for descriptor in &item.levels.0 {
                self.level_of(axes, &descriptor.level);
                self.kind(descriptor.words.r#type.as_ref());
            }
        }
        for annex in self.part.annex_bodies() {
            self.of_annex(annex);
        }
    }

    /// The names in `rubric.yaml`. Its levels are those of the standard, since forms are for all
    /// roles.
    fn rubric(&mut self, rubric: &'a Rubric) {
        self.clause(rubric.clause.as_ref());
        for row in &rubric.rows {
            self.dimension(row.dimension.as_ref());
            self.level(row.level.as_ref());
        }
        for total in &rubric.totals {
            self.level(total.level.as_ref());
            for row in &total.rows {
                self.rubric_row(row);
            }
        }
    }

    /// The names in a clause apart from its axes.
    fn of_clause(&mut self, clause: &'a ClauseRecord) {
        self.clause(clause.parent.as_ref());
        let printed_after = clause
            .table
            .as_ref()
            .and_then(|table| table.printed_after.as_ref());
        self.clause(printed_after);
        if let Some(band) = &clause.band
            && self.knows_bands()
        {
            let rubric = self.part.rubric.as_deref().into_iter();
            let forms = self.part.graded_forms();
            let bands = rubric.flat_map(|rubric| &rubric.bands);
            let bands = bands.chain(forms.flat_map(|graded| &graded.form.bands));
            self.one_of(
                Rule::UnknownBand,
                band,
                message!("band"),
                bands.map(|band| band.id.as_str()),
            );
        }
    }

    /// Checks what a clause or a requirement states that it belongs to; `axes` includes what it inherits.
    fn axes(
        &mut self,
        axes: &Axes,
        kind: &Option<Id>,
        roles: &Ids,
        dimensions: &Ids,
        levels: &Ids,
    ) {
        self.kind(kind.as_ref());
        for role in &roles.0 {
            self.role(Some(role));
        }
        for dimension in &dimensions.0 {
            self.dimension(Some(dimension));
        }
        for level in &levels.0 {
            self.level_of(axes, level);
        }
    }

    /// Whether the bands are known. A missing rubric is reported at the forms that it grades.
    fn knows_bands(&self) -> bool {
        let mut annexes = self.part.annex_bodies();
        self.part.rubric.is_some()
            || !self.part.is_unread(StandardPart::Rubric)
                && self.part.has_all_annexes()
                && annexes.all(|annex| annex.form.is_none())
    }

    /// The names in an annex and its form.
    fn of_annex(&mut self, annex: &'a Annex) {
        self.role(annex.role.as_ref());
        let Some(form) = &annex.form else { return };
        for heading in &form.headings {
            self.dimension(Some(&heading.dimension));
        }
        if let Some(rule) = &form.generate {
            self.generated(annex, rule);
        }
        let mut graded = self.part.graded_forms();
        let made = graded.find(|graded| std::ptr::eq(graded.annex, annex));
        let made = made.map_or(&form.rows, |graded| &graded.form.rows);
        for total in &form.totals {
            self.level_graded(annex, total.level.as_ref());
            for row in total.rows.iter().filter(|_| !made.is_empty()) {
                self.row_of(message!("this form"), row, made.iter().map(Row::key));
            }
        }
        for row in &form.rows {
            if let Some(id) = &row.row {
                self.rubric_row(id);
            }
            self.dimension(row.dimension.as_ref());
            self.level_graded(annex, row.level.as_ref());
            for criterion in &row.criteria {
                for id in criterion
                    .restates
                    .iter()
                    .chain(criterion.summarises.iter().flatten())
                {
                    self.requirement(id);
                }
            }
        }
        if let Some(continuation) = &form.continuation {
            for id in continuation.before.iter().chain(&continuation.repeats) {
                let rows = form.rows.iter().map(Row::key);
                self.row_of(message!("this form"), id, rows);
            }
        }
    }

    /// The names in the rule by which a form is generated.
    fn generated(&mut self, annex: &'a Annex, rule: &Generate) {
        if let Some(level) = &rule.level {
            let role = annex.role.as_ref();
            let role = role.map(|role| AxisValues::one(role.value.clone()));
            let roles = role.unwrap_or_default();
            self.level_of(
                &Axes {
                    roles,
                    ..Axes::default()
                },
                level,
            );
        }
        self.of_standard(
            Rule::UnknownDimension,
            rule.axis.as_ref(),
            message!("axis of dimensions"),
            Namespace::DimensionAxis,
        );
        for reference in rule.only.iter().chain(&rule.except) {
            self.found.extend(reference_faults(self.part, reference));
        }
    }

    fn kind(&mut self, id: Option<&Id>) {
        self.of_standard(Rule::UnknownType, id, message!("type"), Namespace::Type);
    }

    fn role(&mut self, id: Option<&Id>) {
        self.of_standard(Rule::UnknownRole, id, message!("role"), Namespace::Role);
    }

    fn dimension(&mut self, id: Option<&Id>) {
        let rule = Rule::UnknownDimension;
        self.of_standard(rule, id, message!("dimension"), Namespace::Dimension);
    }

    fn level(&mut self, id: Option<&Id>) {
        self.of_standard(Rule::UnknownLevel, id, message!("level"), Namespace::Level);
    }

    /// Checks the level of a total or row of a form: one of the form's role, or one of the standard.
    fn level_graded(&mut self, annex: &Annex, id: Option<&Id>) {
        let role = annex.role.as_ref().map(Id::as_str);
        let has_own = role.and_then(|role| self.part.role(role));
        let has_own = has_own.is_some_and(|role| !role.levels.is_empty());
        match id {
            Some(id) if has_own => {
                let levels = self.part.levels_graded(role);
                let levels = levels.map(|level| level.id.as_str());
                self.one_of(
                    Rule::UnknownLevel,
                    id,
                    message!("level of the role"),
                    levels,
                );
            }
            Some(_) | None => self.level(id),
        }
    }

    /// Checks a level that something is about or described at: one of its roles' own, if any of them has levels of its own.
    fn level_of(&mut self, axes: &Axes, id: &Id) {
        let mut roles = axes.roles.iter().filter_map(|role| self.part.role(role));
        if roles.all(|role| role.levels.is_empty()) {
            self.level(Some(id));
            return;
        }
        let levels = self.part.levels_among(&axes.roles).into_iter();
        let levels = levels.map(|level| level.id.as_str());
        self.one_of(
            Rule::UnknownLevel,
            id,
            message!("level of the role"),
            levels,
        );
    }

    /// Checks a name that `standard.yaml` defines.
    fn of_standard(&mut self, rule: Rule, id: Option<&Id>, what: Message, namespace: Namespace) {
        if let (Some(id), Some(standard)) = (id, self.part.about.as_deref()) {
            let known = ids(in_record(namespace, standard));
            self.one_of(rule, id, what, known.into_iter());
        }
    }

    /// `E300`. Silent without a rubric, which is reported at the form, and without any rows, which is reported at the
    /// rubric.
    fn rubric_row(&mut self, id: &Id) {
        if let Some(rubric) = self.part.rubric.as_deref()
            && self.part.has_rows()
        {
            let rows = rubric.rows.iter().map(|row| row.id.as_str());
            self.row_of(message!("the rubric"), id, rows);
        }
    }

    /// Reports `id` unless it is one of `known`.
    fn row_of<'b>(
        &mut self,
        owner: Message,
        id: &Id,
        known: impl Iterator<Item = &'b str> + Clone,
    ) {
        if !known.clone().any(|name| *id == *name) {
            self.found.push(unknown_of(
                Rule::UnknownRow,
                id,
                owner,
                message!("row"),
                known,
            ));
        }
    }

    fn one_of<'b>(
        &mut self,
        rule: Rule,
        id: &Id,
        what: Message,
        known: impl Iterator<Item = &'b str> + Clone,
    ) {
        if !known.clone().any(|name| *id == *name) {
            self.found.push(unknown(rule, id, what, known));
        }
    }

    /// `E206`. Silent if an annex could not be read, or if its file has the id but the annex
    /// another one.
    fn annex(&mut self, id: Option<&Id>) {
        let Some(id) = id else { return };
        if self.part.annex(id.as_str()).is_none()
            && self.part.has_all_annexes()
            && !is_misnamed(self.part, id.as_str())
        {
            let known = self.part.annex_bodies().map(|annex| annex.id.as_str());
            let fault = unknown(Rule::UnknownAnnex, id, message!("annex"), known);
            let cause = missing_clause(self.part, id.as_str());
            self.found.push(fault.because(cause));
        }
    }

    /// `E203`, as [`clause_fault`] decides.
    fn clause(&mut self, id: Option<&Id>) {
        let Some(id) = id else { return };
        self.found
            .extend(clause_fault(self.part, id.as_str(), &id.position));
    }

    /// `E204`, as [`requirement_fault`] decides.
    fn requirement(&mut self, id: &Id) {
        self.found
            .extend(requirement_fault(self.part, id.as_str(), &id.position));
    }
}
