//! Writes the command that does what a valid input says, for a shell.
//!
//! A secret travels in one of three ways. Typed at a prompt or written to a file, it reaches the tool in a document that
//! only its owner can read and that is deleted afterwards; where the tool takes no document, or inline, it is an argument,
//! which other users of the machine can see while the command runs.

use super::{key, wire};
use crate::error::Error;
use crate::json::{self, push_integer};
use crate::model::{Body, Booleans, Command, Member, Operation, Word};
use crate::request::{self, Encoding, Parts};
use crate::text::Text;
use crate::validate::{ValidInput, Value};

/// Who reads the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// `sh` and all that read its language; the text says the same in fish.
    Posix,
    /// Windows `PowerShell` 5.1 and later.
    PowerShell,
    /// `cmd.exe`.
    Cmd,
}

/// How the command gets at a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretMode {
    /// It is typed when the command runs, without echo; the one in the input is not in the text.
    Prompt,
    /// It is in a document that the command makes, for its owner's eyes only, and deletes.
    File,
    /// It is an argument.
    Inline,
}

/// The options of a command.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The tool: the provider's own where it is `None`, or `curl`.
    pub tool: Option<&'a str>,
    /// The shell.
    pub shell: Shell,
    /// The region; `None` for the operation's default.
    pub region: Option<&'a str>,
    /// How the command gets at the secret, if the input has one.
    pub secret: SecretMode,
}

const CURL: &str = "curl";

/// Writes the command.
///
/// # Errors
///
/// [`Error::InvalidOptions`] where the operation has no tool, where the one named is another provider's, or where tool and
/// shell cannot carry the input in the way that was chosen; [`Error::NoFlag`] where the tool cannot take a member. What it
/// cannot carry is never cut or changed.
pub fn command<T: Text>(input: &ValidInput<'_, T>, options: &Options<'_>) -> Result<String, Error> {
    let Some(own) = &input.operation().command else {
        return Err(Error::InvalidOptions(
            "the operation has no command-line tool",
        ));
    };
    let name = match own.words.first() {
        Some(Word::Constant(name)) => name,
        Some(Word::Member(_)) | None => CURL,
    };
    let tool = options.tool.unwrap_or(name);
    let secret = input.members().any(|(_, member, _)| member.sensitive);
    let call = if tool == CURL {
        curl(input, own, options, secret)?
    } else if tool == name {
        provider(input, own, options, secret)?
    } else {
        return Err(Error::InvalidOptions(
            "the tool is neither curl nor that of the operation's provider",
        ));
    };
    if options.secret == SecretMode::Prompt {
        typeable(input, call.document.is_some())?;
    }
    let mut out = String::new();
    // An interactive zsh has no comments. A command that does nothing is one in every shell.
    let (remark, end) = match options.shell {
        Shell::Posix => (": '", "'\n"),
        Shell::PowerShell => ("# ", "\n"),
        Shell::Cmd => ("rem ", "\n"),
    };
    if secret {
        let note = own.note.as_deref().filter(|_| tool == name);
        let note = plain(note.unwrap_or_default());
        let travels = match (options.secret, call.document.is_some()) {
            (SecretMode::Prompt, true) => "",
            (SecretMode::File, _) => {
                "The secret stays in the history of the shell, where it keeps one."
            }
            (SecretMode::Prompt, false) => {
                "While this runs, the secret is in the list of processes of the machine."
            }
            (SecretMode::Inline, _) => {
                "The secret stays in the history of the shell and, while this runs, is in the list of processes of the machine."
            }
        };
        for note in [&*note, travels]
            .into_iter()
            .filter(|note| !note.is_empty())
        {
            push(&mut out, &[remark, note, end]);
        }
    }
    if !call.note.is_empty() {
        push(&mut out, &[remark, call.note, end]);
    }
    let words = join(&call, options.shell)?;
    let simple = call.document.is_none() && call.typed.is_empty();
    match options.shell {
        Shell::Posix if !simple || !call.raw.is_empty() => {
            posix(&mut out, input, &call, &words, options.secret);
        }
        _ if simple => push(&mut out, &[&words, "\n"]),
        Shell::Posix => {}
        Shell::PowerShell => power_shell(&mut out, input, &call, &words, options.secret),
        Shell::Cmd => cmd(&mut out, input, &call, &words, options.secret)?,
    }
    Ok(out)
}

/// What is called, before it is quoted.
struct Call<'a> {
    words: Vec<String>,
    /// What somebody should know of this call; empty for nothing.
    note: &'static str,
    document: Option<Document<'a>>,
    /// The flags whose values are typed at the prompt, where these are arguments.
    typed: Vec<&'a str>,
    /// Arguments that are written for each shell as they stand: names of variables are in them.
    raw: &'static [(Shell, &'static str)],
}

/// A file that the tool reads.
struct Document<'a> {
    /// The flag that takes it.
    flag: &'a str,
    /// What stands before the file's name in its value.
    start: &'static str,
    /// Whether it is the body of the request, and not the input.
    body: bool,
}

/// The provider's own tool: the members as flags or in a document.
fn provider<'a, T: Text>(
    input: &ValidInput<'a, T>,
    own: &'a Command,
    options: &Options<'_>,
    secret: bool,
) -> Result<Call<'a>, Error> {
    let operation = input.operation();
    let mut words = Vec::new();
    let mut positional = Vec::new();
    for word in &own.words {
        words.push(match word {
            Word::Constant(text) => String::from(&**text),
            Word::Member(member) => {
                positional.push(usize::from(*member));
                undashed(argument(input.at(usize::from(*member)))?)?
            }
        });
    }
    if let Some(region) = request::region(operation, options.region)? {
        words.push(["--region=", region].concat());
    }
    let flag = |index: usize, member: &Member| {
        let flag = own.flags.get(index).and_then(Option::as_deref);
        flag.ok_or_else(|| Error::NoFlag(member.name.clone()))
    };
    let others = || {
        input
            .members()
            .filter(|(index, ..)| !positional.contains(index))
    };
    let hidden = secret && options.secret != SecretMode::Inline;
    if let (true, Some(document)) = (hidden, &own.document) {
        for (index, member, _) in others() {
            flag(index, member)?;
        }
        return Ok(Call {
            words,
            note: "",
            document: Some(Document {
                flag: bare(document)?,
                start: "file://",
                body: false,
            }),
            typed: Vec::new(),
            raw: &[],
        });
    }
    if hidden && options.secret == SecretMode::File {
        return Err(Error::InvalidOptions(
            "the tool takes no document: the secret must be typed or stand in the command",
        ));
    }
    let mut typed = Vec::new();
    for (index, member, value) in others() {
        let flag = flag(index, member)?;
        if hidden && member.sensitive {
            typed.push(bare(flag)?);
            continue;
        }
        // A tool that takes JSON for the whole input takes it for a list and for a map.
        let json = own.document.is_some();
        match value {
            Value::Absent | Value::Null | Value::Other => {}
            Value::Boolean(on) => words.extend(switch(flag, on, own.booleans)),
            Value::Text(_) | Value::Integer(_) => {
                push_flag(&mut words, own, flag, argument(value)?)?;
            }
            Value::List(_) | Value::Map(_) if json => {
                let mut text = String::new();
                write_value(&mut text, value);
                push_flag(&mut words, own, flag, text)?;
            }
            Value::List(items) => {
                let counted = key(operation, index).is_some_and(|key| key.contains('#'));
                for (item, number) in items.iter().zip(1..) {
                    let mut flag = String::from(flag);
                    if counted {
                        flag.push('.');
                        push_integer(&mut flag, number);
                    }
                    push_flag(&mut words, own, &flag, item.chars().collect())?;
                }
            }
            Value::Map(_) => return Err(Error::NoFlag(member.name.clone())),
        }
    }
    Ok(Call {
        words,
        note: "",
        document: None,
        typed,
        raw: &[],
    })
}

/// A value that is one word without a flag.
fn argument<T: Text>(value: Value<'_, T>) -> Result<String, Error> {
    let mut word = String::new();
    match value {
        Value::Text(text) => word.extend(text.chars()),
        Value::Integer(number) => push_integer(&mut word, number),
        Value::Boolean(on) => word.push_str(if on { "true" } else { "false" }),
        Value::Absent | Value::Null | Value::List(_) | Value::Map(_) | Value::Other => {
            return Err(Error::InvalidOptions(
                "a word of the command is a member that is not given",
            ));
        }
    }
    Ok(word)
}

/// Adds a flag with its value.
fn push_flag(
    words: &mut Vec<String>,
    own: &Command,
    flag: &str,
    value: String,
) -> Result<(), Error> {
    if own
        .addresses
        .iter()
        .any(|start| value.starts_with(&**start))
    {
        return Err(Error::InvalidOptions(
            "the tool takes a value that begins like this for an address: let it travel in a file",
        ));
    }
    if flag.starts_with("--") {
        // One word, so that a value that begins with a dash is none of the tool's flags.
        words.push([flag, "=", &value].concat());
    } else {
        words.extend([String::from(flag), undashed(value)?]);
    }
    Ok(())
}

/// Refuses a value that starts with a dash, since it stands as a word of its own.
fn undashed(value: String) -> Result<String, Error> {
    if value.starts_with('-') {
        return Err(Error::InvalidOptions(
            "the tool takes a value that begins with a dash for a flag",
        ));
    }
    Ok(value)
}

/// Refuses a flag that cannot stand in a script without quotation marks.
fn bare(flag: &str) -> Result<&str, Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if !flag.bytes().all(plain) {
        return Err(Error::InvalidOptions(
            "a script cannot hold the flag of the secret: let it stand in the command",
        ));
    }
    Ok(flag)
}

/// The words that say a boolean as the tool takes it; there may be none.
fn switch(flag: &str, on: bool, booleans: Booleans) -> Vec<String> {
    let value = if on { "true" } else { "false" };
    match booleans {
        Booleans::Value if flag.starts_with("--") => vec![[flag, "=", value].concat()],
        Booleans::Value => vec![flag.to_owned(), value.to_owned()],
        Booleans::Pair | Booleans::Switch if on => vec![flag.to_owned()],
        Booleans::Pair => vec![["--no-", flag.trim_start_matches('-')].concat()],
        Booleans::Switch => Vec::new(),
    }
}

/// Refuses a secret that nobody can type at a prompt: a terminal takes control characters for its own keys, but for the tab.
fn typeable<T: Text>(input: &ValidInput<'_, T>, document: bool) -> Result<(), Error> {
    let typed = |character: char| character == '\t' || !character.is_control();
    for (_, _, value) in input.members().filter(|(_, member, _)| member.sensitive) {
        let Value::Text(text) = value else {
            return Err(Error::InvalidOptions(
                "the secret is no text, and nothing else is typed at a prompt",
            ));
        };
        if !text.chars().all(typed) {
            return Err(Error::InvalidOptions(if document {
                "the secret has a control character, which nobody can type at a prompt: let it travel in a file"
            } else {
                "the secret has a control character, which nobody can type at a prompt: let it travel inline, because the tool takes no document"
            }));
        }
    }
    Ok(())
}

/// curl, which signs by itself where it knows how.
fn curl<'a, T: Text>(
    input: &ValidInput<'a, T>,
    own: &'a Command,
    options: &Options<'_>,
    secret: bool,
) -> Result<Call<'a>, Error> {
    let operation = input.operation();
    let (Some(signer), Some(signing)) = (&own.curl, &operation.signing) else {
        return Err(Error::InvalidOptions("curl cannot sign for this provider"));
    };
    let built = request::build(
        input,
        &request::Options {
            region: options.region,
            ..request::Options::default()
        },
    )?;
    let region = request::signing_region(operation, options.region)?;
    // In Windows PowerShell, curl alone is another program.
    let program = if options.shell == Shell::PowerShell {
        "curl.exe"
    } else {
        CURL
    };
    let mut words: Vec<String> = [
        program,
        "--silent",
        "--show-error",
        "--request",
        &built.method,
    ]
    .map(str::to_owned)
    .to_vec();
    let encoded = built.url.contains('%');
    words.push(built.url);
    words.push("--aws-sigv4".to_owned());
    words.push(
        [
            signer,
            ":",
            region.unwrap_or_default(),
            ":",
            &signing.service,
        ]
        .concat(),
    );
    for (name, value) in &built.headers {
        words.push("--header".to_owned());
        words.push([name, ": ", value].concat());
    }
    let document = secret && options.secret != SecretMode::Inline;
    if document && !matches!(operation.request.body, Body::Json(_)) {
        return Err(Error::InvalidOptions(
            "curl takes no secret of a form from a file: use the tool of the provider, or let it travel inline",
        ));
    }
    if document {
        // The flag for it comes last, behind the key.
    } else if built.body.expose().is_empty() {
        words.push("--header".to_owned());
        words.push("content-length: 0".to_owned());
    } else {
        words.push("--data-raw".to_owned());
        words.push(match operation.request.body {
            Body::Json(_) => body(input, false),
            Body::Form(_) | Body::Empty => built.body.expose().to_owned(),
        });
    }
    Ok(Call {
        words,
        // Seen with curl 7.88: AWS signs such a path encoded once more, curl as it is.
        note: if encoded {
            "Not every curl signs this path as AWS does. Where the signature does not match, use the tool of the provider."
        } else {
            ""
        },
        document: document.then_some(Document {
            flag: "--data-binary",
            start: "@",
            body: true,
        }),
        typed: Vec::new(),
        // The secret of the key is no argument for longer than curl needs to hide it, which it does first.
        raw: &[
            (
                Shell::Posix,
                "--user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"",
            ),
            (
                Shell::Posix,
                "${AWS_SESSION_TOKEN:+--header} ${AWS_SESSION_TOKEN:+\"x-amz-security-token: $AWS_SESSION_TOKEN\"}",
            ),
            (
                Shell::PowerShell,
                "--user \"${env:AWS_ACCESS_KEY_ID}:${env:AWS_SECRET_ACCESS_KEY}\"",
            ),
            (
                Shell::Cmd,
                "--user \"%AWS_ACCESS_KEY_ID%:%AWS_SECRET_ACCESS_KEY%\"",
            ),
        ],
    })
}

/// The document, of letters, digits and escapes alone, which no shell and no code page changes. With gaps, the place of the
/// member stands for each secret, between the quotation marks.
fn text<T: Text>(input: &ValidInput<'_, T>, document: &Document<'_>, gaps: bool) -> String {
    if document.body {
        return body(input, gaps);
    }
    let mut out = String::from("{");
    for (place, (index, member, value)) in input.members().enumerate() {
        out.push_str(if place > 0 { "," } else { "" });
        quote_escaped(&mut out, wire(input.operation(), index));
        out.push(':');
        if gaps && member.sensitive {
            out.push('"');
            push_gap(&mut out, index);
            out.push('"');
        } else {
            write_value(&mut out, value);
        }
    }
    out.push('}');
    out
}

/// A value as JSON.
fn write_value<T: Text>(out: &mut String, value: Value<'_, T>) {
    match value {
        Value::Absent | Value::Null | Value::Other => out.push_str("null"),
        Value::Text(text) => quote_escaped(out, text),
        Value::Boolean(on) => out.push_str(if on { "true" } else { "false" }),
        Value::Integer(number) => push_integer(out, number),
        Value::List(items) => json::list(out, items, |out, item| quote_escaped(out, *item)),
        Value::Map(entries) => {
            out.push('{');
            for (place, (name, text)) in entries.iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                quote_escaped(out, *name);
                out.push(':');
                quote_escaped(out, *text);
            }
            out.push('}');
        }
    }
}

fn quote_escaped<T: Text>(out: &mut String, text: T) {
    out.push('"');
    escape(out, text);
    out.push('"');
}

fn escape<T: Text>(out: &mut String, text: T) {
    for character in text.chars() {
        for unit in character.encode_utf16(&mut [0; 2]) {
            json::escape(out, *unit);
        }
    }
}

/// The body of the request, with gaps as [`text`].
fn body<T: Text>(input: &ValidInput<'_, T>, gaps: bool) -> String {
    let mut body = Escaped {
        out: String::new(),
        operation: gaps.then(|| input.operation()),
    };
    request::write_body(&mut body, input);
    body.out
}

/// A body of JSON that is written with escapes for all but letters, digits and what JSON is made of.
struct Escaped<'a> {
    out: String,
    /// The operation whose secrets are left out.
    operation: Option<&'a Operation>,
}

impl<T: Text> Parts<T> for Escaped<'_> {
    fn fixed(&mut self, part: &str) {
        let mut characters = part.chars();
        while let Some(character) = characters.next() {
            match character {
                // Two of them are one to fish.
                '\\' => match characters.next() {
                    Some('\\') => escape(&mut self.out, "\\"),
                    next => self.out.extend(Some('\\').into_iter().chain(next)),
                },
                // Whatever else there is stands in strings alone.
                _ if character.is_ascii_alphanumeric() || "{}[]\",:-._+ ".contains(character) => {
                    self.out.push(character);
                }
                _ => escape(&mut self.out, &*character.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn text(&mut self, member: usize, text: T, _: Encoding) {
        let about = self
            .operation
            .and_then(|operation| operation.members.get(member));
        if about.is_some_and(|member| member.sensitive) {
            push_gap(&mut self.out, member);
        } else {
            escape(&mut self.out, text);
        }
    }
}

/// What stands on both sides of the place of a member, where its value is to stand. No escaped text can contain it.
const GAP: char = '*';

fn push_gap(out: &mut String, member: usize) {
    out.push(GAP);
    push_integer(out, i64::try_from(member).unwrap_or_default());
    out.push(GAP);
}

/// The document in pieces, each with the variable of the secret behind it.
fn pieces<T: Text>(input: &ValidInput<'_, T>, document: &Document<'_>) -> Vec<(String, String)> {
    let text = text(input, document, true);
    let mut parts = text.split(GAP);
    let mut pieces = Vec::new();
    while let Some(piece) = parts.next() {
        let member = parts.next().and_then(|member| member.parse().ok());
        let variable = member.map_or_else(String::new, |member| variable(input, member));
        pieces.push((piece.to_owned(), variable));
    }
    pieces
}

/// The shell's variable for a secret that is typed: the first is `secret`, the next `secret2`.
fn variable<T: Text>(input: &ValidInput<'_, T>, member: usize) -> String {
    let secrets = input.members().filter(|(_, about, _)| about.sensitive);
    let earlier = secrets.filter(|(index, ..)| *index < member).count();
    let mut variable = String::from("secret");
    if earlier > 0 {
        push_integer(
            &mut variable,
            i64::try_from(earlier).map_or(0, |earlier| earlier.saturating_add(1)),
        );
    }
    variable
}

/// The label and the variable of each secret that is typed.
fn prompts<T: Text>(input: &ValidInput<'_, T>) -> Vec<(String, String)> {
    let secrets = input.members().filter(|(_, member, _)| member.sensitive);
    secrets
        .map(|(index, member, _)| (plain(&member.label), variable(input, index)))
        .collect()
}

/// A text of the operation without a character that a shell minds.
fn plain(text: &str) -> String {
    let shown = |character: char| character.is_alphanumeric() || " ,.-".contains(character);
    text.chars()
        .map(|character| if shown(character) { character } else { ' ' })
        .collect()
}

fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// The words, quoted, each flag on a line of its own where the shell goes on reading behind one.
fn join(call: &Call, shell: Shell) -> Result<String, Error> {
    let break_line = match shell {
        Shell::Posix => " \\\n    ",
        Shell::PowerShell => " `\n    ",
        Shell::Cmd => " ",
    };
    let mut out = String::new();
    for word in &call.words {
        if !out.is_empty() {
            out.push_str(if word.starts_with("--") {
                break_line
            } else {
                " "
            });
        }
        let quoted = quote(word, shell)?;
        // A name in quotes is a text to PowerShell.
        if out.is_empty() && shell == Shell::PowerShell && quoted.starts_with('\'') {
            out.push_str("& ");
        }
        out.push_str(&quoted);
    }
    // In a POSIX shell they are the script's, see there.
    let raw = call.raw.iter().filter(|(of, _)| *of == shell);
    for (_, raw) in raw.filter(|_| shell != Shell::Posix) {
        push(&mut out, &[break_line, raw]);
    }
    Ok(out)
}

/// A word as the shell hands it over unchanged.
fn quote(word: &str, shell: Shell) -> Result<String, Error> {
    let plain = |others: &[u8]| {
        word.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
    };
    match shell {
        Shell::Posix if word.contains('\0') => Err(Error::InvalidOptions(
            "no argument can hold the character U+0000",
        )),
        Shell::Posix if word.is_empty() => Ok("''".to_owned()),
        // zsh reads a word that begins with `=` as the path of a program.
        Shell::Posix if !word.starts_with('=') && plain(b"-+./:@_=") => Ok(word.to_owned()),
        Shell::Posix => Ok(single_posix(word)),
        // Its versions disagree on how a double quote, or a backslash at the end, reaches a program; its line editor takes control
        // characters for keys.
        Shell::PowerShell
            if word.ends_with('\\')
                || word.contains(|it: char| it == '"' || it.is_control() && it != '\n') =>
        {
            Err(Error::InvalidOptions(
                "PowerShell does not hand this value over unchanged: let it travel in a file",
            ))
        }
        Shell::PowerShell if word.is_empty() => Err(Error::InvalidOptions(
            "PowerShell does not hand over an empty value",
        )),
        Shell::PowerShell if plain(b".") => Ok(word.to_owned()),
        Shell::PowerShell => Ok(single(word)),
        // Nothing in double quotes can carry these.
        Shell::Cmd if word.contains(['"', '%', '!']) || word.chars().any(char::is_control) => {
            Err(Error::InvalidOptions(
                "cmd.exe does not hand this value over unchanged: let it travel in a file",
            ))
        }
        Shell::Cmd if plain(b"-./:") && !word.is_empty() => Ok(word.to_owned()),
        Shell::Cmd => {
            // Backslashes before the closing quote are doubled for the program that reads them.
            let tail = word.len().saturating_sub(word.trim_end_matches('\\').len());
            Ok(["\"", word, &"\\".repeat(tail), "\""].concat())
        }
    }
}

/// A text in single quotes, which `PowerShell` doubles within, be they straight or curly.
fn single(text: &str) -> String {
    let mut quoted = String::from("'");
    for character in text.chars() {
        if matches!(character, '\'' | '\u{2018}'..='\u{201B}') {
            quoted.push(character);
        }
        quoted.push(character);
    }
    quoted.push('\'');
    quoted
}

/// A text as a word of POSIX shells and of fish. To fish a backslash in single quotes is special, so backslashes stand
/// outside, as single quotes do. A line editor takes control characters for keys, so that they are written as what they are.
fn single_posix(text: &str) -> String {
    let mut out = String::new();
    let mut open = false;
    for character in text.chars() {
        let special = match character {
            '\n' => false,
            '\'' | '\\' => true,
            _ => character.is_control(),
        };
        if special == open {
            out.push('\'');
            open = !open;
        }
        match character {
            _ if !special => out.push(character),
            '\'' | '\\' => out.extend(['\\', character]),
            _ => {
                out.push_str("\"$(printf '");
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    out.push('\\');
                    for shift in [6, 3, 0] {
                        out.extend(char::from_digit(u32::from(byte >> shift & 7), 8));
                    }
                }
                out.push_str("')\"");
            }
        }
    }
    if open {
        out.push('\'');
    }
    out
}

/// POSIX, and fish. A script for `sh` does what takes more than a call, so that nothing is left behind in the caller's shell
/// and every shell reads it alike: in it are no single quotes, and no backslashes that stand before another one. No secret is
/// in it or in its arguments, which others can see; a document with one comes through the pipe.
fn posix<T: Text>(
    out: &mut String,
    input: &ValidInput<'_, T>,
    call: &Call<'_>,
    words: &str,
    secret: SecretMode,
) {
    let asked = secret == SecretMode::Prompt && (!call.typed.is_empty() || call.document.is_some());
    let prompts = if asked { prompts(input) } else { Vec::new() };
    if let (Some(document), false) = (&call.document, asked) {
        push(out, &["printf %s '", &text(input, document, false), "' | "]);
    }
    out.push_str("sh -c '\n");
    if call.document.is_some() {
        out.push_str("  umask 077\n  file=$(mktemp) || exit\n");
    }
    out.push_str(match (call.document.is_some(), asked) {
        (true, true) => "  trap \"rm -f \\\"\\$file\\\"; stty echo 2>/dev/null\" EXIT\n",
        (true, false) => "  trap \"rm -f \\\"\\$file\\\"\" EXIT\n",
        (false, true) => "  trap \"stty echo 2>/dev/null\" EXIT\n",
        (false, false) => "",
    });
    if call.document.is_some() || asked {
        out.push_str("  trap \"exit 1\" HUP INT TERM\n");
    }
    for (place, (label, variable)) in prompts.iter().enumerate() {
        out.push_str(if place == 0 {
            "  stty -echo 2>/dev/null\n"
        } else {
            "  echo >&2\n"
        });
        push(
            out,
            &[
                "  printf \"%s: \" \"",
                label,
                "\" >&2\n  IFS= read -r ",
                variable,
                " || exit\n",
            ],
        );
    }
    if asked {
        out.push_str("  stty echo 2>/dev/null\n  echo >&2\n");
    }
    let pieces = match &call.document {
        Some(document) if asked => pieces(input, document),
        Some(_) | None => Vec::new(),
    };
    if !pieces.is_empty() {
        out.push_str("  b=$(printf \"\\134\")\n");
        for (_, name) in &prompts {
            push(
                out,
                &[
                    "  ",
                    name,
                    "=$(printf %s \"$",
                    name,
                    "\" | sed \"s/[$b$b\\\"]/$b$b&/g\")\n",
                ],
            );
        }
        out.push_str("  printf %s \"");
        let mut number = 0_i64;
        for (_, variable) in &pieces {
            number = number.saturating_add(1);
            out.push_str(if number < 10 { "$" } else { "${" });
            push_integer(out, number);
            out.push_str(if number < 10 { "" } else { "}" });
            if !variable.is_empty() {
                push(out, &["$", variable]);
            }
        }
        out.push_str("\" >\"$file\"\n  shift ");
        push_integer(out, number);
        out.push('\n');
    } else if call.document.is_some() {
        out.push_str("  cat >\"$file\"\n");
    }
    out.push_str("  \"$@\"");
    for (_, raw) in call.raw.iter().filter(|(of, _)| *of == Shell::Posix) {
        push(out, &[" ", raw]);
    }
    for (flag, (_, variable)) in call.typed.iter().zip(&prompts) {
        typed(out, " ", flag, variable);
    }
    if let Some(document) = &call.document {
        push(out, &[" ", document.flag, " \"", document.start, "$file\""]);
    }
    out.push_str("\n' sh ");
    for (piece, _) in &pieces {
        push(out, &["'", piece, "' "]);
    }
    out.push_str(if pieces.is_empty() { "" } else { "\\\n    " });
    push(out, &[words, "\n"]);
}

/// A flag whose value was typed.
fn typed(out: &mut String, before: &str, flag: &str, variable: &str) {
    // As elsewhere: one word, where the tool takes it.
    let parts = if flag.starts_with("--") {
        [before, "\"", flag, "=$", variable, "\""]
    } else {
        [before, flag, " \"", "$", variable, "\""]
    };
    push(out, &parts);
}

/// `PowerShell`, which has `$file` deleted whatever happens.
fn power_shell<T: Text>(
    out: &mut String,
    input: &ValidInput<'_, T>,
    call: &Call<'_>,
    words: &str,
    secret: SecretMode,
) {
    let asked = secret == SecretMode::Prompt;
    let prompts = if asked { prompts(input) } else { Vec::new() };
    for (label, variable) in &prompts {
        push(
            out,
            &[
                "$",
                variable,
                " = [Net.NetworkCredential]::new('', (Read-Host -AsSecureString ",
                &single(label),
                ")).Password\n",
            ],
        );
    }
    let Some(document) = &call.document else {
        // Older versions lose double quotes on the way to a program; these are refused instead.
        for (_, variable) in &prompts {
            push(
                out,
                &[
                    "if ($",
                    variable,
                    " -match '[\"]|\\\\$') { throw 'PowerShell cannot hand this over unchanged.' }\n",
                ],
            );
        }
        out.push_str(words);
        for (flag, (_, variable)) in call.typed.iter().zip(&prompts) {
            typed(out, " `\n    ", flag, variable);
        }
        out.push('\n');
        for (_, variable) in &prompts {
            push(out, &["Remove-Variable ", variable, "\n"]);
        }
        return;
    };
    out.push_str("$file = (New-TemporaryFile).FullName\ntry {\n  $json = ");
    if asked {
        for (place, (piece, variable)) in pieces(input, document).iter().enumerate() {
            push(out, &[if place > 0 { " + '" } else { "'" }, piece, "'"]);
            if !variable.is_empty() {
                push(
                    out,
                    &[
                        " + (-join ($",
                        variable,
                        ".ToCharArray() | ForEach-Object { '\\u{0:x4}' -f [int]$_ }))",
                    ],
                );
            }
        }
    } else {
        push(out, &["'", &text(input, document, false), "'"]);
    }
    push(
        out,
        &["\n  [IO.File]::WriteAllText($file, $json)\n  ", words],
    );
    push(
        out,
        &[" `\n    ", document.flag, " \"", document.start, "$file\""],
    );
    out.push_str("\n} finally {\n  Remove-Item $file\n}\n");
}

/// cmd.exe, where nothing is asked for: it shows what is typed.
fn cmd<T: Text>(
    out: &mut String,
    input: &ValidInput<'_, T>,
    call: &Call<'_>,
    words: &str,
    secret: SecretMode,
) -> Result<(), Error> {
    let Some(document) = call
        .document
        .as_ref()
        .filter(|_| secret != SecretMode::Prompt)
    else {
        return Err(Error::InvalidOptions(
            "cmd.exe cannot read a secret without showing it: use PowerShell, or let it travel in a file",
        ));
    };
    // The folder is the user's own, and the text has no character that echo or cmd.exe takes for its own.
    push(
        out,
        &[
            "set \"RESETKIT=%TEMP%\\resetkit-%RANDOM%%RANDOM%.json\"\n>\"%RESETKIT%\" echo ",
            &text(input, document, false),
            "\n",
            words,
            " ",
            document.flag,
            " \"",
            document.start,
            "%RESETKIT%\"\ndel \"%RESETKIT%\"\n",
        ],
    );
    Ok(())
}
