//! The compact form of a rubric is read or refused. A valid rubric reads back unchanged and can assess grades.
#![no_main]

use libfuzzer_sys::fuzz_target;
use selfcheck_wasm::{Grades, Rubric, advise, assess};

fuzz_target!(|text: &str| {
    let Ok(rubric) = Rubric::decode(text) else {
        return;
    };
    assert_eq!(Rubric::decode(&rubric.encode()).as_ref(), Ok(&rubric));
    let best = vec![Some(0); rubric.rows().len()];
    let assessment = assess(&rubric, &Grades::from_places(&rubric, &best), None);
    assert_eq!(assessment.evaluated_as, rubric.levels().len().checked_sub(1));
    assert_eq!(
        assessment.indicative().is_some(),
        !rubric.bands().is_empty()
    );
    for (level, form) in assessment.forms.iter().enumerate() {
        assert_eq!(form.total(), Some(form.greatest));
        for band in 0..rubric.bands().len() {
            assert!(advise(&rubric, &Grades::default(), level, band).is_some());
        }
    }
});
