#![no_main]
//! Any text as an input document: JSON is what another parser takes for JSON, a document of JSON says the same in YAML, and
//! what is handed on is what was written.

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::IssueCode;
use resetkit::cli::document::{Document, Format, read};
use resetkit::validate;
use resetkit_fuzz::entry;
use serde_json::Value as Json;

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    operation: u8,
    text: &'a str,
}

fn taken(document: &Document<'_>) -> Json {
    let mut out = String::new();
    document.write_json(&mut out);
    serde_json::from_str(&out).expect("what is handed on is JSON")
}

fn is_unread(document: &Document<'_>) -> bool {
    document.issues.iter().any(|issue| {
        issue.kind.code() != IssueCode::DuplicateMember && format!("{:?}", issue.subject) == "Input"
    })
}

fuzz_target!(|case: Case<'_>| {
    let operation = entry(case.operation).operation;
    let json = read(operation, case.text, Format::Json);
    let said = taken(&json);
    let values = json.values();
    let _ = validate(values.input(), &Default::default());

    // Half surrogate pairs, numbers out of range and deep nesting are refused by the other parser.
    let is_special = case.text.contains("\\u")
        || case.text.contains("\\U")
        || case
            .text
            .bytes()
            .filter(|byte| matches!(byte, b'[' | b'{'))
            .count()
            > 30;
    match serde_json::from_str::<Json>(case.text) {
        Ok(Json::Object(members)) => {
            assert!(
                !is_unread(&json) || is_special,
                "JSON is refused: {:?}",
                json.issues
            );
            if json.issues.is_empty() {
                for member in &operation.members {
                    if let Some(Json::String(value)) = members.get(&*member.name) {
                        assert_eq!(
                            said["members"][&*member.name].as_str(),
                            Some(value.as_str())
                        );
                    }
                }
            }
        }
        Ok(_) => assert!(!json.issues.is_empty()),
        Err(_) => {
            let is_special = is_special || case.text.contains(['e', 'E']);
            assert!(
                is_special || !json.issues.is_empty(),
                "what is no JSON was taken"
            );
        }
    }

    let yaml = read(operation, case.text, Format::Yaml);
    let _ = taken(&yaml);
    let values = yaml.values();
    let _ = validate(values.input(), &Default::default());
    // What JSON and YAML write alike.
    let is_plain = case
        .text
        .bytes()
        .all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte) && byte != b'\\');
    if is_plain
        && !is_special
        && json.issues.is_empty()
        && json.warnings.is_empty()
        && yaml.issues.is_empty()
    {
        assert_eq!(said["members"], taken(&yaml)["members"]);
    }
});
