#![no_main]
//! A document that is not trusted: it is refused at a place that it has, or it is an operation that everything works with.

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::cli::command::{Options, SecretMode, Shell, command};
use resetkit::definition::{self, Mistake, Node};
use resetkit::{Policy, compiled, description, request, validate};
use resetkit_fuzz::{Given, entry, input, narrow, values};
use serde_json::{Value as Json, json};

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    operation: u8,
    /// Takes this for the document.
    text: Option<&'a str>,
    edits: Vec<(u16, Edit<'a>)>,
    shared: Vec<(u16, Edit<'a>)>,
    given: Vec<Given>,
}

#[derive(Arbitrary, Debug)]
enum Edit<'a> {
    Remove,
    Text(&'a str),
    Longer(&'a str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Null,
    Empty(bool),
    /// Another value of the same document.
    Other(u16),
    Key(&'a str, u16),
    /// The item again and again.
    Repeat(u8),
    Deeper(u8),
}

/// The pointers of every value.
fn pointers(json: &Json, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match json {
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        Json::Object(members) => {
            for (key, value) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(value, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

fn edit(document: &mut Json, place: u16, edit: &Edit<'_>) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let pointer = &all[usize::from(place) % all.len()];
    let other = |number: u16| {
        document
            .pointer(&all[usize::from(number) % all.len()])
            .cloned()
            .unwrap()
    };
    let own = document.pointer(pointer).cloned().unwrap();
    let value = match edit {
        Edit::Remove => {
            let Some((parent, last)) = pointer.rsplit_once('/') else {
                return;
            };
            match document.pointer_mut(parent).unwrap() {
                Json::Array(items) => drop(items.remove(last.parse().unwrap())),
                Json::Object(members) => {
                    drop(members.remove(&last.replace("~1", "/").replace("~0", "~")))
                }
                _ => {}
            }
            return;
        }
        Edit::Text(text) => json!(text),
        Edit::Longer(more) => json!(format!("{}{more}", own.as_str().unwrap_or_default())),
        Edit::Integer(number) => json!(number),
        Edit::Number(number) => json!(number),
        Edit::Boolean(on) => json!(on),
        Edit::Null => Json::Null,
        Edit::Empty(is_list) => {
            if *is_list {
                json!([])
            } else {
                json!({})
            }
        }
        Edit::Other(number) => other(*number),
        Edit::Key(key, number) => {
            let value = other(*number);
            if let Some(members) = document.pointer_mut(pointer).and_then(Json::as_object_mut) {
                members.insert((*key).to_owned(), value);
            }
            return;
        }
        // More than a document may hold, and not without end.
        Edit::Repeat(times) => match own {
            Json::Array(items) => {
                let mut values = Vec::new();
                pointers(document.pointer(pointer).unwrap(), "", &mut values);
                let most = 60_000 * items.len() / values.len();
                let most = most.min(items.len() * usize::from(*times));
                items.iter().cycle().take(most).cloned().collect()
            }
            Json::String(text) if text.len() < 10_000 => json!(text.repeat((*times).into())),
            other => other,
        },
        Edit::Deeper(times) => (0..*times).fold(own, |value, _| json!([value])),
    };
    *document.pointer_mut(pointer).unwrap() = value;
}

fn check(document: &Json, mistake: &Mistake) {
    let message = mistake.message.as_str();
    assert!(
        message.ends_with('.') && !message.contains('\n'),
        "no sentence: {message:?}"
    );
    // Where something is missing, what it is missing from is there.
    let parent = mistake.at.rsplit_once('/').map_or("", |(parent, _)| parent);
    assert!(
        document.pointer(parent).is_some(),
        "{} is nowhere: {message}",
        mistake.at
    );
}

fuzz_target!(|case: Case<'_>| {
    let entry = entry(case.operation);
    let mut document = match case.text {
        None => entry.document.clone(),
        Some(text) => match serde_json::from_str(text) {
            Ok(document) => document,
            Err(_) => return,
        },
    };
    let mut shared = entry.shared.clone();
    case.edits
        .iter()
        .take(12)
        .for_each(|(place, it)| edit(&mut document, *place, it));
    for file in &mut shared {
        case.shared
            .iter()
            .take(4)
            .for_each(|(place, it)| edit(file, *place, it));
    }
    let node = match Node::read(&document) {
        Ok(node) => node,
        Err(mistake) => return check(&document, &mistake),
    };
    let mut files = Vec::new();
    for file in &shared {
        match Node::read(file) {
            Ok(node) => {
                if let Err(mistake) = definition::read_shared(&node) {
                    check(file, &mistake);
                }
                files.push(node);
            }
            Err(mistake) => check(file, &mistake),
        }
    }
    let operation = match definition::read(&node, &files) {
        Ok(operation) => operation,
        // It may be one of the shared file, then.
        Err(mistake) => {
            if case.shared.is_empty() {
                check(&document, &mistake);
            }
            return;
        }
    };
    if let Some(bytes) = compiled::compile(&operation) {
        assert_eq!(
            compiled::load(&bytes).as_ref(),
            Some(&operation),
            "the bytes say something else"
        );
    }
    let _ = description::describe(&node, &files, &operation);
    let _ = definition::variants(&node);
    assert!(definition::places(&node).len() >= operation.members.len());
    let _ = Policy::of(&operation);
    let values = values(&document, &case.given);
    let texts = narrow(&values);
    let Ok(valid) = validate(input(&operation, &texts), &Default::default()) else {
        return;
    };
    let _ = valid.warnings();
    for endpoint in [None, Some("https://own.example")] {
        let options = request::Options {
            endpoint,
            ..Default::default()
        };
        let mut lines = String::new();
        if request::write_lines(&mut lines, &valid, &options).is_ok() {
            let built = request::build(&valid, &options).unwrap();
            assert_eq!(
                lines.matches('\n').count(),
                3 + 2 * built.headers.len(),
                "a line is added: {lines:?}"
            );
            assert!(built.url.starts_with("https://"), "{}", built.url);
        }
    }
    for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
        for secret in [SecretMode::Prompt, SecretMode::File, SecretMode::Inline] {
            let _ = command(
                &valid,
                &Options {
                    tool: None,
                    shell,
                    region: None,
                    secret,
                },
            );
        }
    }
});
