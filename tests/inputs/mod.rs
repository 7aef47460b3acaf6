//! An input without issues for each operation.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use resetkit::{Input, Value, find};
use serde_json::Value as Json;

/// The members that are text, and a text for each, of three operations that many tests look at closely.
const SOUND: &[(&str, &[(&str, &str)])] = &[
    (
        "workmail:ResetPassword",
        &[
            ("OrganizationId", "m-d281d0a2fd824be5b6cd3d3ce909fd27"),
            ("UserId", "S-1-1-11-1111111111-2222222222-3333333333-3333"),
            ("Password", "examplePa$$w0rd"),
        ],
    ),
    (
        "cloudsso:ResetUserPassword",
        &[
            ("DirectoryId", "d-00fc2p61abcd"),
            ("UserId", "u-00q8wbq42wiltcrkabcd"),
            ("Password", "P@88w0rd"),
        ],
    ),
    (
        "chime:ResetPersonalPIN",
        &[
            ("AccountId", "a1b2c3d4-5678-90ab-cdef-11111EXAMPLE"),
            ("UserId", "a1b2c3d4-5678-90ab-cdef-22222EXAMPLE"),
        ],
    ),
];

/// The same of every other operation, and its further members: the examples of those that are required, and of the password.
static EXAMPLES: LazyLock<BTreeMap<String, Json>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operations");
    let entries = |path: &Path| -> Vec<_> {
        let entries = std::fs::read_dir(path).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let mut all = BTreeMap::new();
    for file in entries(&folder).iter().filter(|path| path.is_dir()) {
        for path in entries(file) {
            let text = std::fs::read_to_string(path).unwrap();
            let document: Json = serde_json::from_str(&text).unwrap();
            let Some(id) = document["id"].as_str() else {
                continue;
            };
            let counts = |member: &&Json| {
                member["required"] == true || member["name"] == document["password"]["member"]
            };
            let members = document["members"].as_array().unwrap().iter();
            let examples = members.filter(counts).map(|member| {
                let name = member["name"].as_str().unwrap().to_owned();
                (name, member["example"].clone())
            });
            all.insert(id.to_owned(), Json::Object(examples.collect()));
        }
    }
    all
});

/// The text of each member that is text.
pub(crate) fn texts(operation: &str) -> Vec<(&'static str, &'static str)> {
    if let Some((_, texts)) = SOUND.iter().find(|(id, _)| *id == operation) {
        return texts.to_vec();
    }
    let examples = EXAMPLES[operation].as_object().unwrap().iter();
    let texts = examples.filter_map(|(name, example)| Some((name.as_str(), example.as_str()?)));
    texts.collect()
}

pub(crate) fn sound<'a>(operation: &str) -> Input<'a, &'a str> {
    let mut input = Input::new(find(operation).unwrap());
    for (name, text) in texts(operation) {
        input = input.with(name, Value::Text(text));
    }
    if SOUND.iter().any(|(id, _)| *id == operation) {
        return input;
    }
    for (name, example) in EXAMPLES[operation].as_object().unwrap() {
        input = match example {
            Json::Bool(on) => input.with(name, Value::Boolean(*on)),
            Json::Number(number) => input.with(name, Value::Integer(number.as_i64().unwrap())),
            Json::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| item.as_str().unwrap()).collect();
                input.with(name, Value::List(items.leak()))
            }
            _ => input,
        };
    }
    input
}
