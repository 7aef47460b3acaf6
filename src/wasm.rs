//! The JavaScript face: convert, call, convert. It decides nothing.
//!
//! JavaScript writes texts as UTF-16 into a window of this memory and their lengths into a header, calls with numbers,
//! and gets a number back; where the answer is text, [`text_at`] hands it over, and what is rich, such as an issue, is JSON.
#![allow(
    clippy::must_use_candidate,
    clippy::type_complexity,
    reason = "JavaScript reads what is returned; one closure type is used once"
)]

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use lol_alloc::{FreeListAllocator, LockedAllocator};
use wasm_bindgen::prelude::*;
#[cfg(feature = "cli")]
use zeroize::Zeroizing;

#[cfg(feature = "cli")]
use crate::cli::{
    command::{self, Shell, Travel},
    document::{self, Format},
};
use crate::error::Error;
use crate::generate::{self, Generator, Platform, Pool};
use crate::issue::{Issue, IssueKind, Speaker, Subject};
use crate::json;
use crate::model::{Class, Constraint, Kind, MAX_MEMBERS, NameParts, Operation, PolicyRules};
use crate::operations::OPERATIONS;
use crate::passwordrules;
use crate::policy::Policy;
use crate::request;
#[cfg(feature = "batch")]
use crate::secret::Secret;
use crate::text::{Text, Utf16};
#[cfg(not(feature = "patterns"))]
use crate::validate::validate;
use crate::validate::{Input, Options, ValidInput, Value, check_password};

#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<LockedAllocator<FreeListAllocator>> =
    zeroizing_alloc::ZeroAlloc(LockedAllocator::new(FreeListAllocator::new()));

/// Returned instead of a number where the call failed; [`text_at`] tells why: the error's code and text, a line each.
pub(crate) const FAILED: u32 = u32::MAX;

/// The header: a number for each text in the window, how much was found, and the keys of what was found.
const HEADER: usize = 64;
const USER_NAME: usize = MAX_MEMBERS;
const REGION: usize = MAX_MEMBERS + 1;
const ENDPOINT: usize = MAX_MEMBERS + 2;
const COUNT: usize = MAX_MEMBERS + 3;
const KEYS: usize = 16;

/// The number of a text is its length in UTF-16 units, or one of these where there is no text.
const ABSENT: u32 = u32::MAX;
const NULL: u32 = u32::MAX - 1;
const TRUE: u32 = u32::MAX - 2;
const FALSE: u32 = u32::MAX - 3;
const OTHER: u32 = u32::MAX - 4;
/// A text that is too long to be copied.
const LONG: u32 = u32::MAX - 5;

/// How many UTF-16 units a text has at most that is copied, and characters by what an issue says.
const LONGEST: u32 = 1 << 16;

/// How many bytes of text there is room for without asking for memory.
const TEXT_ROOM: usize = 2048;

thread_local! {
    static NUMBERS: [Cell<u32>; HEADER] = const { [const { Cell::new(0) }; HEADER] };
    static WINDOW: RefCell<Vec<Cell<u16>>> = const { RefCell::new(Vec::new()) };
    static FACE: RefCell<Face> = const { RefCell::new(Face::new()) };
}

/// What stays between two calls. Of a caller's texts those of a policy do, until [`forget`] is called, and those of rules.
struct Face {
    /// The default policy of each operation, and last the caller's own.
    policies: Vec<Option<Policy>>,
    /// A policy of the caller's that is not complete.
    draft: Option<PolicyRules>,
    generator: Option<((u32, u32, bool), Box<Generator>)>,
    pool: Pool<Platform>,
    issues: Vec<Issue>,
    text: String,
    #[cfg(feature = "patterns")]
    rules: crate::patterns::Rules,
}

impl Face {
    const fn new() -> Self {
        let pool = Pool::new(Platform);
        Self {
            policies: Vec::new(),
            draft: None,
            generator: None,
            pool,
            issues: Vec::new(),
            text: String::new(),
            #[cfg(feature = "patterns")]
            rules: crate::patterns::Rules::NONE,
        }
    }

    /// Compiles the default policies before the first call.
    fn prepare(&mut self) {
        if self.policies.is_empty() {
            self.policies.extend(
                OPERATIONS
                    .iter()
                    .map(|operation| Policy::of(operation).ok()),
            );
            self.policies.push(None);
        }
    }

    /// An empty text with room for what most calls leave, so that it is neither moved nor made anew.
    fn begin_text(&mut self) {
        if self.text.capacity() == TEXT_ROOM {
            self.text.clear();
        } else {
            self.text = String::with_capacity(TEXT_ROOM);
        }
    }

    fn policy(&self, slot: u32) -> Result<&Policy, Error> {
        self.policies
            .get(slot as usize)
            .and_then(Option::as_ref)
            .ok_or(Error::NoPolicy)
    }

    /// Makes the text tell why a call failed, a line each: the code, the message, and what in particular is at fault.
    fn fail(&mut self, code: &str, message: [&str; 3], at: &str) {
        self.begin_text();
        for part in [code, "\n"].into_iter().chain(message).chain(["\n", at]) {
            self.text.push_str(part);
        }
    }

    /// Keeps the issues and puts their keys into the header; 0 where an issue has none.
    fn report(&mut self, issues: Vec<Issue>) -> u32 {
        for (index, issue) in (KEYS..).zip(&issues) {
            set_number(index, issue.key().unwrap_or(0));
        }
        self.issues = issues;
        u32::try_from(self.issues.len()).unwrap_or(FAILED)
    }

    /// Validates the input in the window. The outcome's issues or advice are reported.
    fn check<'a>(
        &mut self,
        operation: &'static Operation,
        policy: u32,
        not_nfc: u32,
        window: &mut &'a [Cell<u16>],
    ) -> Result<ValidInput<Utf16<'a>>, u32> {
        let mut input = Input::new(operation);
        for index in 0..operation.members.len() {
            input.set(index, take_value(window, index));
        }
        input.note_not_nfc(not_nfc);
        let options = Options {
            policy: self.policy(policy).ok(),
            user_name: take_text(window, USER_NAME),
        };
        #[cfg(feature = "patterns")]
        let outcome = self.rules.validate(input, &options);
        #[cfg(not(feature = "patterns"))]
        let outcome = validate(input, &options);
        outcome.map_err(|mut issues| {
            for issue in &mut issues {
                name_length(issue, operation);
            }
            self.report(issues)
        })
    }

    /// Lends a generator and what it needs to a call. That of the last call is kept, unless it knows a user's name.
    fn with_generator(
        &mut self,
        settings: (u32, u32, bool),
        mut window: &[Cell<u16>],
        call: &mut dyn FnMut(
            &Generator,
            &mut dyn FnMut(&[Cell<u16>]) -> Result<usize, Error>,
            &[Cell<u16>],
        ) -> Result<u32, Error>,
    ) -> Result<u32, Error> {
        let user_name = take_text(&mut window, USER_NAME);
        let kept = self
            .generator
            .take()
            .filter(|(of, _)| *of == settings && user_name.is_none());
        let generator = if let Some((_, generator)) = kept {
            generator
        } else {
            let (policy, length, avoid_ambiguous) = settings;
            let options = generate::Options {
                length: (length > 0).then_some(length),
                avoid_ambiguous,
                user_name,
            };
            Box::new(Generator::new(self.policy(policy)?, &options)?)
        };
        #[cfg(feature = "patterns")]
        let (rules, member) = (&self.rules, password_member());
        let pool = &mut self.pool;
        let mut draw = |room: &[Cell<u16>]| {
            #[cfg(feature = "patterns")]
            return rules.draw(member, &generator, pool, room);
            #[cfg(not(feature = "patterns"))]
            generator.draw(pool, room)
        };
        let answer = call(&generator, &mut draw, window);
        if user_name.is_none() {
            self.generator = Some((settings, generator));
        }
        answer
    }
}

/// Lends face and window to a call. Its error becomes the text.
fn with(call: &mut dyn FnMut(&mut Face, &[Cell<u16>]) -> Result<u32, Error>) -> u32 {
    FACE.with(|face| {
        WINDOW.with(|window| {
            let (Ok(mut face), Ok(window)) = (face.try_borrow_mut(), window.try_borrow()) else {
                return FAILED;
            };
            face.prepare();
            face.begin_text();
            call(&mut face, &window).unwrap_or_else(|error| {
                let (text, reason) = error.parts();
                let mut at = String::new();
                if let Some(position) = error.position() {
                    json::push_number(&mut at, position);
                }
                if let Error::UnknownPasswordRule(name) = error {
                    at.extend(name.chars());
                }
                face.fail(error.code(), [text, reason, &at], &at);
                FAILED
            })
        })
    })
}

/// Lends the valid input in the window to a call, with the texts in the places of region and endpoint. The number of issues,
/// without which it is called.
fn with_valid(
    operation_index: u32,
    policy: u32,
    call: &dyn Fn(
        &mut String,
        &ValidInput<Utf16<'_>>,
        Option<&str>,
        Option<&str>,
    ) -> Result<(), Error>,
) -> u32 {
    with(&mut |face, mut window| {
        let valid = match face.check(operation(operation_index)?, policy, 0, &mut window) {
            Ok(valid) => valid,
            Err(count) => return Ok(count),
        };
        let region = take_string(&mut window, REGION);
        let endpoint = take_string(&mut window, ENDPOINT);
        call(
            &mut face.text,
            &valid,
            region.as_deref(),
            endpoint.as_deref(),
        )?;
        Ok(0)
    })
}

/// What a call that outlives the window takes over from it.
#[cfg(feature = "batch")]
pub(crate) struct Settings {
    pub(crate) operation: &'static Operation,
    pub(crate) policy: Option<Policy>,
    pub(crate) rules: crate::patterns::Rules,
    pub(crate) members: [Value<Secret>; MAX_MEMBERS],
    pub(crate) user_name: Option<Secret>,
    pub(crate) columns: Vec<String>,
}

/// Takes over an operation, a policy and what is in the window: the members, the user's name and, in the place of the region,
/// what is said of columns, a line each.
#[cfg(feature = "batch")]
pub(crate) fn settings(operation_index: u32, policy: u32) -> Result<Settings, Error> {
    let mut settings = Err(Error::UnknownOperation);
    with(&mut |face, mut window| {
        settings = operation(operation_index).map(|operation| {
            let mut members = [const { Value::Absent }; MAX_MEMBERS];
            for (index, member) in members.iter_mut().enumerate() {
                *member = take_value(&mut window, index).map(secret);
            }
            let user_name = take_text(&mut window, USER_NAME);
            let columns = take_string(&mut window, REGION);
            Settings {
                operation,
                policy: face.policy(policy).ok().cloned(),
                rules: face.rules.clone(),
                members,
                user_name: user_name.as_ref().map(secret),
                columns: columns
                    .iter()
                    .flat_map(|lines| lines.split('\n'))
                    .map(str::to_owned)
                    .collect(),
            }
        });
        Ok(0)
    });
    settings
}

#[cfg(feature = "batch")]
fn secret(text: &Utf16<'_>) -> Secret {
    Secret::new(text.chars().collect())
}

/// Makes the text tell why a call failed that is no function of this module.
#[cfg(feature = "batch")]
pub(crate) fn fail(code: &str, message: &str, at: &str) {
    FACE.with(|face| {
        if let Ok(mut face) = face.try_borrow_mut() {
            face.fail(code, [message, "", ""], at);
        }
    });
}

fn number(index: usize) -> u32 {
    NUMBERS.with(|numbers| numbers.get(index).map_or(ABSENT, Cell::get))
}

fn set_number(index: usize, value: u32) {
    NUMBERS.with(|numbers| numbers.get(index).map(|number| number.set(value)));
}

/// Makes the issue of a text that was not copied name the greatest length; it is not of another type.
fn name_length(issue: &mut Issue, operation: &Operation) {
    let Subject::Member { index, .. } = issue.subject else {
        return;
    };
    let text = IssueKind::WrongType {
        expected: Some(Kind::Text),
    };
    if number(index) != LONG || issue.kind != text {
        return;
    }
    let limits = operation
        .members
        .get(index)
        .map_or(&[][..], |member| member.constraints);
    let documented = limits.iter().find_map(|limit| match limit.constraint {
        Constraint::Length { min, max } => Some((min, max)),
        Constraint::Form(_) | Constraint::Characters { .. } | Constraint::Reserved(_) => None,
    });
    let (min, max) = documented.unwrap_or((1, LONGEST));
    issue.kind = IssueKind::TooLong {
        max,
        exactly: min == max,
    };
}

const fn too_long(max: u32) -> IssueKind {
    IssueKind::TooLong {
        max,
        exactly: false,
    }
}

fn operation(index: u32) -> Result<&'static Operation, Error> {
    OPERATIONS
        .get(index as usize)
        .copied()
        .ok_or(Error::UnknownOperation)
}

/// Takes what stands at this place of the header, and its text from the window.
fn take_value<'a>(window: &mut &'a [Cell<u16>], index: usize) -> Value<Utf16<'a>> {
    match number(index) {
        ABSENT => Value::Absent,
        NULL => Value::Null,
        TRUE => Value::Boolean(true),
        FALSE => Value::Boolean(false),
        OTHER | LONG => Value::Other,
        length => {
            let (text, rest) = window
                .split_at_checked(length as usize)
                .unwrap_or((window, &[]));
            *window = rest;
            Value::Text(Utf16(text))
        }
    }
}

fn take_text<'a>(window: &mut &'a [Cell<u16>], index: usize) -> Option<Utf16<'a>> {
    match take_value(window, index) {
        Value::Text(text) => Some(text),
        Value::Absent | Value::Null | Value::Boolean(_) | Value::Other => None,
    }
}

fn take_string(window: &mut &[Cell<u16>], index: usize) -> Option<String> {
    take_text(window, index).map(|text| text.chars().collect())
}

fn take_ranges(window: &mut &[Cell<u16>], index: usize) -> Vec<(char, char)> {
    let ranges = take_string(window, index).unwrap_or_default();
    let mut ends = ranges.chars();
    std::iter::from_fn(|| ends.next().zip(ends.next())).collect()
}

/// Where JavaScript writes texts; it holds at least `units` UTF-16 units and is as small as that allows.
#[wasm_bindgen]
pub fn window(units: u32) -> *const u16 {
    WINDOW.with(|window| {
        window
            .try_borrow_mut()
            .map_or(std::ptr::null(), |mut window| {
                if window.len() != units as usize {
                    *window = Vec::new();
                    window.resize(units as usize, Cell::new(0));
                }
                window.as_ptr().cast()
            })
    })
}

/// Where JavaScript writes the numbers of texts and reads the keys of issues.
#[wasm_bindgen]
pub fn header() -> *const u32 {
    NUMBERS.with(|numbers| numbers.as_ptr().cast())
}

/// Where the text is that the last call left, as UTF-8. JavaScript overwrites what it has read with zeros.
#[wasm_bindgen(js_name = textAt)]
pub fn text_at() -> *const u8 {
    FACE.with(|face| {
        face.try_borrow()
            .map_or(std::ptr::null(), |face| face.text.as_ptr())
    })
}

/// How long that text is, in bytes.
#[wasm_bindgen(js_name = textLength)]
pub fn text_length() -> usize {
    FACE.with(|face| face.try_borrow().map_or(0, |face| face.text.len()))
}

/// Checks the input in the window. The number of issues; where it is 0, the header has that of pieces of advice.
#[wasm_bindgen]
pub fn check(operation_index: u32, policy: u32, not_nfc: u32) -> u32 {
    with(&mut |face, mut window| {
        Ok(
            match face.check(operation(operation_index)?, policy, not_nfc, &mut window) {
                Ok(valid) => {
                    let count = face.report(valid.advice());
                    set_number(COUNT, count);
                    0
                }
                Err(count) => count,
            },
        )
    })
}

/// Checks the password in the window. The number of issues.
#[wasm_bindgen(js_name = checkPassword)]
pub fn check_password_in_window(policy: u32) -> u32 {
    with(&mut |face, mut window| {
        let policy = face.policy(policy)?;
        let issues = if let Value::Text(password) = take_value(&mut window, 0) {
            check_password(policy, password, take_text(&mut window, USER_NAME))
        } else {
            let kind = if number(0) == LONG {
                too_long(LONGEST)
            } else {
                IssueKind::WrongType {
                    expected: Some(Kind::Text),
                }
            };
            vec![Issue {
                subject: Subject::Password,
                kind,
                source: Speaker::Api,
            }]
        };
        Ok(face.report(issues))
    })
}

/// Makes the issue at this place of the last report the text, as JSON.
#[wasm_bindgen]
pub fn issue(index: u32) -> u32 {
    with(&mut |face, _| {
        if let Some(issue) = face.issues.get(index as usize) {
            issue.write_json(&mut face.text);
        }
        Ok(0)
    })
}

/// Makes the issue of an input as a whole the text, as JSON: where a name is in the window, that it is no member; where there is
/// a text too long to be copied, that it may have `count` characters; otherwise that so many more names are no members; and
/// where they are none, that the input is no object.
#[wasm_bindgen]
pub fn reject(operation_index: u32, count: u32) -> u32 {
    with(&mut |face, mut window| {
        let operation = operation(operation_index)?;
        let whole = |kind| Issue {
            subject: Subject::Input,
            kind,
            source: Speaker::Api,
        };
        let issue = match take_string(&mut window, 0) {
            Some(name) => Issue::unknown_member(operation, &name),
            None if number(0) == LONG => whole(too_long(count)),
            None if count > 0 => Issue::more_unknown(operation, count),
            None => whole(IssueKind::WrongType { expected: None }),
        };
        issue.write_json(&mut face.text);
        Ok(0)
    })
}

/// Forgets what a caller's policy says, and what was found by it.
#[wasm_bindgen]
pub fn forget() {
    with(&mut |face, _| {
        face.generator = None;
        face.issues = Vec::new();
        if let Some(last) = face.policies.last_mut() {
            *last = None;
        }
        Ok(0)
    });
}

/// Makes the body for the input in the window the text. The number of issues, without which there is a body.
#[wasm_bindgen]
pub fn body(operation_index: u32, policy: u32) -> u32 {
    with_valid(operation_index, policy, &|text, valid, _, _| {
        request::write_body(text, valid);
        Ok(())
    })
}

/// Makes the request for the input in the window the text: method, URL, body, and name and value of each header, a line
/// each, none of which can hold a line break. The number of issues, without which there is a request.
#[wasm_bindgen]
pub fn request(operation_index: u32, policy: u32, fips: bool, dual_stack: bool) -> u32 {
    with_valid(operation_index, policy, &|text, valid, region, endpoint| {
        let options = request::Options {
            region,
            endpoint,
            fips,
            dual_stack,
        };
        request::write_lines(text, valid, &options)
    })
}

/// Begins a policy of the caller's; groups and words follow, and [`set_policy`] ends it.
#[wasm_bindgen(js_name = beginPolicy)]
pub fn begin_policy(
    min_length: u32,
    max_length: u32,
    min_classes: u32,
    min_different: u32,
    max_repeats: u32,
    not_user_name: bool,
) {
    with(&mut |face, _| {
        face.draft = Some(PolicyRules {
            min_length,
            max_length,
            classes: Cow::Owned(Vec::new()),
            min_classes,
            extra: Cow::Owned(Vec::new()),
            forbidden: Cow::Owned(Vec::new()),
            min_different,
            max_repeats,
            not_user_name,
            name_parts: None,
            forbidden_words: Cow::Owned(Vec::new()),
        });
        Ok(0)
    });
}

/// Adds a group of characters. In the window are the ranges, the first and the last character of each, then the name, then
/// the characters to generate.
#[wasm_bindgen(js_name = addClass)]
pub fn add_class(min: u32) {
    with(&mut |face, mut window| {
        let draft = face.draft.as_mut().ok_or(Error::NoPolicy)?;
        let characters = take_ranges(&mut window, 0);
        let name = take_string(&mut window, 1).unwrap_or_default().into();
        let generate = take_string(&mut window, 2).unwrap_or_default().into();
        draft.classes.to_mut().push(Class {
            name,
            characters: characters.into(),
            generate,
            min,
        });
        Ok(0)
    });
}

/// Adds a forbidden word, which is in the window.
#[wasm_bindgen(js_name = addWord)]
pub fn add_word() {
    with(&mut |face, mut window| {
        let draft = face.draft.as_mut().ok_or(Error::NoPolicy)?;
        let word = take_string(&mut window, 0).unwrap_or_default();
        draft.forbidden_words.to_mut().push(word.into());
        Ok(0)
    });
}

/// Takes the policy into the last slot. In the window are the ranges of the extra characters, then of the forbidden ones, then,
/// where a user's name is taken apart in another way than usual, the delimiters; `min_part` is the length of a part.
#[wasm_bindgen(js_name = setPolicy)]
pub fn set_policy(min_part: u32) -> u32 {
    with(&mut |face, mut window| {
        face.generator = None;
        let mut rules = face.draft.take().ok_or(Error::NoPolicy)?;
        rules.extra = take_ranges(&mut window, 0).into();
        rules.forbidden = take_ranges(&mut window, 1).into();
        rules.name_parts = take_string(&mut window, 2).map(|delimiters| NameParts {
            min: min_part,
            delimiters: delimiters.into(),
        });
        let policy = Policy::new(Cow::Owned(rules))?;
        if let Some(last) = face.policies.last_mut() {
            *last = Some(policy);
        }
        Ok(0)
    })
}

/// Draws a password into the window, behind the user's name; two units a character must fit. Its length in units.
#[wasm_bindgen]
pub fn generate(policy: u32, length: u32, avoid_ambiguous: bool) -> u32 {
    with(&mut |face, window| {
        face.with_generator(
            (policy, length, avoid_ambiguous),
            window,
            &mut |_, draw, room| Ok(u32::try_from(draw(room)?).unwrap_or(FAILED)),
        )
    })
}

/// Draws as many passwords into the window as fit, behind the user's name, a line each; at least one must fit. Their
/// length in units.
#[wasm_bindgen(js_name = generateMany)]
pub fn generate_many(count: u32, policy: u32, length: u32, avoid_ambiguous: bool) -> u32 {
    with(&mut |face, window| {
        face.with_generator(
            (policy, length, avoid_ambiguous),
            window,
            &mut |generator, draw, room| {
                // Two units a character, and the end of the line.
                let needed = (generator.length() as usize)
                    .saturating_mul(2)
                    .saturating_add(1);
                let mut end = 0usize;
                for drawn in 0..count {
                    let rest = room.get(end..).unwrap_or_default();
                    if drawn > 0 && rest.len() < needed {
                        break;
                    }
                    let units = draw(rest)?;
                    if let Some(after) = rest.get(units) {
                        after.set(u16::from(b'\n'));
                    }
                    end = end.saturating_add(units).saturating_add(1);
                }
                Ok(u32::try_from(end).unwrap_or(FAILED))
            },
        )
    })
}

/// How many passwords could come out: a number, and in the header the power of two to multiply it by.
#[wasm_bindgen]
pub fn size(policy: u32, length: u32, avoid_ambiguous: bool) -> f64 {
    let mut number = 0.0;
    with(&mut |face, window| {
        face.with_generator(
            (policy, length, avoid_ambiguous),
            window,
            &mut |generator, _, _| {
                let (fraction, power) = generator.size()?;
                set_number(COUNT, power);
                number = fraction;
                Ok(0)
            },
        )
    });
    number
}

/// Makes what a policy asks for, as a value of `passwordrules`, the text.
#[wasm_bindgen(js_name = formatRules)]
pub fn format_rules(policy: u32) -> u32 {
    with(&mut |face, _| {
        face.text = passwordrules::format(face.policy(policy)?.rules());
        Ok(0)
    })
}

/// Makes the policy that the value of `passwordrules` in the window asks for the text, as JSON.
#[wasm_bindgen(js_name = parseRules)]
pub fn parse_rules() -> u32 {
    with(&mut |face, mut window| {
        let text = take_string(&mut window, 0).unwrap_or_default();
        let rules = passwordrules::parse(&text)?;
        let mut object = json::Object::open(&mut face.text);
        object.number("minLength", rules.min_length);
        object.number("maxLength", rules.max_length);
        object.list("classes", &rules.classes, |out, class| {
            let mut object = json::Object::open(out);
            object.text("name", &class.name);
            object.list("characters", &class.characters, |out, &(first, last)| {
                json::list(out, &[first, last], |out, end| {
                    json::quote(out, &*end.encode_utf8(&mut [0; 4]));
                });
            });
            object.text("generate", &class.generate);
            object.number("min", class.min);
            object.close();
        });
        object.number("maxRepeats", rules.max_repeats);
        object.close();
        Ok(0)
    })
}

/// Forgets the organization's rules.
#[cfg(feature = "patterns")]
#[wasm_bindgen(js_name = clearRules)]
pub fn clear_rules() {
    with(&mut |face, _| {
        face.rules.clear();
        Ok(0)
    });
}

/// Adds a rule of the organization's. In the window are the member, the pattern and the message.
#[cfg(feature = "patterns")]
#[wasm_bindgen(js_name = addRule)]
pub fn add_rule(must_match: bool) -> u32 {
    with(&mut |face, mut window| {
        let mut next = |index| take_string(&mut window, index).unwrap_or_default();
        let must = if must_match {
            crate::patterns::Must::Match
        } else {
            crate::patterns::Must::NotMatch
        };
        let (member, pattern, message) = (next(0), next(1), next(2));
        face.rules.add(&member, &pattern, &message, must)?;
        Ok(0)
    })
}

/// The member whose rules a password is generated by; it has the same name in every operation.
#[cfg(feature = "patterns")]
fn password_member() -> &'static str {
    let mut passwords = OPERATIONS
        .iter()
        .filter_map(|operation| operation.password.as_ref());
    passwords.next().map_or("", |password| password.member)
}

/// Makes the command for the input in the window the text; the endpoint's place has the tool's name, where one is named. The
/// number of issues, without which there is a command.
#[cfg(feature = "cli")]
#[wasm_bindgen]
pub fn command(operation_index: u32, policy: u32, shell: u32, secret: u32) -> u32 {
    with_valid(operation_index, policy, &|text, valid, region, tool| {
        let options = command::Options {
            tool,
            shell: match shell {
                0 => Shell::Posix,
                1 => Shell::PowerShell,
                _ => Shell::Cmd,
            },
            region,
            secret: match secret {
                0 => Travel::Prompt,
                1 => Travel::File,
                _ => Travel::Inline,
            },
        };
        *text = command::command(valid, &options)?;
        Ok(())
    })
}

/// Makes the name of the partition that the region in the window is of the text; none where the provider has none.
#[cfg(feature = "batch")]
#[wasm_bindgen]
pub fn partition(operation_index: u32) -> u32 {
    with(&mut |face, mut window| {
        let operation = operation(operation_index)?;
        let region = take_string(&mut window, REGION);
        let region = region.as_deref();
        let region = region.unwrap_or(operation.endpoint.default_region);
        face.text = String::from(request::partition(operation, region)?.unwrap_or_default());
        Ok(0)
    })
}

/// Reads the input document in the window and makes what it says the text, as JSON.
#[cfg(feature = "cli")]
#[wasm_bindgen]
pub fn document(operation_index: u32, yaml: bool) -> u32 {
    with(&mut |face, mut window| {
        let operation = operation(operation_index)?;
        let format = if yaml { Format::Yaml } else { Format::Json };
        let units = take_text(&mut window, 0).map_or(&[][..], |text| text.0);
        let text: Result<Zeroizing<String>, _> = char::decode_utf16(units.iter().map(Cell::get))
            .collect::<Result<String, _>>()
            .map(Zeroizing::new);
        let document = match &text {
            Ok(text) => document::read(operation, text, format),
            Err(_) => document::unreadable(operation, format),
        };
        document.write_json(&mut face.text);
        Ok(0)
    })
}
