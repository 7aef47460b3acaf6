#![no_main]
//! Any valid input as a command: the words that a POSIX shell makes of it are the words that were meant, cmd finds no variable
//! of the input's, and what is typed at a prompt is not in the text.

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::cli::command::{Options, SecretMode, Shell, command};
use resetkit::{Value, validate};
use resetkit_fuzz::{Both, Given, MARK, One, entry, input, narrow, values};

#[derive(Arbitrary, Debug)]
struct Case {
    operation: u8,
    given: Vec<Given>,
    /// Puts [`resetkit_fuzz::MARK`] behind the secrets.
    marked: bool,
    shell: u8,
    secret: u8,
    curl: bool,
    region: Option<String>,
}

/// A word with the characters that `$(printf '\001')` prints, as a shell makes it.
fn printed(word: &str) -> String {
    let mut parts = word.split("$(printf '");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (codes, rest) = part.split_once("')").unwrap_or(("", part));
        let codes = codes.split('\\').skip(1);
        let bytes: Vec<u8> = codes.flat_map(|code| u8::from_str_radix(code, 8)).collect();
        out += &String::from_utf8_lossy(&bytes);
        out += rest;
    }
    out
}

fuzz_target!(|case: Case| {
    let entry = entry(case.operation);
    let mut values = values(&entry.document, &case.given);
    for (member, value) in entry.operation.members.iter().zip(&mut values) {
        if let (true, One::Text(text)) = (member.sensitive && case.marked, value) {
            *text = Both::from(format!("{}{MARK}", text.narrow()).as_str());
        }
    }
    let texts = narrow(&values);
    let Ok(valid) = validate(input(entry.operation, &texts), &Default::default()) else {
        return;
    };
    let shell = [Shell::Posix, Shell::PowerShell, Shell::Cmd][usize::from(case.shell % 3)];
    let secret =
        [SecretMode::Prompt, SecretMode::File, SecretMode::Inline][usize::from(case.secret % 3)];
    let options = Options {
        tool: case.curl.then_some("curl"),
        shell,
        region: case.region.as_deref(),
        secret,
    };
    let Ok(text) = command(&valid, &options) else {
        return;
    };
    assert!(
        text.ends_with('\n') && !text.contains(['\0', '\r']),
        "{text:?}"
    );
    if secret == SecretMode::Prompt {
        assert!(!text.contains(MARK), "what is typed is in the text");
    }
    match shell {
        Shell::Posix => {
            let words = shlex::split(&text).unwrap_or_else(|| panic!("an open quotation: {text}"));
            let words: Vec<_> = words.iter().map(|word| printed(word)).collect();
            // A document is read by the tool and not by the shell; so is what follows `--data` of curl.
            if secret == SecretMode::Inline && !case.curl {
                let members = valid
                    .members()
                    .filter(|(_, member, _)| member.location != resetkit::model::Location::Path);
                for (index, _, value) in members {
                    let flags = entry
                        .operation
                        .command
                        .as_ref()
                        .map(|command| &command.flags);
                    let flag = flags.and_then(|flags| flags.get(index)?.as_deref());
                    if let (Value::Text(value), Some(flag)) = (value, flag) {
                        let is_said = words.iter().any(|word| word == value)
                            || words.iter().any(|word| *word == format!("{flag}={value}"))
                            || text.contains("<<");
                        assert!(is_said, "{flag} {value:?} is not among {words:?}");
                    }
                }
            }
        }
        Shell::Cmd => {
            let own = [
                "%TEMP%",
                "%RANDOM%",
                "%RESETKIT%",
                "%AWS_ACCESS_KEY_ID%",
                "%AWS_SECRET_ACCESS_KEY%",
            ];
            let rest = own
                .iter()
                .fold(text.clone(), |rest, own| rest.replace(own, ""));
            assert!(!rest.contains(['%', '!']), "{rest}");
        }
        Shell::PowerShell => {}
    }
});
