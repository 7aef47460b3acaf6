//! A secret put anywhere into the crate comes out of it in a request and nowhere else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests, where a panic is the failure"
)]
#![cfg(not(target_arch = "wasm32"))]

mod inputs;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt::Debug;

use inputs::sound;
use resetkit::generate::{self, Generator, Pool, Random};
use resetkit::model::{Endpoint, Matching, NameKind, NameRule, Operation};
use resetkit::request::{self, Request};
use resetkit::{
    Error, Input, Issue, Name, OPERATIONS, Options, Policy, Secret, Text, Utf16, ValidInput, Value,
    check_password, find, validate,
};

/// A secret that every policy here accepts, most of which no encoding alters.
const SHORT: &str = "Zq7xJ0?Wk9vB(t";

/// A secret of 5,000 characters without an order, each part of it unlike any other.
fn long() -> String {
    let alphabet: Vec<char> = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
        .chars()
        .collect();
    let mut state = 1u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap()
    };
    (0..5000)
        .map(|_| alphabet[next() % alphabet.len()])
        .collect()
}

/// Whether the text shows any five characters in a row of the secret, which could not come about by chance.
fn shows(text: &str, secret: &str) -> bool {
    let (text, secret): (Vec<char>, Vec<char>) = (text.chars().collect(), secret.chars().collect());
    let parts: HashSet<&[char]> = secret.windows(5).collect();
    text.windows(5).any(|part| parts.contains(part))
}

#[track_caller]
fn assert_hidden(text: &str, secret: &str) {
    assert!(!text.is_empty());
    assert!(!shows(text, secret), "a part of the secret is in {text}");
}

fn account(name: &str) -> [Name<&str>; 1] {
    [Name {
        kind: NameKind::Account,
        value: name,
    }]
}

fn input<'a>(operation: &'static Operation, replaced: &str, text: &'a str) -> Input<'a, &'a str> {
    sound(&operation.id).with(replaced, Value::Text(text))
}

/// Everything that an issue shows.
fn shown(issue: &Issue) -> String {
    let mut out = format!(
        "{issue} {issue:?} {issue:#?} {} {:?} ",
        issue.message(),
        issue.expected()
    );
    issue.write_json(&mut out);
    out
}

fn outcome<'a, T: Text + Debug>(
    input: Input<'a, T>,
    options: &Options<'_, T>,
    secret: &str,
) -> Option<ValidInput<'a, T>> {
    assert_hidden(&format!("{input:?} {input:#?}"), secret);
    let outcome = validate(input, options);
    assert_hidden(&format!("{outcome:?} {outcome:#?}"), secret);
    match outcome {
        Ok(valid) => {
            for warning in valid.warnings() {
                assert_hidden(&shown(&warning), secret);
            }
            Some(valid)
        }
        Err(issues) => {
            for issue in &issues {
                assert_hidden(&shown(issue), secret);
            }
            None
        }
    }
}

fn secrets() -> Vec<String> {
    // The long one meets no limit of length; the others are issues or warnings for other reasons.
    let untypeable = format!("{SHORT}\u{7F} ");
    vec![
        long(),
        SHORT.to_owned(),
        untypeable,
        format!("{SHORT}Ā"),
        SHORT.to_lowercase(),
        SHORT.repeat(5),
    ]
}

#[test]
fn a_value_of_a_member_is_in_no_text_about_the_input() {
    for operation in OPERATIONS.iter() {
        for member in &operation.members {
            for secret in secrets() {
                let options = Options::default();
                outcome(input(operation, &member.name, &secret), &options, &secret);

                let units: Vec<_> = secret.encode_utf16().map(Cell::new).collect();
                let alone = Input::new(operation).with(&member.name, Value::Text(Utf16(&units)));
                outcome(alone, &Options::default(), &secret);
            }
        }
    }
}

#[test]
fn a_value_of_a_name_that_is_no_member_is_not_kept() {
    for operation in OPERATIONS.iter() {
        for secret in secrets() {
            let input = input(operation, "Pasword", &secret);
            let issues = validate(input.clone(), &Options::default()).unwrap_err();
            assert_eq!(issues.len(), 1);
            assert_hidden(&format!("{input:?}"), &secret);
            assert_hidden(&shown(&issues[0]), &secret);
        }
    }
}

#[test]
fn a_user_name_is_in_no_text_about_the_input() {
    for operation in OPERATIONS.iter() {
        for secret in secrets() {
            let options = Options {
                policy: None,
                names: &account(&secret),
            };
            assert_hidden(&format!("{options:?}"), &secret);
            let valid = outcome(sound(&operation.id), &options, &secret).unwrap();
            assert_eq!(valid.operation().id, operation.id);
        }
    }
    // As part of the password, where it is an issue.
    let cloudsso = find("cloudsso:ResetUserPassword").unwrap();
    let password = format!("{SHORT}Aa1!");
    let issues = validate(
        input(cloudsso, "Password", &password),
        &Options {
            policy: None,
            names: &account(SHORT),
        },
    )
    .unwrap_err();
    assert_eq!(issues[0].kind.code().as_str(), "contains_user_name");
    assert_hidden(&shown(&issues[0]), SHORT);
}

#[test]
fn a_password_by_itself_is_in_no_text_about_it() {
    for policy in OPERATIONS
        .iter()
        .filter_map(|operation| Policy::of(operation).ok())
    {
        for secret in secrets() {
            for issue in check_password(&policy, secret.as_str(), &account(&secret[1..])) {
                assert_hidden(&shown(&issue), &secret);
            }
            assert_hidden(
                &format!("{:?}", policy.check(secret.as_str(), &[])),
                &secret,
            );
            assert_hidden(&format!("{policy:?}"), &secret);
            let [name] = account(&secret);
            assert_eq!(format!("{name:?}"), "Name(Account, …)");
        }
        assert!(format!("{policy:?}").ends_with("words: Words(…), passwords: Words(…) }"));
    }
}

fn built(operation: &'static Operation, member: &str, secret: &str) -> Option<Request> {
    let valid = outcome(
        input(operation, member, secret),
        &Options::default(),
        secret,
    )?;
    let own = matches!(operation.endpoint, Endpoint::Own);
    let options = request::Options {
        endpoint: own.then_some("https://directory.example"),
        ..request::Options::default()
    };
    Some(request::build(&valid, &options).unwrap())
}

#[test]
fn a_sensitive_value_is_in_the_body_and_not_in_the_rest_of_the_request() {
    let mut sensitive = Vec::new();
    for operation in OPERATIONS.iter() {
        for member in operation.members.iter().filter(|member| member.sensitive) {
            sensitive.push((&*operation.id, &*member.name));
            let request = built(operation, &member.name, SHORT).unwrap();
            assert!(shows(request.body.expose(), SHORT), "{}", operation.id);
            assert_hidden(&request.url, SHORT);
            assert_hidden(&format!("{:?}", request.headers), SHORT);
            assert_hidden(&format!("{request:?} {request:#?}"), SHORT);
            assert!(format!("{request:?}").contains("body: Secret(…)"));
        }
    }
    // One for each operation in which the caller chooses the password, and the user names that one provider keeps to itself.
    let names = sensitive.iter().filter(|(_, name)| *name == "Username");
    assert_eq!((names.count(), sensitive.len()), (2, 22 + 2));
}

#[test]
fn a_member_that_carries_a_password_is_sensitive() {
    for operation in OPERATIONS.iter() {
        for (index, member) in operation.members.iter().enumerate() {
            // A provider may call a user's name sensitive too.
            let carries = operation.is_password(index) || member.target && member.sensitive;
            assert_eq!(
                member.sensitive, carries,
                "{} {}",
                operation.id, member.name
            );
        }
    }
}

#[test]
fn a_secret_shows_itself_only_where_it_is_exposed() {
    for text in secrets() {
        let secret = Secret::new(text.clone());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(format!("{secret:#?}"), "Secret(…)");
        assert_eq!(format!("{:?}", Some(secret.clone())), "Some(Secret(…))");
        assert_eq!(secret.expose(), text);
    }
}

#[test]
fn the_size_of_a_secret_is_not_shown() {
    let shown = |secret: String| format!("{:?}", Secret::new(secret));
    assert_eq!(shown(SHORT.to_owned()), shown(long()));
    let cloudsso = find("cloudsso:ResetUserPassword").unwrap();
    let shown = |secret: &str| format!("{:?}", built(cloudsso, "Password", secret).unwrap());
    assert_eq!(shown(SHORT), shown(&format!("{SHORT}{SHORT}")));
}

#[test]
fn the_text_of_a_value_is_not_shown() {
    for secret in secrets() {
        assert_hidden(&format!("{:?}", Value::Text(secret.as_str())), &secret);
        let units: Vec<_> = secret.encode_utf16().map(Cell::new).collect();
        assert_hidden(&format!("{:?}", Value::Text(Utf16(&units))), &secret);
        assert_hidden(&format!("{:?}", Utf16(&units)), &secret);
    }
}

/// Gives the same bytes to everybody.
struct Known;

impl Random for Known {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        bytes
            .iter_mut()
            .zip(0u32..)
            .for_each(|(byte, index)| *byte = index.wrapping_mul(0x9E37_79B1).to_be_bytes()[0]);
        Ok(())
    }
}

#[test]
fn a_generated_password_and_the_bytes_it_came_from_are_not_shown() {
    for operation in OPERATIONS
        .iter()
        .filter(|operation| operation.password.is_some())
    {
        let options = generate::Options {
            names: &account(SHORT),
            ..Default::default()
        };
        assert_eq!(format!("{options:?}"), "Options(…)");
        let usual = Policy::of(operation).unwrap();
        // In each way in which a name can be asked for.
        let mut rules = usual.rules().clone();
        for matching in [Matching::Contains, Matching::Equals, Matching::Reversed] {
            for match_case in [false, true] {
                rules.names.to_mut().push(NameRule {
                    matching,
                    match_case,
                    ..NameRule::usual()
                });
            }
        }
        let strict = Policy::new(Cow::Owned(rules)).unwrap();
        for policy in [usual, strict] {
            let generator = Generator::new(&policy, &options).unwrap();
            // Where passwords are counted, which is once, what is known of them grows.
            assert!(generator.entropy().is_ok());
            assert!(format!("{generator:?}").contains("banned: Banned(…)"));
            assert!(format!("{generator:?}").contains("Count(…)"));
            let mut pool = Pool::new(Known);
            let password = generator.password(&mut pool).unwrap();
            assert_hidden(&format!("{generator:?}"), password.expose());
            assert_hidden(&format!("{generator:?}"), SHORT);
            let points: Vec<u32> = SHORT.chars().map(u32::from).collect();
            let points = format!("{points:?}");
            assert!(!format!("{generator:?}").contains(points.trim_matches(['[', ']'])));
            assert_eq!(format!("{pool:?} {pool:#?}"), "Pool(…) Pool(…)");
            assert_eq!(format!("{password:?}"), "Secret(…)");
        }
    }
}

#[test]
fn an_error_quotes_nothing_that_the_caller_gave() {
    let valid = validate(sound("chime:ResetPersonalPIN"), &Options::default()).unwrap();
    for secret in secrets() {
        // A password pasted into the wrong field of a form.
        let region = request::Options {
            region: Some(&secret),
            ..request::Options::default()
        };
        let endpoint = request::Options {
            endpoint: Some(&secret),
            ..request::Options::default()
        };
        for error in [region, endpoint]
            .into_iter()
            .filter_map(|options| request::build(&valid, &options).err())
        {
            assert_hidden(&format!("{error} {error:?} {}", error.code()), &secret);
        }
        let mut rules = Policy::of(find("workmail:ResetPassword").unwrap())
            .unwrap()
            .rules()
            .clone();
        rules.classes.to_mut()[0].name = Cow::Owned(secret.clone());
        rules.max_length = 1;
        let error = Policy::new(Cow::Owned(rules)).unwrap_err();
        assert_hidden(&format!("{error} {error:?}"), &secret);
    }
}
