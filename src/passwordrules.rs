//! The value of the HTML attribute `passwordrules` in, [`PolicyRules`] out; and the other way round.
//!
//! The attribute is a proposal of Apple's, <https://github.com/whatwg/html/issues/3518>, that password managers read:
//! several `required` all hold, the classes within one are alternatives, and what is repeated is asked for so often.

use std::borrow::Cow;

use crate::error::Error;
use crate::json::push_number;
use crate::model::{Class, PolicyRules};
use crate::text::contains;

/// The greatest length where the text names none: the largest number that the attribute `maxlength` takes.
pub const NO_MAXIMUM: u32 = 0x7FFF_FFFF;

/// The named classes that make up all printable ASCII characters; `ascii-printable` and `unicode` are all of them.
static NAMED: [Named; 4] = [
    Named {
        word: "lower",
        name: "a lowercase letter",
        ranges: &[('a', 'z')],
    },
    Named {
        word: "upper",
        name: "an uppercase letter",
        ranges: &[('A', 'Z')],
    },
    Named {
        word: "digit",
        name: "a digit",
        ranges: &[('0', '9')],
    },
    Named {
        word: "special",
        name: "a special character",
        ranges: &[(' ', '/'), (':', '@'), ('[', '`'), ('{', '~')],
    },
];

/// A class that has a name.
struct Named {
    word: &'static str,
    /// As in a policy.
    name: &'static str,
    ranges: crate::model::Set,
}

/// Everything outside ASCII, which only `unicode` has.
const BEYOND: (char, char) = ('\u{80}', char::MAX);

/// Characters of a class.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Set {
    /// Bit `i` for the character of code point `i`.
    ascii: u128,
    /// Whether everything else is in it too.
    beyond: bool,
}

const PRINTABLE: u128 = (u128::MAX << 32) & !(1 << 127);

impl Set {
    fn of(ranges: &[(char, char)]) -> Self {
        let mut set = Self::default();
        for point in (0..127).filter(|&point| contains(ranges, point)) {
            set.ascii |= 1 << point;
        }
        set
    }

    fn with(self, other: Self) -> Self {
        Self {
            ascii: self.ascii | other.ascii,
            beyond: self.beyond || other.beyond,
        }
    }

    fn characters(self) -> impl Iterator<Item = char> {
        (0..127u8)
            .filter(move |point| self.ascii >> point & 1 == 1)
            .map(char::from)
    }

    /// The classes in it that have a name, and what is left.
    fn parts(self) -> (Vec<&'static Named>, Self) {
        let held = |named: &Named| !self.ascii & Self::of(named.ranges).ascii == 0;
        let named: Vec<_> = NAMED.iter().filter(|named| held(named)).collect();
        let mut rest = self;
        for named in &named {
            rest.ascii &= !Self::of(named.ranges).ascii;
        }
        (named, rest)
    }

    fn class(self, min: u32) -> Class {
        let (named, rest) = self.parts();
        let mut name = String::new();
        for Named { name: words, .. } in named {
            name.push_str(if name.is_empty() { "" } else { " or " });
            name.push_str(words);
        }
        if rest.ascii != 0 {
            name.push_str(if name.is_empty() {
                "one of "
            } else {
                " or one of "
            });
            name.extend(rest.characters());
        }
        let mut characters: Vec<(char, char)> = Vec::new();
        for character in self.characters() {
            match characters.last_mut() {
                Some((_, last)) if u32::from(*last).saturating_add(1) == character.into() => {
                    *last = character;
                }
                _ => characters.push((character, character)),
            }
        }
        if self.beyond {
            characters.push(BEYOND);
        }
        Class {
            name: name.into(),
            characters: characters.into(),
            generate: self.characters().collect::<String>().into(),
            min,
        }
    }

    /// Appends the classes that make it up.
    fn write(self, out: &mut String) {
        let (named, rest) = self.parts();
        if self.beyond || self.ascii == PRINTABLE {
            out.push_str(if self.beyond {
                "unicode"
            } else {
                "ascii-printable"
            });
            return;
        }
        let mut separator = "";
        for Named { word, .. } in named {
            out.push_str(separator);
            out.push_str(word);
            separator = ", ";
        }
        if rest.ascii == 0 {
            return;
        }
        out.push_str(separator);
        out.push('[');
        // A hyphen is one only where it stands first, a closing bracket where it stands last.
        let held = |character: &char| rest.ascii >> u32::from(*character) & 1 == 1;
        out.extend(Some('-').filter(held));
        out.extend(
            rest.characters()
                .filter(|character| !matches!(character, '-' | ']')),
        );
        out.extend(Some(']').filter(held));
        out.push(']');
    }
}

/// The text that asks password managers for passwords such as the policy generates. What the attribute cannot say, so many
/// groups of several, different characters, words and the user's name, is asked for more strictly or left out.
#[must_use]
pub fn format(rules: &PolicyRules) -> String {
    let mut out = String::new();
    let mut number = |name: &str, value: u32, but: u32| {
        if value != but {
            begin(&mut out, name);
            push_number(&mut out, value);
            out.push(';');
        }
    };
    number("minlength", rules.min_length, 0);
    number("maxlength", rules.max_length, NO_MAXIMUM);
    number("max-consecutive", rules.max_repeats, 0);
    let itemized = rules.classes.iter().filter(|class| class.min > 0).count();
    let mut missing = (rules.min_classes as usize).saturating_sub(itemized);
    let mut allowed = Set::default();
    for class in rules.classes.iter() {
        let set = generated(class, &rules.forbidden);
        let mut times = class.min;
        if times == 0 && missing > 0 && set.ascii != 0 {
            (times, missing) = (1, missing.saturating_sub(1));
        }
        if times == 0 {
            allowed = allowed.with(set);
        }
        for _ in 0..times.min(rules.max_length) {
            begin(&mut out, "required");
            set.write(&mut out);
            out.push(';');
        }
    }
    if allowed != Set::default() {
        begin(&mut out, "allowed");
        allowed.write(&mut out);
        out.push(';');
    }
    out
}

fn begin(out: &mut String, name: &str) {
    out.push_str(if out.is_empty() { "" } else { " " });
    out.push_str(name);
    out.push_str(": ");
}

/// The characters of a class that are generated; those that count where none is but one must be there.
fn generated(class: &Class, forbidden: &[(char, char)]) -> Set {
    let mut set = Set::default();
    for character in class.generate.chars().filter(|&character| character <= '~') {
        set.ascii |= 1u128 << u32::from(character);
    }
    if set.ascii == 0 && class.min > 0 {
        set = Set::of(&class.characters);
    }
    set.ascii &= PRINTABLE & !Set::of(forbidden).ascii;
    set.beyond = set.ascii == PRINTABLE && contains(&class.characters, BEYOND.1.into());
    set
}

/// The rules that a text asks for.
///
/// # Errors
///
/// [`Error::InvalidPasswordRules`] where it is no such text. Whether somebody can satisfy them, [`crate::Policy`] finds.
pub fn parse(text: &str) -> Result<PolicyRules, Error> {
    let mut reader = Reader { rest: text };
    let mut rules = PolicyRules {
        max_length: NO_MAXIMUM,
        ..PolicyRules::default()
    };
    let mut required: Vec<(Set, u32)> = Vec::new();
    let mut allowed = Set::default();
    loop {
        while reader.take(';') {}
        if reader.rest.is_empty() {
            break;
        }
        let name = reader.word();
        if !reader.take(':') {
            return Err(Error::InvalidPasswordRules(
                "a colon must follow the name of a rule",
            ));
        }
        let empty = reader.rest.is_empty() || reader.rest.starts_with(';');
        match name.as_str() {
            "minlength" | "maxlength" | "max-consecutive" | "required" | "allowed" if empty => {}
            "minlength" => rules.min_length = reader.number()?.max(rules.min_length),
            "maxlength" => rules.max_length = reader.number()?.min(rules.max_length),
            "max-consecutive" => {
                let most = reader.number()?;
                let before = Some(rules.max_repeats).filter(|before| *before > 0);
                rules.max_repeats = before.unwrap_or(most).min(most);
            }
            "required" => {
                let set = reader.set()?;
                match required.iter_mut().find(|(known, _)| *known == set) {
                    Some((_, times)) => *times = times.saturating_add(1),
                    None if set == Set::default() => {}
                    None => required.push((set, 1)),
                }
            }
            "allowed" => allowed = allowed.with(reader.set()?),
            _ => return Err(Error::InvalidPasswordRules("there is no rule of this name")),
        }
        if !(reader.rest.is_empty() || reader.rest.starts_with(';')) {
            return Err(Error::InvalidPasswordRules(
                "a semicolon must follow a rule",
            ));
        }
    }
    if required.is_empty() && allowed == Set::default() {
        allowed.ascii = PRINTABLE;
    }
    let mut classes: Vec<Class> = required
        .iter()
        .map(|(set, times)| set.class(*times))
        .collect();
    if allowed != Set::default() {
        classes.push(allowed.class(0));
    }
    rules.classes = Cow::Owned(classes);
    Ok(rules)
}

struct Reader<'a> {
    /// What is not read yet.
    rest: &'a str,
}

impl Reader<'_> {
    /// Takes the character if it comes next, and the white space around it.
    fn take(&mut self, character: char) -> bool {
        let trimmed = self.rest.trim_start_matches(is_space);
        let after = trimmed.strip_prefix(character);
        self.rest = after.unwrap_or(trimmed).trim_start_matches(is_space);
        after.is_some()
    }

    /// Takes the letters and hyphens that come next, as small letters.
    fn word(&mut self) -> String {
        let rest = self.rest;
        let after = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
        self.rest = after;
        let word = rest.strip_suffix(after).unwrap_or_default();
        self.rest = after.trim_start_matches(is_space);
        word.to_ascii_lowercase()
    }

    fn number(&mut self) -> Result<u32, Error> {
        let mut number = None;
        while let Some(digit) = self.rest.chars().next().and_then(|c| c.to_digit(10)) {
            self.rest = self.rest.get(1..).unwrap_or_default();
            number = Some(
                number
                    .unwrap_or(0u32)
                    .saturating_mul(10)
                    .saturating_add(digit),
            );
        }
        self.rest = self.rest.trim_start_matches(is_space);
        let number = number.map(|number| number.min(NO_MAXIMUM));
        number.ok_or(Error::InvalidPasswordRules(
            "a length must be a whole number",
        ))
    }

    /// Takes classes with commas between them.
    fn set(&mut self) -> Result<Set, Error> {
        let mut set = Set::default();
        loop {
            let class = if self.rest.starts_with('[') {
                self.custom()?
            } else {
                let word = self.word();
                let named = NAMED.iter().find(|named| named.word == word);
                match (named, word.as_str()) {
                    (Some(named), _) => Set::of(named.ranges),
                    (None, "ascii-printable" | "unicode") => Set {
                        ascii: PRINTABLE,
                        beyond: word == "unicode",
                    },
                    (None, _) => {
                        return Err(Error::InvalidPasswordRules(
                            "there is no class of this name",
                        ));
                    }
                }
            };
            set = set.with(class);
            if !self.take(',') {
                return Ok(set);
            }
        }
    }

    /// Takes a class in brackets. A closing bracket is of the class where another one follows, and a hyphen where it comes
    /// first; other hyphens, and what is not printable ASCII, are passed over.
    fn custom(&mut self) -> Result<Set, Error> {
        let mut characters = self.rest.chars();
        characters.next();
        let mut set = Set::default();
        let mut first = true;
        loop {
            let character = characters.next().ok_or(Error::InvalidPasswordRules(
                "a class in brackets does not end",
            ))?;
            let last = character == ']';
            if last && !characters.as_str().starts_with(']') {
                break;
            }
            if (' '..='~').contains(&character) && (first || character != '-') {
                set.ascii |= 1u128 << u32::from(character);
            }
            first = false;
            if last {
                characters.next();
                break;
            }
        }
        self.rest = characters.as_str().trim_start_matches(is_space);
        Ok(set)
    }
}

/// White space as HTML has it.
const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{C}' | '\r')
}
