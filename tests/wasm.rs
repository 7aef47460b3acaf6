//! The contract of the JavaScript face: what its numbers mean.
//! Runs in Node, and by `wasm_in_browser.rs` in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "a test may panic"
)]

use js_sys::{Uint8Array, Uint16Array, Uint32Array, WebAssembly::Memory};
use resetkit::wasm;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const ABSENT: u32 = u32::MAX;
const NULL: u32 = u32::MAX - 1;
const OTHER: u32 = u32::MAX - 4;
const FAILED: u32 = u32::MAX;
const COUNT: u32 = 11;

const WORKMAIL: u32 = 0;
const CHIME: u32 = 2;

enum Given<'a> {
    Text(&'a str),
    Number(u32),
}

fn memory() -> wasm_bindgen::JsValue {
    wasm_bindgen::memory().unchecked_into::<Memory>().buffer()
}

fn header() -> Uint32Array {
    Uint32Array::new_with_byte_offset_and_length(&memory(), wasm::header() as u32, 64)
}

/// Writes as js/bind.js does.
fn write(values: &[Given<'_>]) {
    let window = wasm::window(4096) as u32;
    let units = Uint16Array::new_with_byte_offset_and_length(&memory(), window, 4096);
    units.fill(0, 0, 4096);
    let (mut place, mut at) = (0, 0);
    for value in values {
        match value {
            Given::Text(text) => {
                let start = at;
                for unit in text.encode_utf16() {
                    units.set_index(at, unit);
                    at += 1;
                }
                header().set_index(place, at - start);
            }
            Given::Number(number) => header().set_index(place, *number),
        }
        place += 1;
    }
    while place < COUNT {
        header().set_index(place, ABSENT);
        place += 1;
    }
}

/// Takes the text that the last call left, as the package's JavaScript does: it overwrites what it has read.
fn text() -> String {
    let length = u32::try_from(wasm::text_length()).unwrap();
    let bytes =
        Uint8Array::new_with_byte_offset_and_length(&memory(), wasm::text_at() as u32, length);
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    bytes.fill(0, 0, length);
    text
}

fn workmail(password: &str) {
    write(&[
        Given::Text("m-d281d0a2fd824be5b6cd3d3ce909fd27"),
        Given::Text("S-1-1-11-1111111111-2222222222-3333333333-3333"),
        Given::Text(password),
    ]);
}

fn codes(count: u32) -> Vec<String> {
    (0..count)
        .map(|index| {
            wasm::issue(index);
            let json = text();
            let start = json.find(":\"").unwrap() + 2;
            json[start..].split('"').next().unwrap().to_owned()
        })
        .collect()
}

#[wasm_bindgen_test]
fn a_valid_input_has_no_issues_and_its_advice() {
    workmail("examplePa$$w0rd");
    assert_eq!(wasm::check(WORKMAIL, WORKMAIL, 0), 0);
    assert_eq!(codes(header().get_index(COUNT)), ["lifecycle"]);
}

#[wasm_bindgen_test]
fn absent_null_and_another_type_are_told_apart() {
    write(&[
        Given::Number(ABSENT),
        Given::Number(NULL),
        Given::Number(OTHER),
    ]);
    let count = wasm::check(WORKMAIL, WORKMAIL, 0);
    assert_eq!(codes(count), ["missing", "wrong_type", "wrong_type"]);
}

#[wasm_bindgen_test]
fn a_body_is_text_until_it_was_read() {
    workmail("examplePa$$w0rd");
    assert_eq!(wasm::body(WORKMAIL, WORKMAIL), 0);
    assert_eq!(
        text(),
        r#"{"OrganizationId":"m-d281d0a2fd824be5b6cd3d3ce909fd27","UserId":"S-1-1-11-1111111111-2222222222-3333333333-3333","Password":"examplePa$$w0rd"}"#
    );
    assert!(text().bytes().all(|byte| byte == 0));
}

#[wasm_bindgen_test]
fn only_a_valid_input_has_a_body() {
    workmail("short");
    assert_eq!(wasm::body(WORKMAIL, WORKMAIL), 2);
    assert_eq!(text(), "");
}

#[wasm_bindgen_test]
fn a_failure_has_a_code_and_a_text() {
    write(&[]);
    assert_eq!(wasm::check(99, 0, 0), FAILED);
    assert_eq!(text(), "unknown_operation\nno operation has this id\n");
    assert_eq!(wasm::generate(CHIME, 0, false), FAILED);
    assert_eq!(
        text(),
        "no_policy\nthe caller of this operation sets no password, so it has no policy\n"
    );
    assert_eq!(wasm::generate(WORKMAIL, 7, false), FAILED);
    assert_eq!(
        text(),
        "invalid_options\nthe length is outside the policy's\n"
    );
}

#[wasm_bindgen_test]
fn generated_passwords_come_from_the_platform_and_comply() {
    write(&[]);
    let mut passwords = std::collections::HashSet::new();
    for _ in 0..10 {
        let units = wasm::generate_many(100, WORKMAIL, 8, false);
        assert_eq!(units, 900);
        let window = wasm::window(4096) as u32;
        let lines = Uint16Array::new_with_byte_offset_and_length(&memory(), window, units);
        let lines = String::from_utf16(&lines.to_vec()).unwrap();
        passwords.extend(lines.lines().map(str::to_owned));
    }
    assert_eq!(passwords.len(), 1000, "a password came twice");
    for password in passwords {
        write(&[Given::Text(&password)]);
        assert_eq!(wasm::check_password_in_window(WORKMAIL), 0);
    }
}
