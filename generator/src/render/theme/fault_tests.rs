use std::sync::Arc;

use super::super::{EMBEDDED, templates};
use super::*;
use crate::source::diagnostic::Diagnostic;

/// The faults of a theme whose template `postings.html` is this, and the engine.
fn loaded(template: &str) -> (tera::Tera, Vec<Diagnostic>) {
    loaded_as("postings.html", template)
}

/// The faults of a theme in which one template is this, and the engine.
fn loaded_as(name: &str, template: &str) -> (tera::Tera, Vec<Diagnostic>) {
    let built_in = EMBEDDED.iter();
    let mut files: BTreeMap<String, Arc<[u8]>> = built_in
        .map(|(name, bytes)| ((*name).to_owned(), Arc::from(*bytes)))
        .collect();
    let bytes = Arc::from(template.as_bytes());
    files.insert(format!("templates/{name}"), bytes);
    let mut faults = Vec::new();
    let engine = templates(&files, "themes/a", &mut faults);
    (engine, faults)
}

#[test]
fn a_template_that_others_extend_is_blamed_for_the_blocks_that_it_lacks() {
    let own = "{% block footer %}<p>Own.</p>{% endblock footer %}\n";
    let (_, faults) = loaded_as("base.html", own);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(&*faults[0].position.file, "themes/a/templates/base.html");
    let help = faults[0].help.english();
    assert!(help.contains("extend `built-in/base.html`"), "{help}");
    let whole = format!("{{% extends \"built-in/base.html\" %}}\n{own}");
    assert!(loaded_as("base.html", &whole).1.is_empty());
}

#[test]
fn a_fault_names_the_template_the_place_the_name_and_what_was_meant() {
    let body = |body: &str| {
        format!(
            "{{% extends \"base.html\" %}}\n{{% block main %}}\n{body}\n{{% endblock main %}}\n"
        )
    };
    for (template, place, cause, help) in [
        (
            body("<i>中文</i> {% fir x in y %}"),
            "3:14",
            "there is no tag `fir`",
            "did you mean `for`?",
        ),
        (
            body("{% for x in view.postings %}\n{{ x }}"),
            "5:4",
            "`{% for %}` on line 3 is not closed before `{% endblock %}`",
            "write `{% endfor %}`",
        ),
        (
            body("{% endif %}"),
            "3:4",
            "`{% block %}` on line 2 is not closed before `{% endif %}`",
            "write `{% endblock %}`",
        ),
        (
            body("{{ words.a | uper }}"),
            "3:14",
            "Unknown filter `uper`",
            "did you mean `upper`?",
        ),
        (
            body("{{ <headng title={page} /> }}"),
            "3:4",
            "Unknown component `headng`",
            "did you mean `heading`?",
        ),
        (
            body("{% include \"sheet.html\" %}"),
            "3:12",
            "Unknown template `sheet.html`",
            "did you mean `sheets.html`?",
        ),
        (
            body("x").replace("base.html", "bases.html"),
            "1:13",
            "there is no template `bases.html` to extend",
            "did you mean `base.html`?",
        ),
        (
            body("x").replace("main", "man"),
            "2:10",
            "Block `man` is not defined in any parent template",
            "did you mean `main`?",
        ),
        (
            body("x").replace("base.html", "postings.html"),
            "",
            "Circular extend",
            "built-in/…",
        ),
    ] {
        let (_, faults) = loaded(&template);
        let [fault] = &*faults else {
            panic!("{template}: {faults:?}")
        };
        let expected = match place {
            "" => "themes/a/templates/postings.html".to_owned(),
            place => format!("themes/a/templates/postings.html:{place}"),
        };
        assert_eq!(fault.position.to_string(), expected, "{template}");
        assert!(
            fault.message.english().contains(cause),
            "{template}: {fault:?}"
        );
        assert!(fault.help.english().contains(help), "{template}: {fault:?}");
        assert!(!fault.message.english().contains('\u{fffd}'), "{fault:?}");
    }
}

#[test]
fn names_of_the_data_are_suggested() {
    let mut context = tera::Context::new();
    context.insert(
        "view",
        &BTreeMap::from([("postings", "中"), ("pages", "文")]),
    );
    for (template, place, cause, help) in [
        (
            "中文 {{ view.postngs }}",
            "1:12",
            "the data has no `postngs` here",
            "did you mean `postings`?",
        ),
        (
            "\n{{ viw.postings }}",
            "2:4",
            "there is no variable `viw`",
            "did you mean `view`?",
        ),
        (
            "{{ view.something }}",
            "1:9",
            "the data has no `something` here",
            "the names are pages, postings",
        ),
        (
            "{{ <example texts=\"中\" /> }}",
            "1:4",
            "the component has no argument `texts`",
            "did you mean `text`?",
        ),
    ] {
        let (engine, faults) = loaded(template);
        assert!(faults.is_empty(), "{faults:?}");
        let error = engine.render("postings.html", &context).unwrap_err();
        let fault = fault("themes/a", &error);
        let expected = format!("themes/a/templates/postings.html:{place}");
        assert_eq!(fault.place.unwrap().to_string(), expected, "{template}");
        assert_eq!(fault.cause.english(), cause, "{template}");
        assert_eq!(fault.help.unwrap().english(), help, "{template}");
    }
}

#[test]
fn a_template_may_replace_one_block_of_the_built_in_one() {
    let (engine, faults) = loaded(
        "{% extends \"built-in/notfound.html\" %}\n{% block main %}mine{{ super() }}{% endblock main %}\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    let names: Vec<&str> = engine.get_template_names().collect();
    assert!(names.contains(&"built-in/notfound.html"));
    assert!(!names.contains(&"built-in/postings.html"));
}
