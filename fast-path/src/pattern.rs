//! A provider's pattern as steps, each so many units of a set, and how far a text follows it.

use std::cell::Cell;

use crate::ranges::Ranges;

/// A pattern: one of some sequences.
#[derive(Debug, Clone)]
pub struct Form {
    /// The sequences.
    pub sequences: Vec<Sequence>,
    /// The mark of the set that is all that it asks for, of however many characters; 0 where it asks for more.
    pub set: u8,
    /// Whether a text that no sequence takes step by step, each as long as it can be, fits in no other way.
    pub exact: bool,
}

/// One way to fit a pattern.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// The units that it begins with.
    pub prefix: Vec<u16>,
    /// What follows them.
    pub steps: Vec<Step>,
    /// What is true of every character of a text that fits: the bits of its marks.
    pub marks: u8,
}

/// So many units of one set.
#[derive(Debug, Clone)]
pub struct Step {
    /// The set.
    pub set: Ranges,
    /// At least so many.
    pub min: u32,
    /// At most so many; `u32::MAX` for as many as there are.
    pub max: u32,
}

/// How a text fits. Positions count from 1.
pub(crate) enum Fit {
    /// All of it fits, and this is true of every character.
    Whole(u8),
    /// It ends before the pattern does.
    Cut,
    /// It goes on where the pattern ends.
    Longer(u32),
    /// It has another character than the pattern.
    Wrong(u32),
    /// It was not found out.
    Untold,
}

impl Form {
    /// How the text fits.
    #[inline]
    pub(crate) fn fit(&self, text: &[Cell<u16>]) -> Fit {
        let (mut furthest, mut ended) = (0, false);
        for sequence in &self.sequences {
            let (at, complete) = sequence.follow(text);
            if complete && at == text.len() {
                return Fit::Whole(sequence.marks);
            }
            let ends = complete && sequence.is_bounded();
            if at > furthest {
                (furthest, ended) = (at, ends);
            } else if at == furthest {
                ended |= ends;
            }
        }
        if !self.exact {
            return Fit::Untold;
        }
        let position = u32::try_from(furthest)
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        if furthest >= text.len() {
            Fit::Cut
        } else if ended {
            Fit::Longer(position)
        } else {
            Fit::Wrong(position)
        }
    }
}

impl Sequence {
    /// How many units it takes, and whether it is at its end then.
    #[inline]
    fn follow(&self, text: &[Cell<u16>]) -> (usize, bool) {
        for (at, own) in self.prefix.iter().enumerate() {
            if text.get(at).is_none_or(|unit| unit.get() != *own) {
                return (at, false);
            }
        }
        let mut at = self.prefix.len();
        for step in &self.steps {
            let rest = text.get(at..).unwrap_or_default();
            let most = rest.get(..step.max as usize).unwrap_or(rest);
            let found = step.set.run(most);
            at = at.saturating_add(found);
            if found < step.min as usize {
                return (at, false);
            }
        }
        (at, true)
    }

    fn is_bounded(&self) -> bool {
        self.steps.last().is_none_or(|step| step.max != u32::MAX)
    }
}
