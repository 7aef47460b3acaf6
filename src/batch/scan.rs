//! Scans the members of a row by the fast path.

use crate::fast_path::{FastPath, Glance};
use crate::model::Member;
use crate::policy::Policy;
use crate::text;
use crate::validate::Value;

/// What shows of an input: which members it has, and of its texts a bit for the place of each.
#[derive(Clone, Copy, Default)]
pub(crate) struct Scan {
    /// Two bits for each place: what stands there.
    pub(crate) shape: u32,
    /// It was not seen that there is no issue.
    pub(crate) unsure: u32,
    /// It was not seen that there is no warning.
    pub(crate) loud: u32,
    /// It was seen that nothing in it needs an escape in JSON.
    pub(crate) plain: u32,
    /// It is the one that was noted last, or no text but one that is read in full each time.
    pub(crate) repeated: u32,
}

/// What stands at a place.
#[derive(Clone, Copy)]
enum Shown {
    Nothing,
    Value,
    Off,
    On,
}

impl Scan {
    /// Adds what stands at the next place.
    fn show(&mut self, shown: Shown) {
        self.shape = self.shape << 2 | shown as u32;
    }

    /// Notes what one pass over the text at a place showed.
    fn note(&mut self, place: usize, seen: Glance) {
        self.unsure |= u32::from(!seen.is_sound) << place;
        self.loud |= u32::from(!seen.is_quiet) << place;
        self.plain |= u32::from(seen.is_plain) << place;
    }
}

/// How the texts of a member are judged.
pub(crate) enum Look {
    /// By one pass.
    Pass(Box<FastPath>),
    /// As the last one that was sound, if they are the same, and whether it was quiet. No secret is kept.
    Same(String, bool),
    /// Not at all.
    Never,
}

/// Looks at the members of an input.
pub(crate) fn scan(looks: &[Look], values: &[Value<'_, &str>]) -> Scan {
    let mut scan = Scan::default();
    for (place, (look, value)) in looks.iter().zip(values).enumerate() {
        let shown = match value {
            Value::Absent => Shown::Nothing,
            // Neither is right for any member.
            Value::Null | Value::Other => {
                scan.unsure |= 1 << place;
                Shown::Nothing
            }
            // They are part of the line, and no other line is like it.
            Value::Integer(_) | Value::List(_) | Value::Map(_) => {
                scan.unsure |= 1 << place;
                scan.repeated |= 1 << place;
                Shown::Value
            }
            Value::Text(text) => {
                let (seen, is_last) = look.at(text);
                scan.note(place, seen);
                scan.repeated |= u32::from(is_last) << place;
                Shown::Value
            }
            Value::Boolean(false) => Shown::Off,
            Value::Boolean(true) => Shown::On,
        };
        scan.show(shown);
    }
    scan
}

impl Look {
    /// How the texts of a member are judged; if it is the password, by this policy and for a user with or without a name.
    pub(crate) fn of(member: &Member, policy: Option<(&Policy, bool)>) -> Self {
        // A text that is no secret and takes more than a table to judge is often that of the row before.
        let is_quick = |path: &FastPath| member.sensitive || !path.has_shapes();
        match FastPath::of(member, policy).filter(is_quick) {
            Some(path) => Self::Pass(Box::new(path)),
            None if member.sensitive => Self::Never,
            None => Self::Same(String::new(), false),
        }
    }

    /// What shows of a text, and whether it is the one that was noted last.
    fn at(&self, text: &str) -> (Glance, bool) {
        match self {
            Self::Pass(path) => {
                let seen = path.glance(text.as_bytes());
                (seen, false)
            }
            Self::Same(last, is_quiet) => {
                let is_sound = !text.is_empty() && text::are_same(last, text);
                let seen = Glance {
                    is_sound,
                    is_quiet: *is_quiet,
                    is_plain: false,
                };
                (seen, is_sound)
            }
            Self::Never => (Glance::default(), false),
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
