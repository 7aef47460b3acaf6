//! Plain JavaScript functions for those who build the crate by `wasm-pack build`.
//!
//! The npm package's own modules are built without it: their calls are faster and need the JavaScript beside them.
#![allow(
    clippy::needless_pass_by_value,
    reason = "JavaScript hands values over"
)]

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use js_sys::{Array, JsString, Number, Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::definition::{self, Node};
use crate::error::Error;
use crate::generate::{self, Generator, Platform, Pool};
use crate::issue::{Issue, Param, Subject};
use crate::model::{Class, NameKind, NameRule, Operation, PolicyRules, Unit};
use crate::names::Name;
use crate::operations::{self, OPERATIONS};
use crate::policy::Policy;
use crate::request;
use crate::text::Utf16;
use crate::validate::{self, Input, ValidInput, Value, check_password};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Issue {
  /** Stable. */
  code: string;
  /** The member's name; empty for the input as a whole. */
  path: string[];
  /** A plain English sentence. It never holds the value. */
  message: string;
  /** What is asked for, for texts in other languages. */
  expected: Record<string, unknown>;
}
export type Result = { value: Record<string, unknown>; warnings: Issue[] } | { issues: Issue[] };
export interface Policy {
  minLength: number;
  maxLength: number;
  /** What the lengths count: characters where it is left out. */
  unit?: "characters" | "utf16";
  maxBytes?: number;
  classes: PolicyClass[];
  /** The groups by the directory's other reading: a password passes if either takes it. */
  otherClasses?: PolicyClass[];
  minClasses?: number;
  extra?: [first: string, last: string][];
  forbidden?: [first: string, last: string][];
  first?: [first: string, last: string][];
  last?: [first: string, last: string][];
  minDifferent?: number;
  maxRepeats?: number;
  maxClassRun?: number;
  maxSequence?: number;
  notUserName?: boolean;
  forbiddenWords?: string[];
  forbiddenPasswords?: string[];
}
export interface PolicyClass { name: string; characters: [first: string, last: string][]; generate?: string; min?: number; max?: number }
export interface Options {
  policy?: Policy;
  userName?: string;
  length?: number;
  avoidAmbiguous?: boolean;
  region?: string;
  endpoint?: string;
  fips?: boolean;
  dualStack?: boolean;
}
export interface HttpRequest { method: string; url: string; headers: Record<string, string>; body: string }
/** A mistake of the program that calls. What a person typed never throws. */
export interface Mistake extends Error { code: string; issues?: Issue[]; at?: string }
/** The ids of the operations there are, those of `defineOperation` among them. */
export function operations(): string[];
/** Checks an input and names every issue. */
export function validate(operation: string, input: unknown, options?: Options): Result;
/** Checks a password by itself; an empty list means that it complies. The policy may be an operation's id. */
export function checkPassword(password: string, policy: Policy | string, options?: Options): Issue[];
/** Draws a password, each that meets the policy as likely as any other. */
export function generatePassword(policy: Policy | string, options?: Options): string;
/** The body that the provider expects. */
export function buildBody(operation: string, input: unknown, options?: Options): string;
/** The HTTP request that the provider expects, unsigned. */
export function buildRequest(operation: string, input: unknown, options?: Options): HttpRequest;
/** Reads the document of an operation of your own and makes it known by its id, which is returned. */
export function defineOperation(document: object, shared?: object[]): string;
"#;

thread_local! {
    /// The operations that were defined, by id.
    static DEFINED: RefCell<BTreeMap<String, Arc<Operation>>> = const { RefCell::new(BTreeMap::new()) };
    static POOL: RefCell<Pool<Platform>> = const { RefCell::new(Pool::new(Platform)) };
}

/// The ids of the operations there are.
#[wasm_bindgen(skip_typescript)]
pub fn operations() -> Vec<String> {
    let known = OPERATIONS.iter().map(|operation| operation.id.to_string());
    let defined = DEFINED.with_borrow(|all| all.keys().cloned().collect::<Vec<_>>());
    known.chain(defined).collect()
}

/// Checks an input and names every issue.
///
/// # Errors
///
/// An error with a `code` for an unknown operation or options that cannot be used.
#[wasm_bindgen(skip_typescript)]
pub fn validate(operation: &str, input: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    with_valid(operation, &input, options, &|outcome, _| match outcome {
        Ok(valid) => {
            let outcome = Object::new();
            set(&outcome, "value", &copied(&input, valid.operation()));
            set(&outcome, "warnings", &to_value(&issues(&valid.warnings()))?);
            Ok(outcome.into())
        }
        Err(found) => {
            let outcome = Object::new();
            set(&outcome, "issues", &to_value(&issues(&found))?);
            Ok(outcome.into())
        }
    })
}

/// Checks a password by itself.
///
/// # Errors
///
/// An error with a `code` for a policy or options that cannot be used.
#[wasm_bindgen(skip_typescript, js_name = checkPassword)]
pub fn check_password_by_policy(
    password: JsValue,
    policy: JsValue,
    options: JsValue,
) -> Result<JsValue, JsValue> {
    let options = Options::read(options)?;
    let (policy, subject) = named_policy(policy)?;
    let Some(units) = Units::of(&password) else {
        return Err(mistake(
            "invalid_options",
            "the password must be a string",
            None,
        ));
    };
    let name = options.name();
    let mut found = check_password(&policy, units.text(), &named(name.as_ref()));
    for issue in &mut found {
        issue.subject = subject.clone();
    }
    to_value(&issues(&found))
}

/// Draws a password, uniformly from all that comply.
///
/// # Errors
///
/// An error with a `code` for a policy or options that cannot be used, or where no password can be drawn.
#[wasm_bindgen(skip_typescript, js_name = generatePassword)]
pub fn generate_password(policy: JsValue, options: JsValue) -> Result<String, JsValue> {
    let options = Options::read(options)?;
    let (policy, _) = named_policy(policy)?;
    let name = options.name();
    let names = named(name.as_ref());
    let settings = generate::Options {
        length: options.length,
        avoid_ambiguous: options.avoid_ambiguous,
        names: &names,
    };
    let generator = Generator::new(&policy, &settings).map_err(failure)?;
    let password = POOL.with_borrow_mut(|pool| generator.password(pool));
    Ok(password.map_err(failure)?.expose().to_owned())
}

/// Builds the body of the request.
///
/// # Errors
///
/// An error with a `code`; `invalid_input` has the `issues`.
#[wasm_bindgen(skip_typescript, js_name = buildBody)]
pub fn build_body(operation: &str, input: JsValue, options: JsValue) -> Result<String, JsValue> {
    let body = with_valid(operation, &input, options, &|outcome, _| {
        let valid = outcome.map_err(invalid)?;
        Ok(JsValue::from_str(request::body(&valid).expose()))
    })?;
    Ok(body.as_string().unwrap_or_default())
}

/// Builds the request.
///
/// # Errors
///
/// As [`build_body`], and for options that the service does not have.
#[wasm_bindgen(skip_typescript, js_name = buildRequest)]
pub fn build_request(
    operation: &str,
    input: JsValue,
    options: JsValue,
) -> Result<JsValue, JsValue> {
    with_valid(operation, &input, options, &|outcome, options| {
        let valid = outcome.map_err(invalid)?;
        let settings = request::Options {
            region: options.region.as_deref(),
            endpoint: options.endpoint.as_deref(),
            fips: options.fips,
            dual_stack: options.dual_stack,
            ..request::Options::default()
        };
        let request = request::build(&valid, &settings).map_err(failure)?;
        to_value(&HttpRequest {
            method: &request.method,
            url: &request.url,
            headers: request
                .headers
                .iter()
                .map(|(name, value)| (&**name, &**value))
                .collect(),
            body: request.body.expose(),
        })
    })
}

/// Reads the document of an operation and makes it known by its id.
///
/// # Errors
///
/// `invalid_definition` with the place, `at`, of the first mistake.
#[wasm_bindgen(skip_typescript, js_name = defineOperation)]
pub fn define_operation(
    document: JsValue,
    shared: Option<Vec<JsValue>>,
) -> Result<String, JsValue> {
    let node = |value| Node::read(serde_wasm_bindgen::Deserializer::from(value));
    let read = || -> Result<_, definition::Mistake> {
        let document = node(document)?;
        let shared = shared.unwrap_or_default().into_iter().map(node);
        let shared = shared.collect::<Result<Vec<_>, _>>()?;
        let operation = definition::read(&document, &shared)?;
        definition::refuse_id(&operation, |id| operations::find(id).is_some())?;
        Ok(operation)
    };
    let operation =
        read().map_err(|wrong| mistake("invalid_definition", &wrong.message, Some(&wrong.at)))?;
    let id = operation.id.to_string();
    DEFINED.with_borrow_mut(|all| all.insert(id.clone(), Arc::new(operation)));
    Ok(id)
}

#[derive(Serialize)]
struct HttpRequest<'a> {
    method: &'a str,
    url: &'a str,
    headers: BTreeMap<&'a str, &'a str>,
    body: &'a str,
}

/// What a caller gives beside an input.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Options {
    policy: Option<PlainPolicy>,
    user_name: Option<String>,
    length: Option<u32>,
    avoid_ambiguous: bool,
    region: Option<String>,
    endpoint: Option<String>,
    fips: bool,
    dual_stack: bool,
}

impl Options {
    fn read(options: JsValue) -> Result<Self, JsValue> {
        if options.is_undefined() {
            return Ok(Self::default());
        }
        // serde's messages quote what it read, which may be a secret.
        let wrong = |_| {
            mistake(
                "invalid_options",
                "an option has a value that it does not take",
                None,
            )
        };
        serde_wasm_bindgen::from_value(options).map_err(wrong)
    }

    fn name(&self) -> Option<Units> {
        let name = self.user_name.as_ref()?;
        Some(Units(name.encode_utf16().map(Cell::new).collect()))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlainPolicy {
    min_length: u32,
    max_length: u32,
    classes: Vec<PlainClass>,
    #[serde(default)]
    unit: PlainUnit,
    #[serde(default)]
    max_bytes: u32,
    #[serde(default)]
    min_classes: u32,
    #[serde(default)]
    other_classes: Vec<PlainClass>,
    #[serde(default)]
    extra: Vec<(char, char)>,
    #[serde(default)]
    forbidden: Vec<(char, char)>,
    #[serde(default)]
    first: Vec<(char, char)>,
    #[serde(default)]
    last: Vec<(char, char)>,
    #[serde(default)]
    min_different: u32,
    #[serde(default)]
    max_repeats: u32,
    #[serde(default)]
    max_class_run: u32,
    #[serde(default)]
    max_sequence: u32,
    #[serde(default)]
    not_user_name: bool,
    #[serde(default)]
    forbidden_words: Vec<String>,
    #[serde(default)]
    forbidden_passwords: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum PlainUnit {
    #[default]
    Characters,
    Utf16,
}

#[derive(Deserialize)]
struct PlainClass {
    name: String,
    characters: Vec<(char, char)>,
    #[serde(default)]
    generate: String,
    #[serde(default)]
    min: u32,
    #[serde(default)]
    max: u32,
}

impl PlainPolicy {
    fn policy(self) -> Result<Policy, JsValue> {
        let class = |class: PlainClass| Class {
            name: class.name.into(),
            characters: class.characters.into(),
            generate: class.generate.into(),
            min: class.min,
            max: class.max,
            ..Class::default()
        };
        let classes = |all: Vec<PlainClass>| all.into_iter().map(class).collect::<Vec<_>>().into();
        let texts = |all: Vec<String>| all.into_iter().map(Cow::Owned).collect::<Vec<_>>().into();
        let names = self.not_user_name.then(NameRule::usual);
        let rules = PolicyRules {
            min_length: self.min_length,
            max_length: self.max_length,
            unit: match self.unit {
                PlainUnit::Characters => Unit::Characters,
                PlainUnit::Utf16 => Unit::Utf16,
            },
            max_bytes: self.max_bytes,
            classes: classes(self.classes),
            other_classes: classes(self.other_classes),
            min_classes: self.min_classes,
            extra: self.extra.into(),
            forbidden: self.forbidden.into(),
            first: self.first.into(),
            last: self.last.into(),
            min_different: self.min_different,
            max_repeats: self.max_repeats,
            max_class_run: self.max_class_run,
            max_sequence: self.max_sequence,
            names: names.into_iter().collect::<Vec<_>>().into(),
            forbidden_words: texts(self.forbidden_words),
            forbidden_passwords: texts(self.forbidden_passwords),
        };
        Policy::new(Cow::Owned(rules)).map_err(failure)
    }
}

/// A policy, given as an operation's id or as an object, and what the issues of a password by it are about.
fn named_policy(policy: JsValue) -> Result<(Policy, Subject), JsValue> {
    if let Some(id) = policy.as_string() {
        let operation = find(&id)?;
        let policy = Policy::of(&operation).map_err(failure)?;
        return Ok((policy, Subject::password_of(&operation)));
    }
    let wrong = |_| {
        mistake(
            "invalid_policy",
            "the policy does not have the members of one",
            None,
        )
    };
    let policy: PlainPolicy = serde_wasm_bindgen::from_value(policy).map_err(wrong)?;
    Ok((policy.policy()?, Subject::Password))
}

/// An operation of the catalogue, or one that was defined.
enum Known {
    Catalogue(&'static Operation),
    Defined(Arc<Operation>),
}

impl Deref for Known {
    type Target = Operation;

    fn deref(&self) -> &Operation {
        match self {
            Self::Catalogue(operation) => operation,
            Self::Defined(operation) => operation,
        }
    }
}

fn find(id: &str) -> Result<Known, JsValue> {
    let defined = DEFINED.with_borrow(|all| all.get(id).cloned());
    defined
        .map(Known::Defined)
        .or_else(|| operations::find(id).map(Known::Catalogue))
        .ok_or_else(|| failure(Error::UnknownOperation))
}

/// What turns the outcome of a validation into the result of a call.
type Call<'a> =
    &'a dyn Fn(Result<ValidInput<'_, Utf16<'_>>, Vec<Issue>>, &Options) -> Result<JsValue, JsValue>;

/// Validates an input and hands the outcome over.
fn with_valid(
    operation: &str,
    input: &JsValue,
    options: JsValue,
    call: Call<'_>,
) -> Result<JsValue, JsValue> {
    let operation = find(operation)?;
    let mut options = Options::read(options)?;
    let policy = options.policy.take().map(PlainPolicy::policy).transpose()?;
    let Some((values, strange)) = read(input, &operation) else {
        let kind = crate::issue::IssueKind::WrongType {
            expected: crate::issue::ValueType::Object,
        };
        let issue = Issue {
            subject: crate::issue::Subject::Input,
            kind,
            source: crate::issue::RuleSource::Api,
        };
        return call(Err(vec![issue]), &options);
    };
    let texts: Vec<Texts<'_>> = values.iter().map(Plain::texts).collect();
    let mut given = Input::new(&operation);
    for (index, (value, texts)) in values.iter().zip(&texts).enumerate() {
        given.set(index, value.value(texts));
    }
    for name in &strange {
        given = given.with(name, Value::Other);
    }
    let name = options.name();
    let names = named(name.as_ref());
    let settings = validate::Options {
        policy: policy.as_ref(),
        names: &names,
    };
    call(validate::validate(given, &settings), &options)
}

fn named(name: Option<&Units>) -> Vec<Name<Utf16<'_>>> {
    let name = name.map(|name| Name {
        kind: NameKind::Account,
        value: name.text(),
    });
    name.into_iter().collect()
}

/// A text from JavaScript, in which a surrogate may stand alone. It is wiped when it is dropped.
struct Units(Vec<Cell<u16>>);

impl Units {
    fn of(value: &JsValue) -> Option<Self> {
        let text = value.dyn_ref::<JsString>()?;
        Some(Self(text.iter().map(Cell::new).collect()))
    }

    fn text(&self) -> Utf16<'_> {
        Utf16(&self.0)
    }
}

impl Drop for Units {
    fn drop(&mut self) {
        self.0.iter().for_each(|unit| unit.set(0));
    }
}

/// A value from JavaScript.
enum Plain {
    Absent,
    Null,
    Boolean(bool),
    Integer(i64),
    Text(Units),
    List(Vec<Units>),
    Map(Vec<(Units, Units)>),
    Other,
}

/// The texts of a value, side by side.
enum Texts<'a> {
    None,
    List(Vec<Utf16<'a>>),
    Map(Vec<(Utf16<'a>, Utf16<'a>)>),
}

/// JavaScript's `Number.MAX_SAFE_INTEGER`.
const SAFE: f64 = 9_007_199_254_740_991.0;

impl Plain {
    fn of(value: &JsValue) -> Self {
        if value.is_undefined() {
            return Self::Absent;
        }
        if value.is_null() {
            return Self::Null;
        }
        if let Some(on) = value.as_bool() {
            return Self::Boolean(on);
        }
        if let Some(number) = value.as_f64() {
            let whole = Number::is_integer(value) && number.abs() <= SAFE;
            #[allow(
                clippy::cast_possible_truncation,
                reason = "it is a whole number within bounds"
            )]
            return if whole {
                Self::Integer(number as i64)
            } else {
                Self::Other
            };
        }
        if let Some(units) = Units::of(value) {
            return Self::Text(units);
        }
        if Array::is_array(value) {
            let items = Array::from(value);
            let items: Option<Vec<_>> = items.iter().map(|item| Units::of(&item)).collect();
            return items.map_or(Self::Other, Self::List);
        }
        if let Some(object) = value.dyn_ref::<Object>() {
            let entries = Object::entries(object);
            let entries: Option<Vec<_>> = entries
                .iter()
                .map(|pair| {
                    let pair = Array::from(&pair);
                    Some((Units::of(&pair.get(0))?, Units::of(&pair.get(1))?))
                })
                .collect();
            return entries.map_or(Self::Other, Self::Map);
        }
        Self::Other
    }

    fn texts(&self) -> Texts<'_> {
        match self {
            Self::List(items) => Texts::List(items.iter().map(Units::text).collect()),
            Self::Map(entries) => Texts::Map(
                entries
                    .iter()
                    .map(|it| (it.0.text(), it.1.text()))
                    .collect(),
            ),
            _ => Texts::None,
        }
    }

    fn value<'a>(&'a self, texts: &'a Texts<'a>) -> Value<'a, Utf16<'a>> {
        match (self, texts) {
            (Self::Absent, _) => Value::Absent,
            (Self::Null, _) => Value::Null,
            (Self::Boolean(on), _) => Value::Boolean(*on),
            (Self::Integer(number), _) => Value::Integer(*number),
            (Self::Text(units), _) => Value::Text(units.text()),
            (Self::List(_), Texts::List(items)) => Value::List(items),
            (Self::Map(_), Texts::Map(entries)) => Value::Map(entries),
            (Self::List(_) | Self::Map(_) | Self::Other, _) => Value::Other,
        }
    }
}

/// The values of an input in the order of the members, and the names that are no members; `None` for what is no object.
fn read(input: &JsValue, operation: &Operation) -> Option<(Vec<Plain>, Vec<String>)> {
    let object = input
        .dyn_ref::<Object>()
        .filter(|_| !Array::is_array(input))?;
    let mut values: Vec<Plain> = operation.members.iter().map(|_| Plain::Absent).collect();
    let mut strange = Vec::new();
    // An exception that a proxy throws is not passed on: its text may hold a secret.
    for key in Reflect::own_keys(object).ok()?.iter() {
        if !key.is_string() {
            continue;
        }
        let name = Zeroizing::new(key.as_string().unwrap_or_default());
        let place = operation
            .position(&name)
            .and_then(|index| values.get_mut(index));
        match place {
            Some(slot) => *slot = Plain::of(&Reflect::get(object, &key).ok()?),
            None => strange.push(name.to_string()),
        }
    }
    Some((values, strange))
}

/// The input with nothing but the operation's members.
fn copied(input: &JsValue, operation: &Operation) -> JsValue {
    let value = Object::new();
    for member in &operation.members {
        let key = JsValue::from_str(&member.name);
        let own = Reflect::get(input, &key).unwrap_or_default();
        if !own.is_undefined() {
            set(&value, &member.name, &own);
        }
    }
    value.into()
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // A plain object takes any key.
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

/// An issue as JavaScript has it.
#[derive(Serialize)]
struct PlainIssue<'a> {
    code: &'static str,
    path: Vec<&'a str>,
    message: String,
    expected: BTreeMap<&'static str, Said<'a>>,
}

/// What an issue asks for.
#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Number(i64),
    Numbers(&'a [u32]),
    Text(Cow<'a, str>),
    Texts(Vec<&'a str>),
    Flag(bool),
}

fn issues(found: &[Issue]) -> Vec<PlainIssue<'_>> {
    found
        .iter()
        .map(|issue| PlainIssue {
            code: issue.kind.code().as_str(),
            path: issue.subject.name().into_iter().collect(),
            message: issue.message(),
            expected: issue
                .expected()
                .into_iter()
                .map(|(name, param)| (name, said(param)))
                .collect(),
        })
        .collect()
}

fn said(param: Param<'_>) -> Said<'_> {
    match param {
        Param::Number(number) | Param::Length(number, _) => Said::Number(number.into()),
        Param::Integer(number) => Said::Number(number),
        Param::Numbers(numbers) => Said::Numbers(numbers),
        Param::Text(text) => Said::Text(text.into()),
        Param::Texts(texts) => Said::Texts(texts.iter().map(|text| &**text).collect()),
        Param::Member(member) => Said::Text(member.name().unwrap_or_default().into()),
        Param::Members(members) => {
            Said::Texts(members.iter().filter_map(|member| member.name()).collect())
        }
        Param::Names(texts) => Said::Texts(texts.iter().map(|text| &**text).collect()),
        Param::Fixed(texts) => Said::Texts(texts.to_vec()),
        Param::Point(point) => Said::Text(format!("U+{point:04X}").into()),
        Param::Character(character) => Said::Text(character.to_string().into()),
        Param::Flag(on) => Said::Flag(on),
    }
}

fn to_value(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    value
        .serialize(&plain)
        .map_err(|_| mistake("internal", "the outcome could not be handed over", None))
}

fn invalid(found: Vec<Issue>) -> JsValue {
    let error = mistake("invalid_input", "the input has issues", None);
    if let (Some(error), Ok(list)) = (error.dyn_ref::<Object>(), to_value(&issues(&found))) {
        set(error, "issues", &list);
    }
    error
}

fn failure(error: Error) -> JsValue {
    mistake(error.code(), &error.to_string(), None)
}

fn mistake(code: &str, message: &str, at: Option<&str>) -> JsValue {
    let error = js_sys::Error::new(message);
    set(&error, "name", &JsValue::from_str("ResetkitError"));
    set(&error, "code", &JsValue::from_str(code));
    if let Some(at) = at {
        set(&error, "at", &JsValue::from_str(at));
    }
    error.into()
}
