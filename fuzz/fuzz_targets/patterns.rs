#![no_main]
//! Any pattern of a document agrees with another engine on every text; an organization's own, whatever they are, are refused
//! or end soon.

use std::cell::Cell;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use regex::Regex;
use resetkit::model::{Constraint, Form, Limit};
use resetkit::patterns::{Must, Rules};
use resetkit::{Input, IssueCode, Utf16, Value, find, pattern, validate};

#[derive(Arbitrary, Debug)]
enum Piece<'a> {
    Character(u8),
    Any,
    Set(Vec<(u8, u8)>, bool),
    Named(u8),
    Group(Vec<Vec<Piece<'a>>>),
    Counted(Box<Piece<'a>>, u8, u8),
    Raw(&'a str),
}

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    is_bounded: bool,
    pieces: Vec<Piece<'a>>,
    /// Letters that the patterns are made of, so that many fit.
    text: Vec<u8>,
    own: Vec<(&'a str, bool)>,
    times: u8,
}

const LETTERS: [char; 16] = [
    'a', 'b', 'c', 'z', 'A', 'Z', '0', '9', '-', '_', '.', '@', ' ', 'é', '\u{3000}', '😀',
];

fn letter(number: u8) -> char {
    LETTERS[usize::from(number) % LETTERS.len()]
}

fn write(out: &mut String, piece: &Piece<'_>, depth: u32) {
    let literal = |out: &mut String, letter: char| {
        if letter.is_ascii_punctuation() && letter != '_' && letter != '@' {
            out.push('\\');
        }
        out.push(letter);
    };
    match piece {
        _ if depth > 4 => out.push('a'),
        Piece::Character(number) => literal(out, letter(*number)),
        Piece::Any => out.push('.'),
        Piece::Named(number) => {
            out.push_str(["[\\w]", "\\d", "[\\w-]", "[\\s]"][usize::from(number % 4)])
        }
        Piece::Set(ranges, is_not) => {
            out.push_str(if *is_not { "[^" } else { "[" });
            for (one, other) in ranges.iter().take(6) {
                let (one, other) = (letter(*one), letter(*other));
                literal(out, one.min(other));
                out.push('-');
                literal(out, one.max(other));
            }
            out.push_str("x]");
        }
        Piece::Group(alternatives) => {
            out.push_str("(?:");
            for (index, pieces) in alternatives.iter().take(4).enumerate() {
                out.push_str(if index > 0 { "|" } else { "" });
                pieces
                    .iter()
                    .take(6)
                    .for_each(|piece| write(out, piece, depth + 1));
            }
            out.push(')');
        }
        Piece::Counted(piece, from, more) => {
            write(out, piece, depth + 1);
            match more % 6 {
                0 => out.push('*'),
                1 => out.push('+'),
                2 => out.push('?'),
                3 => out.push_str(&format!("{{{from}}}")),
                4 => out.push_str(&format!("{{{},}}", from % 8)),
                _ => out.push_str(&format!("{{{},{}}}", from % 8, from % 8 + more % 16)),
            }
        }
        Piece::Raw(text) => out.push_str(text),
    }
}

/// The pattern as crate regex writes it: there classes are of all scripts, and only a line feed ends a line.
fn syntax(text: &str) -> Option<Regex> {
    let text = text
        .replace("[\\w]", "[0-9A-Za-z_]")
        .replace("[\\w-]", "[0-9A-Za-z_-]");
    let text = text.replace("[\\s]", "[\\t-\\r ]").replace("\\d", "[0-9]");
    let text = text
        .replace('.', "[^\\n\\r\\x{2028}\\x{2029}]")
        .replace("\\[^\\n\\r\\x{2028}\\x{2029}]", "\\.");
    Regex::new(&format!("^(?:{text})$")).ok()
}

fn has_raw(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Raw(_) => true,
        Piece::Group(alternatives) => alternatives.iter().flatten().any(has_raw),
        Piece::Counted(piece, ..) => has_raw(piece),
        Piece::Character(_) | Piece::Any | Piece::Set(..) | Piece::Named(_) => false,
    }
}

fuzz_target!(|case: Case<'_>| {
    let mut text = String::new();
    case.pieces
        .iter()
        .take(12)
        .for_each(|piece| write(&mut text, piece, 0));
    let value: String = case.text.iter().map(|number| letter(*number)).collect();
    if let Ok(pattern) = pattern::parse(&if case.is_bounded {
        format!("^{text}$")
    } else {
        text.clone()
    }) {
        let mut operation = find("chime:ResetPersonalPIN").unwrap().clone();
        let form = Form {
            text: "…".into(),
            means: "as we ask".into(),
            pattern,
        };
        operation.members[1].limits = vec![Limit {
            constraint: Constraint::Pattern(form),
            warns: false,
        }];
        operation.members[1].forms.clear();
        let units: Vec<Cell<u16>> = value.encode_utf16().map(Cell::new).collect();
        let account: Vec<Cell<u16>> = "a".encode_utf16().map(Cell::new).collect();
        let input = Input::new(&operation);
        let input = input
            .with("AccountId", Value::Text(Utf16(&account)))
            .with("UserId", Value::Text(Utf16(&units)));
        let issues = validate(input, &Default::default())
            .err()
            .unwrap_or_default();
        let fits = !issues
            .iter()
            .any(|issue| issue.kind.code() == IssueCode::WrongForm);
        // An alternative beside the bounds is another pattern there, and one that only looks for something has its own meaning.
        let is_search = !case.is_bounded && text.starts_with('.') && text.ends_with('*');
        if !case.pieces.iter().any(has_raw)
            && !is_search
            && !value.is_empty()
            && !case.pieces.is_empty()
        {
            if let Some(regex) = syntax(&text) {
                assert_eq!(fits, regex.is_match(&value), "{text:?} {value:?}");
            }
        }
    }
    let mut rules = Rules::NONE;
    for (pattern, must) in case.own.iter().take(40) {
        let must = if *must { Must::Match } else { Must::NotMatch };
        let _ = rules.add("Password", pattern, "as we ask", must);
    }
    let text = value.repeat(case.times.into());
    assert!(rules.check("Password", text.as_str()).len() <= case.own.len());
    assert!(rules.check("UserId", text.as_str()).is_empty());
});
