//! The bindings of the npm package's own modules: they convert, call, and convert back. They decide nothing.
//!
//! JavaScript writes texts as UTF-16 into a window of this memory and their lengths into a header, calls with numbers,
//! and gets a number back; where the result is text, [`text_at`] hands it over, and what is rich, such as an issue, is JSON.
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

/// Returned instead of a number where the call failed; [`text_at`] tells why: the error's code and text, a line each.
pub(crate) const FAILED: u32 = u32::MAX;

/// How many operations are kept at once. JavaScript loads one anew that had to make room for another.
const SLOTS: usize = 32;

/// The header: a number for each text in the window, how much was found, and the keys of what was found.
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

/// The bits of a text's number that say what its text stands for: by itself for itself, and then one of these.
const FORM: u32 = 0xF000_0000;
/// A whole number in decimal.
const INTEGER: u32 = 0x1000_0000;
/// A text that JavaScript proved: nothing is to be said of it. For a check it is not copied.
const PROVED: u32 = 0x4000_0000;
/// Texts one after the other, each behind its length in two units.
const LIST: u32 = 0x2000_0000;
/// The same, keys and texts by turns.
const MAP: u32 = 0x3000_0000;

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
    static STATE: RefCell<State> = const { RefCell::new(State::new()) };
}

/// What stays between two calls. Of a caller's texts those of a policy do, until [`forget`] is called, and those of rules.
struct State {
    /// The operations that JavaScript has loaded, each in a slot of its choice.
    operations: Vec<Option<Arc<Operation>>>,
    /// The default policy of each, and last the caller's own.
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

    /// Makes room for operations and policies before the first call.
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

    /// An empty text with room for what most calls leave, so that it is neither moved nor made anew.
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

    /// The member of the operation in this slot that is the password; none for a policy of the caller's.
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

    /// Makes the text tell why a call failed, a line each: the code, the message, and what in particular is at fault.
    fn fail(&mut self, code: &str, message: [&str; 3], at: &str) {
        self.begin_text();
        for part in [code, "\n"].into_iter().chain(message).chain(["\n", at]) {
            self.text.push_str(part);
        }
    }

    /// Keeps the issues and puts their keys into the header; 0 where an issue has none. Returns how many they are.
    fn report(&mut self, issues: Vec<Issue>) -> u32 {
        for (index, issue) in (KEYS..).zip(&issues) {
            set_number(index, issue.key().unwrap_or(0));
        }
        self.issues = issues;
        u32::try_from(self.issues.len()).unwrap_or(FAILED)
    }

    /// Validates the input in the window. The issues are reported.
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
        skip_members(&mut window);
        let names = take_names(&mut window);
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

/// Lends state and window to a call. Its error becomes the text.
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
                if let Error::UnknownPasswordRule(name) = &error {
                    at.extend(name.chars());
                }
                state.fail(error.code(), [text, reason, &at], &at);
                FAILED
            })
        })
    })
}

/// Where a request goes, or what a command is for: the texts behind the members and names.
struct Texts {
    region: Option<String>,
    endpoint: Option<String>,
    cloud: Option<String>,
    variant: Option<String>,
}

/// Lends the valid input in the window to a call, with the texts behind it. The number of issues, without which it is called.
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

/// What a call that outlives the window takes over from it.
#[cfg(feature = "batch")]
pub(crate) struct Settings {
    pub(crate) operation: Arc<Operation>,
    pub(crate) policy: Option<Policy>,
    pub(crate) rules: crate::patterns::Rules,
    pub(crate) members: [Value<'static, Secret>; MAX_MEMBERS],
    pub(crate) names: Vec<Name<Secret>>,
    pub(crate) columns: Vec<String>,
}

/// Takes over an operation, a policy and what is in the window: the members, the user's names and, in the place of the region,
/// what is said of columns, a line each.
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

/// Makes the text tell why a call failed that is no function of this module.
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

/// The members whose texts JavaScript proved, a bit each.
fn proved() -> u32 {
    let is_proved = |place: &usize| is_proved(number(*place));
    (0..MAX_MEMBERS)
        .filter(is_proved)
        .fold(0, |members, place| members | 1 << place)
}

const fn is_proved(number: u32) -> bool {
    number & FORM == PROVED
}

fn set_number(index: usize, value: u32) {
    NUMBERS.with(|numbers| numbers.get(index).map(|number| number.set(value)));
}

/// Makes the issue of a text that was not copied name the greatest length; it is not of another type.
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

/// What a member was given, with the texts of a list or a map side by side.
enum Given<'a> {
    Value(Value<'a, Utf16<'a>>),
    List(Vec<Utf16<'a>>),
    Map(Vec<(Utf16<'a>, Utf16<'a>)>),
}

/// What the members were given.
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

/// The texts of a list: each stands behind its length.
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

/// Takes the user's names from the window, behind the members. Several of one kind are a list.
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

/// Passes over the members in the window.
fn skip_members(window: &mut &[Cell<u16>]) {
    for index in 0..MAX_MEMBERS {
        take_value(window, index);
    }
}

/// Takes what stands at this place of the header, and its text from the window.
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
    STATE.with(|state| {
        state
            .try_borrow()
            .map_or(std::ptr::null(), |state| state.text.as_ptr())
    })
}

/// How long that text is, in bytes.
#[wasm_bindgen(js_name = textLength)]
pub fn text_length() -> usize {
    STATE.with(|state| state.try_borrow().map_or(0, |state| state.text.len()))
}

/// Takes the operation whose bytes are in the window, a unit each, into a slot.
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

/// Checks the input in the window, and `with_names` the user's names behind it. The number of issues; where it is 0, the header
/// has that of warnings.
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
        let count = state.report(warnings);
        set_number(COUNT, count);
        Ok(0)
    })
}

/// Makes what proves the texts of an operation's members the text, as JSON: for each member what [`FastPath::write_proof`] writes,
/// or null. `with_names`, nothing proves a password that may not have the user's names in it.
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
            match FastPath::of(member, policy) {
                Some(path) => path.write_proof(out),
                None => out.push_str("null"),
            }
        });
        state.text = text;
        Ok(0)
    })
}

/// Makes what proves a password by a policy alone the text, as JSON: what [`FastPath::write_proof`] writes, or null.
#[wasm_bindgen(js_name = proofOfPassword)]
pub fn proof_of_password(policy: u32) -> u32 {
    with(&mut |state, _| {
        let mut text = String::new();
        match FastPath::of_policy(state.policy(policy)?) {
            Some(path) => path.write_proof(&mut text),
            None => text.push_str("null"),
        }
        state.text = text;
        Ok(0)
    })
}

/// Checks inputs of a shape whose texts are all proved. The number of issues; where it is 0, the header has that of warnings. A
/// shape has two bits for each place: 0 for nothing, 1 for a text, 2 for false and 3 for true.
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
                let count = state.report(valid.warnings());
                set_number(COUNT, count);
                Ok(0)
            }
            Err(issues) => Ok(state.report(issues)),
        }
    })
}

/// Checks the password in the window, and `with_names` the user's names behind it. The number of issues.
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
        Ok(state.report(issues))
    })
}

/// Makes the issue at this place of the last report the text, as JSON.
#[wasm_bindgen]
pub fn issue(index: u32) -> u32 {
    with(&mut |state, _| {
        if let Some(issue) = state.issues.get(index as usize) {
            issue.write_json(&mut state.text);
        }
        Ok(0)
    })
}

/// Makes the issue of an input as a whole the text, as JSON: where a name is in the window, that it is no member; where there is
/// a text too long to be copied, that it may have `count` characters; otherwise that so many more names are no members; and
/// where they are none, that the input is no object.
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

/// Forgets what a caller's policy says, and what was found by it.
#[wasm_bindgen]
pub fn forget() {
    with(&mut |state, _| {
        state.generator = None;
        state.issues = Vec::new();
        state.set_policy(SLOTS, None);
        Ok(0)
    });
}

/// Makes the body for the input in the window the text. The number of issues, without which there is a body.
#[wasm_bindgen]
pub fn body(slot: u32, policy: u32) -> u32 {
    with_valid(slot, policy, &|text, valid, _| {
        request::write_body(text, valid);
        Ok(())
    })
}

/// Writes the body for the input in the window in pieces, which all inputs with the same members and switches share. U+0000
/// separates them; every second piece is the place of a member, whose text goes there unchanged if nothing in it needs an escape. Returns the
/// number of issues; there is a body if it is 0.
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

/// Makes the request for the input in the window the text: method, URL, body, and name and value of each header, a line
/// each, none of which can hold a line break. The number of issues, without which there is a request.
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

/// Begins a policy of the caller's; groups, names and words follow, and [`set_policy`] ends it. The numbers stand in the header.
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

/// Adds a rule about a name of the user's. In the window are the ranges of the characters between its parts.
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

/// Adds a group of characters, to those of the other reading if `other`. In the window are the ranges, the first and the last
/// character of each, then the name, then the characters to generate.
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

/// Adds a forbidden word, or a forbidden password if `whole`, which is in the window.
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

/// Takes the policy into the last slot. In the window are the ranges of the extra characters, of the forbidden ones, and of
/// those that the first and the last character must be of.
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

/// Draws a password into the window, behind the user's name; two units a character must fit. Its length in units.
#[wasm_bindgen]
pub fn generate(policy: u32, length: u32, avoid_ambiguous: bool) -> u32 {
    with(&mut |state, window| {
        state.with_generator(
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
    with(&mut |state, window| {
        state.with_generator(
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
    with(&mut |state, window| {
        state.with_generator(
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
    with(&mut |state, _| {
        state.text = passwordrules::format(state.policy(policy)?.rules());
        Ok(0)
    })
}

/// Makes the policy that the value of `passwordrules` in the window asks for the text, as JSON.
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

/// Adds a rule of the organization's. In the window are the member, the pattern and the message.
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

/// Makes the command for the input in the window the text; the endpoint's place has the tool's name, where one is named. The
/// number of issues, without which there is a command.
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

/// Makes the name of the partition that the region in the window is of the text; none where hosts are not made from regions.
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

/// Reads the input document in the window and makes what it says the text, as JSON.
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
