//! A member in; what one pass over the bytes of its texts tells of them.
//!
//! A text that is sound at a glance has no issue. Any other may have: the model's own checks read it and say which.

use crate::json;
use crate::model::{Constraint, Grammar, Member, Pattern};
use crate::policy::{ALLOWED, Policy};
use crate::text;
use crate::validate::Value;

/// How the texts of a member are judged.
pub(crate) enum Glance {
    /// By their bytes.
    Bytes(Box<Bytes>),
    /// As the last one that was sound, if they are the same. No secret is kept.
    Same(String),
    /// Not at all.
    Never,
}

/// What the bytes of a sound text are, all of them ASCII.
pub(crate) struct Bytes {
    min: usize,
    max: usize,
    reserved: &'static [&'static str],
    /// What each byte is: of which groups of the policy, a bit each, and the bits below.
    marks: [u32; 256],
    /// What some byte must be.
    needed: u32,
    min_groups: u32,
}

/// The bits of groups: no more than a policy can have.
const GROUPS: u32 = 0x7FFF;

/// Of a byte: it is one of which there must be one.
const NEEDED: u32 = 1 << 16;

/// Of a byte: it is not allowed, or not ASCII.
const FORBIDDEN: u32 = 1 << 17;

/// Of a byte: it needs an escape in JSON.
const ESCAPED: u32 = 1 << 18;

/// What shows of an input: which members it has, and of its texts a bit for the place of each.
#[derive(Default)]
pub(crate) struct Sight {
    /// Two bits for each place: whether it is absent, a text, or a switch that is off or on.
    pub(crate) shape: u32,
    /// It was not seen that it has no issue.
    pub(crate) unsure: u32,
    /// It was seen that nothing in it needs an escape in JSON.
    pub(crate) plain: u32,
    /// It is the one that was noted last.
    pub(crate) repeated: u32,
}

impl Sight {
    /// Looks at the members of an input.
    pub(crate) fn of(glances: &[Glance], values: &[Value<&str>]) -> Self {
        let mut sight = Self::default();
        for (place, (glance, value)) in glances.iter().zip(values).enumerate() {
            let kind = match value {
                Value::Absent => 0,
                // Neither is right for any member.
                Value::Null | Value::Other => {
                    sight.unsure |= 1 << place;
                    0
                }
                Value::Text(text) => {
                    sight.take(glance, place, text);
                    1
                }
                Value::Boolean(false) => 2,
                Value::Boolean(true) => 3,
            };
            sight.shape = sight.shape << 2 | kind;
        }
        sight
    }

    /// Whether the text at a place certainly has no issue.
    pub(crate) const fn is_sound(&self, place: usize) -> bool {
        self.unsure >> place & 1 == 0
    }

    fn take(&mut self, glance: &Glance, place: usize, text: &str) {
        let (sound, plain, repeated) = match glance {
            Glance::Bytes(bytes) => {
                let (sound, plain) = bytes.judge(text);
                (sound, plain, false)
            }
            Glance::Same(last) => {
                let same = !text.is_empty() && text::are_same(last, text);
                (same, false, same)
            }
            Glance::Never => (false, false, false),
        };
        self.unsure |= u32::from(!sound) << place;
        self.plain |= u32::from(plain) << place;
        self.repeated |= u32::from(repeated) << place;
    }
}

impl Glance {
    /// How the texts of a member are judged; if it is the password, by this policy and for a user with or without a name.
    pub(crate) fn of(member: &'static Member, policy: Option<(&Policy, bool)>) -> Self {
        match Bytes::of(member, policy) {
            Some(bytes) => Self::Bytes(Box::new(bytes)),
            None if member.sensitive => Self::Never,
            None => Self::Same(String::new()),
        }
    }

    /// Notes a text that has no issue.
    pub(crate) fn note(&mut self, text: &str) {
        if let Self::Same(last) = self {
            last.clear();
            last.push_str(text);
        }
    }
}

impl Bytes {
    /// `None` where their length and which bytes there are do not decide.
    fn of(member: &'static Member, policy: Option<(&Policy, bool)>) -> Option<Self> {
        let mut bytes = Self {
            min: 1,
            max: usize::MAX,
            reserved: &[],
            marks: [0; 256],
            needed: 0,
            min_groups: 0,
        };
        bytes.mark(FORBIDDEN, |point| point >= 0x80);
        bytes.mark(ESCAPED, |point| {
            char::from_u32(point).is_some_and(|it| !json::is_plain(it.encode_utf8(&mut [0; 4])))
        });
        for limit in member.constraints {
            match &limit.constraint {
                Constraint::Length { min, max } => bytes.bound(*min, *max),
                Constraint::Characters { set, .. } => {
                    bytes.mark(FORBIDDEN, |point| !set.has(point));
                }
                Constraint::Reserved(texts) if bytes.reserved.is_empty() => bytes.reserved = texts,
                Constraint::Form(Pattern {
                    grammar: Grammar::Outside(set),
                    ..
                }) if bytes.needed == 0 => {
                    bytes.needed = NEEDED;
                    bytes.mark(NEEDED, |point| !set.has(point));
                }
                Constraint::Reserved(_) | Constraint::Form(_) => return None,
            }
        }
        match policy {
            Some((policy, named)) => bytes.comply(policy, named).then_some(bytes),
            None => Some(bytes),
        }
    }

    /// Adds what a policy asks for; whether bytes alone decide that.
    fn comply(&mut self, policy: &Policy, named: bool) -> bool {
        let rules = policy.rules();
        self.bound(rules.min_length, rules.max_length);
        self.mark(FORBIDDEN, |point| policy.mask(point) & ALLOWED == 0);
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
            && rules.max_repeats == 0
            && rules.forbidden_words.is_empty()
            && !(rules.not_user_name && named)
            && rules.classes.iter().all(|class| class.min < 2)
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

    /// Whether the text is sound, and whether it is plain.
    fn judge(&self, text: &str) -> (bool, bool) {
        let mut found = 0;
        for &byte in text.as_bytes() {
            let marks = self.marks.get(usize::from(byte));
            found |= marks.copied().unwrap_or(FORBIDDEN);
        }
        // Of ASCII, each byte is a character.
        let sound = (self.min..=self.max).contains(&text.len())
            && found & (FORBIDDEN | self.needed) == self.needed
            && (found & GROUPS).count_ones() >= self.min_groups
            && !self.reserved.contains(&text);
        (sound, found & ESCAPED == 0)
    }
}
