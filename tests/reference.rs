//! Every document and every recorded input: the engine comes to what the reference interpreter of the format came to.
#![cfg(all(not(target_arch = "wasm32"), feature = "define"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests, where a panic is the failure"
)]

mod documents;

use std::collections::BTreeSet;

use resetkit::model::{Endpoint, Operation};
use resetkit::{Input, Issue, Options, RuleSource, ValidInput, Value, request, validate};
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

/// A member and a code.
type Told = (String, String);

/// What a row says of members.
fn told(row: &Json, key: &str) -> Vec<Told> {
    let pairs = row[key].as_array().into_iter().flatten();
    let text = |pair: &Json, place: usize| pair[place].as_str().unwrap().to_owned();
    pairs.map(|pair| (text(pair, 0), text(pair, 1))).collect()
}

/// The same of issues.
fn told_of<'a>(issues: impl IntoIterator<Item = &'a Issue>) -> Vec<Told> {
    let one = |issue: &Issue| {
        let member = issue.subject.name().unwrap_or_default();
        (member.to_owned(), issue.kind.code().as_str().to_owned())
    };
    issues.into_iter().map(one).collect()
}

/// The texts of a list or a map, if it has nothing else.
struct Texts<'a> {
    list: Vec<&'a str>,
    map: Vec<(&'a str, &'a str)>,
}

fn texts(value: &Json) -> Texts<'_> {
    let list: Option<Vec<_>> = value
        .as_array()
        .and_then(|items| items.iter().map(Json::as_str).collect());
    let map: Option<Vec<_>> = value.as_object().and_then(|entries| {
        let entries = entries.iter();
        entries
            .map(|(key, text)| Some((key.as_str(), text.as_str()?)))
            .collect()
    });
    Texts {
        list: list.unwrap_or_default(),
        map: map.unwrap_or_default(),
    }
}

/// A value as the engine takes it: a number that JavaScript does not hold exactly is none.
fn value<'a>(json: &'a Json, texts: &'a Texts<'a>) -> Value<'a, &'a str> {
    match json {
        Json::Null => Value::Null,
        Json::Bool(on) => Value::Boolean(*on),
        Json::Number(number) => match number.as_i64() {
            Some(number) if number.abs() <= 9_007_199_254_740_991 => Value::Integer(number),
            _ => Value::Other,
        },
        Json::String(text) => Value::Text(text),
        Json::Array(items) if items.len() == texts.list.len() => Value::List(&texts.list),
        Json::Object(entries) if entries.len() == texts.map.len() => Value::Map(&texts.map),
        Json::Array(_) | Json::Object(_) => Value::Other,
    }
}

/// Whether the engine found what the reference did.
///
/// A rule about several members may be told at another of them; a control character in an identifier, and in which of two
/// ways a text is wrong, the reference does not tell. Of a value of another type the engine tells only that.
fn agree(found: &[Told], wanted: &[Told], control: bool) -> bool {
    let is_rule = |code: &str| code == "rule" || codes("rule").contains(&code);
    let of_control = [
        "header_characters",
        "forbidden_character",
        "character",
        "reserved",
    ];
    let members = |told: &[Told]| {
        let counts = |(_, code): &&Told| {
            let of_control = of_control.contains(&code.as_str()) || code == "wrong_form";
            !is_rule(code) && code != "required" && !(control && of_control)
        };
        let told = told.iter().filter(counts);
        told.map(|(member, _)| member.clone())
            .collect::<BTreeSet<_>>()
    };
    let of_type = |member: &str| {
        let is = |it: &Told| it.0 == *member && it.1 == "wrong_type";
        found.iter().any(is)
    };
    let is_found = |(member, code): &Told| {
        let same =
            |it: &&Told| codes(code).contains(&it.1.as_str()) && (it.0 == *member || is_rule(code));
        code == "wrong_form"
            || is_rule(code) && of_type(member)
            || control && of_control.contains(&code.as_str())
            || found.iter().any(|it| same(&it))
    };
    let misses = |told: &[Told]| {
        let is_missing = |(_, code): &Told| code == "required" || code == "missing";
        told.iter().any(is_missing)
    };
    members(found) == members(wanted)
        && wanted.iter().all(is_found)
        && (misses(found) || !misses(wanted))
}

/// The request as the reference writes it.
fn built(operation: &Operation, valid: &ValidInput<'_, &str>) -> Json {
    let own = matches!(operation.endpoint, Endpoint::Own);
    let options = request::Options {
        endpoint: own.then_some("https://directory.example/base"),
        ..request::Options::default()
    };
    let request = request::build(valid, &options).unwrap();
    let headers: serde_json::Map<_, _> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), Json::from(value.as_str())))
        .collect();
    serde_json::json!([
        &*request.method,
        request.url,
        headers,
        request.body.expose()
    ])
}

/// How the engine differs from the reference in a row.
fn differences(operation: &Operation, row: &Json) -> Vec<String> {
    let given = row["input"].as_object().unwrap();
    let texts: Vec<_> = given.values().map(texts).collect();
    let mut input = Input::new(operation);
    for ((name, json), texts) in given.iter().zip(&texts) {
        input = input.with(name, value(json, texts));
    }
    // The reference judges no password: of ours, what the API says counts.
    let outcome = validate(input, &Options::default());
    let issues = outcome.as_ref().err().into_iter().flatten();
    let found = told_of(issues.filter(|issue| issue.source == RuleSource::Api));
    let control = given
        .values()
        .any(|value| value.as_str().is_some_and(|text| text.contains('\u{1}')));
    let mut all = Vec::new();
    if !agree(&found, &told(row, "issues"), control) {
        all.push(format!("found {found:?}"));
    }
    if let (Ok(valid), Some(wanted)) = (&outcome, row["request"].as_array()) {
        let ours = built(operation, valid);
        if ours != Json::from(wanted.clone()) {
            all.push(format!("built {ours}"));
        }
        let warned = told_of(&valid.warnings());
        for (member, code) in told(row, "warnings") {
            let codes: &[&str] = match code.as_str() {
                "rule" => &["recommended"],
                code => codes(code),
            };
            let same = |it: &Told| it.0 == member && codes.contains(&it.1.as_str());
            if !warned.iter().any(same) {
                all.push(format!("warned {warned:?}"));
            }
        }
    }
    all
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
        for difference in differences(operation, &row) {
            wrong.push(format!("{line}\n  {difference}"));
        }
        seen += 1;
    }
    let first = &wrong[..wrong.len().min(12)];
    assert!(
        first.is_empty(),
        "{} of {seen}:\n{}",
        wrong.len(),
        first.join("\n")
    );
    assert!(seen > 2000, "{seen}");
}
