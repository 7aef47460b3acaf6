//! Reads and writes the HTML attribute `passwordrules`, to and from [`PolicyRules`].
//!
//! The attribute is a proposal of Apple's, <https://github.com/whatwg/html/issues/3518>, that password managers read:
//! all `required` hold, the classes within one are alternatives, and one that is repeated asks for as many characters.

use std::borrow::Cow;

use crate::error::Error;
use crate::json::push_number;
use crate::model::{Class, PolicyRules, contains};
use crate::policy::{MAX_CLASSES, MAX_LENGTH};

/// The greatest length if the text gives none: the largest number that the attribute `maxlength` takes.
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
    ranges: &'static [(char, char)],
}

/// Everything outside ASCII, which only `unicode` has.
const BEYOND: (char, char) = ('\u{80}', char::MAX);

/// Characters of a class: whether each of ASCII is in it, and, in the place of U+007F, everything outside ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Set([bool; 128]);

impl Set {
    const NONE: Self = Self([false; 128]);

    fn of(ranges: &[(char, char)]) -> Self {
        let mut set = Self::NONE;
        for (point, held) in (0..).zip(&mut set.0) {
            *held = contains(ranges, point);
        }
        set.0[127] = contains(ranges, BEYOND.1.into());
        set
    }

    /// All printable characters of ASCII.
    fn printable() -> Self {
        Self::of(&[(' ', '~')])
    }

    fn add(&mut self, other: &Self, held: bool) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            if *other {
                *own = held;
            }
        }
    }

    fn has(&self, character: char) -> bool {
        self.0.get(character as usize).is_some_and(|held| *held)
    }

    fn beyond(&self) -> bool {
        self.0[127]
    }

    fn characters(&self) -> String {
        ('\0'..='~')
            .filter(|character| self.has(*character))
            .collect()
    }

    /// The classes in it that have a name, and what is left.
    fn parts(&self) -> (Vec<&'static Named>, String) {
        let mut rest = *self;
        let mut parts = Vec::new();
        for named in &NAMED {
            let whole = Self::of(named.ranges);
            let mut without = rest;
            without.add(&whole, true);
            if without == rest {
                rest.add(&whole, false);
                parts.push(named);
            }
        }
        (parts, rest.characters())
    }

    fn class(&self, min: u32) -> Class {
        let (named, rest) = self.parts();
        let mut name = String::new();
        for Named { name: words, .. } in named {
            name.push_str(if name.is_empty() { "" } else { " or " });
            name.push_str(words);
        }
        if !rest.is_empty() {
            name.push_str(if name.is_empty() { "" } else { " or " });
            name.push_str("one of ");
            name.push_str(&rest);
        }
        let mut characters: Vec<(char, char)> = Vec::new();
        for character in self.characters().chars() {
            match characters.last_mut() {
                Some((_, last)) if u32::from(*last).saturating_add(1) == character.into() => {
                    *last = character;
                }
                _ => characters.push((character, character)),
            }
        }
        if self.beyond() {
            characters.push(BEYOND);
        }
        Class {
            name: name.into(),
            characters: characters.into(),
            generate: self.characters().into(),
            min,
            ..Class::default()
        }
    }

    /// Appends the classes that make it up.
    fn write(&self, out: &mut String) {
        let (named, rest) = self.parts();
        if self.beyond() || named.len() == NAMED.len() {
            out.push_str(if self.beyond() {
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
        if rest.is_empty() {
            return;
        }
        out.push_str(separator);
        // A hyphen is one only where it stands first, a closing bracket where it stands last.
        out.push_str(if rest.contains(['-']) { "[-" } else { "[" });
        out.extend(
            rest.chars()
                .filter(|character| !matches!(character, '-' | ']')),
        );
        out.push_str(if rest.contains([']']) { "]]" } else { "]" });
    }
}

/// The value of the attribute for a policy: password managers then generate passwords that the policy accepts. What the attribute
/// has no words for, such as some groups out of several, different characters, forbidden words and the user's name, is asked for
/// more strictly or left out. No class is asked for more than [`MAX_LENGTH`] times, the most that a [`crate::Policy`] may.
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
    // Older readers know no other name, and take it for characters that are the same.
    number("max-consecutive", rules.max_repeats, 0);
    if rules.max_repeats == 0 || rules.max_sequence < rules.max_repeats {
        number("max-sequential", rules.max_sequence, 0);
    }
    let itemized = rules.classes.iter().filter(|class| class.min > 0).count();
    let mut missing = (rules.min_classes as usize).saturating_sub(itemized);
    let mut allowed = Set::NONE;
    for class in rules.classes.iter() {
        let set = generated(class, &rules.forbidden);
        let mut times = class.min;
        if times == 0 && missing > 0 && set != Set::NONE {
            (times, missing) = (1, missing.saturating_sub(1));
        }
        if times == 0 {
            allowed.add(&set, true);
        }
        let mut rule = String::new();
        set.write(&mut rule);
        for _ in 0..times.min(MAX_LENGTH) {
            begin(&mut out, "required");
            out.push_str(&rule);
            out.push(';');
        }
    }
    if allowed != Set::NONE {
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

/// The characters of a class that are generated; if there are none and one is required, all that count.
fn generated(class: &Class, forbidden: &[(char, char)]) -> Set {
    let mut set = Set::NONE;
    for (point, held) in (0..).zip(&mut set.0).take(127).skip(32) {
        *held = class.generate.bytes().any(|byte| byte == point);
    }
    if set == Set::NONE && class.min > 0 {
        set.add(&Set::of(&class.characters), true);
    }
    set.add(&Set::of(forbidden), false);
    set.0[127] = set.parts().0.len() == NAMED.len() && contains(&class.characters, BEYOND.1.into());
    set
}

/// The rules that a value of the attribute asks for.
///
/// # Errors
///
/// [`Error::InvalidPasswordRules`] if the text is no such value, [`Error::UnknownPasswordRule`] if it has an unknown rule or class.
/// Whether any password can meet the rules is checked by [`crate::Policy`].
pub fn parse(text: &str) -> Result<PolicyRules, Error> {
    let mut reader = Reader {
        text,
        rest: text.as_bytes(),
    };
    let mut rules = PolicyRules {
        max_length: NO_MAXIMUM,
        ..PolicyRules::default()
    };
    let mut required: Vec<(Set, u32)> = Vec::new();
    let mut allowed = Set::NONE;
    loop {
        while reader.take(b';') {}
        if reader.rest.is_empty() {
            break;
        }
        let from = reader.rest;
        let name = reader.word();
        let has_colon = reader.take(b':');
        let number = matches!(
            name,
            "minlength" | "maxlength" | "max-consecutive" | "max-repeating" | "max-sequential"
        );
        if !number && !matches!(name, "required" | "allowed") {
            return Err(reader.unknown(from, RULES));
        }
        if !has_colon {
            return Err(fault("a colon must follow the name of a rule"));
        }
        // A rule without a value says nothing.
        if !reader.ends() {
            if number {
                let value = reader.number()?;
                let strictest = |limit: &mut u32| {
                    if *limit == 0 || value < *limit {
                        *limit = value;
                    }
                };
                match name {
                    "minlength" => rules.min_length = value.max(rules.min_length),
                    "maxlength" => rules.max_length = value.min(rules.max_length),
                    "max-repeating" => strictest(&mut rules.max_repeats),
                    "max-sequential" => strictest(&mut rules.max_sequence),
                    _ => {
                        strictest(&mut rules.max_repeats);
                        strictest(&mut rules.max_sequence);
                    }
                }
            } else {
                let set = reader.set()?;
                if name == "allowed" {
                    allowed.add(&set, true);
                } else if let Some((_, times)) = required.iter_mut().find(|known| known.0 == set) {
                    *times = times.saturating_add(1);
                } else if required.len() >= MAX_CLASSES {
                    return Err(fault("there are more than 12 classes"));
                } else if set != Set::NONE {
                    required.push((set, 1));
                }
            }
        }
        if !reader.ends() {
            return Err(fault("a semicolon must follow a rule"));
        }
    }
    if required.is_empty() && allowed == Set::NONE {
        allowed = Set::printable();
    }
    if allowed != Set::NONE {
        required.push((allowed, 0));
    }
    let classes: Vec<Class> = required
        .iter()
        .map(|(set, times)| set.class(*times))
        .collect();
    rules.classes = Cow::Owned(classes);
    Ok(rules)
}

const fn fault(reason: &'static str) -> Error {
    Error::InvalidPasswordRules(reason)
}

/// Where a rule or a class may stand, those that there are.
const RULES: &str = "minlength, maxlength, max-consecutive, max-repeating, max-sequential, required or allowed at character ";
const CLASSES: &str = "lower, upper, digit, special, ascii-printable, unicode or characters in brackets at character ";

/// All the words that a text is made of. Since 2026-09, `max-consecutive` is `max-repeating` and `max-sequential` together.
const WORDS: [&str; 13] = [
    "minlength",
    "maxlength",
    "max-consecutive",
    "max-repeating",
    "max-sequential",
    "required",
    "allowed",
    "lower",
    "upper",
    "digit",
    "special",
    "ascii-printable",
    "unicode",
];

struct Reader<'a> {
    text: &'a str,
    /// What is not read yet.
    rest: &'a [u8],
}

impl Reader<'_> {
    /// The error for what stands at the beginning of `from`. It may be a password in the wrong place: nothing of it is repeated.
    fn unknown(&self, from: &[u8], known: &'static str) -> Error {
        let begin = self.text.len().saturating_sub(from.len());
        let before = self.text.char_indices().take_while(|(at, _)| *at < begin);
        let position = u32::try_from(before.count()).unwrap_or(u32::MAX);
        Error::UnknownPasswordRule {
            position: position.saturating_add(1),
            known,
        }
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip_space(&mut self) {
        while matches!(self.rest, [b' ' | b'\t' | b'\n' | 0xC | b'\r', ..]) {
            self.next();
        }
    }

    /// Takes the character if it comes next, and the white space around it.
    fn take(&mut self, character: u8) -> bool {
        self.skip_space();
        let comes = self.rest.first() == Some(&character);
        if comes {
            self.next();
            self.skip_space();
        }
        comes
    }

    /// Whether the rule ends here.
    fn ends(&mut self) -> bool {
        self.skip_space();
        matches!(self.rest, [] | [b';', ..])
    }

    /// Takes the letters and hyphens that come next. Returns the one of [`WORDS`] that they are, in any case; empty for another.
    fn word(&mut self) -> &'static str {
        let from = self.rest;
        while matches!(self.rest, [b'a'..=b'z' | b'A'..=b'Z' | b'-', ..]) {
            self.next();
        }
        let length = from.len().saturating_sub(self.rest.len());
        let taken = from.get(..length).unwrap_or_default();
        let mut words = WORDS.iter();
        let word = words.find(|word| word.as_bytes().eq_ignore_ascii_case(taken));
        word.copied().unwrap_or_default()
    }

    fn number(&mut self) -> Result<u32, Error> {
        let mut number = None;
        while let [digit @ b'0'..=b'9', ..] = self.rest {
            let digit = u32::from(digit & 0xF);
            let tens = number.unwrap_or(0u32).saturating_mul(10);
            number = Some(tens.saturating_add(digit).min(NO_MAXIMUM));
            self.next();
        }
        number.ok_or(fault("a length must be a whole number"))
    }

    /// Takes classes with commas between them.
    fn set(&mut self) -> Result<Set, Error> {
        let mut set = Set::NONE;
        loop {
            if self.rest.first() == Some(&b'[') {
                self.custom(&mut set)?;
            } else {
                let from = self.rest;
                let word = self.word();
                let mut ranges = NAMED
                    .iter()
                    .find(|named| named.word == word)
                    .map(|named| named.ranges);
                if word == "ascii-printable" {
                    ranges = Some(&[(' ', '~')]);
                }
                if word == "unicode" {
                    ranges = Some(&[(' ', '~'), BEYOND]);
                }
                let ranges = ranges.ok_or_else(|| self.unknown(from, CLASSES))?;
                set.add(&Set::of(ranges), true);
            }
            if !self.take(b',') {
                return Ok(set);
            }
        }
    }

    /// Takes a class in brackets. A closing bracket is of the class where another one follows, and a hyphen where it comes
    /// first; other hyphens, and what is not printable ASCII, are passed over.
    fn custom(&mut self, set: &mut Set) -> Result<(), Error> {
        self.next();
        let mut first = true;
        loop {
            let byte = (self.next()).ok_or(fault("a class in brackets does not end"))?;
            let last = byte == b']';
            if last && self.rest.first() != Some(&b']') {
                return Ok(());
            }
            if (b' '..=b'~').contains(&byte) && (first || byte != b'-') {
                if let Some(held) = set.0.get_mut(usize::from(byte)) {
                    *held = true;
                }
            }
            first = false;
            if last {
                self.next();
                return Ok(());
            }
        }
    }
}
