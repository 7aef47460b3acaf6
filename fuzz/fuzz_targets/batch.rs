#![no_main]
//! Any bytes in any pieces come to what they come to in one piece, and what is written can be read by others: JSON a line, CSV
//! with as many cells a row, no cell that a spreadsheet takes for a formula, no password in a report.

use std::sync::Arc;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::batch::{Absent, Batch, Options, Outputs, Written};
use resetkit::patterns::{Must, Rules};
use resetkit::{Secret, Value};
use resetkit_fuzz::{Both, MARK, One, entry, values};
use serde_json::Value as Json;

#[path = "../../tests/seeded/mod.rs"]
mod seeded;
use seeded::Seeded;

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    operation: u8,
    separator: u8,
    end: u8,
    byte_order_mark: bool,
    /// A header of the operation's members, and rows; without one, `bytes` alone are the file.
    rows: Option<Vec<Vec<Cell<'a>>>>,
    bytes: &'a [u8],
    cuts: Vec<u8>,
    absent: u8,
    default: Option<(u8, &'a str)>,
    ignored: Vec<String>,
    has_rule: bool,
    allow_duplicates: bool,
    seed: u64,
}

#[derive(Arbitrary, Debug)]
enum Cell<'a> {
    Example,
    Longer(&'a str),
    Marked,
    Boolean(bool),
    Text(&'a str),
    Quoted(&'a str),
    Formula(u8),
    Empty,
}

const FORMULAS: [&str; 9] = [
    "=1+1", "+1", "-1", "@SUM(1)", "\"\t=1\"", "\"\r=1\"", "\"\n=1\"", "＝1", "\"x;=1\"",
];

fn cell(cell: &Cell<'_>, example: &One<Both>) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let example = match example {
        One::Text(text) => text.narrow(),
        One::Boolean(true) => "true",
        _ => "",
    };
    match cell {
        Cell::Example => quoted(example),
        Cell::Longer(more) => quoted(&format!("{example}{more}")),
        Cell::Marked => quoted(&format!("{example}{MARK}")),
        Cell::Boolean(on) => on.to_string(),
        Cell::Text(text) => (*text).to_owned(),
        Cell::Quoted(text) => quoted(text),
        Cell::Formula(which) => FORMULAS[usize::from(*which) % FORMULAS.len()].to_owned(),
        Cell::Empty => String::new(),
    }
}

fn batch(case: &Case<'_>) -> Option<Batch<Seeded>> {
    let operation = entry(case.operation).operation;
    let mut rules = Rules::NONE;
    if let (true, Some(password)) = (case.has_rule, &operation.password) {
        let member = &operation.members[usize::from(password.member)].name;
        rules
            .add(
                member,
                r"(?i)secret|\d{3}",
                "a rule of ours",
                Must::NotMatch,
            )
            .unwrap();
    }
    let mut options = Options {
        rules,
        ignored: case.ignored.clone(),
        absent: match case.absent % 3 {
            0 => Absent::Stays,
            1 => Absent::Drawn {
                length: None,
                avoid_ambiguous: case.absent & 4 != 0,
            },
            _ => Absent::Asked,
        },
        outputs: Outputs {
            requests: true,
            report: true,
            credentials: operation.password.is_some(),
        },
        allow_duplicates: case.allow_duplicates,
        ..Options::default()
    };
    if let Some((member, text)) = case.default {
        options.defaults[usize::from(member) % operation.members.len()] =
            Value::Text(Secret::new(text.to_owned()));
    }
    Batch::new(Arc::new(operation.clone()), options, Seeded(case.seed)).ok()
}

type Outcome = (Result<(), String>, [String; 3], [u32; 3]);

fn run<'a>(mut batch: Batch<Seeded>, pieces: impl IntoIterator<Item = &'a [u8]>) -> Outcome {
    let mut written = Written::default();
    let pushed = pieces
        .into_iter()
        .try_for_each(|piece| batch.push(piece, &mut written));
    let outcome = pushed.and_then(|()| batch.finish(&mut written));
    let counts = [batch.rows(), batch.valid(), batch.warned()];
    (
        outcome.map_err(|refusal| refusal.message()),
        [written.requests, written.report, written.credentials],
        counts,
    )
}

/// The rows of CSV as RFC 4180 has it.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) =
        (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = csv.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(character),
        }
    }
    assert!(
        !is_quoted && row.is_empty() && cell.is_empty(),
        "half a row: {csv:?}"
    );
    rows
}

fuzz_target!(|case: Case<'_>| {
    let entry = entry(case.operation);
    let mut file = Vec::new();
    if case.byte_order_mark {
        file.extend("\u{FEFF}".bytes());
    }
    if let Some(rows) = &case.rows {
        let examples = values(
            &entry.document,
            &vec![resetkit_fuzz::Given::Example; entry.operation.members.len()],
        );
        let separator = [",", ";", "\t"][usize::from(case.separator % 3)];
        let end = ["\n", "\r\n", "\r"][usize::from(case.end % 3)];
        let names = entry
            .operation
            .members
            .iter()
            .map(|member| member.name.to_string());
        let mut lines = vec![names.collect::<Vec<_>>()];
        lines.extend(rows.iter().map(|cells| {
            cells
                .iter()
                .zip(&examples)
                .map(|(it, example)| cell(it, example))
                .collect()
        }));
        for line in lines {
            file.extend(line.join(separator).bytes());
            file.extend(end.bytes());
        }
    }
    file.extend(case.bytes);
    let (Some(whole), Some(cut)) = (batch(&case), batch(&case)) else {
        return;
    };
    let found = run(whole, [&*file]);
    let (mut pieces, mut rest) = (Vec::new(), &*file);
    for size in case.cuts.iter().cycle().take(file.len()) {
        let (piece, after) = rest.split_at(usize::from(*size).min(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    assert_eq!(run(cut, pieces), found, "the pieces make a difference");

    let (outcome, [requests, report, credentials], [read, valid, warned]) = found;
    let lines: Vec<Json> = requests
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    // With the row for which no password can be drawn a batch ends: it is counted and has no line.
    let is_ended = usize::from(outcome.is_err() && read > 0);
    assert_eq!(lines.len() + is_ended, read as usize);
    assert_eq!(
        lines.iter().filter(|line| line["issues"].is_null()).count(),
        valid as usize
    );
    assert!(warned <= valid);
    for csv in [&report, &credentials] {
        let rows = rows(csv);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{csv}");
    }
    for cell in rows(&report).iter().flatten() {
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']),
            "a formula: {cell:?}"
        );
    }
    // What is marked is a password if no other member's cell is.
    let password = entry
        .operation
        .password
        .as_ref()
        .map(|password| usize::from(password.member));
    let others = case.rows.iter().flatten().any(|row| {
        row.iter()
            .enumerate()
            .any(|(index, cell)| matches!(cell, Cell::Marked) && Some(index) != password)
    });
    let is_said = |text: &str| text.contains(MARK);
    if !others
        && case.bytes.is_empty()
        && !is_said(&case.ignored.concat())
        && !case.default.is_some_and(|(_, text)| is_said(text))
    {
        assert!(!is_said(&report), "a password in a report: {report}");
    }
});
