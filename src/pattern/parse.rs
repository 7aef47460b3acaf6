//! Parses the text of a pattern into alternatives of runs, or finds the first place that is outside the subset.

use std::borrow::Cow;
use std::fmt;

use crate::model::{Pattern, Run, Set};

/// The most alternatives of a pattern, once its groups are multiplied out.
const MAX_ALTERNATIVES: usize = 64;
/// The most runs of an alternative.
const MAX_RUNS: usize = 64;
/// The most that a count may say.
const MAX_COUNT: u32 = 100_000;
/// How deep groups may be nested.
const MAX_DEPTH: usize = 8;
/// The last code point.
const LAST: u32 = 0x0010_FFFF;

type Ranges = Vec<(u32, u32)>;

const WORD: &[(u32, u32)] = &[(48, 57), (65, 90), (95, 95), (97, 122)];
const DIGIT: &[(u32, u32)] = &[(48, 57)];
/// The white space of services: most of their patterns are Java's, in which `\s` has no other.
const SPACE: &[(u32, u32)] = &[(9, 13), (32, 32)];
/// White space to Unicode or JavaScript.
const BLANK: &[(u32, u32)] = &[
    (9, 13),
    (32, 32),
    (0x85, 0x85),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];
const LINE_ENDS: &[(u32, u32)] = &[(10, 10), (13, 13), (0x2028, 0x2029)];

/// Why a pattern cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is not supported or not complete, in words.
    pub reason: Cow<'static, str>,
    /// The character, counted from 1.
    pub position: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at character {}", self.reason, self.position)
    }
}

impl std::error::Error for Fault {}

/// The pattern of a text: always the whole value, with `^` and `$` or without.
///
/// # Errors
///
/// The first [`Fault`] of a text that is no pattern, or one outside the subset.
pub fn parse(text: &str) -> Result<Pattern, Fault> {
    let mut reader = Reader {
        chars: text.chars().collect(),
        next: 0,
    };
    let mut alternatives = reader.alternatives(0)?;
    if reader.peek().is_some() {
        return Err(reader.fault("this ) closes no group"));
    }
    if !text.starts_with('^') && !text.ends_with('$') {
        for runs in &mut alternatives {
            search(runs);
        }
    }
    Ok(Pattern { alternatives })
}

/// Changes the runs of a pattern such as `.*\S.*`, which asks for something anywhere in a text: around it anything may stand, line
/// ends too, and `\S` is no character that Unicode or JavaScript takes for white space.
fn search(runs: &mut [Run]) {
    let is_open =
        |run: &Run| (run.min, run.max) == (0, u32::MAX) && run.set.ranges() == invert(LINE_ENDS);
    let [first, inner @ .., last] = runs else {
        return;
    };
    if !is_open(first) || !is_open(last) {
        return;
    }
    let any = || Set::from(vec![(0, LAST)]);
    (first.set, last.set) = (any(), any());
    for run in inner {
        if run.set.ranges() == invert(SPACE) {
            run.set = invert(BLANK).into();
        }
    }
}

/// The characters of a class such as `[A-Z]`; `any` is every character and `[]` is none.
///
/// # Errors
///
/// The first [`Fault`] of a text that is no class.
pub fn parse_set(text: &str) -> Result<Set, Fault> {
    match text {
        "any" => return Ok(vec![(0, LAST)].into()),
        "[]" => return Ok(Vec::new().into()),
        _ => {}
    }
    let mut alternatives = parse(text)?.alternatives.into_iter();
    if let (Some(runs), None) = (alternatives.next(), alternatives.next()) {
        let mut runs = runs.into_iter();
        if let (
            Some(Run {
                set,
                min: 1,
                max: 1,
            }),
            None,
        ) = (runs.next(), runs.next())
        {
            return Ok(set);
        }
    }
    Err(Fault {
        reason: "one class such as [A-Z] is expected".into(),
        position: 1,
    })
}

struct Reader {
    chars: Vec<char>,
    next: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.next).copied()
    }

    fn after(&self) -> Option<char> {
        self.chars.get(self.next.saturating_add(1)).copied()
    }

    fn take(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.next = self.next.saturating_add(1);
        Some(char)
    }

    /// Takes the character if it is the next one.
    fn took(&mut self, char: char) -> bool {
        let is = self.peek() == Some(char);
        if is {
            self.take();
        }
        is
    }

    fn fault(&self, reason: impl Into<Cow<'static, str>>) -> Fault {
        fault(reason, self.next)
    }

    fn alternatives(&mut self, depth: usize) -> Result<Vec<Vec<Run>>, Fault> {
        if depth > MAX_DEPTH {
            return Err(self.fault("groups are nested more than 8 deep"));
        }
        let mut all = self.sequence(depth)?;
        while self.took('|') {
            all.extend(self.sequence(depth)?);
            self.few(all.len())?;
        }
        Ok(all)
    }

    fn few(&self, alternatives: usize) -> Result<(), Fault> {
        if alternatives > MAX_ALTERNATIVES {
            return Err(self.fault("there are more than 64 alternatives"));
        }
        Ok(())
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Vec<Run>>, Fault> {
        let mut heads: Vec<Vec<Run>> = vec![Vec::new()];
        while let Some(char) = self.peek().filter(|&char| char != '|' && char != ')') {
            let at = self.next;
            self.take();
            let outermost = depth == 0;
            match char {
                '(' => {
                    let tails = self.group(depth, at)?;
                    self.few(heads.len().saturating_mul(tails.len()))?;
                    heads = heads
                        .iter()
                        .flat_map(|head| {
                            tails
                                .iter()
                                .map(move |tail| [head.as_slice(), tail].concat())
                        })
                        .collect();
                }
                '^' if outermost && at == 0 => {}
                '$' if outermost && self.peek().is_none() => {}
                '^' | '$' | '*' | '+' | '?' | '{' | '}' | ']' => {
                    return Err(fault(format!("{char} must be escaped as \\{char}"), at));
                }
                _ => {
                    let run = self.run(char, at)?;
                    for head in &mut heads {
                        head.push(run.clone());
                    }
                }
            }
            if heads.iter().any(|head| head.len() > MAX_RUNS) {
                return Err(self.fault("there are more than 64 parts"));
            }
        }
        Ok(heads)
    }

    /// What stands between parentheses, and nothing too where it may be left out.
    fn group(&mut self, depth: usize, at: usize) -> Result<Vec<Vec<Run>>, Fault> {
        if self.took('?') && !self.took(':') {
            return Err(fault("a look-around or a named group is not supported", at));
        }
        let mut inner = self.alternatives(depth.saturating_add(1))?;
        if !self.took(')') {
            return Err(fault("this group is not closed", at));
        }
        match self.count()? {
            (1, 1) => {}
            (0, 1) => inner.push(Vec::new()),
            _ => return Err(fault("a repeated group is not supported", at)),
        }
        Ok(inner)
    }

    fn run(&mut self, char: char, at: usize) -> Result<Run, Fault> {
        let ranges = match char {
            '[' => self.class()?,
            '.' => invert(LINE_ENDS),
            '\\' => self.escape()?,
            _ => single(char),
        };
        if ranges.is_empty() {
            return Err(fault("an empty class fits no character", at));
        }
        let (min, max) = self.count()?;
        if matches!(self.peek(), Some('?' | '+')) {
            return Err(self.fault("a lazy or possessive count is not supported"));
        }
        Ok(Run {
            set: ranges.into(),
            min,
            max,
        })
    }

    /// What follows `[`.
    fn class(&mut self) -> Result<Ranges, Fault> {
        let negative = self.took('^');
        let mut ranges = Vec::new();
        while !self.took(']') {
            let first = self.item()?;
            let range = self.peek() == Some('-') && !matches!(self.after(), Some(']') | None);
            if !range {
                ranges.extend(first);
                continue;
            }
            self.take();
            let last = self.item()?;
            match (first.as_slice(), last.as_slice()) {
                (&[(from, only)], &[(to, end)]) if from == only && to == end && from <= to => {
                    ranges.push((from, to));
                }
                _ => return Err(self.fault("a range goes from one character up to another")),
            }
        }
        let ranges = normal(ranges);
        Ok(if negative { invert(&ranges) } else { ranges })
    }

    /// A character or an escape within a class.
    fn item(&mut self) -> Result<Ranges, Fault> {
        match self.peek() {
            None => Err(self.fault("this class is not closed")),
            Some('[') => Err(self.fault("a [ within a class must be escaped as \\[")),
            Some('\\') => {
                self.take();
                self.escape()
            }
            Some(char) => {
                self.take();
                Ok(single(char))
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<Ranges, Fault> {
        let Some(char) = self.take() else {
            return Err(self.fault("a backslash must be escaped as \\\\"));
        };
        let point = match char {
            'w' => return Ok(WORD.to_vec()),
            'd' => return Ok(DIGIT.to_vec()),
            's' => return Ok(SPACE.to_vec()),
            'W' => return Ok(invert(WORD)),
            'D' => return Ok(invert(DIGIT)),
            'S' => return Ok(invert(SPACE)),
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            'x' => self.hexadecimal(2)?,
            'u' if self.took('{') => {
                let digits = self
                    .chars
                    .iter()
                    .skip(self.next)
                    .take_while(|&&char| char != '}')
                    .count();
                let point = self.hexadecimal(digits)?;
                if !self.took('}') {
                    return Err(self.fault("a hexadecimal number is missing"));
                }
                point
            }
            'u' => self.hexadecimal(4)?,
            _ if char.is_ascii_alphanumeric() => {
                return Err(fault(
                    format!("\\{char} is not supported"),
                    self.next.saturating_sub(2),
                ));
            }
            _ => return Ok(single(char)),
        };
        Ok(vec![(point, point)])
    }

    /// The code point that so many digits say.
    fn hexadecimal(&mut self, digits: usize) -> Result<u32, Fault> {
        let text: String = self.chars.iter().skip(self.next).take(digits).collect();
        let plain = (1..=6).contains(&digits)
            && text.len() == digits
            && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let point = u32::from_str_radix(&text, 16)
            .ok()
            .filter(|&point| plain && point <= LAST);
        let Some(point) = point else {
            return Err(self.fault("a hexadecimal number is missing"));
        };
        self.next = self.next.saturating_add(digits);
        Ok(point)
    }

    fn count(&mut self) -> Result<(u32, u32), Fault> {
        let at = self.next;
        let bounds = match self.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('{') => {
                self.take();
                let bounds = self.bounds().filter(|_| self.took('}'));
                let (min, max) = bounds.ok_or_else(|| {
                    fault(
                        "a { must be escaped as \\{ or hold a count such as {2,5}",
                        at,
                    )
                })?;
                if min > max || min > MAX_COUNT || (max > MAX_COUNT && max < u32::MAX) {
                    return Err(fault("a count goes up, to 100,000 at most", at));
                }
                return Ok((min, max));
            }
            _ => return Ok((1, 1)),
        };
        self.take();
        Ok(bounds)
    }

    /// `2`, `2,` or `2,5`.
    fn bounds(&mut self) -> Option<(u32, u32)> {
        let min = self.number()?;
        if !self.took(',') {
            return Some((min, min));
        }
        let open = self.peek() == Some('}');
        Some((min, if open { u32::MAX } else { self.number()? }))
    }

    fn number(&mut self) -> Option<u32> {
        let text: String = self
            .chars
            .iter()
            .skip(self.next)
            .take_while(|char| char.is_ascii_digit())
            .take(7)
            .collect();
        self.next = self.next.saturating_add(text.len());
        text.parse().ok().filter(|_| text.len() < 7)
    }
}

fn fault(reason: impl Into<Cow<'static, str>>, index: usize) -> Fault {
    Fault {
        reason: reason.into(),
        position: index.saturating_add(1),
    }
}

fn single(char: char) -> Ranges {
    vec![(char.into(), char.into())]
}

/// The same characters as ranges in order and apart.
fn normal(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut out: Ranges = Vec::new();
    for (first, last) in ranges {
        match out.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => out.push((first, last)),
        }
    }
    out
}

/// All other characters.
fn invert(ranges: &[(u32, u32)]) -> Ranges {
    let mut out = Vec::new();
    let mut from = 0;
    for &(first, last) in ranges {
        if let Some(before) = first.checked_sub(1).filter(|&before| before >= from) {
            out.push((from, before));
        }
        from = last.saturating_add(1);
    }
    if from <= LAST {
        out.push((from, LAST));
    }
    out
}
