//! Checks that roles and annexes name each other, and that readers can tell the forms for the same people apart.
//!
//! The codes are `E312` and `E313`. The forms themselves are the subject of [`super::forms`].

use crate::language::message::message;
use crate::model::Standard;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::annex::{Annex, Form};
use crate::source::format::standard::{Role, StandardRecord};
use crate::source::format::text::Id;
use crate::source::position::Position;
use crate::source::rule::Rule;

/// The annexes that have a form, each with its form. In document order.
pub(super) fn forms(part: &Standard) -> impl Iterator<Item = (&Annex, &Form)> {
    let annexes = part.annex_bodies();
    annexes.filter_map(|annex| Some((annex, annex.form.as_ref()?)))
}

/// Checks that roles and annexes name each other, and that forms for the same role or for none have different titles.
///
/// `E312` and `E313`. A role that does not exist is skipped. A role names its first form only.
pub(super) fn roles(part: &Standard, standard: &StandardRecord, found: &mut Vec<Diagnostic>) {
    for role in &standard.roles {
        if let Some(id) = &role.annex
            && let Some(annex) = part.annex(id.as_str())
        {
            found.extend(mismatch(standard, role, id, annex));
        }
    }
    let named = |annex: &Annex| annex.role.as_ref().map(|role| role.value.clone());
    for (place, (annex, _)) in forms(part).enumerate() {
        let mut earlier = forms(part).take(place);
        let mut same = earlier
            .by_ref()
            .map(|(other, _)| other)
            .filter(|other| named(other) == named(annex));
        let first = same.next();
        let title = |annex: &Annex| {
            annex
                .title
                .get(standard.language.as_str())
                .map(str::to_owned)
        };
        let alike = first.into_iter().chain(same);
        let alike = alike
            .filter(|other| other.id != *annex.id.value)
            .find(|other| title(other) == title(annex));
        if let Some(other) = alike {
            found.push(
                Rule::FormsAlike
                    .at(
                        &annex.title.position,
                        message!(
                            "the annexes `{other}` and `{annex}` have the same title, and a form for the same people",
                            other = other.id,
                            annex = annex.id,
                        ),
                        message!(
                            "change the title of one of them, by which readers choose a form, or correct its `role`"
                        ),
                    )
                    .see(&other.title.position, message!("the title of the other annex")),
            );
        } else if first.is_none()
            && let Some(id) = &annex.role
            && let Some(role) = standard.roles.iter().find(|role| role.id == *id.value)
        {
            found.extend(unnamed(annex, role, &id.position));
        }
    }
}

/// The fault of a role that names, as `id`, an annex for another role or for none.
///
/// `E312`. `None` if they name each other, or if the annex names a role that does not exist.
fn mismatch(standard: &StandardRecord, role: &Role, id: &Id, annex: &Annex) -> Option<Diagnostic> {
    let Some(named) = &annex.role else {
        return Some(
            Rule::AnnexRoleMismatch
                .at(
                    &id.position,
                    message!(
                        "the role `{role}` names the annex `{id}`, which names no role",
                        role = role.id,
                        id
                    ),
                    message!("add `role: {role}` to the annex", role = role.id),
                )
                .see(&annex.id.position, message!("the annex")),
        );
    };
    let mut roles = standard.roles.iter();
    if *named == *role.id.value || !roles.any(|role| *named == *role.id.value) {
        return None;
    }
    Some(
        Rule::AnnexRoleMismatch
            .at(
                &id.position,
                message!(
                    "the role `{role}` names the annex `{id}`, which is for `{named}`",
                    role = role.id,
                    id,
                    named
                ),
                message!(
                    "correct `annex` here or `role` in the annex, so that they name each other"
                ),
            )
            .see(&named.position, message!("the role of the annex")),
    )
}

/// The fault of an annex whose role, written at `at`, names no annex. If the role names another annex, [`roles`] reports
/// that.
///
/// `E312`.
fn unnamed(annex: &Annex, role: &Role, at: &Position) -> Option<Diagnostic> {
    role.annex.is_none().then(|| {
        Rule::AnnexRoleMismatch.at(
            at,
            message!(
                "the annex `{annex}` is for the role `{role}`, which does not name an annex",
                annex = annex.id,
                role = role.id
            ),
            message!(
                "add `annex: {annex}` to the role in `standard.yaml`",
                annex = annex.id
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{adding, found, sound, with};

    const ANNEX: &str = "content/standards/demo/annexes/A.yaml";

    #[test]
    fn a_role_and_its_annex_name_each_other() {
        let tree = with("standard.yaml", "    annex: A\n", "");
        assert_eq!(
            found(&tree),
            [format!(
                "{ANNEX}:2:7: the annex `A` is for the role `seller`, which does not name an annex"
            )]
        );
        let other = "  - id: buyer\n    title: {zh: 买家, en: Buyer}\n    personnel: {zh: 买家, en: Buyers}\n    annex: A\ndimensions:";
        let tree = with("standard.yaml", "dimensions:", other);
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/standard.yaml:18:12: the role `buyer` names the annex `A`, which is for `seller`"
            ]
        );
        let copy = sound().files[ANNEX].replace("id: A", "id: B");
        let tree = adding(sound(), "annexes/B.yaml", &copy);
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/annexes/B.yaml:5:8: the annexes `A` and `B` have the same title, and a form for the same people"
            ]
        );
    }
}
