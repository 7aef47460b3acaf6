//! Validates an input: returns a [`ValidInput`], or every issue.

use std::fmt;

use crate::characters::{self, Oddity};
use crate::fit::{Fit, fit};
use crate::issue::{Because, Counted, Issue, IssueKind, RuleSource, Subject};
use crate::model::{
    Condition, Constraint, Demand, Form, Kind, Limit, Location, MAX_MEMBERS, Member, Operation,
    Str, Unit, Values, shared,
};
use crate::names::Name;
use crate::policy::{Policy, is_composed, positions};
use crate::text::Text;

/// A member's value as the caller gave it. Its `Debug` does not show a text.
#[derive(Clone, Copy, Default)]
pub enum Value<'a, T> {
    /// Not given.
    #[default]
    Absent,
    /// Given as null, which is of no member's type.
    Null,
    /// A string.
    Text(T),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A list of strings.
    List(&'a [T]),
    /// Strings by name.
    Map(&'a [(T, T)]),
    /// Anything else; what it was is not kept.
    Other,
}

#[cfg(feature = "batch")]
impl<T> Value<'_, T> {
    /// The same value, unless it is a list or a map, with its text read in another way.
    pub(crate) fn map<'a, 'b, U>(&'a self, read: impl FnOnce(&'a T) -> U) -> Value<'b, U> {
        match self {
            Self::Absent => Value::Absent,
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(read(text)),
            Self::Boolean(on) => Value::Boolean(*on),
            Self::Integer(number) => Value::Integer(*number),
            Self::List(_) | Self::Map(_) | Self::Other => Value::Other,
        }
    }
}

impl<T> fmt::Debug for Value<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Null => "Null",
            Self::Text(_) => "Text(…)",
            Self::Boolean(true) => "Boolean(true)",
            Self::Boolean(false) => "Boolean(false)",
            Self::Integer(_) => "Integer(…)",
            Self::List(_) => "List(…)",
            Self::Map(_) => "Map(…)",
            Self::Other => "Other",
        })
    }
}

/// Members and their values as the caller gave them, unchecked.
#[derive(Debug, Clone)]
pub struct Input<'a, T> {
    pub(crate) operation: &'a Operation,
    values: [Value<'a, T>; MAX_MEMBERS],
    unknown: Vec<String>,
    not_nfc: u32,
    /// The texts that are known to have no issue, a bit each, and those that are known to have no warning either.
    sound: u32,
    quiet: u32,
}

impl<'a, T: Text> Input<'a, T> {
    /// An input without members.
    #[must_use]
    pub fn new(operation: &'a Operation) -> Self {
        Self {
            operation,
            values: [const { Value::Absent }; MAX_MEMBERS],
            unknown: Vec::new(),
            not_nfc: 0,
            sound: 0,
            quiet: 0,
        }
    }

    /// Sets a member's value. A name that is not a member becomes an issue.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value<'a, T>) -> Self {
        match self.operation.position(name) {
            Some(index) => self.set(index, value),
            None => self.unknown.push(name.to_owned()),
        }
        self
    }

    /// Sets the value of the member at this place. Does nothing if there is none.
    pub fn set(&mut self, index: usize, value: Value<'a, T>) {
        if let Some(slot) = self.values.get_mut(index) {
            *slot = value;
        }
    }

    /// Marks the members whose text is not in Unicode normalization form C: bit `i` for the member at place `i`. The crate has no
    /// tables to find out by itself.
    pub fn note_not_nfc(&mut self, members: u32) {
        self.not_nfc = members;
    }

    /// Marks the members whose texts are known to have no issue, and those known to have no warning either: bit `i` for the member
    /// at place `i`. They are not checked again.
    #[cfg(any(
        feature = "batch",
        all(
            target_arch = "wasm32",
            not(any(feature = "plain", feature = "define"))
        )
    ))]
    pub(crate) fn note_seen(&mut self, sound: u32, quiet: u32) {
        (self.sound, self.quiet) = (sound, quiet);
    }

    /// The value of each place of the operation's members.
    #[cfg(feature = "batch")]
    pub(crate) const fn values(&self) -> &[Value<'a, T>; MAX_MEMBERS] {
        &self.values
    }

    pub(crate) fn at(&self, index: usize) -> Value<'a, T> {
        self.values.get(index).copied().unwrap_or_default()
    }

    /// The password, unless it is a hash of one.
    fn password(&self) -> Option<T> {
        let about = self.operation.password.as_ref()?;
        let is_hash = about.hashed_by.is_some_and(|member| self.is_given(member));
        match self.at(about.member.into()) {
            Value::Text(text) if !is_hash => Some(text),
            _ => None,
        }
    }

    /// Whether a rule counts the member as given: a boolean if it is true, a number if it is not 0.
    pub(crate) fn is_given(&self, member: u8) -> bool {
        let index = usize::from(member);
        let members = &self.operation.members;
        let boolean = (members.get(index)).is_some_and(|member| member.kind == Kind::Boolean);
        match self.at(index) {
            Value::Absent => false,
            Value::Boolean(on) => on,
            Value::Integer(number) => number != 0 && !boolean,
            Value::Text(_) | Value::List(_) | Value::Map(_) | Value::Null | Value::Other => {
                !boolean
            }
        }
    }
}

/// An input that meets every constraint. Requests are built from nothing else.
#[derive(Debug, Clone)]
pub struct ValidInput<'a, T> {
    input: Input<'a, T>,
    /// Whether the directory takes the password by one of two readings only.
    is_disputed: bool,
}

impl<'a, T: Text> ValidInput<'a, T> {
    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'a Operation {
        self.input.operation
    }

    /// The warnings: what is allowed, but unwise or undocumented.
    #[must_use]
    pub fn warnings(&self) -> Vec<Issue> {
        warn(&self.input, self.is_disputed)
    }

    /// The given members with their places, in the order of the definition.
    pub fn members(&self) -> impl Iterator<Item = (usize, &'a Member, Value<'a, T>)> {
        self.input
            .operation
            .members
            .iter()
            .enumerate()
            .zip(self.input.values)
            .filter(|(_, value)| !matches!(value, Value::Absent))
            .map(|((index, member), value)| (index, member, value))
    }

    pub(crate) fn at(&self, index: usize) -> Value<'a, T> {
        self.input.at(index)
    }
}

/// What validation depends on besides the definition.
#[derive(Clone, Copy)]
pub struct Options<'a, T> {
    /// The password policy of the directory; `None` for the operation's default.
    pub policy: Option<&'a Policy>,
    /// The user's names. Some policies keep them out of the password.
    pub names: &'a [Name<T>],
}

impl<T> fmt::Debug for Options<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Options(…)")
    }
}

impl<T> Default for Options<'_, T> {
    fn default() -> Self {
        Self {
            policy: None,
            names: &[],
        }
    }
}

/// Checks an input against the definition and the directory's policy.
///
/// # Errors
///
/// All issues, in the order of the members, the most important first within each.
pub fn validate<'a, T: Text>(
    input: Input<'a, T>,
    options: &Options<'_, T>,
) -> Result<ValidInput<'a, T>, Vec<Issue>> {
    let default = default_policy(input.operation, options);
    let options = Options {
        policy: options.policy.or(default.as_ref()),
        ..*options
    };
    let issues = issues(&input, &options);
    proved(input, issues, &options).map_err(|(_, issues)| issues)
}

/// The operation's default policy, unless the caller gave one.
pub(crate) fn default_policy<T>(operation: &Operation, options: &Options<'_, T>) -> Option<Policy> {
    match options.policy {
        Some(_) => None,
        None => Policy::of(operation).ok(),
    }
}

/// The input as valid if it has no issues, and otherwise with them.
pub(crate) fn proved<'a, T: Text>(
    input: Input<'a, T>,
    issues: Vec<Issue>,
    options: &Options<'_, T>,
) -> Result<ValidInput<'a, T>, (Input<'a, T>, Vec<Issue>)> {
    if issues.is_empty() {
        let is_disputed = is_disputed(&input, options);
        Ok(ValidInput { input, is_disputed })
    } else {
        Err((input, issues))
    }
}

/// Whether only one of the policy's two readings accepts the password.
pub(crate) fn is_disputed<T: Text>(input: &Input<'_, T>, options: &Options<'_, T>) -> bool {
    let password = input.password().filter(|_| {
        let about = input.operation.password.as_ref();
        about.is_some_and(|it| input.sound >> it.member & 1 == 0)
    });
    password.is_some_and(|text| options.policy.is_some_and(|it| it.is_disputed(text)))
}

/// Every issue of an input, by the policy of the options.
pub(crate) fn issues<T: Text>(input: &Input<'_, T>, options: &Options<'_, T>) -> Vec<Issue> {
    let operation = input.operation;
    let mut issues = Vec::new();
    for (index, member) in operation.members.iter().enumerate() {
        let mut found = Found {
            first: issues.len(),
            issues: &mut issues,
            index,
            member,
        };
        let value = input.at(index);
        check_rules(input, index, false, &mut |kind| {
            found.add(kind, RuleSource::Api);
        });
        if let (Value::Text(text), Kind::Text) = (value, &member.kind) {
            if input.sound >> index & 1 == 0 {
                check_text(member, text, &mut |kind| found.add(kind, RuleSource::Api));
                if operation.is_password(index) {
                    check_member_password(input, options, text, &mut found);
                }
            }
        } else {
            check_value(member, value, false, &mut |kind| {
                found.add(kind, RuleSource::Api);
            });
        }
    }
    issues.extend(
        input
            .unknown
            .iter()
            .map(|name| Issue::unknown_member(operation, name)),
    );
    issues
}

/// Checks every value but the text of a text member: its type, and which values, numbers and counts are allowed. With `warns`,
/// reports only warnings.
fn check_value<T: Text>(
    member: &Member,
    value: Value<'_, T>,
    warns: bool,
    report: &mut dyn FnMut(IssueKind),
) {
    let mut items = |values: Option<&Values>, texts: &mut dyn Iterator<Item = T>| {
        let mut strange = false;
        for text in texts {
            strange |= values.is_some_and(|values| {
                values.open == warns && !values.list.iter().any(|value| text.is(value))
            });
            if !warns {
                check_characters(member.location, text, false, report);
            }
        }
        if strange {
            report(IssueKind::NotAValue {
                values: values.map(|values| values.list.clone()).unwrap_or_default(),
            });
        }
    };
    match (value, &member.kind) {
        (Value::Absent, _) | (Value::Boolean(_), Kind::Boolean) => {}
        (Value::Text(text), Kind::Enum(values)) => {
            items(Some(values), &mut std::iter::once(text));
        }
        (Value::Integer(number), Kind::Integer { min, max }) => {
            let outside =
                min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max);
            if outside && !warns {
                let (min, max) = (*min, *max);
                report(IssueKind::OutOfRange { min, max });
            }
        }
        (Value::List(texts), Kind::List { values, max }) => {
            items(values.as_ref(), &mut texts.iter().copied());
            check_count(texts.len(), *max, warns, report);
        }
        (Value::Map(entries), Kind::Map { max }) => {
            items(
                None,
                &mut entries.iter().flat_map(|(key, text)| [*key, *text]),
            );
            check_count(entries.len(), *max, warns, report);
        }
        _ if warns => {}
        _ => report(IssueKind::WrongType {
            expected: (&member.kind).into(),
        }),
    }
}

/// Checks how many items a list or a map has.
fn check_count(count: usize, max: Option<u32>, warns: bool, report: &mut dyn FnMut(IssueKind)) {
    if let Some(max) = max.filter(|&max| !warns && count > max as usize) {
        report(IssueKind::TooLong {
            max,
            exactly: false,
            of: Counted::Items,
        });
    }
}

/// Whether a member of this kind takes values of this type.
const fn takes<T>(kind: &Kind, value: &Value<'_, T>) -> bool {
    matches!(
        (kind, value),
        (Kind::Text | Kind::Enum(_), Value::Text(_))
            | (Kind::Boolean, Value::Boolean(_))
            | (Kind::Integer { .. }, Value::Integer(_))
            | (Kind::List { .. }, Value::List(_))
            | (Kind::Map { .. }, Value::Map(_))
    )
}

/// Reports what the rules between members say about one of them: issues or, with `warns`, warnings.
fn check_rules<T: Text>(
    input: &Input<'_, T>,
    index: usize,
    warns: bool,
    report: &mut dyn FnMut(IssueKind),
) {
    let operation = input.operation;
    let Some(about) = operation.members.get(index) else {
        return;
    };
    let absent = matches!(input.at(index), Value::Absent);
    let is = |member: &u8| usize::from(*member) == index;
    let other = |member: u8| {
        let place = usize::from(member);
        let member = operation.members.get(place);
        member.map_or(Subject::Input, |member| Subject::member(place, member))
    };
    let holds = |condition: &Condition| input.is_given(condition.member) == condition.given;
    let missing = |because| {
        if warns {
            IssueKind::Recommended { because }
        } else {
            IssueKind::Missing { because }
        }
    };
    if absent
        && if warns {
            about.recommended
        } else {
            about.required
        }
    {
        return report(missing(Because::Always));
    }
    for rule in operation.rules.iter().filter(|rule| rule.warns == warns) {
        let given = |list: &[u8]| list.iter().filter(|&&it| input.is_given(it)).count();
        let other_of = |list: &[u8]| {
            let found = list.iter().find(|&&it| !is(&it) && input.is_given(it));
            found.map_or(Subject::Input, |&it| other(it))
        };
        // A rule about several members is reported at the first of them, or at the first that is too many.
        let first = |list: &[u8]| list.first().is_some_and(is);
        let extra = |list: &[u8]| {
            let mut given = list.iter().filter(|&&it| input.is_given(it));
            given.nth(1).is_some_and(is)
        };
        match &rule.demand {
            Demand::Require(member, condition) if is(member) && absent && holds(condition) => {
                let other = other(condition.member);
                return report(missing(if condition.given {
                    Because::When(other)
                } else {
                    Because::Unless(other)
                }));
            }
            // A value of the wrong type is reported as that; whether it may be given shows once it is corrected.
            Demand::Refuse(member, condition)
                if is(member) && takes(&about.kind, &input.at(index)) && holds(condition) =>
            {
                return report(IssueKind::Conflict {
                    with: other(condition.member),
                });
            }
            Demand::AtMostOne(list) | Demand::ExactlyOne(list) if extra(list) => {
                return report(IssueKind::Conflict {
                    with: other_of(list),
                });
            }
            Demand::ExactlyOne(list) | Demand::AtLeastOne(list)
                if first(list) && given(list) == 0 =>
            {
                let members = list.iter().map(|&it| other(it)).collect();
                return report(missing(Because::OneOf(members)));
            }
            Demand::Require(..)
            | Demand::Refuse(..)
            | Demand::AtMostOne(_)
            | Demand::ExactlyOne(_)
            | Demand::AtLeastOne(_) => {}
        }
    }
}

/// The issues of one member, after those of the members before it.
struct Found<'a> {
    issues: &'a mut Vec<Issue>,
    first: usize,
    index: usize,
    member: &'a Member,
}

impl Found<'_> {
    /// Adds an issue after those that are as important.
    fn add(&mut self, kind: IssueKind, source: RuleSource) {
        self.issues.push(Issue {
            subject: Subject::member(self.index, self.member),
            kind,
            source,
        });
        let mut unsorted = self.issues.get_mut(self.first..).unwrap_or_default();
        while let [.., before, last] = unsorted {
            if before.kind.code() as u8 <= last.kind.code() as u8 {
                break;
            }
            std::mem::swap(before, last);
            unsorted = unsorted.split_last_mut().map_or(&mut [], |(_, all)| all);
        }
    }

    /// Whether the API's limits already led to this issue of the directory.
    fn says(&self, kind: &IssueKind) -> bool {
        use IssueKind::{ForbiddenCharacter, TooLong, TooShort};
        let issues = self.issues.get(self.first..).unwrap_or_default();
        issues.iter().any(|issue| match (&issue.kind, kind) {
            (
                TooShort { min, exactly, of },
                TooShort {
                    min: it,
                    exactly: only,
                    of: unit,
                },
            )
            | (
                TooLong {
                    max: min,
                    exactly,
                    of,
                },
                TooLong {
                    max: it,
                    exactly: only,
                    of: unit,
                },
            ) => min == it && exactly == only && of == unit,
            (ForbiddenCharacter { .. }, ForbiddenCharacter { .. }) => true,
            _ => false,
        })
    }
}

/// Checks a password by itself against a policy.
pub fn check_password<T: Text>(policy: &Policy, password: T, names: &[Name<T>]) -> Vec<Issue> {
    let mut issues = Vec::new();
    policy.report(password, names, &mut |kind| {
        issues.push(Issue {
            subject: Subject::Password,
            kind,
            source: RuleSource::Directory,
        });
    });
    issues
}

/// Checks the directory's policy. Skips what the API's own limits have reported in the same words.
fn check_member_password<T: Text>(
    input: &Input<'_, T>,
    options: &Options<'_, T>,
    text: T,
    found: &mut Found<'_>,
) {
    let (Some(policy), Some(_)) = (options.policy, input.password()) else {
        return;
    };
    policy.report(text, options.names, &mut |kind| {
        if !found.says(&kind) {
            found.add(kind, RuleSource::Directory);
        }
    });
}

/// Path segments that no URL can carry: every client resolves and removes them.
static DOTS: &[&str] = &[".", ".."];

/// The limits of the API on one text, and those that every provider has.
fn check_text<T: Text>(member: &Member, text: T, report: &mut dyn FnMut(IssueKind)) {
    let empty = text.code_points().next().is_none();
    let needed = member.required || member.sensitive || member.location == Location::Path;
    if empty && needed && !asks_for_length(member) {
        report(IssueKind::TooShort {
            min: 1,
            exactly: false,
            of: Counted::Characters,
        });
    }
    let told = check_limits(member, text, false, report);
    if member.location == Location::Path && DOTS.iter().any(|dots| text.is(dots)) {
        report(IssueKind::Reserved { values: DOTS });
    }
    if !told {
        // An identifier holds no control character, unless the provider says which characters it takes.
        let identifier = !member.sensitive && !names_characters(member);
        check_characters(member.location, text, identifier, report);
    }
}

/// Whether a limit already says that the text must not be empty.
fn asks_for_length(member: &Member) -> bool {
    member.limits.iter().any(|limit| {
        !limit.warns && matches!(limit.constraint, Constraint::Length { min: 1.., .. })
    })
}

/// Whether the provider says which characters the member takes.
fn names_characters(member: &Member) -> bool {
    let characters = |limit: &Limit| matches!(limit.constraint, Constraint::Characters { .. });
    member.limits.iter().any(characters)
}

/// Reports the documented limits that a text breaks: issues or, with `warns`, warnings. Returns whether characters at fault were
/// reported.
fn check_limits<T: Text>(
    member: &Member,
    text: T,
    warns: bool,
    report: &mut dyn FnMut(IssueKind),
) -> bool {
    let limits = || member.limits.iter().filter(|limit| limit.warns == warns);
    let (length, _) = text.measure();
    let (mut too_short, mut too_long) = (false, false);
    for limit in limits() {
        if let Constraint::Length { min, max, unit } = limit.constraint {
            let length = match unit {
                Unit::Characters => length,
                Unit::Utf16 | Unit::Bytes => size(text, unit),
            };
            let (exactly, of) = (min == max, unit.into());
            if length < min {
                too_short = true;
                report(IssueKind::TooShort { min, exactly, of });
            }
            if length > max {
                too_long = true;
                report(IssueKind::TooLong { max, exactly, of });
            }
        }
    }
    let mut told = false;
    // An empty text has no character at fault: it was reported as too short, or may be empty.
    for limit in limits().filter(|_| length > 0) {
        match &limit.constraint {
            Constraint::Length { .. } => {}
            Constraint::Pattern(form) => match fit(&form.pattern, text) {
                Fit::Whole => {}
                // Reported above as too short or too long, and nothing else is wrong with it.
                Fit::Cut if too_short => {}
                Fit::Longer { .. } if too_long => {}
                Fit::Longer { position } | Fit::Wrong { position } => {
                    report(wrong_form(form, Some(position)));
                }
                Fit::Cut => report(wrong_form(form, None)),
            },
            Constraint::Characters { set, means, .. } => {
                if text.code_points().any(|point| !set.has(point)) {
                    told = true;
                    forbid(text, means, &|point| !set.has(point), report);
                }
            }
        }
    }
    told
}

/// How many UTF-16 units or bytes of UTF-8 the text has.
fn size<T: Text>(text: T, unit: Unit) -> u32 {
    text.chars().fold(0, |size: u32, character| {
        let units = match unit {
            Unit::Characters => 1,
            Unit::Utf16 => character.len_utf16(),
            Unit::Bytes => character.len_utf8(),
        };
        size.saturating_add(u32::try_from(units).unwrap_or(u32::MAX))
    })
}

/// Reports characters that no provider accepts: half of a surrogate pair; NUL; in an identifier, every control; in a header,
/// everything but printable ASCII.
fn check_characters<T: Text>(
    location: Location,
    text: T,
    identifier: bool,
    report: &mut dyn FnMut(IssueKind),
) {
    // Most texts have none of them.
    let is_usual = |point: u32| matches!(point, 0x20..=0x7E | 0xA0..=0xD7FF | 0xE000..);
    if location != Location::Header && text.code_points().all(is_usual) {
        return;
    }
    let header = |point: u32| !matches!(point, 0x09 | 0x20..=0x7E);
    let control = |point: u32| characters::is_control(point) || is_half(point);
    let nul = |point: u32| point == 0 || is_half(point);
    let (at_fault, allowed): (&dyn Fn(u32) -> bool, _) = if location == Location::Header {
        (&header, "printable ASCII characters")
    } else if identifier {
        (&control, "whole characters other than control characters")
    } else if text.code_points().any(|point| point == 0) {
        (&nul, "whole characters other than U+0000")
    } else {
        (&is_half, "whole characters, no halves of a surrogate pair")
    };
    if text.code_points().any(at_fault) {
        forbid(text, &shared(allowed), at_fault, report);
    }
}

/// Whether it is half of a surrogate pair and so no character.
fn is_half(point: u32) -> bool {
    char::from_u32(point).is_none()
}

fn forbid<T: Text>(
    text: T,
    allowed: &Str,
    at_fault: &dyn Fn(u32) -> bool,
    report: &mut dyn FnMut(IssueKind),
) {
    report(IssueKind::ForbiddenCharacter {
        positions: positions(text, at_fault),
        allowed: allowed.clone(),
        composed: is_composed(text, at_fault),
    });
}

fn wrong_form(form: &Form, position: Option<u32>) -> IssueKind {
    IssueKind::WrongForm {
        position,
        meaning: form.means.clone(),
        pattern: form.text.clone(),
    }
}

/// The notice about the operation itself, if it has one.
fn notice(operation: &Operation) -> Option<Issue> {
    operation.notice.clone().map(|notice| Issue {
        subject: Subject::Input,
        kind: IssueKind::Lifecycle { notice },
        source: RuleSource::Api,
    })
}

/// The warnings of an input. `is_disputed`: only one of the policy's readings accepts the password.
pub(crate) fn warn<T: Text>(input: &Input<'_, T>, is_disputed: bool) -> Vec<Issue> {
    let operation = input.operation;
    let mut warnings: Vec<_> = notice(operation).into_iter().collect();
    let mut report = |subject, kind| {
        let source = match kind {
            IssueKind::UndocumentedGroup => RuleSource::Directory,
            _ => RuleSource::Api,
        };
        warnings.push(Issue {
            subject,
            kind,
            source,
        });
    };
    for (index, member) in operation.members.iter().enumerate() {
        let mut report = |kind| report(Subject::member(index, member), kind);
        check_rules(input, index, true, &mut report);
        if input.quiet >> index & 1 == 1 {
            continue;
        }
        if let (Value::Text(text), Kind::Text) = (input.at(index), &member.kind) {
            let not_nfc = input.not_nfc >> index & 1 == 1;
            warn_of_text(member, text, not_nfc, &mut report);
            if is_disputed && operation.is_password(index) {
                report(IssueKind::UndocumentedGroup);
            }
        } else {
            check_value(member, input.at(index), true, &mut report);
        }
    }
    warnings
}

fn warn_of_text<T: Text>(
    member: &Member,
    text: T,
    not_nfc: bool,
    report: &mut dyn FnMut(IssueKind),
) {
    check_limits(member, text, true, report);
    let forms = &member.forms;
    if !forms.is_empty()
        && !forms
            .iter()
            .any(|form| fit(&form.pattern, text) == Fit::Whole)
    {
        report(IssueKind::UndocumentedForm {
            forms: forms.iter().map(|form| form.means.clone()).collect(),
        });
    }
    warn_of_odd_characters(text, report);
    if member.sensitive && not_nfc {
        report(IssueKind::NotNfc);
    }
    let space = Some(u32::from(' '));
    if text.code_points().last() == space || text.code_points().next() == space {
        report(IssueKind::EndsWithSpace);
    }
}

/// Warns once for each way in which characters are odd.
fn warn_of_odd_characters<T: Text>(text: T, report: &mut dyn FnMut(IssueKind)) {
    let kind = |point| match characters::oddity(point)?.0 {
        Oddity::Invisible => Some(0),
        Oddity::LookAlike(_) => Some(1),
        Oddity::Untypeable => Some(2),
    };
    if text.code_points().all(|point| kind(point).is_none()) {
        return;
    }
    for wanted in 0..3 {
        let is = |point: &u32| kind(*point) == Some(wanted);
        let first = text.code_points().find(is).and_then(char::from_u32);
        let Some(first) = first else { continue };
        let positions = positions(text, &|point| is(&point));
        report(match wanted {
            0 => IssueKind::InvisibleCharacter { positions, first },
            1 => IssueKind::LookAlikeCharacter { positions, first },
            _ => IssueKind::UntypeableCharacter { positions, first },
        });
    }
}
