#![no_main]
//! Any input of each operation: Rust and JavaScript are told the same, a text never shows in what is told, and what is valid
//! becomes a body that says exactly what was given.

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::model::{Body, Location, NameKind, NameRule, PolicyRules};
use resetkit::patterns::Rules;
use resetkit::{Issue, Name, Options, Policy, Text, ValidInput, Value, request, validate};
use resetkit_fuzz::rules::KINDS;
use resetkit_fuzz::{Both, Given, MARK, One, entry, input, narrow, values, wide};
use serde_json::Value as Json;
use std::borrow::Cow;

#[derive(Arbitrary, Debug)]
struct Case {
    operation: u8,
    given: Vec<Given>,
    /// Puts a [`mark`] behind every text.
    marked: bool,
    not_nfc: u32,
    passwordrules: Option<String>,
    names: Vec<(u8, String)>,
}

/// What stands behind the text of the member at this place.
fn mark(index: usize) -> String {
    format!("{MARK}{index:02}")
}

fn policy(text: &str) -> Option<Policy> {
    let rules = resetkit::passwordrules::parse(text).ok()?;
    let names = vec![NameRule::usual()].into();
    Policy::new(Cow::Owned(PolicyRules { names, ..rules })).ok()
}

fn told(issues: &[Issue]) -> Vec<String> {
    let json = |issue: &Issue| {
        let mut out = String::new();
        issue.write_json(&mut out);
        serde_json::from_str::<Json>(&out).expect("an issue is JSON");
        assert!(!out.contains(MARK), "a value in an issue: {out}");
        assert!(!issue.message().contains(MARK) && !format!("{issue:?}").contains(MARK));
        out
    };
    issues.iter().map(json).collect()
}

/// Issues, or the warnings and the body.
fn outcome<T: Text>(
    result: Result<ValidInput<'_, T>, Vec<Issue>>,
) -> Result<(Vec<String>, String), Vec<String>> {
    match result {
        Ok(valid) => Ok((
            told(&valid.warnings()),
            request::body(&valid).expose().to_owned(),
        )),
        Err(issues) => {
            assert!(!issues.is_empty());
            Err(told(&issues))
        }
    }
}

fuzz_target!(|case: Case| {
    let entry = entry(case.operation);
    let mut values = values(&entry.document, &case.given);
    if case.marked {
        for (index, value) in values.iter_mut().enumerate() {
            if let One::Text(text) = value {
                *text = Both::from(format!("{}{}", text.narrow(), mark(index)).as_str());
            }
        }
    }
    let policy = case.passwordrules.as_deref().and_then(policy);
    let names: Vec<(NameKind, Both)> = (case.names.iter().take(4))
        .map(|(kind, name)| {
            (
                KINDS[usize::from(*kind) % KINDS.len()],
                name.as_str().into(),
            )
        })
        .collect();
    let wide_names: Vec<_> = names
        .iter()
        .map(|(kind, name)| Name {
            kind: *kind,
            value: name.wide(),
        })
        .collect();
    let names: Vec<_> = names
        .iter()
        .map(|(kind, name)| Name {
            kind: *kind,
            value: name.narrow(),
        })
        .collect();

    let wide = wide(&values);
    let mut wide = input(entry.operation, &wide);
    wide.note_not_nfc(case.not_nfc);
    let options = Options {
        policy: policy.as_ref(),
        names: &wide_names,
    };
    let by_rules = outcome(Rules::NONE.validate(wide.clone(), &options));
    let found = outcome(validate(wide, &options));
    assert_eq!(found, by_rules, "no rules are no difference");

    let is_broken = |value: &One<Both>| match value {
        One::Text(text) => text.is_broken(),
        _ => false,
    };
    if values.iter().any(is_broken) {
        assert!(
            found.is_err() || entry.operation.members.len() < values.len(),
            "half a character is sent"
        );
        return;
    }
    let texts = narrow(&values);
    let mut given = input(entry.operation, &texts);
    given.note_not_nfc(case.not_nfc);
    let valid = validate(
        given,
        &Options {
            policy: policy.as_ref(),
            names: &names,
        },
    );
    assert_eq!(outcome(valid.clone()), found, "UTF-8 and UTF-16 differ");
    let Ok(valid) = valid else { return };

    let endpoint = Some("https://proxy.example/base");
    let built = request::build(
        &valid,
        &request::Options {
            endpoint,
            ..Default::default()
        },
    )
    .expect("an endpoint is enough");
    assert!(!built.body.expose().contains('\n'), "a line feed in a body");
    for (index, member, _) in valid.members().filter(|(_, member, _)| member.sensitive) {
        assert!(
            !format!("{built:?}").contains(&mark(index)),
            "{} is shown",
            member.name
        );
    }
    if let Body::Json(_) = entry.operation.request.body {
        let body: Json = serde_json::from_str(built.body.expose()).expect("a body of JSON");
        for (_, member, value) in valid.members() {
            if let (Value::Text(text), Location::Body) = (value, member.location) {
                assert!(
                    text.is_empty() || has(&body, text),
                    "{} is not in the body",
                    member.name
                );
            }
        }
    }
});

fn has(json: &Json, text: &str) -> bool {
    match json {
        Json::String(found) => found == text,
        Json::Array(items) => items.iter().any(|item| has(item, text)),
        Json::Object(members) => members.values().any(|value| has(value, text)),
        _ => false,
    }
}
