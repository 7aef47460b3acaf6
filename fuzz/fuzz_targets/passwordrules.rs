#![no_main]
//! Any text as a value of `passwordrules`: what is read and written says the same when it is read again.

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use resetkit::Policy;
use resetkit::passwordrules::{format, parse};

fuzz_target!(|text: &str| {
    let Ok(rules) = parse(text) else { return };
    let written = format(&rules);
    let again = parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(format(&again), written);
    let limits = |rules: &resetkit::model::PolicyRules| {
        (
            rules.min_length,
            rules.max_length,
            rules.max_repeats,
            rules.min_classes,
        )
    };
    assert_eq!(limits(&again), limits(&rules), "{written}");
    let _ = Policy::new(Cow::Owned(rules));
});
