//! An operation in; the tables that the fast path reads out. A policy has its own.

use fast_path::{
    Demand, Form, Group, Kind, Last, Limit, Marks, Member, Plan, Ranges, Rule, Sequence,
    Step, Texts, UNTOLD,
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
    let members = operation.members.iter().enumerate();
    let count = |members: &[u8]| u32::try_from(members.len()).unwrap_or(u32::MAX);
    let bits = |members: &[u8]| members.iter().fold(0, |bits, at| bits | 1 << (at & 31));
    let groups = operation.rules.iter().filter_map(|rule| {
        let (members, min, max) = match &rule.demand {
            model::Demand::AtMostOne(list) => (list, 0, 1),
            model::Demand::ExactlyOne(list) => (list, 1, 1),
            model::Demand::AtLeastOne(list) => (list, 1, count(list)),
            model::Demand::Require(..) | model::Demand::Refuse(..) => return None,
        };
        let members = bits(members);
        Some(Group { members, min, max })
    });
    Plan {
        groups: groups.collect(),
        members: members
            .map(|(index, _)| About { operation, index }.member())
            .collect(),
        notice: operation.notice.as_ref().map(|notice| {
            let notice = notice.clone();
            key(Subject::Input, IssueKind::Lifecycle { notice })
        }),
        hashed_by: (operation.password.as_ref())
            .and_then(|password| password.hashed_by)
            .map_or(0, |by| bits(&[by])),
    }
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
}

impl About<'_> {
    fn key(&self, kind: IssueKind) -> u32 {
        key(self.subject(), kind)
    }

    fn subject(&self) -> Subject {
        let member = self.operation.members.get(self.index);
        member.map_or(Subject::Input, |member| Subject::member(self.index, member))
    }

    fn member(&self) -> Member {
        let member = self.operation.members.get(self.index);
        Member {
            kind: match member.map(|member| (member, &member.kind)) {
                Some((member, model::Kind::Text)) => Kind::Text(Box::new(self.texts(member))),
                Some((_, model::Kind::Boolean)) => Kind::Boolean,
                _ => Kind::Other,
            },
            place: place(self.subject()),
            is_password: self.operation.is_password(self.index),
            wrong_type: member.map_or(UNTOLD, |member| {
                self.key(IssueKind::WrongType {
                    expected: (&member.kind).into(),
                })
            }),
            demands: member.map_or_else(Vec::new, |member| self.demands(member)),
        }
    }

    fn demands(&self, member: &model::Member) -> Vec<Demand> {
        let missing = |because, warns| {
            self.key(if warns {
                IssueKind::Recommended { because }
            } else {
                IssueKind::Missing { because }
            })
        };
        let always = [(member.required, false), (member.recommended, true)];
        let always = always.into_iter().filter(|(asked, _)| *asked);
        let mut demands: Vec<Demand> = always
            .map(|(_, warns)| Demand {
                given: true,
                when: None,
                warns,
                key: missing(Because::Always, warns),
            })
            .collect();
        for rule in &self.operation.rules {
            let warns = rule.warns;
            let (given, on, key) = match &rule.demand {
                model::Demand::Require(of, on) if usize::from(*of) == self.index => {
                    let because = validate::because(self.operation, *on);
                    (true, *on, missing(because, warns))
                }
                model::Demand::Refuse(of, on) if usize::from(*of) == self.index => {
                    let with = validate::name(self.operation, on.member);
                    (false, *on, self.key(IssueKind::Conflict { with }))
                }
                _ => continue,
            };
            let Condition {
                member: by,
                given: is,
            } = on;
            demands.push(Demand {
                given,
                when: Some((by, is)),
                warns,
                key,
            });
        }
        demands
    }

    fn texts(&self, member: &model::Member) -> Texts {
        let mut sets: Vec<Set> = Vec::new();
        let mut limits: Vec<(&model::Limit, u8)> = Vec::new();
        for limit in &member.limits {
            let mut bit = 0;
            if let Constraint::Characters { set, .. } = &limit.constraint {
                let place = u32::try_from(sets.len()).unwrap_or(u32::MAX);
                // Without a bit no character is of the set, and it has no key either.
                bit = Marks::FIRST_SET.checked_shl(place).unwrap_or(0);
                sets.push(set.clone());
            }
            limits.push((limit, bit));
        }
        let taken = Taken::of(member);
        let marks_of = move |point: u32| {
            let character = char::from_u32(point);
            let mut marks = 0;
            let facts = [
                (Marks::TAKEN, taken.has(point)),
                (Marks::QUIET, characters::is_usual(point)),
                (Marks::JSON, character.is_some_and(json::stands)),
                (Marks::PERCENT, character.is_some_and(request::stands)),
            ];
            for (mark, _) in facts.into_iter().filter(|(_, is)| *is) {
                marks |= mark;
            }
            for (place, _) in (0u32..).zip(&sets).filter(|(_, set)| set.has(point)) {
                marks |= Marks::FIRST_SET.checked_shl(place).unwrap_or(0);
            }
            marks
        };
        let mut marks = [0; 256];
        for (point, own) in (0..).zip(&mut marks) {
            *own = marks_of(point);
        }
        Texts {
            empty: validate::needs_text(member).then(|| self.key(validate::EMPTY)),
            limits: (limits.into_iter())
                .map(|(limit, bit)| Limit {
                    rule: self.rule(&limit.constraint, bit, &marks),
                    warns: limit.warns,
                })
                .collect(),
            warns: member.limits.iter().any(|limit| limit.warns),
            forms: (member.forms.iter())
                .map(|form| shape(&form.pattern, &marks))
                .collect(),
            undocumented: self.key(IssueKind::UndocumentedForm { forms: Vec::new() }),
            dots: (member.location == Location::Path)
                .then(|| self.key(IssueKind::Reserved { values: &[] })),
            characters: self.forbidden(taken.means(true).into()),
            space: self.key(IssueKind::EndsWithSpace),
            marks,
            far: Box::new(move |unit| marks_of(unit.into())),
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

    fn rule(&self, constraint: &Constraint, bit: u8, marks: &[u8; 256]) -> Rule {
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
                Rule::Pattern(shape(&form.pattern, marks), key)
            }
            Constraint::Characters { means, .. } => {
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

/// The pattern as steps.
fn shape(pattern: &Pattern, marks: &[u8; 256]) -> Form {
    let alternatives = &pattern.alternatives;
    Form {
        sequences: alternatives
            .iter()
            .map(|runs| sequence(runs, marks))
            .collect(),
        exact: alternatives.iter().all(|runs| is_exact(runs)),
    }
}

fn sequence(runs: &[Run], marks: &[u8; 256]) -> Sequence {
    let literal = |run: &Run| match run.set.ranges() {
        [(first, last)] if first == last && run.min == 1 && run.max == 1 => {
            u16::try_from(*first).ok()
        }
        _ => None,
    };
    let prefix: Box<[u16]> = runs.iter().map_while(literal).collect();
    let steps = runs.iter().skip(prefix.len()).map(|run| Step {
        set: Ranges::new(run.set.ranges()),
        min: run.min,
        max: run.max,
    });
    let mut common = Marks::ALL;
    for run in runs {
        for (point, own) in (0..).zip(marks) {
            if run.set.has(point) {
                common &= own;
            }
        }
        // Of those beyond the table nothing is known.
        if run
            .set
            .ranges()
            .last()
            .is_some_and(|(_, last)| *last > 0xFF)
        {
            common = 0;
        }
    }
    Sequence {
        steps: steps.collect(),
        prefix,
        marks: common,
    }
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
