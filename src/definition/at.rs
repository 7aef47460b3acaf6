//! A place in a document, kept on the stack until a mistake needs it as a JSON Pointer.

use std::fmt::Write as _;

use super::Mistake;
use crate::model::Str;

/// A step from a value to one within it.
#[derive(Clone)]
pub(super) enum Step<'a> {
    /// To the value of a key.
    Key(&'a str),
    /// The same, of a key that is kept.
    Shared(Str),
    /// To an item of a list.
    Item(usize),
}

/// A place.
#[derive(Clone)]
pub(super) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

impl<'a> At<'a> {
    /// The whole document.
    pub(super) const ROOT: Self = At {
        parent: None,
        step: Step::Item(0),
    };

    /// The value of a key.
    pub(super) fn key<'b>(&'b self, key: &'b str) -> At<'b>
    where
        'a: 'b,
    {
        At {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    /// An item of a list.
    pub(super) fn item<'b>(&'b self, index: usize) -> At<'b>
    where
        'a: 'b,
    {
        At {
            parent: Some(self),
            step: Step::Item(index),
        }
    }

    /// How deep it lies.
    pub(super) fn depth(&self) -> usize {
        let mut depth = 0usize;
        let mut at = self;
        while let Some(parent) = at.parent {
            depth = depth.saturating_add(1);
            at = parent;
        }
        depth
    }

    /// A mistake at this place.
    pub(super) fn says(&self, message: impl Into<String>) -> Mistake {
        Mistake {
            at: self.pointer(),
            message: message.into(),
        }
    }

    /// A mistake so many steps below this place.
    pub(super) fn mistake(&self, steps: &[Step<'_>], message: &str) -> Mistake {
        let mut at = self.pointer();
        for step in steps {
            push(&mut at, step);
        }
        Mistake {
            at,
            message: message.into(),
        }
    }

    fn pointer(&self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut text = parent.pointer();
        push(&mut text, &self.step);
        text
    }
}

fn push(pointer: &mut String, step: &Step<'_>) {
    pointer.push('/');
    let key = match step {
        Step::Key(key) => key,
        Step::Shared(key) => &**key,
        Step::Item(index) => {
            let _ = write!(pointer, "{index}");
            return;
        }
    };
    for char in key.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(char),
        }
    }
}
