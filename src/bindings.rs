//! The bindings of the npm package's own modules: they convert, call, and convert back.
//!
//! JavaScript writes texts as UTF-16 into a window of this memory, and their lengths into a header. It calls with numbers and
//! gets a number back. If the result is text, it is at [`text_at`]; issues and the like are JSON there.
#![allow(
    clippy::must_use_candidate,
    clippy::type_complexity,
    reason = "JavaScript reads what is returned; one closure type is used once"
)]

#[cfg(feature = "batch")]
pub mod batch;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use wasm_bindgen::prelude::*;
#[cfg(feature = "cli")]
use zeroize::Zeroizing;

#[cfg(feature = "cli")]
use crate::cli::{
    command::{self, SecretMode, Shell},
    document::{self, Format},
};
use crate::compiled;
use crate::error::Error;
use crate::fast_path::FastPath;
use crate::generate::{self, Generator, Platform, Pool};
use crate::issue::{Counted, Issue, IssueKind, RuleSource, Subject, ValueType};
use crate::json;
#[cfg(feature = "patterns")]
use crate::model::Str;
use crate::model::{
    Class, Constraint, MAX_MEMBERS, Matching, NameKind, NameRule, Operation, PolicyRules, Unit,
};
use crate::names::Name;
use crate::passwordrules;
use crate::policy::Policy;
use crate::request::{self, Encoding, Parts};
#[cfg(feature = "batch")]
use crate::secret::Secret;
use crate::text::{Text, Utf16};
use crate::validate::{Input, Options, ValidInput, Value, check_password, validate};

/// Returned if a call failed. The text at [`text_at`] then has the error's code and message, a line each.
pub(crate) const FAILED: u32 = u32::MAX;

/// How many operations are kept at once. JavaScript loads one again if it had to make room for another.
const SLOTS: usize = 32;

/// The size of the header: a number for each text in the window, then how many warnings there are, then the keys of issues.
const HEADER: usize = 96;
/// The user's names, in the order of [`KINDS`].
const NAMES: usize = MAX_MEMBERS;
const REGION: usize = NAMES + KINDS.len();
const ENDPOINT: usize = REGION + 1;
const CLOUD: usize = REGION + 2;
const VARIANT: usize = REGION + 3;
const COUNT: usize = REGION + 4;
const KEYS: usize = 32;

/// The names of a user in the order of the header.
const KINDS: [NameKind; 8] = [
    NameKind::Account,
    NameKind::Display,
    NameKind::Email,
    NameKind::EmailLocal,
    NameKind::Phone,
    NameKind::Given,
    NameKind::Family,
    NameKind::Nickname,
];

/// The bits of a text's number that say what it stands for: 0 for the text itself, or one of these.
const FORM: u32 = 0xF000_0000;
/// A whole number in decimal.
const INTEGER: u32 = 0x1000_0000;
/// A text that JavaScript proved valid, without a warning. For a check it is not copied.
const PROVED: u32 = 0x4000_0000;
/// Texts one after the other, each behind its length in two units.
const LIST: u32 = 0x2000_0000;
/// The same, with keys and texts alternating.
const MAP: u32 = 0x3000_0000;

/// The number of a text is its length in UTF-16 units, or one of these if there is no text.
const ABSENT: u32 = u32::MAX;
const NULL: u32 = u32::MAX - 1;
const TRUE: u32 = u32::MAX - 2;
const FALSE: u32 = u32::MAX - 3;
const OTHER: u32 = u32::MAX - 4;
/// A text that is too long to be copied.
const LONG: u32 = u32::MAX - 5;

/// The longest text that is copied, in UTF-16 units; issues say it in characters.
const LONGEST: u32 = 1 << 16;

/// How many bytes of text fit without allocating.
const TEXT_ROOM: usize = 2048;

thread_local! {
    static NUMBERS: [Cell<u32>; HEADER] = const { [const { Cell::new(0) }; HEADER] };
    static WINDOW: RefCell<Vec<Cell<u16>>> = const { RefCell::new(Vec::new()) };
    static STATE: RefCell<State> = const { RefCell::new(State::new()) };
}

/// What is kept between calls. Of a caller's texts, those are a policy's, until [`forget`] is called, and those of rules.
struct State {
    /// The loaded operations, by the slot that JavaScript chose.
    operations: Vec<Option<Arc<Operation>>>,
    /// The default policy of each, and the caller's own in the last slot.
    policies: Vec<Option<Policy>>,
    /// A policy of the caller's that is still being built.
    draft: Option<PolicyRules>,
    generator: Option<((u32, u32, bool), Box<Generator>)>,
    pool: Pool<Platform>,
    issues: Vec<Issue>,
    text: String,
    #[cfg(feature = "patterns")]
    rules: crate::patterns::Rules,
}

impl State {
    const fn new() -> Self {
        let pool = Pool::new(Platform);
        Self {
            operations: Vec::new(),
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

    /// Makes room for operations and policies on the first call.
    fn prepare(&mut self) {
        if self.policies.is_empty() {
            self.operations.resize(SLOTS, None);
            self.policies.resize_with(SLOTS.saturating_add(1), || None);
        }
    }

    fn operation(&self, slot: u32) -> Result<Arc<Operation>, Error> {
        let operation = self.operations.get(slot as usize).and_then(Option::as_ref);
        operation.map(Arc::clone).ok_or(Error::UnknownOperation)
    }

    /// Empties the text, with room for what most calls write.
    fn begin_text(&mut self) {
        if self.text.capacity() == TEXT_ROOM {
            self.text.clear();
        } else {
            self.text = String::with_capacity(TEXT_ROOM);
        }
    }

    /// The name of the member whose rules a password is generated by; that of a policy by itself is `Password`.
    #[cfg(feature = "patterns")]
    fn password_member(&self, slot: u32) -> Str {
        let operation = self.operations.get(slot as usize).and_then(Option::as_ref);
        let member = operation.and_then(|operation| {
            let password = operation.password.as_ref()?;
            operation.members.get(usize::from(password.member))
        });
        member.map_or_else(|| "Password".into(), |member| member.name.clone())
    }

    /// The member that is the password of the operation in this slot; `None` for a policy of the caller's.
    fn password_subject(&self, slot: u32) -> Option<Subject> {
        let operation = self.operations.get(slot as usize)?.as_ref()?;
        Some(Subject::password_of(operation))
    }

    fn policy(&self, slot: u32) -> Result<&Policy, Error> {
        let policy = self.policies.get(slot as usize).and_then(Option::as_ref);
        policy.ok_or(Error::NoPolicy)
    }

    /// Puts a policy into a slot, or none.
    fn set_policy(&mut self, slot: usize, policy: Option<Policy>) {
        if let Some(own) = self.policies.get_mut(slot) {
            *own = policy;
        }
    }

    /// Writes why a call failed as the text, a line each: the code, the message, and what exactly is at fault.
    fn fail(&mut self, code: &str, message: [&str; 3], at: &str) {
        self.begin_text();
        for part in [code, "\n"].into_iter().chain(message).chain(["\n", at]) {
            self.text.push_str(part);
        }
    }

    /// Keeps the issues, found by the operation if there is one, and writes their keys into the header, 0 for an issue without one.
    /// Returns their number.
    fn report(&mut self, operation: Option<&Operation>, issues: Vec<Issue>) -> u32 {
        for (index, issue) in (KEYS..).zip(&issues) {
            set_number(index, issue.key(operation).unwrap_or(0));
        }
        self.issues = issues;
        u32::try_from(self.issues.len()).unwrap_or(FAILED)
    }

    /// Validates the input in the window, and reports the issues.
    fn check<'a>(
        &mut self,
        operation: &'a Operation,
        policy: u32,
        not_nfc: u32,
        lists: &'a Lists<'a>,
        names: &[Name<Utf16<'a>>],
    ) -> Result<ValidInput<'a, Utf16<'a>>, u32> {
        let mut input = Input::new(operation);
        for (index, value) in lists.values().enumerate() {
            input.set(index, value);
        }
        input.note_not_nfc(not_nfc);
        let proved = proved();
        input.note_seen(proved, proved);
        let options = Options {
            policy: self.policy(policy).ok(),
            names,
        };
        #[cfg(feature = "patterns")]
        let outcome = self.rules.validate(input, &options);
        #[cfg(not(feature = "patterns"))]
        let outcome = validate(input, &options);
        outcome.map_err(|mut issues| {
            for issue in &mut issues {
                name_length(issue, operation);
            }
            self.report(Some(operation), issues)
        })
    }

    /// Lends a generator to a call. It is kept for the next call, unless it knows a user's name.
    fn with_generator(
        &mut self,
        settings: (u32, u32, bool),
        with_names: bool,
        mut window: &[Cell<u16>],
        call: &mut dyn FnMut(
            &Generator,
            &mut dyn FnMut(&[Cell<u16>]) -> Result<usize, Error>,
            &[Cell<u16>],
        ) -> Result<u32, Error>,
    ) -> Result<u32, Error> {
        let names = take_names_if(with_names, &mut window);
        let kept = self
            .generator
            .take()
            .filter(|(of, _)| *of == settings && names.is_empty());
        let generator = if let Some((_, generator)) = kept {
            generator
        } else {
            let (policy, length, avoid_ambiguous) = settings;
            let options = generate::Options {
                length: (length > 0).then_some(length),
                avoid_ambiguous,
                names: &names,
            };
            Box::new(Generator::new(self.policy(policy)?, &options)?)
        };
        #[cfg(feature = "patterns")]
        let (rules, member) = (&self.rules, self.password_member(settings.0));
        let pool = &mut self.pool;
        let mut draw = |room: &[Cell<u16>]| {
            #[cfg(feature = "patterns")]
            return rules.draw(&member, &generator, pool, room);
            #[cfg(not(feature = "patterns"))]
            generator.draw(pool, room)
        };
        let outcome = call(&generator, &mut draw, window);
        if names.is_empty() {
            self.generator = Some((settings, generator));
        }
        outcome
    }
}

/// Lends state and window to a call, and writes its error as the text.
fn with(call: &mut dyn FnMut(&mut State, &[Cell<u16>]) -> Result<u32, Error>) -> u32 {
    STATE.with(|state| {
        WINDOW.with(|window| {
            let (Ok(mut state), Ok(window)) = (state.try_borrow_mut(), window.try_borrow()) else {
                return FAILED;
            };
            state.prepare();
            state.begin_text();
            call(&mut state, &window).unwrap_or_else(|error| {
                let (text, reason) = error.parts();
                let mut at = String::new();
                if let Some(position) = error.position() {
                    json::push_number(&mut at, position);
                }
                state.fail(error.code(), [text, reason, &at], &at);
                FAILED
            })
        })
    })
}

/// Where a request goes, or which tool a command is for: the texts after the members and names.
struct Texts {
    region: Option<String>,
    endpoint: Option<String>,
    cloud: Option<String>,
    variant: Option<String>,
}

/// Lends the input in the window to a call if it is valid, with the texts after it. Returns the number of issues.
fn with_valid(
    slot: u32,
    policy: u32,
    call: &dyn Fn(&mut String, &ValidInput<'_, Utf16<'_>>, &Texts) -> Result<(), Error>,
) -> u32 {
    with(&mut |state, mut window| {
        let operation = state.operation(slot)?;
        let members = take_members(&mut window, &operation);
        let names = take_names(&mut window);
        let valid = match state.check(&operation, policy, 0, &members, &names) {
            Ok(valid) => valid,
            Err(count) => return Ok(count),
        };
        let texts = Texts {
            region: take_string(&mut window, REGION),
            endpoint: take_string(&mut window, ENDPOINT),
            cloud: take_string(&mut window, CLOUD),
            variant: take_string(&mut window, VARIANT),
        };
        call(&mut state.text, &valid, &texts)?;
        Ok(0)
    })
}

/// What a batch copies from the window.
#[cfg(feature = "batch")]
pub(crate) struct Settings {
    pub(crate) operation: Arc<Operation>,
    pub(crate) policy: Option<Policy>,
    pub(crate) rules: crate::patterns::Rules,
    pub(crate) members: [Value<'static, Secret>; MAX_MEMBERS],
    pub(crate) names: Vec<Name<Secret>>,
    pub(crate) columns: Vec<String>,
}

/// Copies an operation, a policy and what is in the window: the members, the user's names and, in place of the region, the
/// settings of columns, a line each.
#[cfg(feature = "batch")]
pub(crate) fn settings(slot: u32, policy: u32) -> Result<Settings, Error> {
    let mut settings = Err(Error::UnknownOperation);
    with(&mut |state, mut window| {
        settings = state.operation(slot).map(|operation| {
            let mut members = [const { Value::Absent }; MAX_MEMBERS];
            for (index, member) in members.iter_mut().enumerate() {
                *member = take_value(&mut window, index).map(secret);
            }
            let names = take_names(&mut window);
            let columns = take_string(&mut window, REGION);
            Settings {
                operation,
                policy: state.policy(policy).ok().cloned(),
                rules: state.rules.clone(),
                members,
                names: (names.iter())
                    .map(|name| Name {
                        kind: name.kind,
                        value: secret(&name.value),
                    })
                    .collect(),
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

/// Writes why a call outside this module failed as the text.
#[cfg(feature = "batch")]
pub(crate) fn fail(code: &str, message: &str, at: &str) {
    STATE.with(|state| {
        if let Ok(mut state) = state.try_borrow_mut() {
            state.fail(code, [message, "", ""], at);
        }
    });
}

fn number(index: usize) -> u32 {
    NUMBERS.with(|numbers| numbers.get(index).map_or(ABSENT, Cell::get))
}

/// One bit for each member, set if JavaScript has proved that its text is valid.
fn proved() -> u32 {
    (0..MAX_MEMBERS)
        .filter(|place| number(*place) & FORM == PROVED)
        .fold(0, |members, place| members | 1 << place)
}

fn set_number(index: usize, value: u32) {
    NUMBERS.with(|numbers| numbers.get(index).map(|number| number.set(value)));
}

/// Turns the issue of a text that was too long to copy into one that names the greatest length.
fn name_length(issue: &mut Issue, operation: &Operation) {
    let Subject::Member { index, .. } = issue.subject else {
        return;
    };
    let is_no_text = matches!(
        issue.kind,
        IssueKind::WrongType {
            expected: ValueType::Text
        }
    );
    if number(index) != LONG || !is_no_text {
        return;
    }
    let limits = operation
        .members
        .get(index)
        .map_or(&[][..], |member| &member.limits);
    let documented = limits.iter().find_map(|limit| match limit.constraint {
        Constraint::Length { min, max, unit } if max < LONGEST => Some((min, max, unit)),
        _ => None,
    });
    let (min, max, unit) = documented.unwrap_or((1, LONGEST, Unit::Characters));
    issue.kind = IssueKind::TooLong {
        max,
        exactly: min == max,
        of: unit.into(),
    };
}

const fn too_long(max: u32) -> IssueKind {
    IssueKind::TooLong {
        max,
        exactly: false,
        of: Counted::Characters,
    }
}

/// A member's value, with the texts of a list or a map in a row.
enum Given<'a> {
    Value(Value<'a, Utf16<'a>>),
    List(Vec<Utf16<'a>>),
    Map(Vec<(Utf16<'a>, Utf16<'a>)>),
}

/// The members' values.
struct Lists<'a>([Given<'a>; MAX_MEMBERS]);

impl Lists<'_> {
    fn values(&self) -> impl Iterator<Item = Value<'_, Utf16<'_>>> {
        self.0.iter().map(|given| match given {
            Given::Value(value) => *value,
            Given::List(texts) => Value::List(texts),
            Given::Map(entries) => Value::Map(entries),
        })
    }
}

/// Takes the members of the operation from the window.
fn take_members<'a>(window: &mut &'a [Cell<u16>], operation: &Operation) -> Lists<'a> {
    let mut members = [const { Given::Value(Value::Absent) }; MAX_MEMBERS];
    for (index, (member, _)) in members.iter_mut().zip(&operation.members).enumerate() {
        let form = number(index) & FORM;
        let value = take_value(window, index);
        *member = match (form, value) {
            (LIST, Value::Text(texts)) => Given::List(items(texts)),
            (MAP, Value::Text(texts)) => {
                let texts = items(texts);
                let pairs = texts
                    .chunks_exact(2)
                    .filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
                Given::Map(pairs.collect())
            }
            (_, value) => Given::Value(value),
        };
    }
    Lists(members)
}

/// Splits the texts of a list. Each follows its length.
fn items(texts: Utf16<'_>) -> Vec<Utf16<'_>> {
    let (mut rest, mut found) = (texts.0, Vec::new());
    while let [high, low, after @ ..] = rest {
        let length = usize::from(high.get()) << 16 | usize::from(low.get());
        let (text, others) = after.split_at_checked(length).unwrap_or((after, &[]));
        found.push(Utf16(text));
        rest = others;
    }
    found
}

/// Takes the user's names from the window, after the members. Several of one kind are a list.
fn take_names<'a>(window: &mut &'a [Cell<u16>]) -> Vec<Name<Utf16<'a>>> {
    let mut names = Vec::new();
    for (kind, index) in KINDS.into_iter().zip(NAMES..) {
        let form = number(index) & FORM;
        match (form, take_value(window, index)) {
            (LIST, Value::Text(texts)) => {
                names.extend(items(texts).into_iter().map(|value| Name { kind, value }));
            }
            (_, Value::Text(value)) => names.push(Name { kind, value }),
            _ => {}
        }
    }
    names
}

fn take_names_if<'a>(with_names: bool, window: &mut &'a [Cell<u16>]) -> Vec<Name<Utf16<'a>>> {
    if with_names {
        take_names(window)
    } else {
        Vec::new()
    }
}

/// Takes the value at this place of the header, and its text from the window.
fn take_value<'a>(window: &mut &'a [Cell<u16>], index: usize) -> Value<'a, Utf16<'a>> {
    match number(index) {
        ABSENT => Value::Absent,
        NULL => Value::Null,
        TRUE => Value::Boolean(true),
        FALSE => Value::Boolean(false),
        OTHER | LONG => Value::Other,
        length => {
            let (text, rest) = window
                .split_at_checked((length & !FORM) as usize)
                .unwrap_or((window, &[]));
            *window = rest;
            if length & FORM == INTEGER {
                let digits: String = Utf16(text).chars().collect();
                return digits.parse().map_or(Value::Other, Value::Integer);
            }
            Value::Text(Utf16(text))
        }
    }
}

fn take_text<'a>(window: &mut &'a [Cell<u16>], index: usize) -> Option<Utf16<'a>> {
    match take_value(window, index) {
        Value::Text(text) => Some(text),
        _ => None,
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

/// Where JavaScript writes texts: room for `units` UTF-16 units, no more.
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

/// The address of the header: JavaScript writes the numbers of texts there, and reads the keys of issues.
#[wasm_bindgen]
pub fn header() -> *const u32 {
    NUMBERS.with(|numbers| numbers.as_ptr().cast())
}

/// The address of the text that the last call wrote, in UTF-8. JavaScript overwrites it with zeros once it has read it.
#[wasm_bindgen(js_name = textAt)]
pub fn text_at() -> *const u8 {
    STATE.with(|state| {
        state
            .try_borrow()
            .map_or(std::ptr::null(), |state| state.text.as_ptr())
    })
}

/// The length of that text, in bytes.
#[wasm_bindgen(js_name = textLength)]
pub fn text_length() -> usize {
    STATE.with(|state| state.try_borrow().map_or(0, |state| state.text.len()))
}

/// Loads the operation whose bytes are in the window, one in each unit, into a slot.
#[wasm_bindgen]
pub fn load(slot: u32) -> u32 {
    with(&mut |state, mut window| {
        let units = take_text(&mut window, 0).map_or(&[][..], |text| text.0);
        let bytes: Vec<u8> = units
            .iter()
            .map(|unit| unit.get().to_le_bytes()[0])
            .collect();
        let operation = compiled::load(&bytes).ok_or(Error::InvalidDefinition(NOT_COMPILED))?;
        let place = slot as usize;
        state.set_policy(place, Policy::of(&operation).ok());
        if let Some(own) = state.operations.get_mut(place) {
            *own = Some(Arc::new(operation));
        }
        state.generator = None;
        Ok(0)
    })
}

const NOT_COMPILED: &str = "this operation was not compiled by this version of resetkit";

/// Checks the input in the window; `with_names`, against the user's names after it. Returns the number of issues. If it is 0, the
/// header has the number of warnings.
#[wasm_bindgen]
pub fn check(slot: u32, policy: u32, not_nfc: u32, with_names: bool) -> u32 {
    with(&mut |state, mut window| {
        let operation = state.operation(slot)?;
        let members = take_members(&mut window, &operation);
        let names = take_names_if(with_names, &mut window);
        let warnings = match state.check(&operation, policy, not_nfc, &members, &names) {
            Ok(valid) => valid.warnings(),
            Err(count) => return Ok(count),
        };
        let count = state.report(Some(&operation), warnings);
        set_number(COUNT, count);
        Ok(0)
    })
}

/// Writes what proves the texts of an operation's members valid, as JSON: for each member what [`FastPath::write_proof`] writes,
/// or null. `with_names`, there is none for a password that must not contain the user's names.
#[wasm_bindgen]
pub fn proofs(slot: u32, policy: u32, with_names: bool) -> u32 {
    with(&mut |state, _| {
        let operation = state.operation(slot)?;
        let mut text = String::new();
        let members: Vec<_> = operation.members.iter().enumerate().collect();
        let policy = state.policy(policy).ok();
        json::list(&mut text, &members, |out, (place, member)| {
            let policy = policy.filter(|_| operation.is_password(*place));
            let policy = policy.map(|it| (it, with_names && !it.rules().names.is_empty()));
            FastPath::write_proof(FastPath::of(member, policy).as_ref(), out);
        });
        state.text = text;
        Ok(0)
    })
}

/// Writes what proves a password valid by a policy alone, as JSON: what [`FastPath::write_proof`] writes, or null.
#[wasm_bindgen(js_name = proofOfPassword)]
pub fn proof_of_password(policy: u32) -> u32 {
    with(&mut |state, _| {
        let path = FastPath::of_policy(state.policy(policy)?);
        FastPath::write_proof(path.as_ref(), &mut state.text);
        Ok(0)
    })
}

/// Checks an input of this shape, as if all its texts were proved valid. Returns the number of issues. If it is 0, the header has
/// the number of warnings. A shape has two bits for each place: 0 for nothing, 1 for a text, 2 for false and 3 for true.
#[wasm_bindgen(js_name = checkShape)]
pub fn check_shape(slot: u32, shape: u32) -> u32 {
    with(&mut |state, _| {
        let operation = state.operation(slot)?;
        let mut input = Input::new(&operation);
        let mut rest = shape;
        for place in 0..operation.members.len() {
            let value = match rest & 3 {
                0 => Value::Absent,
                1 => Value::Text(Utf16(&[])),
                switch => Value::Boolean(switch == 3),
            };
            input.set(place, value);
            rest >>= 2;
        }
        input.note_seen(u32::MAX, u32::MAX);
        match validate(input, &Options::default()) {
            Ok(valid) => {
                let count = state.report(Some(&operation), valid.warnings());
                set_number(COUNT, count);
                Ok(0)
            }
            Err(issues) => Ok(state.report(Some(&operation), issues)),
        }
    })
}

/// Checks the password in the window; `with_names`, against the user's names after it. Returns the number of issues.
#[wasm_bindgen(js_name = checkPassword)]
pub fn check_password_in_window(slot: u32, with_names: bool) -> u32 {
    with(&mut |state, mut window| {
        let policy = state.policy(slot)?;
        let value = take_value(&mut window, 0);
        let names = take_names_if(with_names, &mut window);
        let mut issues = if let Value::Text(password) = value {
            check_password(policy, password, &names)
        } else {
            let kind = if number(0) == LONG {
                too_long(LONGEST)
            } else {
                IssueKind::WrongType {
                    expected: ValueType::Text,
                }
            };
            vec![Issue {
                subject: Subject::Password,
                kind,
                source: RuleSource::Api,
            }]
        };
        if let Some(subject) = state.password_subject(slot) {
            for issue in &mut issues {
                issue.subject = subject.clone();
            }
        }
        Ok(state.report(None, issues))
    })
}

/// Writes the issue at this place of the last report, as JSON.
#[wasm_bindgen]
pub fn issue(index: u32) -> u32 {
    with(&mut |state, _| {
        if let Some(issue) = state.issues.get(index as usize) {
            issue.write_json(&mut state.text);
        }
        Ok(0)
    })
}

/// Writes an issue about the input as a whole, as JSON. If a name is in the window: it is no member. If a text is too long to be
/// copied: it may have `count` characters. If `count` is above 0: so many more names are no members. Otherwise: the input is no
/// object.
#[wasm_bindgen]
pub fn reject(slot: u32, count: u32) -> u32 {
    with(&mut |state, mut window| {
        let operation = state.operation(slot)?;
        let whole = |kind| Issue {
            subject: Subject::Input,
            kind,
            source: RuleSource::Api,
        };
        let issue = match take_string(&mut window, 0) {
            Some(name) => Issue::unknown_member(&operation, &name),
            None if number(0) == LONG => whole(too_long(count)),
            None if count > 0 => Issue::more_unknown(&operation, count),
            None => whole(IssueKind::WrongType {
                expected: ValueType::Object,
            }),
        };
        issue.write_json(&mut state.text);
        Ok(0)
    })
}

/// Forgets the caller's policy, and the issues found with it.
#[wasm_bindgen]
pub fn forget() {
    with(&mut |state, _| {
        state.generator = None;
        state.issues = Vec::new();
        state.set_policy(SLOTS, None);
        Ok(0)
    });
}

/// Writes the body for the input in the window. Returns the number of issues; there is a body if it is 0.
#[wasm_bindgen]
pub fn body(slot: u32, policy: u32) -> u32 {
    with_valid(slot, policy, &|text, valid, _| {
        request::write_body(text, valid);
        Ok(())
    })
}

/// Writes the body for the input in the window in pieces, which all inputs with the same members and switches share. U+0000
/// separates them. Every second piece is the place of a member, whose text goes there unchanged if nothing in it needs an escape.
/// Returns the number of issues; there is a body if it is 0.
#[wasm_bindgen]
pub fn pieces(slot: u32, policy: u32) -> u32 {
    with_valid(slot, policy, &|text, valid, _| {
        request::write_body(&mut Pieces(text), valid);
        Ok(())
    })
}

/// A body in pieces.
struct Pieces<'a>(&'a mut String);

impl<T: Text> Parts<T> for Pieces<'_> {
    fn fixed(&mut self, part: &str) {
        self.0.push_str(part);
    }

    fn text(&mut self, member: usize, _: T, encoding: Encoding) {
        // Where a text is encoded in another way, there is no such member, and so no plain text of it.
        let place = match encoding {
            Encoding::Json => member,
            Encoding::Percent => MAX_MEMBERS,
        };
        self.0.push('\0');
        json::push_number(self.0, u32::try_from(place).unwrap_or(u32::MAX));
        self.0.push('\0');
    }
}

/// Writes the request for the input in the window: method, URL, body, and the name and value of each header, a line each. None of
/// them can contain a line break. Returns the number of issues; there is a request if it is 0.
#[wasm_bindgen]
pub fn request(slot: u32, policy: u32, fips: bool, dual_stack: bool) -> u32 {
    with_valid(slot, policy, &|text, valid, texts| {
        let options = request::Options {
            region: texts.region.as_deref(),
            cloud: texts.cloud.as_deref(),
            variant: texts.variant.as_deref(),
            endpoint: texts.endpoint.as_deref(),
            fips,
            dual_stack,
        };
        request::write_lines(text, valid, &options)
    })
}

/// Begins a policy of the caller's. Groups, names and words follow, and [`set_policy`] ends it. Its numbers are in the header.
#[wasm_bindgen(js_name = beginPolicy)]
pub fn begin_policy(not_user_name: bool, utf16: bool) {
    with(&mut |state, _| {
        let names = if not_user_name {
            vec![NameRule::usual()]
        } else {
            Vec::new()
        };
        state.draft = Some(PolicyRules {
            min_length: number(0),
            max_length: number(1),
            min_classes: number(2),
            min_different: number(3),
            max_repeats: number(4),
            max_bytes: number(5),
            max_class_run: number(6),
            max_sequence: number(7),
            unit: if utf16 { Unit::Utf16 } else { Unit::Characters },
            names: names.into(),
            ..PolicyRules::default()
        });
        Ok(0)
    });
}

/// Adds a rule about one of the user's names. The window has the ranges of the characters that separate its parts.
#[wasm_bindgen(js_name = addName)]
pub fn add_name(kind: u32, matching: u32, min_part: u32, match_case: bool) {
    with(&mut |state, mut window| {
        let draft = state.draft.as_mut().ok_or(Error::NoPolicy)?;
        let split = take_ranges(&mut window, 0);
        if let Some(&kind) = KINDS.get(kind as usize) {
            draft.names.to_mut().push(NameRule {
                kind,
                matching: match matching {
                    0 => Matching::Contains,
                    1 => Matching::Equals,
                    2 => Matching::Reversed,
                    _ => Matching::ContainsPart,
                },
                min_part,
                split: split.into(),
                match_case,
            });
        }
        Ok(0)
    });
}

/// Adds a group of characters; `other`, to the other reading. The window has the ranges, as the first and last character of each,
/// then the name, then the characters to generate.
#[wasm_bindgen(js_name = addClass)]
pub fn add_class(min: u32, max: u32, other: bool) {
    with(&mut |state, mut window| {
        let draft = state.draft.as_mut().ok_or(Error::NoPolicy)?;
        let characters = take_ranges(&mut window, 0);
        let name = take_string(&mut window, 1).unwrap_or_default().into();
        let generate = take_string(&mut window, 2).unwrap_or_default().into();
        let classes = if other {
            &mut draft.other_classes
        } else {
            &mut draft.classes
        };
        classes.to_mut().push(Class {
            name,
            characters: characters.into(),
            generate,
            min,
            max,
            ..Class::default()
        });
        Ok(0)
    });
}

/// Adds the forbidden word in the window; `whole`, the forbidden password.
#[wasm_bindgen(js_name = addWord)]
pub fn add_word(whole: bool) {
    with(&mut |state, mut window| {
        let draft = state.draft.as_mut().ok_or(Error::NoPolicy)?;
        let word = take_string(&mut window, 0).unwrap_or_default();
        let words = if whole {
            &mut draft.forbidden_passwords
        } else {
            &mut draft.forbidden_words
        };
        words.to_mut().push(word.into());
        Ok(0)
    });
}

/// Puts the policy into the last slot. The window has the ranges of the extra characters, of the forbidden ones, and of those
/// allowed first and last.
#[wasm_bindgen(js_name = setPolicy)]
pub fn set_policy() -> u32 {
    with(&mut |state, mut window| {
        state.generator = None;
        let mut rules = state.draft.take().ok_or(Error::NoPolicy)?;
        rules.extra = take_ranges(&mut window, 0).into();
        rules.forbidden = take_ranges(&mut window, 1).into();
        rules.first = take_ranges(&mut window, 2).into();
        rules.last = take_ranges(&mut window, 3).into();
        let policy = Policy::new(Cow::Owned(rules))?;
        state.set_policy(SLOTS, Some(policy));
        Ok(0)
    })
}

/// Generates a password into the window, after the user's names. There must be room for two units a character. Returns its length
/// in units.
#[wasm_bindgen]
pub fn generate(policy: u32, length: u32, avoid_ambiguous: bool, with_names: bool) -> u32 {
    with(&mut |state, window| {
        state.with_generator(
            (policy, length, avoid_ambiguous),
            with_names,
            window,
            &mut |_, draw, room| Ok(u32::try_from(draw(room)?).unwrap_or(FAILED)),
        )
    })
}

/// Generates as many passwords into the window as fit, after the user's names, a line each. At least one must fit. Returns their
/// length in units.
#[wasm_bindgen(js_name = generateMany)]
pub fn generate_many(
    count: u32,
    policy: u32,
    length: u32,
    avoid_ambiguous: bool,
    with_names: bool,
) -> u32 {
    with(&mut |state, window| {
        state.with_generator(
            (policy, length, avoid_ambiguous),
            with_names,
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

/// How many passwords there are to choose from: a number, to be multiplied by the power of two in the header.
#[wasm_bindgen]
pub fn size(policy: u32, length: u32, avoid_ambiguous: bool, with_names: bool) -> f64 {
    let mut number = 0.0;
    with(&mut |state, window| {
        state.with_generator(
            (policy, length, avoid_ambiguous),
            with_names,
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

/// Writes what a policy asks for, as a value of `passwordrules`.
#[wasm_bindgen(js_name = formatRules)]
pub fn format_rules(policy: u32) -> u32 {
    with(&mut |state, _| {
        state.text = passwordrules::format(state.policy(policy)?.rules());
        Ok(0)
    })
}

/// Writes the policy that the value of `passwordrules` in the window asks for, as JSON.
#[wasm_bindgen(js_name = parseRules)]
pub fn parse_rules() -> u32 {
    with(&mut |state, mut window| {
        let text = take_string(&mut window, 0).unwrap_or_default();
        let rules = passwordrules::parse(&text)?;
        let mut object = json::Object::open(&mut state.text);
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
        object.number("maxSequence", rules.max_sequence);
        object.close();
        Ok(0)
    })
}

/// Forgets the organization's rules.
#[cfg(feature = "patterns")]
#[wasm_bindgen(js_name = clearRules)]
pub fn clear_rules() {
    with(&mut |state, _| {
        state.rules.clear();
        // They may have a rule's message.
        state.issues = Vec::new();
        Ok(0)
    });
}

/// Adds a rule of the organization's. The window has the member, the pattern and the message.
#[cfg(feature = "patterns")]
#[wasm_bindgen(js_name = addRule)]
pub fn add_rule(must_match: bool) -> u32 {
    with(&mut |state, mut window| {
        let mut next = |index| take_string(&mut window, index).unwrap_or_default();
        let must = if must_match {
            crate::patterns::Must::Match
        } else {
            crate::patterns::Must::NotMatch
        };
        let (member, pattern, message) = (next(0), next(1), next(2));
        state.rules.add(&member, &pattern, &message, must)?;
        Ok(0)
    })
}

/// Writes the command for the input in the window. A tool's name, if there is one, is in the endpoint's place. Returns the number
/// of issues; there is a command if it is 0.
#[cfg(feature = "cli")]
#[wasm_bindgen]
pub fn command(slot: u32, policy: u32, shell: u32, secret: u32) -> u32 {
    with_valid(slot, policy, &|text, valid, texts| {
        let options = command::Options {
            tool: texts.endpoint.as_deref(),
            shell: match shell {
                0 => Shell::Posix,
                1 => Shell::PowerShell,
                _ => Shell::Cmd,
            },
            region: texts.region.as_deref(),
            secret: match secret {
                0 => SecretMode::Prompt,
                1 => SecretMode::File,
                _ => SecretMode::Inline,
            },
        };
        *text = command::command(valid, &options)?;
        Ok(())
    })
}

/// Writes the name of the partition of the region in the window; nothing if hosts are not made from regions.
#[cfg(feature = "batch")]
#[wasm_bindgen]
pub fn partition(slot: u32) -> u32 {
    with(&mut |state, mut window| {
        let operation = state.operation(slot)?;
        let region = take_string(&mut window, REGION);
        let partition = request::partition(&operation, region.as_deref())?;
        state.text = String::from(partition.unwrap_or_default());
        Ok(0)
    })
}

/// Reads the input document in the window and writes what it says, as JSON.
#[cfg(feature = "cli")]
#[wasm_bindgen]
pub fn document(slot: u32, yaml: bool) -> u32 {
    with(&mut |state, mut window| {
        let operation = &*state.operation(slot)?;
        let format = if yaml { Format::Yaml } else { Format::Json };
        let units = take_text(&mut window, 0).map_or(&[][..], |text| text.0);
        let text: Result<Zeroizing<String>, _> = char::decode_utf16(units.iter().map(Cell::get))
            .collect::<Result<String, _>>()
            .map(Zeroizing::new);
        let document = match &text {
            Ok(text) => document::read(operation, text, format),
            Err(_) => document::unreadable(operation, format),
        };
        document.write_json(&mut state.text);
        Ok(0)
    })
}
