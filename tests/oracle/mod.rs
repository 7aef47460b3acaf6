//! What somebody says of a password who reads the rules for the first time, one after the other, and knows nothing of the
//! crate's own code.
#![allow(dead_code, reason = "each test asks what it needs")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use resetkit::model::{Class, Matching, NameKind, NameRule, PolicyRules, Unit};
use resetkit::{Counted, IssueKind, Name};

/// The letter as the standard library lowers it, of the scripts whose case makes no difference.
pub(crate) fn lower(point: u32) -> u32 {
    let Some(letter) = char::from_u32(point) else {
        return point;
    };
    match letter {
        'ς' => 'σ'.into(),
        '\0'..='\u{17F}'
        | '\u{386}'..='\u{3C1}'
        | '\u{400}'..='\u{4BF}'
        | '\u{4D0}'..='\u{556}'
        | '\u{1E00}'..='\u{1E95}'
        | '\u{1EA0}'..='\u{1EFF}' => {
            let mut letters = letter.to_lowercase();
            let first = letters.next().map_or(point, u32::from);
            if letters.next().is_none() {
                first
            } else {
                point
            }
        }
        _ => point,
    }
}

pub(crate) fn lowercase(points: &[u32]) -> Vec<u32> {
    points.iter().map(|point| lower(*point)).collect()
}

pub(crate) fn points(text: &str) -> Vec<u32> {
    text.chars().map(u32::from).collect()
}

pub(crate) fn within(ranges: &[(char, char)], point: u32) -> bool {
    char::from_u32(point)
        .is_some_and(|c| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)))
}

/// The parts of a name that must not be in a password.
pub(crate) fn parts(name: &str) -> Vec<String> {
    let apart = |c: char| c <= '\u{FF}' && !c.is_alphabetic() && !c.is_ascii_digit();
    let parts = name.split(apart).filter(|part| part.chars().count() >= 4);
    parts
        .chain([name])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether nobody sees the character, of those that the tests use.
fn is_hidden(point: u32) -> bool {
    char::from_u32(point).is_some_and(|c| {
        c.is_control()
            || c.is_whitespace() && c != ' '
            || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
    })
}

/// Whether an accent follows a letter with which it is a letter that is not at fault.
fn composes(password: &[u32], at_fault: &dyn Fn(u32) -> bool) -> bool {
    let letters = "éÉáÁàÀñÑüÜ".chars().zip("eEaAaAnNuU".chars().zip([
        0x301, 0x301, 0x301, 0x301, 0x300, 0x300, 0x303, 0x303, 0x308, 0x308,
    ]));
    password.windows(2).any(|pair| {
        let mut letters = letters.clone();
        letters.any(|(letter, (base, accent))| {
            pair == [base.into(), accent] && at_fault(accent) && !at_fault(letter.into())
        })
    })
}

/// All that is wrong with a password: its code points, because JavaScript lets half a surrogate pair stand alone.
pub(crate) fn issues(rules: &PolicyRules, password: &[u32], name: Option<&str>) -> Vec<IssueKind> {
    let length = u32::try_from(password.len()).unwrap();
    let exactly = rules.min_length == rules.max_length;
    let mut issues = Vec::new();
    if length < rules.min_length {
        issues.push(IssueKind::TooShort {
            min: rules.min_length,
            exactly,
            of: Counted::Characters,
        });
    }
    if length > rules.max_length {
        issues.push(IssueKind::TooLong {
            max: rules.max_length,
            exactly,
            of: Counted::Characters,
        });
    }
    let allowed = |point| {
        let mut classes = rules.classes.iter();
        (classes.any(|class| within(&class.characters, point)) || within(&rules.extra, point))
            && !within(&rules.forbidden, point)
    };
    let of = |class: &Class, point| {
        within(&class.characters, point) && allowed(point) && !is_hidden(point)
    };
    let positions: Vec<u32> = (1..)
        .zip(password)
        .filter(|(_, point)| !allowed(**point))
        .map(|(position, _)| position)
        .take(16)
        .collect();
    if !positions.is_empty() {
        issues.push(IssueKind::ForbiddenCharacter {
            positions,
            allowed: "the characters of the policy".into(),
            composed: composes(password, &|point| !allowed(point)),
        });
    }
    let counts: Vec<usize> = rules
        .classes
        .iter()
        .map(|class| password.iter().filter(|point| of(class, **point)).count())
        .collect();
    for (index, (class, count)) in rules.classes.iter().zip(&counts).enumerate() {
        if *count < class.min as usize {
            issues.push(IssueKind::MissingClass {
                index,
                class: class.name.clone(),
                min: class.min,
            });
        }
    }
    let asked = rules.classes.iter().filter(|class| class.min > 0).count();
    let present = counts.iter().filter(|count| **count > 0).count();
    // Where as many groups are asked for one by one, that has been said.
    if present < rules.min_classes as usize && asked < rules.min_classes as usize {
        let classes = rules
            .classes
            .iter()
            .map(|class| class.name.clone())
            .collect();
        issues.push(IssueKind::TooFewClasses {
            min: rules.min_classes,
            classes,
        });
    }
    let different: BTreeSet<&u32> = password.iter().collect();
    if different.len() < rules.min_different as usize {
        issues.push(IssueKind::TooFewDifferent {
            min: rules.min_different,
        });
    }
    let most = rules.max_repeats as usize;
    if most > 0
        && password
            .chunk_by(|one, next| one == next)
            .any(|run| run.len() > most)
    {
        issues.push(IssueKind::TooManyRepeats {
            max: rules.max_repeats,
        });
    }
    // Where the word ends for the first time in the password.
    let password = lowercase(password);
    let end = |word: &str| {
        let word = lowercase(&points(word));
        let found = password.windows(word.len()).position(|part| part == word);
        found.map(|place| place + word.len())
    };
    if !rules.names.is_empty()
        && name.is_some_and(|name| parts(name).iter().any(|part| end(part).is_some()))
    {
        issues.push(IssueKind::ContainsUserName);
    }
    // The one that ends first, and of two that end there the longer.
    let words = rules.forbidden_words.iter().enumerate();
    let found = words
        .filter_map(|(index, word)| Some((end(word)?, usize::MAX - word.chars().count(), index)));
    if let Some((_, _, index)) = found.min() {
        issues.push(IssueKind::ForbiddenWord {
            index,
            word: rules.forbidden_words[index].clone(),
        });
    }
    issues
}

/// What of a name is looked for, and whether the whole password must be it.
fn banned(rule: &NameRule, name: &[u32], password: &[u32]) -> bool {
    if name.is_empty() {
        return false;
    }
    let least = rule.min_part.max(1) as usize;
    let cased = |text: &[u32]| {
        if rule.match_case {
            text.to_vec()
        } else {
            lowercase(text)
        }
    };
    let password = cased(password);
    let has = |part: &[u32]| {
        let part = cased(part);
        password.windows(part.len()).any(|window| window == part)
    };
    let long = |part: &[u32]| part.len() >= least;
    match rule.matching {
        Matching::Contains => long(name) && has(name),
        Matching::Equals => long(name) && password == cased(name),
        Matching::Reversed => {
            let backwards: Vec<u32> = name.iter().rev().copied().collect();
            long(name) && has(&backwards)
        }
        Matching::ContainsPart => {
            let whole = rule.kind == NameKind::Account;
            let mut parts = name.split(|point| within(&rule.split, *point));
            whole && has(name) || parts.any(|part| long(part) && has(part))
        }
    }
}

/// All that is wrong with a password by every rule of a policy, each issue with how often it is told: those on bytes, units,
/// groups, runs, sequences, places and names beside those of [`issues`].
pub(crate) fn verdict(
    rules: &PolicyRules,
    password: &str,
    names: &[Name<&str>],
) -> BTreeMap<String, usize> {
    let text = points(password);
    let number = |number: usize| u32::try_from(number).unwrap();
    let older = PolicyRules {
        names: Cow::Borrowed(&[]),
        ..rules.clone()
    };
    let older = self::issues(&older, &text, None).into_iter();
    let mut issues: Vec<IssueKind> = older
        .filter(|issue| {
            !matches!(
                issue,
                IssueKind::TooShort { .. } | IssueKind::TooLong { .. }
            )
        })
        .collect();
    let (length, of) = match rules.unit {
        Unit::Utf16 => (password.encode_utf16().count(), Counted::Utf16),
        Unit::Characters | Unit::Bytes => (text.len(), Counted::Characters),
    };
    let exactly = rules.min_length == rules.max_length;
    if number(length) < rules.min_length {
        let min = rules.min_length;
        issues.push(IssueKind::TooShort { min, exactly, of });
    }
    if number(length) > rules.max_length {
        let max = rules.max_length;
        issues.push(IssueKind::TooLong { max, exactly, of });
    }
    if rules.max_bytes > 0 && number(password.len()) > rules.max_bytes {
        issues.push(IssueKind::TooLong {
            max: rules.max_bytes,
            exactly: false,
            of: Counted::Bytes,
        });
    }
    let is_of = |class: &Class, point: u32| {
        within(&class.characters, point) && !within(&rules.forbidden, point)
    };
    for (index, class) in rules.classes.iter().enumerate() {
        let count = text.iter().filter(|point| is_of(class, **point)).count();
        if class.max > 0 && number(count) > class.max {
            issues.push(IssueKind::TooManyOfClass {
                index,
                class: class.name.clone(),
                max: class.max,
            });
        }
    }
    let windows = |most: u32| text.windows(most as usize + 1);
    let of_one = |window: &[u32]| {
        let mut classes = rules.classes.iter();
        classes.any(|class| window.iter().all(|point| is_of(class, *point)))
    };
    if rules.max_class_run > 0 && windows(rules.max_class_run).any(of_one) {
        let max = rules.max_class_run;
        issues.push(IssueKind::TooLongClassRun { max });
    }
    let ordered = |window: &[u32]| {
        window.windows(2).all(|two| two[0] + 1 == two[1])
            || window.windows(2).all(|two| two[0] == two[1] + 1)
    };
    if rules.max_sequence > 0 && windows(rules.max_sequence).any(ordered) {
        let max = rules.max_sequence;
        issues.push(IssueKind::TooLongSequence { max });
    }
    let misplaced = |set: &[(char, char)], point: Option<&u32>| {
        !set.is_empty() && point.is_some_and(|point| !within(set, *point))
    };
    if misplaced(&rules.first, text.first()) {
        issues.push(IssueKind::WrongFirstCharacter);
    }
    if misplaced(&rules.last, text.last()) {
        issues.push(IssueKind::WrongLastCharacter);
    }
    let text_of = |it: &Cow<'_, str>| lowercase(&points(it));
    let mut forbidden = rules.forbidden_passwords.iter();
    if let Some(index) = forbidden.position(|it| text_of(it) == lowercase(&text)) {
        issues.push(IssueKind::ForbiddenPassword { index });
    }
    let mut pairs = rules
        .names
        .iter()
        .flat_map(|rule| names.iter().map(move |name| (rule, name)));
    if pairs.any(|(rule, name)| rule.kind == name.kind && banned(rule, &points(name.value), &text))
    {
        issues.push(IssueKind::ContainsUserName);
    }
    tally(&issues)
}

/// How often each issue is told.
pub(crate) fn tally(issues: &[IssueKind]) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for issue in issues {
        *tally.entry(format!("{issue:?}")).or_default() += 1;
    }
    tally
}
