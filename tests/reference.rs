//! Every document and every recorded input: the engine comes to what the reference interpreter of the format came to.
#![cfg(all(not(target_arch = "wasm32"), feature = "define"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod documents;

use std::collections::BTreeSet;

use resetkit::{Input, Options, Speaker, Value, request, validate};
use serde_json::Value as Json;

/// The code that an issue of the reference has here.
fn codes(code: &str) -> &'static [&'static str] {
    match code {
        "required" => &["missing"],
        "type" => &["wrong_type"],
        "character" | "lone_surrogate" | "header_characters" => &["forbidden_character"],
        "rule" => &["missing", "conflict", "recommended"],
        "unknown_member" => &["unknown_member"],
        "too_short" => &["too_short", "not_a_value"],
        "too_long" => &["too_long"],
        "wrong_form" => &["wrong_form", "forbidden_character"],
        "reserved" => &["reserved", "too_short", "forbidden_character"],
        "out_of_range" => &["out_of_range"],
        "not_a_value" => &["not_a_value"],
        "recommended" => &["recommended"],
        "undocumented_form" => &["undocumented_form"],
        other => panic!("{other} has no code here"),
    }
}

#[test]
fn the_engine_judges_and_builds_as_the_reference_does() {
    let operations = documents::all();
    let rows = include_str!("golden/reference.ndjson");
    let mut seen = 0;
    let mut wrong = Vec::new();
    // A text with half a surrogate pair is none in Rust: the package's tests have those rows.
    for line in rows.lines().filter(|line| !line.contains("\\ud800")) {
        let row: Json = serde_json::from_str(line).unwrap();
        let operation = &operations[row["id"].as_str().unwrap()];
        let (mut lists, mut maps): (Vec<Vec<&str>>, Vec<Vec<(&str, &str)>>) = (vec![], vec![]);
        let given = row["input"].as_object().unwrap();
        for value in given.values() {
            if let Some(items) = value.as_array() {
                lists.push(items.iter().filter_map(Json::as_str).collect());
            }
            if let Some(entries) = value.as_object() {
                maps.push(
                    entries
                        .iter()
                        .filter_map(|(key, text)| Some((key.as_str(), text.as_str()?)))
                        .collect(),
                );
            }
        }
        let (mut list, mut map) = (lists.iter(), maps.iter());
        let mut input = Input::new(operation);
        for (name, value) in given {
            input = input.with(
                name,
                match value {
                    Json::Null => Value::Null,
                    Json::Bool(on) => Value::Boolean(*on),
                    Json::Number(number) => number.as_i64().map_or(Value::Other, |number| {
                        if number.abs() > 9_007_199_254_740_991 {
                            Value::Other
                        } else {
                            Value::Integer(number)
                        }
                    }),
                    Json::String(text) => Value::Text(text.as_str()),
                    Json::Array(items) => {
                        let texts = list.next().unwrap();
                        if texts.len() == items.len() {
                            Value::List(texts)
                        } else {
                            Value::Other
                        }
                    }
                    Json::Object(entries) => {
                        let texts = map.next().unwrap();
                        if texts.len() == entries.len() {
                            Value::Map(texts)
                        } else {
                            Value::Other
                        }
                    }
                },
            );
        }
        // The reference judges no password: of ours, what the API says counts.
        let outcome = validate(input.clone(), &Options::default());
        let found: Vec<_> = match &outcome {
            Ok(_) => vec![],
            Err(issues) => issues
                .iter()
                .filter(|issue| issue.source == Speaker::Api)
                .map(|issue| (issue.subject.name().unwrap_or("").to_owned(), issue.kind.code().as_str()))
                .collect(),
        };
        let wanted: Vec<_> = row["issues"].as_array().into_iter().flatten().map(|pair| {
            (pair[0].as_str().unwrap().to_owned(), pair[1].as_str().unwrap())
        }).collect();
        // A rule about several members may be told at another of them; a control character in an identifier, and in which
        // of two ways a text is wrong, the reference does not tell.
        let rules = codes("rule");
        let is_rule = |code: &str| code == "rule" || rules.contains(&code);
        let control = given.values().any(|value| value.as_str().is_some_and(|text| text.contains('\u{1}')));
        let told = ["header_characters", "forbidden_character", "character", "reserved"];
        let members = |list: &[(String, &str)]| {
            let list = list.iter().filter(|it| !is_rule(it.1) && !(control && it.1 == "wrong_form") && !(control && told.contains(&it.1)));
            list.map(|it| it.0.clone()).collect::<BTreeSet<_>>()
        };
        let each = wanted.iter().all(|(member, code)| {
            let same = |it: &&(String, &str)| codes(code).contains(&it.1);
            let at = |it: &&(String, &str)| it.0 == *member || is_rule(code);
            *code == "wrong_form" || (control && told.contains(code)) || found.iter().any(|it| same(&it) && at(&it))
        });
        let required = |code: &str| code == "required" || code == "missing";
        let missing = |list: &[(String, &str)]| list.iter().any(|it| required(it.1));
        if members(&found) != members(&wanted.iter().filter(|it| it.1 != "required").cloned().collect::<Vec<_>>()) || !each || (missing(&wanted) && !missing(&found)) {
            wrong.push(format!("{line}\n  found {found:?}"));
        }
        if let (Ok(valid), Some(built)) = (&outcome, row["request"].as_array()) {
            let own = matches!(operation.endpoint, resetkit::model::Endpoint::Own);
            let options = request::Options {
                endpoint: own.then_some("https://directory.example/base"),
                ..request::Options::default()
            };
            let request = request::build(valid, &options).unwrap();
            let headers: serde_json::Map<_, _> = request.headers.iter().map(|(name, value)| (name.to_string(), Json::from(value.as_str()))).collect();
            let ours = serde_json::json!([&*request.method, request.url, headers, request.body.expose()]);
            if ours != Json::from(built.clone()) {
                wrong.push(format!("{line}\n  built {ours}"));
            }
            let warned: BTreeSet<_> = valid.warnings().iter().filter_map(|issue| Some((issue.subject.name()?.to_owned(), issue.kind.code().as_str()))).collect();
            for pair in row["warnings"].as_array().into_iter().flatten() {
                let (member, code) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
                let codes: &[&str] = if code == "rule" { &["recommended"] } else { codes(code) };
                if !codes.iter().any(|code| warned.contains(&(member.to_owned(), code))) {
                    wrong.push(format!("{line}\n  warned {warned:?}"));
                }
            }
        }
        seen += 1;
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n"));
    assert!(seen > 2000, "{seen}");
}
