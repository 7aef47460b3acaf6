//! Writes the result of each row as a line of JSON or CSV.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::batch::line::Line;
use crate::batch::scan::Scan;
use crate::csv;
use crate::issue::{Issue, IssueKind, Subject};
use crate::json::{self, push_integer, push_number};
use crate::model::{Kind, Member, Operation};
use crate::validate::{self, Input, ValidInput, Value};

/// What is written: the requests alone, unless something else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outputs {
    /// A line of JSON for each row, with input and body or with issues. It holds the passwords.
    pub requests: bool,
    /// A line of CSV for each row: where it is, for whom, and what is wrong. No password is in it.
    pub report: bool,
    /// A line of CSV for each row that has a password and no issue: for whom, and the password.
    pub credentials: bool,
}

impl Outputs {
    /// Nothing: rows are judged and counted.
    pub const NONE: Self = Self {
        requests: false,
        report: false,
        credentials: false,
    };
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            requests: true,
            ..Self::NONE
        }
    }
}

/// What was written, whole lines of each of the [`Outputs`]. Passwords are in it, and it is not wiped when it is dropped.
#[derive(Default)]
pub struct Written {
    /// See [`Outputs::requests`].
    pub requests: String,
    /// See [`Outputs::report`].
    pub report: String,
    /// See [`Outputs::credentials`].
    pub credentials: String,
}

impl Written {
    /// Makes room for more, once all was handed on. The bytes stay in memory until they are overwritten.
    pub fn clear(&mut self) {
        self.requests.clear();
        self.report.clear();
        self.credentials.clear();
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Written(…)")
    }
}

/// How many texts of issues are kept before all are forgotten.
const KEPT: usize = 512;

/// What is written of each row.
pub(crate) struct Writer {
    operation: Arc<Operation>,
    outputs: Outputs,
    /// The beginning of each line of JSON, with the number of the row.
    row: Counter,
    line: Counter,
    /// The lines of the requests that were written, by their shape.
    lines: Vec<Line>,
    /// The JSON of issues, by their keys.
    issues: HashMap<u32, String>,
    /// How many warnings there are about every input of the operation, and how a line ends that has no others.
    pub(crate) notices: usize,
    quiet: String,
}

impl Writer {
    pub(crate) fn new(operation: Arc<Operation>, outputs: Outputs) -> Self {
        let mut notices = validate::warn(&Input::<&str>::new(&operation), false);
        notices.retain(|notice| notice.subject == Subject::Input);
        let mut quiet = ",\"warnings\":".to_owned();
        json::list(&mut quiet, &notices, |out, notice| notice.write_json(out));
        Self {
            operation,
            outputs,
            row: Counter::new("{\"row\":"),
            line: Counter::new(",\"line\":"),
            lines: Vec::new(),
            issues: HashMap::new(),
            notices: notices.len(),
            quiet,
        }
    }

    /// Writes what stands above the lines.
    pub(crate) fn header(&self, written: &mut Written) {
        if self.outputs.report {
            self.columns(
                &mut written.report,
                "row,line,",
                is_shown,
                "verdict,codes,issues,warnings",
            );
        }
        if let (true, Some(password)) = (self.outputs.credentials, &self.operation.password) {
            let member = self.operation.members.get(usize::from(password.member));
            let name = member.map_or("", |member| &member.name);
            self.columns(&mut written.credentials, "", identifies, name);
        }
    }

    fn columns(&self, out: &mut String, before: &str, which: fn(&Member) -> bool, after: &str) {
        out.push_str(csv::BYTE_ORDER_MARK);
        out.push_str(before);
        for member in self.operation.members.iter().filter(|it| which(it)) {
            out.push_str(&member.name);
            out.push(',');
        }
        out.push_str(after);
        out.push_str(csv::LINE_END);
    }

    /// The line of inputs like this one, if one was valid before.
    pub(crate) fn known(&self, scan: &Scan) -> Option<&Line> {
        self.lines.iter().find(|line| line.fits(scan))
    }

    /// Learns what the lines of inputs like this one are, of which there are these warnings.
    pub(crate) fn learn(&mut self, valid: &ValidInput<'_, &str>, scan: &Scan, warnings: &[Issue]) {
        // What the fast path did not find sound is not repeated any more.
        self.lines.retain(|line| !line.holds(scan.unsure));
        if self.known(scan).is_none() {
            // What is said of members that are left out or do not go together is said of all inputs of one shape.
            let is_loud = warnings.iter().any(|warning| {
                matches!(
                    warning.kind,
                    IssueKind::Recommended { .. } | IssueKind::Conflict { .. }
                )
            });
            self.lines.push(Line::of(valid, scan, is_loud));
        }
    }

    /// Writes the line of a row that became a request, of a kind that is known, with the warnings about its members.
    pub(crate) fn request(
        &mut self,
        written: &mut Written,
        place: (u32, u32),
        values: &[Value<'_, &str>],
        scan: &Scan,
        warnings: &[Issue],
    ) {
        if self.outputs.requests {
            let out = &mut written.requests;
            self.begin(out, place);
            if let Some(line) = self.known(scan) {
                line.write(out, values, scan.plain);
            }
            out.push_str(&self.quiet);
            if !warnings.is_empty() {
                // Into the list, behind those about every input.
                out.pop();
                for (place, warning) in (self.notices..).zip(warnings) {
                    out.push_str(if place == 0 { "" } else { "," });
                    self.issue(out, warning);
                }
                out.push(']');
            }
            out.push_str("}\n");
        }
        if self.outputs.report {
            self.report(&mut written.report, place, values, (&[], warnings));
        }
        if self.outputs.credentials {
            write_credentials(&mut written.credentials, &self.operation, values);
        }
    }

    /// Writes the line of a row that was refused.
    pub(crate) fn refusal(
        &mut self,
        written: &mut Written,
        place: (u32, u32),
        values: &[Value<'_, &str>],
        issues: &[Issue],
    ) {
        if self.outputs.requests {
            let out = &mut written.requests;
            self.begin(out, place);
            out.push_str(",\"issues\":");
            json::list(out, issues, |out, issue| self.issue(out, issue));
            out.push_str("}\n");
        }
        if self.outputs.report {
            self.report(&mut written.report, place, values, (issues, &[]));
        }
    }

    /// Begins a line of JSON with where the row is.
    fn begin(&mut self, out: &mut String, (row, line): (u32, u32)) {
        self.row.write(out, row);
        self.line.write(out, line);
    }

    /// Writes an issue, whose text is made once where it has a key.
    fn issue(&mut self, out: &mut String, issue: &Issue) {
        let Some(key) = issue.key(Some(&self.operation)) else {
            return issue.write_json(out);
        };
        if self.issues.len() >= KEPT {
            self.issues.clear();
        }
        out.push_str(self.issues.entry(key).or_insert_with(|| {
            let mut text = String::new();
            issue.write_json(&mut text);
            text
        }));
    }

    /// Writes a line of the report. A member that has an issue is left out: what stands there may be anything, even a
    /// password in the wrong column.
    fn report(
        &self,
        out: &mut String,
        (row, line): (u32, u32),
        values: &[Value<'_, &str>],
        (issues, warnings): (&[Issue], &[Issue]),
    ) {
        push_number(out, row);
        out.push(',');
        push_number(out, line);
        out.push(',');
        for (member, value) in self.operation.members.iter().zip(values) {
            if !is_shown(member) {
                continue;
            }
            let sound = !issues
                .iter()
                .any(|issue| issue.subject.name() == Some(&*member.name));
            if sound {
                write_value(out, value);
            }
            out.push(',');
        }
        out.push_str(if issues.is_empty() {
            "valid"
        } else {
            "refused"
        });
        out.push(',');
        csv::write(
            out,
            &joined(issues, |issue| issue.kind.code().as_str().to_owned()),
        );
        out.push(',');
        csv::write_safely(out, &joined(issues, Issue::message));
        out.push(',');
        csv::write_safely(out, &joined(warnings, Issue::message));
        out.push_str(csv::LINE_END);
    }
}

/// A text with a number behind it that counts up: all but its last digit stays as it is for ten of them.
struct Counter {
    before: &'static str,
    tens: u32,
    /// The text with the tens.
    text: String,
}

impl Counter {
    fn new(before: &'static str) -> Self {
        Self {
            before,
            tens: 0,
            text: before.to_owned(),
        }
    }

    fn write(&mut self, out: &mut String, number: u32) {
        let (tens, digit) = (number / 10, number % 10);
        if tens != self.tens {
            self.tens = tens;
            self.text.clear();
            self.text.push_str(self.before);
            push_number(&mut self.text, tens);
        }
        out.push_str(&self.text);
        out.extend(char::from_digit(digit, 10));
    }
}

fn joined(issues: &[Issue], text: impl Fn(&Issue) -> String) -> String {
    issues.iter().map(text).collect::<Vec<_>>().join(" ")
}

/// Writes who a password is for, and the password as it is: an apostrophe against formulas would make it another password.
fn write_credentials(out: &mut String, operation: &Operation, values: &[Value<'_, &str>]) {
    let password = operation.password.as_ref();
    let place = password.map(|password| usize::from(password.member));
    let Some(Value::Text(password)) = place.and_then(|place| values.get(place)) else {
        return;
    };
    for (member, value) in operation.members.iter().zip(values) {
        if identifies(member) {
            write_value(out, value);
            out.push(',');
        }
    }
    csv::write(out, password);
    out.push_str(csv::LINE_END);
}

/// Writes what identifies a user as a cell.
fn write_value(out: &mut String, value: &Value<'_, &str>) {
    match value {
        Value::Text(text) => csv::write_safely(out, text),
        Value::Integer(number) => push_integer(out, *number),
        Value::Boolean(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Absent
        | Value::Null
        | Value::Other => {}
    }
}

/// Whether the member identifies the user: it is the target, or a required text such as the organization.
pub(crate) fn identifies(member: &Member) -> bool {
    member.target || member.required && !member.sensitive && member.kind == Kind::Text
}

/// Whether the report shows the member.
fn is_shown(member: &Member) -> bool {
    identifies(member) && !member.sensitive
}
