//! What `wasm-pack build` gives: functions that take and return plain JavaScript values.
//! Runs in Node, and by `wasm_in_browser.rs` in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test may panic"
)]

use js_sys::{Array, JSON, Reflect};
use resetkit::plain;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const WORKMAIL: &str = "workmail:ResetPassword";
const CLOUDSSO: &str = "cloudsso:ResetUserPassword";
const SECRET: &str = "Zq7!vK2?tN9~";

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn text(value: &JsValue) -> String {
    // Of undefined there is no JSON.
    JsValue::from(JSON::stringify(value).unwrap())
        .as_string()
        .unwrap_or_default()
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(key)).unwrap()
}

fn workmail(password: &str) -> JsValue {
    json(&format!(
        r#"{{"OrganizationId":"m-d281d0a2fd824be5b6cd3d3ce909fd27","UserId":"S-1-1-11-1111111111-2222222222-3333333333-3333","Password":"{password}"}}"#
    ))
}

/// The codes of a list of issues, with the member of each.
fn codes(list: &JsValue) -> Vec<String> {
    let issues = Array::from(list).into_iter();
    issues
        .map(|issue| {
            format!(
                "{}{}",
                text(&get(&issue, "code")),
                text(&get(&issue, "path"))
            )
        })
        .collect()
}

/// The code and the message of an error.
fn told<T>(result: Result<T, JsValue>) -> (String, String) {
    let error = result.err().expect("no error");
    let part = |key| get(&error, key).as_string().unwrap_or_default();
    (part("code"), part("message"))
}

/// The document of a company's own operation.
fn own() -> JsValue {
    json(
        r#"{
            "format": 1, "id": "people:SetPassword", "summary": "Set a password in the people directory.",
            "members": [
                { "name": "id", "type": "integer", "required": true, "target": true },
                { "name": "password", "required": true, "sensitive": true },
                { "name": "reason", "type": "enum", "values": ["forgotten", "compromised"], "required": true },
                { "name": "tell", "type": "list" },
                { "name": "mustChange", "type": "boolean" }
            ],
            "request": {
                "method": "POST", "path": "/api/users/{id}/password",
                "json": { "credential": { "secret": "{password}", "mustChange": "{mustChange}" }, "reason": "{reason}", "tell": "{tell}" }
            },
            "endpoint": { "kind": "own", "example": "https://people.example.com" },
            "password": { "member": "password", "policy": { "minLength": 12, "classes": { "upper": { "min": 1 }, "lower": { "min": 1 }, "digit": { "min": 1 } } } },
            "response": { "success": { "204": "empty" } }
        }"#,
    )
}

#[wasm_bindgen_test]
fn an_input_is_valid_or_has_every_issue_named() {
    let none = JsValue::UNDEFINED;
    let valid = plain::validate(WORKMAIL, workmail("examplePa$$w0rd"), none.clone()).unwrap();
    assert_eq!(
        text(&get(&valid, "value")),
        text(&workmail("examplePa$$w0rd"))
    );
    assert_eq!(codes(&get(&valid, "warnings")), [r#""lifecycle"[]"#]);
    let wrong = plain::validate(
        WORKMAIL,
        json(r#"{"UserId":null,"Password":5,"More":1}"#),
        none.clone(),
    );
    assert_eq!(
        codes(&get(&wrong.unwrap(), "issues")),
        [
            r#""missing"["OrganizationId"]"#,
            r#""wrong_type"["UserId"]"#,
            r#""wrong_type"["Password"]"#,
            r#""unknown_member"["More"]"#
        ]
    );
    let short = plain::validate(WORKMAIL, workmail("short"), none.clone()).unwrap();
    assert_eq!(
        text(&get(&short, "issues")),
        r#"[{"code":"too_short","path":["Password"],"message":"Use at least 8 characters for the password (directory's policy).","expected":{"min":8,"source":"directory"}},{"code":"too_few_classes","path":["Password"],"message":"Use at least 3 of these in the password (directory's policy): an uppercase letter, a lowercase letter, a digit, a special character and a Latin-1 Supplement character such as é.","expected":{"classes":["an uppercase letter","a lowercase letter","a digit","a special character","a Latin-1 Supplement character such as é"],"min":3,"source":"directory"}}]"#
    );
    let no_object = plain::validate(WORKMAIL, JsValue::from_str("text"), none).unwrap();
    assert_eq!(codes(&get(&no_object, "issues")), [r#""wrong_type"[]"#]);
}

#[wasm_bindgen_test]
fn a_request_is_built_of_a_valid_input_only() {
    let none = JsValue::UNDEFINED;
    let request = plain::build_request(
        WORKMAIL,
        workmail("examplePa$$w0rd"),
        json(r#"{"region":"eu-west-1"}"#),
    )
    .unwrap();
    assert_eq!(get(&request, "method"), JsValue::from_str("POST"));
    assert_eq!(
        get(&request, "url"),
        JsValue::from_str("https://workmail.eu-west-1.amazonaws.com/")
    );
    assert_eq!(
        get(&get(&request, "headers"), "x-amz-target"),
        JsValue::from_str("WorkMailService.ResetPassword")
    );
    assert_eq!(
        plain::build_body(WORKMAIL, workmail("examplePa$$w0rd"), none.clone()).unwrap(),
        text(&workmail("examplePa$$w0rd"))
    );
    let refused = plain::build_body(WORKMAIL, workmail("short"), none.clone()).err();
    let refused = refused.unwrap();
    assert_eq!(get(&refused, "code"), JsValue::from_str("invalid_input"));
    assert_eq!(
        codes(&get(&refused, "issues")),
        [
            r#""too_short"["Password"]"#,
            r#""too_few_classes"["Password"]"#
        ]
    );
    assert_eq!(
        told(plain::build_body("workmail:DeleteUser", json("{}"), none)),
        (
            "unknown_operation".into(),
            "no operation has this id".into()
        )
    );
}

#[wasm_bindgen_test]
fn generated_passwords_come_from_the_platform_and_comply() {
    let mut passwords = std::collections::HashSet::new();
    for _ in 0..300 {
        let drawn = plain::generate_password(
            JsValue::from_str(CLOUDSSO),
            json(r#"{"length":12,"userName":"mateo"}"#),
        );
        passwords.insert(drawn.unwrap());
    }
    assert_eq!(passwords.len(), 300, "a password came twice");
    for password in passwords {
        let found = plain::check_password_by_policy(
            JsValue::from_str(&password),
            JsValue::from_str(CLOUDSSO),
            json(r#"{"userName":"mateo"}"#),
        );
        assert!(codes(&found.unwrap()).is_empty());
    }
    let policy = json(
        r#"{"minLength":9,"maxLength":9,"classes":[{"name":"a digit","characters":[["0","9"]],"generate":"0123456789","min":9}]}"#,
    );
    let pin = plain::generate_password(policy.clone(), JsValue::UNDEFINED).unwrap();
    assert!(pin.len() == 9 && pin.bytes().all(|byte| byte.is_ascii_digit()));
    let found =
        plain::check_password_by_policy(JsValue::from_str("12345"), policy, JsValue::UNDEFINED);
    assert_eq!(
        codes(&found.unwrap()),
        [
            r#""too_short"["Password"]"#,
            r#""missing_class"["Password"]"#
        ]
    );
    assert_eq!(
        told(plain::generate_password(
            JsValue::from_str("chime:ResetPersonalPIN"),
            JsValue::UNDEFINED
        ))
        .0,
        "no_policy"
    );
}

#[wasm_bindgen_test]
fn an_operation_of_ones_own_is_one_like_the_others() {
    let id = plain::define_operation(own(), None).unwrap();
    assert_eq!(id, "people:SetPassword");
    assert!(plain::operations().contains(&id));
    let password = plain::generate_password(JsValue::from_str(&id), JsValue::UNDEFINED).unwrap();
    let input = json(&format!(
        r#"{{"id":1042,"password":"{password}","reason":"forgotten","tell":["a","b"],"mustChange":true}}"#
    ));
    let request = plain::build_request(
        &id,
        input,
        json(r#"{"endpoint":"https://people.example.com/base"}"#),
    )
    .unwrap();
    assert_eq!(
        get(&request, "url"),
        JsValue::from_str("https://people.example.com/base/api/users/1042/password")
    );
    assert_eq!(
        get(&request, "body").as_string().unwrap(),
        format!(
            r#"{{"credential":{{"secret":"{password}","mustChange":true}},"reason":"forgotten","tell":["a","b"]}}"#
        )
    );
    let wrong = json(
        r#"{"id":1.5,"password":"Abcdefghijk1","reason":"bored","tell":[1],"mustChange":"yes"}"#,
    );
    let found = plain::validate(&id, wrong, JsValue::UNDEFINED).unwrap();
    assert_eq!(
        codes(&get(&found, "issues")),
        [
            r#""wrong_type"["id"]"#,
            r#""not_a_value"["reason"]"#,
            r#""wrong_type"["tell"]"#,
            r#""wrong_type"["mustChange"]"#
        ]
    );
}

#[wasm_bindgen_test]
fn a_mistake_in_a_document_has_a_place_and_says_what_would_be_right() {
    let document = own();
    let members = Array::from(&get(&document, "members"));
    Reflect::set(&members.get(0), &"type".into(), &"number".into()).unwrap();
    let error = plain::define_operation(document, None).err().unwrap();
    assert_eq!(get(&error, "code"), JsValue::from_str("invalid_definition"));
    assert_eq!(get(&error, "at"), JsValue::from_str("/members/0/type"));
    assert_eq!(
        get(&error, "message"),
        JsValue::from_str("Use one of: text, boolean, integer, enum, list, map.")
    );
}

#[wasm_bindgen_test]
fn no_words_of_serde_and_no_value_come_out() {
    let secret = || JsValue::from_str(SECRET);
    let with = |key: &str| {
        let object = json("{}");
        Reflect::set(&object, &key.into(), &secret()).unwrap();
        object
    };
    let mut errors = Vec::new();
    for option in ["length", "avoidAmbiguous", "fips", "dualStack", "policy"] {
        errors.push(plain::validate(WORKMAIL, workmail(SECRET), with(option)).err());
        errors.push(plain::build_request(WORKMAIL, workmail(SECRET), with(option)).err());
        errors.push(plain::generate_password(JsValue::from_str(WORKMAIL), with(option)).err());
    }
    for key in ["minLength", "classes", "extra", "names"] {
        errors.push(plain::check_password_by_policy(secret(), with(key), JsValue::UNDEFINED).err());
    }
    errors.push(plain::validate(WORKMAIL, workmail(SECRET), secret()).err());
    errors.push(plain::check_password_by_policy(secret(), secret(), JsValue::UNDEFINED).err());
    errors.push(plain::build_body(WORKMAIL, with("UserId"), JsValue::UNDEFINED).err());
    errors.push(plain::define_operation(secret(), None).err());
    for key in ["format", "members", "request", "response"] {
        errors.push(plain::define_operation(with(key), None).err());
    }
    for (place, error) in errors.into_iter().enumerate() {
        let error = error.unwrap_or_else(|| panic!("call {place} has no error"));
        let code = get(&error, "code").as_string().unwrap_or_default();
        assert!(
            [
                "invalid_options",
                "invalid_policy",
                "invalid_input",
                "invalid_definition",
                "unknown_operation"
            ]
            .contains(&code.as_str()),
            "call {place}: {code}"
        );
        let said = format!(
            "{} {} {}",
            get(&error, "message").as_string().unwrap_or_default(),
            text(&get(&error, "issues")),
            get(&error, "stack").as_string().unwrap_or_default()
        );
        for words in [SECRET, "invalid type", "expected a", "missing field"] {
            assert!(!said.contains(words), "call {place}: {said}");
        }
    }
}
