//! An input in; a [`ValidInput`] or every issue out.

use std::fmt;

use crate::characters::{self, Oddity};
use crate::issue::{Issue, IssueKind, Speaker, Subject};
use crate::model::{Constraint, Grammar, Kind, MAX_MEMBERS, Member, Operation, Pattern, Rule, Run};
use crate::policy::{Policy, is_composed, positions};
use crate::text::Text;

/// A member's value as the caller gave it. Its `Debug` does not show a text.
#[derive(Clone, Copy, Default)]
pub enum Value<T> {
    /// Not given.
    #[default]
    Absent,
    /// Given as null, which is of no member's type.
    Null,
    /// A string.
    Text(T),
    /// `true` or `false`.
    Boolean(bool),
    /// Anything else; what it was is not kept.
    Other,
}

#[cfg(feature = "batch")]
impl<T> Value<T> {
    /// The same value with its text read in another way.
    pub(crate) fn map<'a, U>(&'a self, read: impl FnOnce(&'a T) -> U) -> Value<U> {
        match self {
            Self::Absent => Value::Absent,
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(read(text)),
            Self::Boolean(on) => Value::Boolean(*on),
            Self::Other => Value::Other,
        }
    }
}

impl<T> fmt::Debug for Value<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Null => "Null",
            Self::Text(_) => "Text(…)",
            Self::Boolean(true) => "Boolean(true)",
            Self::Boolean(false) => "Boolean(false)",
            Self::Other => "Other",
        })
    }
}

/// Members and their values as the caller gave them, unchecked.
#[derive(Debug, Clone)]
pub struct Input<T> {
    pub(crate) operation: &'static Operation,
    values: [Value<T>; MAX_MEMBERS],
    unknown: Vec<String>,
    not_nfc: u32,
}

impl<T: Text> Input<T> {
    /// An input without members.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            values: [const { Value::Absent }; MAX_MEMBERS],
            unknown: Vec::new(),
            not_nfc: 0,
        }
    }

    /// Gives a member its value; a name that is no member is kept as such.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value<T>) -> Self {
        match self.operation.position(name) {
            Some(index) => self.set(index, value),
            None => self.unknown.push(name.to_owned()),
        }
        self
    }

    /// Gives the member at this place its value; a place where no member is, is passed over.
    pub fn set(&mut self, index: usize, value: Value<T>) {
        if let Some(slot) = self.values.get_mut(index) {
            *slot = value;
        }
    }

    /// Notes the members, bit `i` for the one at place `i`, whose text is not in Unicode normalization form C.
    /// The crate has no tables to find out; a caller who has them can say it.
    pub fn note_not_nfc(&mut self, members: u32) {
        self.not_nfc = members;
    }

    fn value(&self, name: &str) -> Value<T> {
        self.operation
            .position(name)
            .map_or(Value::Absent, |index| self.at(index))
    }

    /// The value of each place of the operation's members.
    #[cfg(feature = "batch")]
    pub(crate) const fn values(&self) -> &[Value<T>; MAX_MEMBERS] {
        &self.values
    }

    pub(crate) fn at(&self, index: usize) -> Value<T> {
        self.values.get(index).copied().unwrap_or_default()
    }
}

/// An input of which every constraint is proved to hold: the only thing a request is built from.
#[derive(Debug, Clone)]
pub struct ValidInput<T> {
    input: Input<T>,
}

impl<T: Text> ValidInput<T> {
    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.input.operation
    }

    /// What is allowed, but not wise or not documented.
    #[must_use]
    pub fn advice(&self) -> Vec<Issue> {
        advice(&self.input)
    }

    /// The members that were given, in the order of the model.
    pub fn members(&self) -> impl Iterator<Item = (&'static Member, Value<T>)> {
        self.input
            .operation
            .members
            .iter()
            .zip(self.input.values)
            .filter(|(_, value)| !matches!(value, Value::Absent))
    }

    /// The value of a member.
    #[must_use]
    pub fn value(&self, name: &str) -> Value<T> {
        self.input.value(name)
    }
}

/// What validation takes into account beside the model.
#[derive(Clone, Copy)]
pub struct Options<'a, T> {
    /// The password policy of the directory; `None` for the operation's default.
    pub policy: Option<&'a Policy>,
    /// The user's name, which some policies keep out of the password.
    pub user_name: Option<T>,
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
            user_name: None,
        }
    }
}

/// Checks an input against the model and the directory's policy.
///
/// # Errors
///
/// Every issue there is, in the order of the members and, within one, of importance; never the first only.
pub fn validate<T: Text>(
    input: Input<T>,
    options: &Options<'_, T>,
) -> Result<ValidInput<T>, Vec<Issue>> {
    let issues = issues(&input, options, |_, _| false);
    proved(input, issues).map_err(|(_, issues)| issues)
}

/// The input in which these issues were found, proved valid where they are none.
pub(crate) fn proved<T: Text>(
    input: Input<T>,
    issues: Vec<Issue>,
) -> Result<ValidInput<T>, (Input<T>, Vec<Issue>)> {
    if issues.is_empty() {
        Ok(ValidInput { input })
    } else {
        Err((input, issues))
    }
}

/// Every issue of an input; texts that are known to have none, by the places of their members, are not read.
pub(crate) fn issues<T: Text>(
    input: &Input<T>,
    options: &Options<'_, T>,
    mut known: impl FnMut(usize, T) -> bool,
) -> Vec<Issue> {
    let operation = input.operation;
    let mut issues = Vec::new();
    for (index, member) in operation.members.iter().enumerate() {
        let mut found = Found {
            first: issues.len(),
            issues: &mut issues,
            index,
            member,
        };
        match (input.at(index), member.kind) {
            (Value::Absent, _) => found.extend(missing(input, member)),
            (Value::Text(text), Kind::Text) => {
                found.extend(conflict(input, member));
                if !known(index, text) {
                    check_text(member, text, &mut |kind| found.add(kind, Speaker::Api));
                    if operation.is_password(member) {
                        check_member_password(operation, options, text, &mut found);
                    }
                }
            }
            (Value::Boolean(_), Kind::Boolean) => {}
            _ => found.extend(Some(IssueKind::WrongType {
                expected: Some(member.kind),
            })),
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

/// The issues of one member, behind those of the members before it.
struct Found<'a> {
    issues: &'a mut Vec<Issue>,
    first: usize,
    index: usize,
    member: &'static Member,
}

impl Found<'_> {
    /// Adds what the API says, if it says something.
    fn extend(&mut self, kind: Option<IssueKind>) {
        if let Some(kind) = kind {
            self.add(kind, Speaker::Api);
        }
    }

    /// Adds an issue behind those that are as important.
    fn add(&mut self, kind: IssueKind, source: Speaker) {
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

    /// Whether an issue says the same.
    fn says(&self, kind: &IssueKind) -> bool {
        let issues = self.issues.get(self.first..).unwrap_or_default();
        issues.iter().any(|issue| {
            issue.kind == *kind
                || matches!(
                    (&issue.kind, kind),
                    (
                        IssueKind::ForbiddenCharacter { .. },
                        IssueKind::ForbiddenCharacter { .. }
                    )
                )
        })
    }
}

/// Checks a password by itself against a policy.
pub fn check_password<T: Text>(policy: &Policy, password: T, user_name: Option<T>) -> Vec<Issue> {
    let issue = |kind| Issue {
        subject: Subject::Password,
        kind,
        source: Speaker::Directory,
    };
    policy
        .check(password, user_name)
        .into_iter()
        .map(issue)
        .collect()
}

/// The directory's policy for a member. What the API asks for in the same words is not said twice.
fn check_member_password<T: Text>(
    operation: &'static Operation,
    options: &Options<'_, T>,
    text: T,
    found: &mut Found<'_>,
) {
    let default = if options.policy.is_none() {
        Policy::of(operation).ok()
    } else {
        None
    };
    let Some(policy) = options.policy.or(default.as_ref()) else {
        return;
    };
    for kind in policy.check(text, options.user_name) {
        if !found.says(&kind) {
            found.add(kind, Speaker::Directory);
        }
    }
}

/// The limits of the API on one text.
fn check_text<T: Text>(member: &'static Member, text: T, report: &mut dyn FnMut(IssueKind)) {
    let (length, lone_surrogate) = text.measure();
    let mut bounds = (1, u32::MAX);
    for limit in member.constraints {
        if let Constraint::Length { min, max } = limit.constraint {
            bounds = (min, max);
        }
    }
    let (min, max) = bounds;
    let exactly = min == max;
    if length < min {
        report(IssueKind::TooShort { min, exactly });
    }
    if length > max {
        report(IssueKind::TooLong { max, exactly });
    }
    if length == 0 {
        return;
    }
    let mut characters = false;
    for limit in member.constraints {
        match &limit.constraint {
            Constraint::Length { .. } => {}
            Constraint::Form(pattern) => match fit(&pattern.grammar, text) {
                Fit::Whole => {}
                // A text that is only too short or too long was called that already.
                Fit::Cut if length < min => {}
                Fit::Longer { .. } if length > max => {}
                Fit::Longer { position } | Fit::Wrong { position } => {
                    report(wrong_form(pattern, Some(position)));
                }
                Fit::Cut | Fit::Nowhere => report(wrong_form(pattern, None)),
            },
            Constraint::Characters { set, meaning, .. } => {
                characters = true;
                if text.code_points().any(|point| !set.has(point)) {
                    forbid(text, meaning, &|point| !set.has(point), report);
                }
            }
            Constraint::Reserved(values) => {
                if values.iter().any(|value| text.is(value)) {
                    report(IssueKind::Reserved { values });
                }
            }
        }
    }
    if characters {
        return;
    }
    // No identifier is documented to hold a control character; a password may.
    let is_no_text = |point| characters::is_control(point) || is_half(point);
    if !member.sensitive {
        if text.code_points().any(is_no_text) {
            let allowed = "whole characters other than control characters";
            forbid(text, allowed, &is_no_text, report);
        }
    } else if lone_surrogate {
        forbid(
            text,
            "whole characters, no halves of a surrogate pair",
            &is_half,
            report,
        );
    }
}

/// Whether it is half of a surrogate pair, which is no character.
const fn is_half(point: u32) -> bool {
    char::from_u32(point).is_none()
}

fn forbid<T: Text>(
    text: T,
    allowed: &'static str,
    at_fault: &dyn Fn(u32) -> bool,
    report: &mut dyn FnMut(IssueKind),
) {
    report(IssueKind::ForbiddenCharacter {
        positions: positions(text, at_fault),
        allowed,
        composed: is_composed(text, at_fault),
    });
}

fn wrong_form(pattern: &Pattern, position: Option<u32>) -> IssueKind {
    IssueKind::WrongForm {
        position,
        meaning: pattern.meaning,
        pattern: pattern.text,
    }
}

/// How a text fits a grammar. Positions count from 1.
enum Fit {
    Whole,
    /// It ends before the grammar does.
    Cut,
    /// It goes on where the grammar ends.
    Longer {
        position: u32,
    },
    /// It has another character than the grammar.
    Wrong {
        position: u32,
    },
    /// No character in it is of the kind there must be one of.
    Nowhere,
}

fn fit<T: Text>(grammar: &Grammar, text: T) -> Fit {
    match grammar {
        Grammar::Outside(set) => {
            if text.code_points().any(|point| !set.has(point)) {
                Fit::Whole
            } else {
                Fit::Nowhere
            }
        }
        Grammar::Sequence(runs) => fit_runs(runs, text),
    }
}

fn fit_runs<T: Text>(runs: &[Run], text: T) -> Fit {
    let mut points = text.code_points();
    let mut next = points.next();
    let mut fitting = 0u32;
    for run in runs {
        let mut count = 0u32;
        while let Some(point) = next {
            if count == run.max || !run.set.has(point) {
                break;
            }
            count = count.wrapping_add(1);
            next = points.next();
        }
        fitting = fitting.wrapping_add(count);
        if count < run.min {
            return if next.is_some() {
                Fit::Wrong {
                    position: fitting.wrapping_add(1),
                }
            } else {
                Fit::Cut
            };
        }
    }
    let position = fitting.wrapping_add(1);
    match (next, runs.last()) {
        (None, _) => Fit::Whole,
        (Some(_), Some(run)) if run.max == u32::MAX => Fit::Wrong { position },
        (Some(_), _) => Fit::Longer { position },
    }
}

/// What is allowed, but not wise or not documented.
pub(crate) fn advice<T: Text>(input: &Input<T>) -> Vec<Issue> {
    let operation = input.operation;
    let mut advice = Vec::new();
    let mut report = |subject, kind| {
        advice.push(Issue {
            subject,
            kind,
            source: Speaker::Api,
        });
    };
    let notice = operation.lifecycle.notice;
    if !notice.is_empty() {
        report(Subject::Input, IssueKind::Lifecycle { notice });
    }
    for (index, member) in operation.members.iter().enumerate() {
        if let Value::Text(text) = input.at(index) {
            let not_nfc = input.not_nfc >> index & 1 == 1;
            advise_text(member, text, not_nfc, &mut |kind| {
                report(Subject::member(index, member), kind);
            });
        }
    }
    advice
}

fn advise_text<T: Text>(
    member: &'static Member,
    text: T,
    not_nfc: bool,
    report: &mut dyn FnMut(IssueKind),
) {
    let forms = member.documented_forms;
    if !forms.is_empty()
        && !forms
            .iter()
            .any(|form| matches!(fit(&form.grammar, text), Fit::Whole))
    {
        report(IssueKind::UndocumentedForm {
            forms: forms.iter().map(|form| form.meaning).collect(),
        });
    }
    advise_odd(text, report);
    if member.sensitive && not_nfc {
        report(IssueKind::NotNfc);
    }
    let space = Some(u32::from(' '));
    if text.code_points().last() == space || text.code_points().next() == space {
        report(IssueKind::EndsWithSpace);
    }
}

/// One piece of advice for each way in which characters are odd.
fn advise_odd<T: Text>(text: T, report: &mut dyn FnMut(IssueKind)) {
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

fn missing<T: Text>(input: &Input<T>, member: &Member) -> Option<IssueKind> {
    if member.required {
        return Some(IssueKind::Missing { unless: None });
    }
    input.operation.rules.iter().find_map(|rule| match rule {
        Rule::Unless {
            member: name,
            switch,
            ..
        } => (*name == member.name && !is_on(input, switch)).then_some(IssueKind::Missing {
            unless: Some(switch),
        }),
    })
}

fn conflict<T: Text>(input: &Input<T>, member: &Member) -> Option<IssueKind> {
    input.operation.rules.iter().find_map(|rule| match rule {
        Rule::Unless {
            member: name,
            switch,
            ..
        } => (*name == member.name && is_on(input, switch))
            .then_some(IssueKind::Conflict { with: switch }),
    })
}

fn is_on<T: Text>(input: &Input<T>, switch: &str) -> bool {
    matches!(input.value(switch), Value::Boolean(true))
}
