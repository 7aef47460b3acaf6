//! Each documented pattern, as the provider prints it and as our data: both accept the same strings.
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

use std::collections::BTreeSet;

use inputs::{sound, texts};
use proptest::prelude::*;
use proptest::strategy::BoxedStrategy;
use proptest::test_runner::TestRunner;
use regex::Regex;
use resetkit::model::{Constraint, Form, Member, Operation};
use resetkit::{Input, IssueCode, OPERATIONS, Options, RuleSource, Value, validate};

/// What a member's text is held against: the provider's text of it, our own data of it, and how validation tells.
struct Subject {
    operation: &'static Operation,
    member: &'static Member,
    patterns: Vec<Regex>,
    /// The same as the provider prints it.
    texts: Vec<&'static str>,
    /// The first and the last character of each range of our data.
    edges: Vec<(char, char)>,
    kind: Spoken,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Spoken {
    Form,
    Characters,
    DocumentedForms,
}

/// The pattern in the syntax of crate regex, which writes `\u0020` as `\x{0020}`.
fn syntax(text: &str) -> String {
    Regex::new(r"\\u([0-9A-Fa-f]{4})")
        .unwrap()
        .replace_all(text, r"\x{$1}")
        // In crate regex it stands for letters of every script. Here it stands within brackets always.
        .replace(r"\w", "0-9A-Za-z_")
        // To Java, whose expressions most services use, no other is white space.
        .replace(r"[\S]", r"[^\t-\r ]")
        // There only a line feed is a line's end.
        .replace(".+", r"[^\n\r\x{2028}\x{2029}]+")
}

fn compiled(text: &str) -> Regex {
    Regex::new(&syntax(text)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The first and the last character of a range of code points, which surrogates are none of.
fn characters((first, last): (u32, u32)) -> Option<(char, char)> {
    Some((char::from_u32(first)?, char::from_u32(last)?))
}

fn edges(form: &Form) -> Vec<(char, char)> {
    let runs = form.pattern.alternatives.iter().flatten();
    let ranges = runs.flat_map(|run| run.set.ranges());
    ranges.copied().filter_map(characters).collect()
}

/// Every pattern of the model.
fn subjects() -> Vec<Subject> {
    let mut subjects = Vec::new();
    for operation in OPERATIONS.iter() {
        for member in &operation.members {
            for limit in member.limits.iter().filter(|limit| !limit.warns) {
                let (kind, text, pattern, edges) = match &limit.constraint {
                    Constraint::Pattern(form) => {
                        // One that has .* at its ends is a search, any other is of the whole text.
                        let whole = if form.text.starts_with(".*") {
                            form.text.to_string()
                        } else {
                            format!(r"\A(?:{})\z", form.text)
                        };
                        (Spoken::Form, &form.text, compiled(&whole), edges(form))
                    }
                    // The pattern is of characters; that it holds for the whole text is said in words beside it.
                    Constraint::Characters { text, set, .. } => (
                        Spoken::Characters,
                        text,
                        // A class alone does not say how many.
                        if text.ends_with(']') {
                            compiled(&format!(r"\A{text}+\z"))
                        } else {
                            compiled(&format!(r"\A(?:{text})\z"))
                        },
                        set.ranges()
                            .iter()
                            .copied()
                            .filter_map(characters)
                            .collect(),
                    ),
                    Constraint::Length { .. } => continue,
                };
                subjects.push(Subject {
                    operation,
                    member,
                    patterns: vec![pattern],
                    texts: vec![text],
                    edges,
                    kind,
                });
            }
            let forms = &member.forms;
            if !forms.is_empty() {
                subjects.push(Subject {
                    operation,
                    member,
                    patterns: forms.iter().map(|form| compiled(&form.text)).collect(),
                    texts: forms.iter().map(|form| &*form.text).collect(),
                    edges: forms.iter().flat_map(edges).collect(),
                    kind: Spoken::DocumentedForms,
                });
            }
        }
    }
    subjects
}

fn is_too_long(issues: &[resetkit::Issue]) -> bool {
    let codes = issues.iter().map(|issue| issue.kind.code());
    codes.into_iter().any(|code| code == IssueCode::TooLong)
}

impl Subject {
    /// An input that is valid but, perhaps, for the text in question.
    fn input<'a>(&self, text: &'a str) -> Input<'a, &'a str> {
        sound(&self.operation.id).with(&self.member.name, Value::Text(text))
    }

    /// The member's text of a sound input.
    fn sound(&self) -> &'static str {
        let mut texts = texts(&self.operation.id).into_iter();
        texts
            .find(|(name, _)| *name == &*self.member.name)
            .unwrap()
            .1
    }

    /// Whether our data accepts the text; `None` where validation comes to no answer because the length forbids it.
    fn accepts(&self, text: &str) -> Option<bool> {
        let about = |subject: &resetkit::Subject| subject.name() == Some(&*self.member.name);
        match validate(self.input(text), &Options::default()) {
            Ok(valid) if self.kind == Spoken::DocumentedForms => {
                let undocumented = |code| code == IssueCode::UndocumentedForm;
                Some(
                    !valid.warnings().iter().any(|warning| {
                        about(&warning.subject) && undocumented(warning.kind.code())
                    }),
                )
            }
            Ok(_) => Some(true),
            Err(_) if self.kind == Spoken::DocumentedForms => None,
            // The limit of length is told alone.
            Err(issues)
                if self.kind == Spoken::Form
                    && is_too_long(&issues)
                    && !self.texts[0].contains('{') =>
            {
                None
            }
            Err(issues) => {
                assert!(
                    issues.iter().all(|issue| about(&issue.subject)),
                    "{issues:?}"
                );
                Some(!issues.iter().any(|issue| {
                    let against = match issue.kind.code() {
                        IssueCode::ForbiddenCharacter => self.kind == Spoken::Characters,
                        IssueCode::WrongForm | IssueCode::TooLong => self.kind == Spoken::Form,
                        IssueCode::TooShort => true,
                        _ => false,
                    };
                    against && issue.source == RuleSource::Api
                }))
            }
        }
    }

    /// Whether the provider's pattern is found in the text.
    ///
    /// The one exception: U+FEFF is white space to JavaScript and to us, and is not to crate regex.
    fn provider_accepts(&self, text: &str) -> bool {
        self.patterns.iter().any(|pattern| {
            if pattern.as_str().contains(r"\S") {
                pattern.is_match(&text.replace('\u{FEFF}', " "))
            } else {
                pattern.is_match(text)
            }
        })
    }

    /// Compares the two; whether there was something to compare.
    fn compare(&self, text: &str) -> Option<bool> {
        // No text of ours has it, whatever the pattern says.
        if text.contains('\0') {
            return None;
        }
        let ours = self.accepts(text)?;
        assert_eq!(
            ours,
            self.provider_accepts(text),
            "{text:?} as {} against {:?}",
            self.member.name,
            self.texts
        );
        Some(ours)
    }

    /// The characters at the edges of our sets, those next to them, and some that other engines take for them:
    /// digits and letters of other scripts, a long s, a Kelvin sign, line ends, an astral character.
    fn alphabet(&self) -> Vec<char> {
        let near = self.edges.iter().flat_map(|&(first, last)| {
            let (first, last) = (u32::from(first), u32::from(last));
            [first.saturating_sub(1), first, last, last + 1]
                .into_iter()
                .filter_map(char::from_u32)
        });
        near.chain("\n\rAa5-_é\u{17F}\u{212A}\u{663}\u{FEFF}\u{200B}😀".chars())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }
}

/// Every string of up to so many characters.
fn strings(alphabet: &[char], length: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut longest = 0..1;
    for _ in 0..length {
        let start = all.len();
        for prefix in longest {
            for character in alphabet {
                all.push(format!("{}{character}", all[prefix]));
            }
        }
        longest = start..all.len();
    }
    all
}

#[test]
fn every_pattern_of_the_model_is_compared() {
    let subjects = subjects();
    let subjects: Vec<_> = subjects
        .iter()
        .map(|subject| {
            (
                &*subject.operation.id,
                &*subject.member.name,
                subject.kind,
                subject.texts.len(),
            )
        })
        .collect();
    assert_eq!(
        subjects,
        [
            (
                "cloudsso:ResetUserPassword",
                "DirectoryId",
                Spoken::DocumentedForms,
                1
            ),
            (
                "cloudsso:ResetUserPassword",
                "UserId",
                Spoken::DocumentedForms,
                1
            ),
            ("ram:UpdateLoginProfile", "UserName", Spoken::Characters, 1),
            ("auth0:UpdateUser", "id", Spoken::DocumentedForms, 1),
            ("chime:ResetPersonalPIN", "AccountId", Spoken::Form, 1),
            ("chime:ResetPersonalPIN", "UserId", Spoken::Form, 1),
            (
                "cognito-idp:AdminResetUserPassword",
                "UserPoolId",
                Spoken::Form,
                1
            ),
            (
                "cognito-idp:AdminResetUserPassword",
                "Username",
                Spoken::Characters,
                1
            ),
            (
                "cognito-idp:AdminSetUserPassword",
                "UserPoolId",
                Spoken::Form,
                1
            ),
            (
                "cognito-idp:AdminSetUserPassword",
                "Username",
                Spoken::Characters,
                1
            ),
            (
                "cognito-idp:AdminSetUserPassword",
                "Password",
                Spoken::Characters,
                1
            ),
            ("ds:ResetUserPassword", "DirectoryId", Spoken::Form, 1),
            ("ds:ResetUserPassword", "UserName", Spoken::Characters, 1),
            ("iam:UpdateLoginProfile", "UserName", Spoken::Characters, 1),
            ("iam:UpdateLoginProfile", "Password", Spoken::Characters, 1),
            ("workmail:ResetPassword", "OrganizationId", Spoken::Form, 1),
            (
                "workmail:ResetPassword",
                "UserId",
                Spoken::DocumentedForms,
                2
            ),
            ("workmail:ResetPassword", "Password", Spoken::Characters, 1),
            (
                "keycloak:ExecuteActionsEmail",
                "id",
                Spoken::DocumentedForms,
                2
            ),
            ("keycloak:ResetPassword", "id", Spoken::DocumentedForms, 2),
            ("keycloak:ResetPassword", "password", Spoken::Form, 1),
            ("synapse:ResetPassword", "userId", Spoken::Form, 1),
            ("graph:ResetPassword", "userId", Spoken::DocumentedForms, 2),
            ("graph:UpdateUser", "userId", Spoken::DocumentedForms, 2),
        ]
    );
}

#[test]
fn text_and_data_accept_the_same_strings_of_up_to_three_characters() {
    // Where two forms are documented, the length forbids any text so short.
    for subject in subjects().iter().filter(|subject| subject.texts.len() == 1) {
        let alphabet = subject.alphabet();
        // Of many characters, two in a row are enough.
        let strings = strings(&alphabet, if alphabet.len() > 40 { 2 } else { 3 });
        let accepted = strings
            .iter()
            .filter(|text| subject.compare(text) == Some(true))
            .count();
        // A form of fixed length accepts none so short, any other some and not all.
        assert_eq!(
            accepted > 0,
            !subject.texts[0].contains('{'),
            "{}",
            subject.member.name
        );
        assert!(accepted < strings.len());
    }
}

/// What the text of a pattern accepts, made by proptest from that text.
fn conforming(text: &str) -> BoxedStrategy<String> {
    let inner = text.trim_start_matches('^').trim_end_matches('$');
    prop::string::string_regex(&syntax(inner)).unwrap().boxed()
}

/// Between two characters, so that every place is as likely.
fn cut(text: &str, place: prop::sample::Index) -> usize {
    let places: Vec<_> = text
        .char_indices()
        .map(|(place, _)| place)
        .chain([text.len()])
        .collect();
    *place.get(&places)
}

#[test]
fn text_and_data_accept_the_same_strings_in_the_middle_of_conforming_ones() {
    for subject in subjects() {
        let strings = strings(
            &subject.alphabet(),
            if subject.alphabet().len() > 24 { 1 } else { 2 },
        );
        let long = subject.sound();
        let mut counts = [0, 0];
        for base in [
            long,
            "12345678-1234-1234-1234-123456789012",
            "S-1-1-11-1111111111-2222222222-3333333333-3333",
        ] {
            for (start, _) in base.char_indices() {
                for end in start..=(start + 2).min(base.len()) {
                    for middle in &strings {
                        let text = format!("{}{middle}{}", &base[..start], &base[end..]);
                        if let Some(accepted) = subject.compare(&text) {
                            counts[usize::from(accepted)] += 1;
                        }
                    }
                }
            }
        }
        // One outside is always enough for white space: nothing is refused there.
        assert!(
            counts[1] > 0 && (counts[0] > 0 || subject.texts == [r".*\S.*"]),
            "{}: {counts:?}",
            subject.member.name
        );
    }
}

#[test]
fn text_and_data_accept_the_same_long_strings() {
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(1500)
    };
    for subject in subjects() {
        let base = subject
            .texts
            .iter()
            .map(|text| conforming(text))
            .collect::<Vec<_>>();
        let any_base = (0..base.len()).prop_flat_map(move |index| base[index].clone());
        let near = prop::sample::select(subject.alphabet());
        let character = prop_oneof![3 => near, 1 => any::<char>()];
        // At one place, some characters go and others come.
        let change = (
            any::<prop::sample::Index>(),
            0..3usize,
            prop::collection::vec(character, 0..3),
        );
        let strategy = (any_base, 1..4usize, prop::collection::vec(change, 0..3));
        let mut runner = TestRunner::new(config.clone());
        let counts = std::cell::Cell::new([0, 0]);
        runner
            .run(&strategy, |(base, times, changes)| {
                let mut text = base.repeat(times);
                for (place, gone, come) in changes {
                    let (start, come) = (cut(&text, place), come.into_iter().collect::<String>());
                    let end = text[start..]
                        .char_indices()
                        .nth(gone)
                        .map_or(text.len(), |(length, _)| start + length);
                    text.replace_range(start..end, &come);
                }
                if let Some(accepted) = subject.compare(&text) {
                    let mut both = counts.get();
                    both[usize::from(accepted)] += 1;
                    counts.set(both);
                }
                Ok(())
            })
            .unwrap();
        let [_, accepted] = counts.get();
        assert!(accepted > 0, "{}: {accepted} accepted", subject.member.name);
    }
}

#[test]
fn the_byte_order_mark_is_white_space_to_us_as_to_javascript() {
    for subject in subjects()
        .iter()
        .filter(|subject| subject.texts == [r".*\S.*"])
    {
        assert_eq!(subject.accepts("\u{FEFF}"), Some(false));
        assert_eq!(subject.accepts("\u{FEFF} \u{FEFF}"), Some(false));
        assert_eq!(subject.accepts("\u{FEFF}a"), Some(true));
        // What the exception is made for.
        assert!(subject.patterns[0].is_match("\u{FEFF}"));
    }
}
