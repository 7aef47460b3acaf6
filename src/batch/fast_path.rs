//! The fast path of a batch: one pass over the bytes of a text proves that the usual one is valid.
//!
//! A text that is found *sound* has no issue, and one that is *quiet* no warning either. Any other may have some: `validate`
//! reads it in full and says which.

use crate::json;
use crate::model::{Constraint, Form, Kind, Location, Member, Pattern, Run};
use crate::policy::{ALLOWED, DISPUTED, Policy};
use crate::text;
use crate::validate::Value;

/// How the texts of a member are judged.
pub(crate) enum FastPath {
    /// By their bytes.
    Bytes(Box<Bytes>),
    /// As the last one that was sound, if they are the same, and whether it was quiet. No secret is kept.
    Same(String, bool),
    /// Not at all.
    Never,
}

/// What the bytes of a sound text are, all of them ASCII.
pub(crate) struct Bytes {
    min: usize,
    max: usize,
    /// Whether `.` and `..` are not sound.
    in_path: bool,
    /// What each byte is: of which groups of the policy, a bit each, and the bits below.
    marks: [u32; 256],
    /// What some byte must be.
    needed: u32,
    min_groups: u32,
    /// The forms that are documented, of which a quiet text has one, if there are any.
    forms: Vec<Vec<Step>>,
}

/// A part of a form: so many bytes that have one of these bits.
struct Step {
    bit: u32,
    min: u32,
    max: u32,
}

/// The bits of groups: no more than a policy can have.
const GROUPS: u32 = 0x7FFF;

/// Of a byte: it is one of which there must be one.
const NEEDED: u32 = 1 << 16;

/// Of a byte: it is not allowed, a control, or not ASCII.
const FORBIDDEN: u32 = 1 << 17;

/// Of a byte: it needs an escape in JSON.
const ESCAPED: u32 = 1 << 18;

/// The first bit of the sets of documented forms: a byte is of the set.
const FIRST_SET: u32 = 1 << 19;

/// What shows of an input: which members it has, and of its texts a bit for the place of each.
#[derive(Default)]
pub(crate) struct Scan {
    /// Two bits for each place: whether it is absent, a text, or a switch that is off or on.
    pub(crate) shape: u32,
    /// It was not seen that it has no issue.
    pub(crate) unsure: u32,
    /// It was seen that nothing in it needs an escape in JSON.
    pub(crate) plain: u32,
    /// It is the one that was noted last, or no text but one that is read in full each time.
    pub(crate) repeated: u32,
    /// It was not seen that there is no warning about it.
    pub(crate) loud: u32,
}

impl Scan {
    /// Looks at the members of an input.
    pub(crate) fn of(fast_paths: &[FastPath], values: &[Value<'_, &str>]) -> Self {
        let mut scan = Self::default();
        for (place, (fast_path, value)) in fast_paths.iter().zip(values).enumerate() {
            let kind = match value {
                Value::Absent => 0,
                // Neither is right for any member.
                Value::Null | Value::Other => {
                    scan.unsure |= 1 << place;
                    0
                }
                // They are part of the line, and no other line is like it.
                Value::Integer(_) | Value::List(_) | Value::Map(_) => {
                    scan.unsure |= 1 << place;
                    scan.repeated |= 1 << place;
                    1
                }
                Value::Text(text) => {
                    scan.take(fast_path, place, text);
                    1
                }
                Value::Boolean(false) => 2,
                Value::Boolean(true) => 3,
            };
            scan.shape = scan.shape << 2 | kind;
        }
        scan
    }

    /// Whether the text at a place certainly has no issue.
    pub(crate) const fn is_sound(&self, place: usize) -> bool {
        self.unsure >> place & 1 == 0
    }

    fn take(&mut self, fast_path: &FastPath, place: usize, text: &str) {
        let (sound, plain, repeated, quiet) = match fast_path {
            FastPath::Bytes(bytes) => {
                let (sound, plain, quiet) = bytes.judge(text);
                (sound, plain, false, quiet)
            }
            FastPath::Same(last, quiet) => {
                let same = !text.is_empty() && text::are_same(last, text);
                (same, false, same, *quiet)
            }
            FastPath::Never => (false, false, false, false),
        };
        self.unsure |= u32::from(!sound) << place;
        self.plain |= u32::from(plain) << place;
        self.repeated |= u32::from(repeated) << place;
        self.loud |= u32::from(!quiet) << place;
    }
}

impl FastPath {
    /// How the texts of a member are judged; if it is the password, by this policy and for a user with or without a name.
    pub(crate) fn of(member: &Member, policy: Option<(&Policy, bool)>) -> Self {
        match Bytes::of(member, policy) {
            Some(bytes) => Self::Bytes(Box::new(bytes)),
            None if member.sensitive => Self::Never,
            None => Self::Same(String::new(), false),
        }
    }

    /// Notes a text that has no issue, and whether there is nothing to say of it.
    pub(crate) fn note(&mut self, text: &str, is_quiet: bool) {
        if let Self::Same(last, quiet) = self {
            last.clear();
            last.push_str(text);
            *quiet = is_quiet;
        }
    }
}

impl Bytes {
    /// `None` where their length and which bytes there are do not decide.
    fn of(member: &Member, policy: Option<(&Policy, bool)>) -> Option<Self> {
        if member.kind != Kind::Text {
            return None;
        }
        let mut bytes = Self {
            min: 1,
            max: usize::MAX,
            in_path: member.location == Location::Path,
            marks: [0; 256],
            needed: 0,
            min_groups: 0,
            forms: Vec::new(),
        };
        bytes.mark(FORBIDDEN, |point| !(0x20..0x7F).contains(&point));
        bytes.mark(ESCAPED, |point| {
            char::from_u32(point).is_some_and(|it| !json::is_plain(it.encode_utf8(&mut [0; 4])))
        });
        for limit in &member.limits {
            match &limit.constraint {
                // It says nothing of soundness, and what it warns of, one pass over the bytes does not tell.
                _ if limit.warns => return None,
                // Of ASCII, whatever is counted is bytes.
                Constraint::Length { min, max, .. } => bytes.bound(*min, *max),
                Constraint::Characters { set, .. } => {
                    bytes.mark(FORBIDDEN, |point| !set.has(point));
                }
                Constraint::Pattern(form) => bytes.limit(&form.pattern)?,
            }
        }
        bytes.learn_forms(member);
        match policy {
            Some((policy, named)) => bytes.comply(policy, named).then_some(bytes),
            None => Some(bytes),
        }
    }

    /// Adds what a pattern asks for; `None` where bytes alone do not decide that.
    fn limit(&mut self, pattern: &Pattern) -> Option<()> {
        let [runs] = pattern.alternatives.as_slice() else {
            return None;
        };
        match runs.as_slice() {
            // So many characters of a set.
            [run] => {
                self.bound(run.min, run.max);
                self.mark(FORBIDDEN, |point| !run.set.has(point));
            }
            // Characters of a set, and somewhere among them one of another.
            [before, one, after]
                if is_any(before) && is_any(after) && one.min == 1 && self.needed == 0 =>
            {
                self.needed = NEEDED;
                self.mark(NEEDED, |point| one.set.has(point));
                self.mark(FORBIDDEN, |point| {
                    !before.set.has(point) || !after.set.has(point)
                });
            }
            _ => return None,
        }
        Some(())
    }

    /// Adds what a policy asks for; whether bytes alone decide that.
    fn comply(&mut self, policy: &Policy, named: bool) -> bool {
        let rules = policy.rules();
        self.bound(rules.min_length, rules.max_length);
        if rules.max_bytes > 0 {
            self.bound(0, rules.max_bytes);
        }
        // What the two readings of a policy count differently, bytes alone do not decide.
        self.mark(FORBIDDEN, |point| {
            policy.mask(point) & (ALLOWED | DISPUTED) != ALLOWED
        });
        for (index, class) in rules.classes.iter().enumerate() {
            let bit = 1u16 << index;
            self.mark(bit.into(), |point| policy.mask(point) & bit != 0);
            if class.min > 0 {
                self.needed |= u32::from(bit);
            }
        }
        // Where a character is of one group, as many are different as there are groups; how many more, nothing shows.
        self.min_groups = rules.min_classes.max(rules.min_different);
        let apart = self.marks.iter().all(|it| (it & GROUPS).count_ones() < 2);
        (apart || rules.min_different == 0)
            && [rules.max_repeats, rules.max_class_run, rules.max_sequence] == [0; 3]
            && rules.first.is_empty()
            && rules.last.is_empty()
            && rules.forbidden_words.is_empty()
            && rules.forbidden_passwords.is_empty()
            && !named
            && rules
                .classes
                .iter()
                .all(|class| class.min < 2 && class.max == 0)
    }

    /// Learns the forms of the member that are documented. One of more sets than there are bits fits no text.
    fn learn_forms(&mut self, member: &Member) {
        let mut next = FIRST_SET;
        let alternatives = |form: &'_ Form| form.pattern.alternatives.clone();
        for runs in member.forms.iter().flat_map(alternatives) {
            let mut steps = Vec::new();
            for run in runs {
                let known = std::iter::successors(Some(FIRST_SET), |bit| bit.checked_mul(2))
                    .take_while(|bit| *bit != next)
                    .find(|bit| {
                        let mut marks = (0..).zip(&self.marks);
                        marks.all(|(point, marks)| (marks & bit != 0) == run.set.has(point))
                    });
                let bit = known.unwrap_or(next);
                if known.is_none() {
                    self.mark(bit, |point| run.set.has(point));
                    next = next.checked_mul(2).unwrap_or(0);
                }
                steps.push(Step {
                    bit,
                    min: run.min,
                    max: run.max,
                });
            }
            self.forms.push(steps);
        }
    }

    fn bound(&mut self, min: u32, max: u32) {
        self.min = self.min.max(min as usize);
        self.max = self.max.min(max as usize);
    }

    fn mark(&mut self, bit: u32, is: impl Fn(u32) -> bool) {
        for (point, marks) in (0..).zip(&mut self.marks) {
            if is(point) {
                *marks |= bit;
            }
        }
    }

    /// Whether the text is sound, whether it is plain, and whether it is quiet.
    fn judge(&self, text: &str) -> (bool, bool, bool) {
        let bytes = text.as_bytes();
        let mut found = 0;
        for &byte in bytes {
            found |= self.marks_of(byte);
        }
        // Of ASCII, each byte is a character.
        let sound = (self.min..=self.max).contains(&bytes.len())
            && found & (FORBIDDEN | self.needed) == self.needed
            && (found & GROUPS).count_ones() >= self.min_groups
            && !(self.in_path && matches!(text, "." | ".."));
        // What is sound has no characters of which there is something to say.
        let quiet = sound
            && bytes.first() != Some(&b' ')
            && bytes.last() != Some(&b' ')
            && (self.forms.is_empty() || self.forms.iter().any(|form| self.fits(form, bytes)));
        (sound, found & ESCAPED == 0, quiet)
    }

    fn marks_of(&self, byte: u8) -> u32 {
        let marks = self.marks.get(usize::from(byte));
        marks.copied().unwrap_or(FORBIDDEN)
    }

    fn fits(&self, form: &[Step], mut bytes: &[u8]) -> bool {
        for step in form {
            let mut count = 0;
            while let [first, rest @ ..] = bytes {
                if count == step.max || self.marks_of(*first) & step.bit == 0 {
                    break;
                }
                count = count.saturating_add(1);
                bytes = rest;
            }
            if count < step.min {
                return false;
            }
        }
        bytes.is_empty()
    }
}

/// Whether a run takes as many characters as there are, or none.
const fn is_any(run: &Run) -> bool {
    run.min == 0 && run.max == u32::MAX
}
