//! An operation in; the tables that the fast path reads out. A policy has its own.

use fast_path::{
    Demand, Form, Group, Kind, Last, Limit, Marks, Member, Plan, Ranges, Rule, Sequence, Step,
    Texts, UNTOLD,
};

use crate::characters;
use crate::issue::{Because, Counted, Issue, IssueKind, RuleSource, Subject};
use crate::json;
use crate::model::{
    self, Condition, Constraint, Location, Operation, Pattern, Run, Set, Str, Unit,
};
use crate::request;
use crate::validate::{self, Taken};

/// The tables of an operation.
pub(crate) fn plan(operation: &Operation) -> Plan {
    let bits = |members: &[u8]| members.iter().fold(0, |bits, at| bits | 1 << (at & 31));
    let hashed_by = operation.password.as_ref().and_then(|it| it.hashed_by);
    let mut plan = Plan {
        asks_for_given: !operation.rules.is_empty() || hashed_by.is_some(),
        hashed_by: hashed_by.map_or(0, |by| bits(&[by])),
        ..Plan::default()
    };
    for rule in &operation.rules {
        let (members, min, max) = match &rule.demand {
            model::Demand::AtMostOne(list) => (list, 0, 1),
            model::Demand::ExactlyOne(list) => (list, 1, 1),
            model::Demand::AtLeastOne(list) => (list, 1, u32::MAX),
            model::Demand::Require(..) | model::Demand::Refuse(..) => continue,
        };
        let members = bits(members);
        plan.groups.push(Group { members, min, max });
    }
    for (index, member) in operation.members.iter().enumerate() {
        let about = About {
            operation,
            index,
            member,
        };
        plan.members.push(about.plan());
    }
    if let Some(notice) = operation.notice.clone() {
        plan.notice = Some(key(Subject::Input, IssueKind::Lifecycle { notice }));
    }
    plan
}

/// What all keys of a password by itself have.
pub(crate) fn password_place() -> u32 {
    place(Subject::Password)
}

/// What all keys of the subject have.
fn place(subject: Subject) -> u32 {
    let all = key(subject, IssueKind::EndsWithSpace);
    all ^ key(Subject::Input, IssueKind::EndsWithSpace)
}

fn key(subject: Subject, kind: IssueKind) -> u32 {
    let source = RuleSource::Api;
    let issue = Issue {
        subject,
        kind,
        source,
    };
    issue.key().unwrap_or(UNTOLD)
}

/// A member that is read.
struct About<'a> {
    operation: &'a Operation,
    index: usize,
    member: &'a model::Member,
}

impl About<'_> {
    fn key(&self, kind: IssueKind) -> u32 {
        key(Subject::member(self.index, self.member), kind)
    }

    fn plan(&self) -> Member {
        let demands = self.demands();
        Member {
            kind: match self.member.kind {
                model::Kind::Text => Kind::Text(Box::new(self.texts())),
                model::Kind::Boolean => Kind::Boolean,
                _ => Kind::Other,
            },
            place: place(Subject::member(self.index, self.member)),
            is_password: self.operation.is_password(self.index),
            wrong_type: self.key(IssueKind::WrongType {
                expected: (&self.member.kind).into(),
            }),
            depends: demands.iter().any(|demand| demand.when.is_some()),
            demands,
        }
    }

    fn demands(&self) -> Vec<Demand> {
        let mut demands = Vec::new();
        let mut add = |given, when: Option<Condition>, warns, kind| {
            demands.push(Demand {
                given,
                when: when.map(|when| (when.member, when.given)),
                warns,
                key: self.key(kind),
            });
        };
        let missing = |because, warns| {
            if warns {
                IssueKind::Recommended { because }
            } else {
                IssueKind::Missing { because }
            }
        };
        for (asked, warns) in [
            (self.member.required, false),
            (self.member.recommended, true),
        ] {
            if asked {
                add(true, None, warns, missing(Because::Always, warns));
            }
        }
        for rule in &self.operation.rules {
            match &rule.demand {
                model::Demand::Require(of, on) if usize::from(*of) == self.index => {
                    let because = validate::because(self.operation, *on);
                    add(true, Some(*on), rule.warns, missing(because, rule.warns));
                }
                model::Demand::Refuse(of, on) if usize::from(*of) == self.index => {
                    let with = validate::name(self.operation, on.member);
                    add(false, Some(*on), rule.warns, IssueKind::Conflict { with });
                }
                _ => {}
            }
        }
        demands
    }

    fn texts(&self) -> Texts {
        let member = self.member;
        let sets = sets(member);
        let bit_of = |set: &Set| {
            let place = sets.iter().position(|own| own == set);
            // Without a bit no character is of the set, and there is no key either.
            place.map_or(0, bit)
        };
        let taken = Taken::of(member);
        let mut marks = [0; 256];
        for (point, own) in (0..).zip(&mut marks) {
            *own = marks_of(taken, &sets, point);
        }
        let (mut limits, mut warnings) = (Vec::new(), Vec::new());
        // Whether a text is too long or too short is to be known when a pattern is looked at.
        for lengths in [true, false] {
            for limit in &member.limits {
                if matches!(limit.constraint, Constraint::Length { .. }) == lengths {
                    let rule = self.rule(&limit.constraint, &bit_of, &marks);
                    let warns = limit.warns;
                    let list = if warns { &mut warnings } else { &mut limits };
                    list.push(Limit { rule, warns });
                }
            }
        }
        let mut forms = Vec::new();
        for form in &member.forms {
            forms.push(shape(&form.pattern, &marks));
        }
        Texts {
            empty: validate::needs_text(member).then(|| self.key(validate::EMPTY)),
            limits,
            warnings,
            forms,
            undocumented: self.key(IssueKind::UndocumentedForm { forms: Vec::new() }),
            dots: (member.location == Location::Path)
                .then(|| self.key(IssueKind::Reserved { values: &[] })),
            characters: self.forbidden(taken.means(true).into()),
            space: self.key(IssueKind::EndsWithSpace),
            marks,
            far: Box::new(move |unit| marks_of(taken, &sets, unit.into())),
            repeats: !member.sensitive,
            last: Last::default().into(),
        }
    }

    /// The key of a character that is not allowed, but for its position.
    fn forbidden(&self, allowed: Str) -> u32 {
        self.key(IssueKind::ForbiddenCharacter {
            positions: vec![0],
            allowed,
            composed: false,
        })
    }

    fn rule(
        &self,
        constraint: &Constraint,
        bit_of: &dyn Fn(&Set) -> u8,
        marks: &[u8; 256],
    ) -> Rule {
        match constraint {
            Constraint::Length { min, max, unit } => {
                let (exactly, of) = (min == max, Counted::from(*unit));
                Rule::Length {
                    min: *min,
                    max: *max,
                    bytes: *unit == Unit::Bytes,
                    short: self.key(IssueKind::TooShort {
                        min: *min,
                        exactly,
                        of,
                    }),
                    long: self.key(IssueKind::TooLong {
                        max: *max,
                        exactly,
                        of,
                    }),
                }
            }
            Constraint::Pattern(form) => {
                let key = self.key(IssueKind::WrongForm {
                    position: None,
                    meaning: form.means.clone(),
                    pattern: form.text.clone(),
                });
                let mut shape = shape(&form.pattern, marks);
                shape.set = only_set(&form.pattern).map_or(0, bit_of);
                Rule::Pattern(shape, key)
            }
            Constraint::Characters { set, means, .. } => {
                let bit = bit_of(set);
                let key = if bit == 0 {
                    UNTOLD
                } else {
                    self.forbidden(means.clone())
                };
                Rule::Characters(bit, key)
            }
        }
    }
}

/// The sets that a limit asks every character to be of.
fn sets(member: &model::Member) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    for limit in &member.limits {
        let set = match &limit.constraint {
            Constraint::Characters { set, .. } => Some(set),
            Constraint::Pattern(form) => only_set(&form.pattern),
            Constraint::Length { .. } => None,
        };
        if let Some(set) = set.filter(|set| !sets.contains(set)) {
            sets.push(set.clone());
        }
    }
    sets
}

/// The mark of the set at this place; none beyond those that there is room for.
fn bit(place: usize) -> u8 {
    let place = u32::try_from(place).unwrap_or(u32::MAX);
    let bit = u32::from(Marks::FIRST_SET).checked_shl(place);
    bit.and_then(|bit| u8::try_from(bit).ok()).unwrap_or(0)
}

fn marks_of(taken: Taken, sets: &[Set], point: u32) -> u8 {
    let character = char::from_u32(point);
    let mut marks = 0;
    for (mark, is) in [
        (Marks::TAKEN, taken.has(point)),
        (Marks::QUIET, characters::is_usual(point)),
        (Marks::JSON, character.is_some_and(json::stands)),
        (Marks::PERCENT, character.is_some_and(request::stands)),
    ] {
        if is {
            marks |= mark;
        }
    }
    for (place, set) in sets.iter().enumerate() {
        if set.has(point) {
            marks |= bit(place);
        }
    }
    marks
}

/// The pattern as steps.
fn shape(pattern: &Pattern, marks: &[u8; 256]) -> Form {
    let mut form = Form {
        set: 0,
        sequences: Vec::new(),
        exact: true,
    };
    for runs in &pattern.alternatives {
        form.sequences.push(sequence(runs, marks));
        form.exact &= is_exact(runs);
    }
    form
}

/// The set that a pattern asks every character to be of, where it asks for nothing else of a text that is not empty.
fn only_set(pattern: &Pattern) -> Option<&Set> {
    match pattern.alternatives.as_slice() {
        [runs] => match runs.as_slice() {
            [run] if run.min <= 1 && run.max == u32::MAX => Some(&run.set),
            _ => None,
        },
        _ => None,
    }
}

fn sequence(runs: &[Run], marks: &[u8; 256]) -> Sequence {
    let mut sequence = Sequence {
        prefix: Vec::new(),
        steps: Vec::new(),
        marks: Marks::ALL,
    };
    for run in runs {
        let ranges = run.set.ranges();
        let literal = match ranges {
            [(first, last)] if first == last && run.min == 1 && run.max == 1 => {
                u16::try_from(*first).ok()
            }
            _ => None,
        };
        match literal {
            Some(unit) if sequence.steps.is_empty() => sequence.prefix.push(unit),
            _ => sequence.steps.push(Step {
                set: Ranges::new(ranges),
                min: run.min,
                max: run.max,
            }),
        }
        for (point, own) in (0..).zip(marks) {
            if run.set.has(point) {
                sequence.marks &= own;
            }
        }
        // Of those beyond the table nothing is known.
        if ranges.last().is_some_and(|(_, last)| *last > 0xFF) {
            sequence.marks = 0;
        }
    }
    sequence
}

/// Whether a text can fit in one way only: where a run may end sooner or later, what follows shares no character with it.
fn is_exact(runs: &[Run]) -> bool {
    runs.iter().enumerate().all(|(place, run)| {
        let after = runs.iter().skip(place.saturating_add(1));
        let optional = after.clone().take_while(|next| next.min == 0).count();
        let mut next = after.take(optional.saturating_add(1));
        run.min == run.max || !next.any(|next| meet(&run.set, &next.set))
    })
}

fn meet(one: &Set, other: &Set) -> bool {
    let within = |&(first, last): &(u32, u32)| {
        let mut others = other.ranges().iter();
        others.any(|&(from, to)| first <= to && from <= last)
    };
    one.ranges().iter().any(within)
}
