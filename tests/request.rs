//! How a request is written.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests, where a panic is the failure"
)]
#![cfg(not(target_arch = "wasm32"))]

mod inputs;

use inputs::sound;
use resetkit::request::{self, Options};
use resetkit::{Input, Value, validate};

/// Method, address, body and headers of a valid input.
fn lines(input: Input<'_, &str>) -> String {
    let valid = validate(input, &resetkit::Options::default()).unwrap();
    let mut lines = String::new();
    request::write_lines(&mut lines, &valid, &Options::default()).unwrap();
    lines
}

#[test]
fn method_and_address_and_body_and_headers_are_lines() {
    assert_eq!(
        lines(sound("cloudsso:ResetUserPassword")),
        "POST\n\
         https://cloudsso.cn-shanghai.aliyuncs.com/\n\
         DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&Password=P%4088w0rd\n\
         content-type\napplication/x-www-form-urlencoded\n\
         x-acs-action\nResetUserPassword\n\
         x-acs-version\n2021-05-15\n"
    );
}

#[test]
fn a_map_is_an_object_in_the_order_given() {
    let tickets = Value::Map(&[("ticket", "4711"), ("by", "Ann \"A\""), ("at", "9")]);
    let input = sound("cognito-idp:AdminResetUserPassword").with("ClientMetadata", tickets);
    let lines = lines(input);
    assert_eq!(
        lines.lines().nth(2),
        Some(concat!(
            r#"{"UserPoolId":"us-east-1_aB3dE5gH7","Username":"mateo.jackson","#,
            r#""ClientMetadata":{"ticket":"4711","by":"Ann \"A\"","at":"9"}}"#
        ))
    );
}
