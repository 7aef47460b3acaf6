//! A valid input in; the text of a command that does the same, for a shell, out.
//!
//! A secret travels in one of three ways. Typed at a prompt or written to a file, it reaches the tool in a document that
//! only its owner can read and that is deleted afterwards; where the tool takes no document, or inline, it is an argument,
//! which other users of the machine can see while the command runs.

use crate::error::Error;
use crate::json;
use crate::model::{Booleans, Member, Protocol};
use crate::request;
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

/// How a secret travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travel {
    /// It is typed when the command runs, without echo; the one in the input is not in the text.
    Prompt,
    /// It is in a document that the command makes, for its owner's eyes only, and deletes.
    File,
    /// It is an argument.
    Inline,
}

/// What the command is for.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The tool: the provider's own where it is `None`, or `curl`.
    pub tool: Option<&'a str>,
    /// The shell.
    pub shell: Shell,
    /// The region; `None` for the operation's default.
    pub region: Option<&'a str>,
    /// How a secret travels, where the input has one.
    pub secret: Travel,
}

const CURL: &str = "curl";

/// Writes the command.
///
/// # Errors
///
/// [`Error::InvalidOptions`] where the tool is another provider's, or where tool and shell cannot carry the input in the way
/// that was chosen. What it cannot carry is never cut or changed.
pub fn command<T: Text>(input: &ValidInput<T>, options: &Options<'_>) -> Result<String, Error> {
    let own = input.operation().command.0;
    let name = own.words.first().copied().unwrap_or(CURL);
    let tool = options.tool.unwrap_or(name);
    let secret = input.members().find(|(member, _)| member.sensitive);
    let call = if tool == CURL {
        curl(input, options, secret.is_some())?
    } else if tool == name {
        provider(input, options, secret.map(|(member, _)| member))?
    } else {
        return Err(Error::InvalidOptions(
            "the tool is neither curl nor that of the operation's provider",
        ));
    };
    if options.secret == Travel::Prompt {
        typeable(input, call.document.is_some())?;
    }
    let mut out = String::new();
    // An interactive zsh has no comments. A command that does nothing is one in every shell.
    let (remark, end) = match options.shell {
        Shell::Posix => (": '", "'\n"),
        Shell::PowerShell => ("# ", "\n"),
        Shell::Cmd => ("rem ", "\n"),
    };
    if secret.is_some() {
        let mut notes = vec![if tool == name { own.note } else { "" }];
        notes.push(match (options.secret, call.document.is_some()) {
            (Travel::Prompt, true) => "",
            (Travel::File, _) => "The secret stays in the history of the shell, where it keeps one.",
            (Travel::Prompt, false) => "While this runs, the secret is in the list of processes of the machine.",
            (Travel::Inline, _) => {
                "The secret stays in the history of the shell and, while this runs, is in the list of processes of the machine."
            }
        });
        for note in notes.into_iter().filter(|note| !note.is_empty()) {
            push(&mut out, &[remark, note, end]);
        }
    }
    if !call.note.is_empty() {
        push(&mut out, &[remark, call.note, end]);
    }
    let words = join(&call, options.shell)?;
    let plain = call.document.is_none() && call.typed.is_none();
    match options.shell {
        Shell::Posix if !plain || !call.raw.is_empty() => {
            posix(&mut out, input, &call, &words, options.secret);
        }
        _ if plain => push(&mut out, &[&words, "\n"]),
        Shell::Posix => {}
        Shell::PowerShell => power_shell(&mut out, input, &call, &words, options.secret),
        Shell::Cmd => cmd(&mut out, input, &call, &words, options.secret)?,
    }
    Ok(out)
}

/// What is called, before it is quoted.
struct Call {
    words: Vec<String>,
    /// What somebody should know of this call; empty for nothing.
    note: &'static str,
    /// The flag that takes a document with the input, and what stands before the file's name in its value.
    document: Option<(&'static str, &'static str)>,
    /// The flag whose value is typed at the prompt, where it is an argument.
    typed: Option<&'static str>,
    /// Arguments that are written for each shell as they stand: names of variables are in them.
    raw: &'static [(Shell, &'static str)],
}

/// The provider's own tool: the members as flags or in a document.
fn provider<T: Text>(
    input: &ValidInput<T>,
    options: &Options<'_>,
    secret: Option<&'static Member>,
) -> Result<Call, Error> {
    let own = input.operation().command.0;
    let mut words: Vec<String> = own.words.iter().copied().map(str::to_owned).collect();
    let region = request::region(input.operation(), options.region)?;
    words.push(["--region=", region].concat());
    let hidden = secret.is_some() && options.secret != Travel::Inline;
    if let (true, Some(flag)) = (hidden, own.document) {
        return Ok(Call {
            words,
            note: "",
            document: Some((flag, "file://")),
            typed: None,
            raw: &[],
        });
    }
    if hidden && options.secret == Travel::File {
        return Err(Error::InvalidOptions(
            "the tool takes no document: the secret must be typed or stand in the command",
        ));
    }
    let mut typed = None;
    for (member, value) in input.members() {
        if hidden && member.sensitive {
            typed = Some(member.flag.0);
            continue;
        }
        let text: String = match value {
            Value::Text(text) => text.chars().collect(),
            Value::Boolean(on) => {
                words.push(switch(member.flag.0, on, own.booleans));
                continue;
            }
            Value::Absent | Value::Null | Value::Other => continue,
        };
        if own.addresses.iter().any(|start| text.starts_with(start)) {
            return Err(Error::InvalidOptions(
                "the tool takes a value that begins like this for an address: let it travel in a file",
            ));
        }
        // One word, so that a value that begins with a dash is none of the tool's flags.
        words.push([member.flag.0, "=", &text].concat());
    }
    Ok(Call {
        words,
        note: "",
        document: None,
        typed,
        raw: &[],
    })
}

/// A boolean as the tool takes it.
fn switch(flag: &str, on: bool, booleans: Booleans) -> String {
    match booleans {
        Booleans::Value => [flag, "=", if on { "true" } else { "false" }].concat(),
        Booleans::Pair if on => flag.to_owned(),
        Booleans::Pair => ["--no-", flag.trim_start_matches('-')].concat(),
    }
}

/// Refuses a secret that nobody can type at a prompt: a terminal takes control characters for its own keys, but for the tab.
fn typeable<T: Text>(input: &ValidInput<T>, document: bool) -> Result<(), Error> {
    let typed = |character: char| character == '\t' || !character.is_control();
    for (member, value) in input.members() {
        if let (true, Value::Text(text)) = (member.sensitive, value) {
            if !text.chars().all(typed) {
                return Err(Error::InvalidOptions(if document {
                    "the secret has a control character, which nobody can type at a prompt: let it travel in a file"
                } else {
                    "the secret has a control character, which nobody can type at a prompt: let it travel inline, because the tool takes no document"
                }));
            }
        }
    }
    Ok(())
}

/// curl, which signs by itself where it knows how.
fn curl<T: Text>(
    input: &ValidInput<T>,
    options: &Options<'_>,
    secret: bool,
) -> Result<Call, Error> {
    let operation = input.operation();
    let Some(signer) = operation.command.0.curl else {
        return Err(Error::InvalidOptions("curl cannot sign for this provider"));
    };
    let built = request::build(
        input,
        &request::Options {
            region: options.region,
            ..request::Options::default()
        },
    )?;
    // Where one host serves every region, its own region signs.
    let region = options
        .region
        .filter(|region| built.url.contains(&[".", region, "."].concat()))
        .unwrap_or(operation.endpoint.default_region);
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
        built.method,
    ]
    .map(str::to_owned)
    .to_vec();
    let encoded = built.url.contains('%');
    words.push(built.url);
    words.push("--aws-sigv4".to_owned());
    words.push([signer, ":", region, ":", operation.endpoint.signing.0.name].concat());
    for (name, value) in &built.headers {
        words.push("--header".to_owned());
        words.push([*name, ": ", *value].concat());
    }
    let document = match operation.protocol {
        Protocol::AwsJson11 { .. } => secret && options.secret != Travel::Inline,
        Protocol::RestJson { .. } | Protocol::AlibabaRpc { .. } => false,
    };
    if document {
        // The flag for it comes last, behind the key.
    } else if built.body.expose().is_empty() {
        words.push("--header".to_owned());
        words.push("content-length: 0".to_owned());
    } else {
        words.push("--data-raw".to_owned());
        words.push(text(input, &mut |_| None));
    }
    Ok(Call {
        words,
        // Seen with curl 7.88: AWS signs such a path encoded once more, curl as it is.
        note: if encoded {
            "Not every curl signs this path as AWS does. Where the signature does not match, use the tool of the provider."
        } else {
            ""
        },
        document: document.then_some(("--data-binary", "@")),
        typed: None,
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

/// The input as JSON of letters, digits and escapes alone, which no shell and no code page changes. What `replace` gives
/// for a member stands in the place of its value, between the quotation marks.
fn text<T: Text>(
    input: &ValidInput<T>,
    replace: &mut dyn FnMut(&Member) -> Option<&'static str>,
) -> String {
    let mut out = String::from("{");
    for (index, (member, value)) in input.members().enumerate() {
        out.push_str(if index > 0 { ",\"" } else { "\"" });
        push(&mut out, &[member.name, "\":"]);
        match value {
            Value::Boolean(on) => out.push_str(if on { "true" } else { "false" }),
            Value::Text(value) => {
                out.push('"');
                if let Some(instead) = replace(member) {
                    out.push_str(instead);
                } else {
                    for character in value.chars() {
                        for unit in character.encode_utf16(&mut [0; 2]) {
                            json::escape(&mut out, *unit);
                        }
                    }
                }
                out.push('"');
            }
            Value::Absent | Value::Null | Value::Other => out.push_str("null"),
        }
    }
    out.push('}');
    out
}

/// What stands for the secret in a document until it is typed. No escaped value can contain it.
const GAP: &str = "*";

/// The document in two parts, before and behind the secret that is typed.
fn halves<T: Text>(input: &ValidInput<T>) -> (String, String) {
    let whole = text(input, &mut |member| member.sensitive.then_some(GAP));
    whole.split_once(GAP).map_or_else(
        || (whole.clone(), String::new()),
        |(before, behind)| (before.to_owned(), behind.to_owned()),
    )
}

/// The label of the member that is typed.
fn label<T: Text>(input: &ValidInput<T>) -> &'static str {
    let secret = input.members().find(|(member, _)| member.sensitive);
    secret.map_or("", |(member, _)| member.label)
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
        out.push_str(&quote(word, shell)?);
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
        Shell::Posix if plain(b"-+./:@_=") => Ok(word.to_owned()),
        Shell::Posix => Ok(single_posix(word)),
        // Its versions disagree on how a double quote, or a backslash at the end, reaches a program.
        Shell::PowerShell if word.ends_with('\\') || word.contains(['"', '\0']) => {
            Err(Error::InvalidOptions(
                "PowerShell does not hand this value over unchanged: let it travel in a file",
            ))
        }
        // A name in quotes is a text to PowerShell; the tool's is not quoted, because it is letters alone.
        Shell::PowerShell if plain(b".") => Ok(word.to_owned()),
        Shell::PowerShell => Ok(single(word)),
        // Nothing in double quotes can carry these.
        Shell::Cmd if word.contains(['"', '%', '!']) || word.chars().any(char::is_control) => {
            Err(Error::InvalidOptions(
                "cmd.exe does not hand this value over unchanged: let it travel in a file",
            ))
        }
        Shell::Cmd if plain(b"-./:") => Ok(word.to_owned()),
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
    input: &ValidInput<T>,
    call: &Call,
    words: &str,
    secret: Travel,
) {
    let prompt = secret == Travel::Prompt && (call.typed.is_some() || call.document.is_some());
    if call.document.is_some() && !prompt {
        push(out, &["printf %s '", &text(input, &mut |_| None), "' | "]);
    }
    out.push_str("sh -c '\n");
    if call.document.is_some() {
        out.push_str("  umask 077\n  file=$(mktemp) || exit\n");
    }
    out.push_str(match (call.document.is_some(), prompt) {
        (true, true) => "  trap \"rm -f \\\"\\$file\\\"; stty echo 2>/dev/null\" EXIT\n",
        (true, false) => "  trap \"rm -f \\\"\\$file\\\"\" EXIT\n",
        (false, true) => "  trap \"stty echo 2>/dev/null\" EXIT\n",
        (false, false) => "",
    });
    if call.document.is_some() || prompt {
        out.push_str("  trap \"exit 1\" HUP INT TERM\n");
    }
    if prompt {
        push(
            out,
            &[
                "  stty -echo 2>/dev/null\n  printf \"%s: \" \"",
                label(input),
                "\" >&2\n  IFS= read -r secret || exit\n  stty echo 2>/dev/null\n  echo >&2\n",
            ],
        );
    }
    match (call.document.is_some(), prompt) {
        (true, true) => out.push_str(
            "  b=$(printf \"\\134\")\n  secret=$(printf %s \"$secret\" | sed \"s/[$b$b\\\"]/$b$b&/g\")\n  printf %s \"$1$secret$2\" >\"$file\"\n  shift 2\n",
        ),
        (true, false) => out.push_str("  cat >\"$file\"\n"),
        (false, _) => {}
    }
    out.push_str("  \"$@\"");
    for (_, raw) in call.raw.iter().filter(|(of, _)| *of == Shell::Posix) {
        push(out, &[" ", raw]);
    }
    match (call.typed, call.document) {
        (Some(flag), _) => push(out, &[" \"", flag, "=$secret\""]),
        (None, Some((flag, start))) => push(out, &[" ", flag, " \"", start, "$file\""]),
        (None, None) => {}
    }
    out.push_str("\n' sh ");
    if call.document.is_some() && prompt {
        let (before, behind) = halves(input);
        push(out, &["'", &before, "' '", &behind, "' \\\n    "]);
    }
    push(out, &[words, "\n"]);
}

/// `PowerShell`, which has `$file` deleted whatever happens.
fn power_shell<T: Text>(
    out: &mut String,
    input: &ValidInput<T>,
    call: &Call,
    words: &str,
    secret: Travel,
) {
    if secret == Travel::Prompt {
        push(
            out,
            &[
                "$secret = [Net.NetworkCredential]::new('', (Read-Host -AsSecureString ",
                &single(label(input)),
                ")).Password\n",
            ],
        );
    }
    if let Some(flag) = call.typed {
        // Older versions lose double quotes on the way to a program; these are refused instead.
        push(
            out,
            &[
                "if ($secret -match '[\"]|\\\\$') { throw 'PowerShell cannot hand this over unchanged.' }\n",
                words,
                " `\n    \"",
                flag,
                "=$secret\"\nRemove-Variable secret\n",
            ],
        );
        return;
    }
    out.push_str("$file = (New-TemporaryFile).FullName\ntry {\n");
    if secret == Travel::Prompt {
        let (before, behind) = halves(input);
        push(
            out,
            &[
                "  $json = '",
                &before,
                "' + (-join ($secret.ToCharArray() | ForEach-Object { '\\u{0:x4}' -f [int]$_ })) + '",
                &behind,
                "'\n",
            ],
        );
    } else {
        push(out, &["  $json = '", &text(input, &mut |_| None), "'\n"]);
    }
    push(out, &["  [IO.File]::WriteAllText($file, $json)\n  ", words]);
    if let Some((flag, start)) = call.document {
        push(out, &[" `\n    ", flag, " \"", start, "$file\""]);
    }
    out.push_str("\n} finally {\n  Remove-Item $file\n}\n");
}

/// cmd.exe, where nothing is asked for: it shows what is typed.
fn cmd<T: Text>(
    out: &mut String,
    input: &ValidInput<T>,
    call: &Call,
    words: &str,
    secret: Travel,
) -> Result<(), Error> {
    let Some((flag, start)) = call.document.filter(|_| secret != Travel::Prompt) else {
        return Err(Error::InvalidOptions(
            "cmd.exe cannot read a secret without showing it: use PowerShell, or let it travel in a file",
        ));
    };
    // The folder is the user's own, and the text has no character that echo or cmd.exe takes for its own.
    push(
        out,
        &[
            "set \"RESETKIT=%TEMP%\\resetkit-%RANDOM%%RANDOM%.json\"\n>\"%RESETKIT%\" echo ",
            &text(input, &mut |_| None),
            "\n",
            words,
            " ",
            flag,
            " \"",
            start,
            "%RESETKIT%\"\ndel \"%RESETKIT%\"\n",
        ],
    );
    Ok(())
}
