//! The sources as text: which module uses which, and that nothing but a document knows the name of a provider.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests, where a panic is the failure"
)]
#![cfg(not(target_arch = "wasm32"))]

mod documents;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use resetkit::{OPERATIONS, find};

/// What each module may use: only what stands above it, so that no arrow turns back. Nobody uses what knows
/// JavaScript.
const MAY_USE: &[(&str, &[&str])] = &[
    ("allocator", &[]),
    ("model", &[]),
    ("text", &[]),
    ("secret", &[]),
    ("error", &["model"]),
    ("characters", &[]),
    ("sort", &[]),
    ("compiled", &["model"]),
    ("operations", &["model", "compiled"]),
    ("pattern", &["model"]),
    ("fit", &["model", "text"]),
    ("json", &["text"]),
    ("definition", &["model", "pattern", "fit", "json"]),
    ("description", &["model", "definition"]),
    ("issue", &["model", "characters", "json"]),
    ("words", &["text", "sort"]),
    ("names", &["model", "text", "words"]),
    (
        "policy",
        &[
            "model",
            "text",
            "error",
            "characters",
            "sort",
            "issue",
            "words",
            "names",
        ],
    ),
    ("passwordrules", &["model", "error", "json", "policy"]),
    (
        "validate",
        &[
            "model",
            "text",
            "characters",
            "fit",
            "issue",
            "names",
            "policy",
        ],
    ),
    ("fast_path", &["model", "json", "policy"]),
    ("random", &["error"]),
    (
        "count",
        &["model", "error", "words", "names", "policy", "random"],
    ),
    (
        "generate",
        &[
            "model",
            "text",
            "secret",
            "error",
            "characters",
            "sort",
            "names",
            "policy",
            "random",
            "count",
        ],
    ),
    (
        "patterns",
        &["text", "error", "issue", "validate", "generate"],
    ),
    (
        "request",
        &[
            "model", "text", "secret", "error", "fit", "json", "validate",
        ],
    ),
    ("csv", &["text"]),
    (
        "batch",
        &[
            "model",
            "text",
            "secret",
            "error",
            "characters",
            "json",
            "issue",
            "names",
            "policy",
            "fast_path",
            "validate",
            "random",
            "generate",
            "patterns",
            "request",
            "csv",
        ],
    ),
    (
        "cli",
        &[
            "model", "text", "error", "json", "issue", "validate", "request",
        ],
    ),
    (
        "bindings",
        &[
            "model",
            "text",
            "secret",
            "error",
            "compiled",
            "definition",
            "description",
            "json",
            "issue",
            "names",
            "policy",
            "passwordrules",
            "fast_path",
            "validate",
            "random",
            "generate",
            "patterns",
            "request",
            "batch",
            "cli",
        ],
    ),
    (
        "plain",
        &[
            "model",
            "text",
            "error",
            "operations",
            "definition",
            "issue",
            "names",
            "policy",
            "validate",
            "generate",
            "request",
        ],
    ),
];

/// The modules that know JavaScript, or what it runs on.
const KNOW_JAVASCRIPT: &[&str] = &["allocator", "bindings", "plain"];

/// Literals that hold a word of an operation or a provider, and why they may.
const MAY_SAY: &[(&str, &str)] = &[
    // The plain noun, for a password that is checked by itself, outside any operation.
    ("issue.rs", "Password"),
    ("bindings.rs", "Password"),
    // What the format of documents knows by name, and examples in its sentences.
    ("description.rs", "AWS4-HMAC-SHA256"),
    ("definition/schema.rs", "keycloak"),
    (
        "definition/schema.rs",
        "Use the name of a shared file, such as aws.",
    ),
    (
        "definition/schema.rs",
        "Use a name such as UserId: a letter, then up to 63 letters, digits or _.",
    ),
    (
        "definition/schema.rs",
        "Use an id such as people:SetPassword: the service in small letters, a colon, the action.",
    ),
    // Flags and variables of curl and PowerShell, and what one of them is known to do otherwise.
    ("cli/command.rs", "--aws-sigv4"),
    ("cli/command.rs", ")).Password\\n"),
    (
        "cli/command.rs",
        "--user \\\"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\\\"",
    ),
    (
        "cli/command.rs",
        "--user \\\"${env:AWS_ACCESS_KEY_ID}:${env:AWS_SECRET_ACCESS_KEY}\\\"",
    ),
    (
        "cli/command.rs",
        "--user \\\"%AWS_ACCESS_KEY_ID%:%AWS_SECRET_ACCESS_KEY%\\\"",
    ),
    (
        "cli/command.rs",
        "${AWS_SESSION_TOKEN:+--header} ${AWS_SESSION_TOKEN:+\\\"x-amz-security-token: $AWS_SESSION_TOKEN\\\"}",
    ),
    (
        "cli/command.rs",
        "Not every curl signs this path as AWS does. Where the signature does not match, use the tool of the provider.",
    ),
];

/// Names of the providers that no document spells out as one word.
const OTHER_NAMES: &[&str] = &["aliyun"];

/// Names of services, or what is left of them, that are ordinary words too.
const ORDINARY: &[&str] = &[
    "api",
    "api)",
    "directory",
    "graph",
    "id)",
    "pools",
    "provider",
    "service",
];

/// A source file: where it is under `src`, what it says, its code without comments and literals, and the literals.
struct File {
    path: String,
    text: String,
    code: String,
    literals: Vec<String>,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let (code, literals) = split(&text);
                let path = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                files.push(File {
                    path,
                    text,
                    code,
                    literals,
                });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

impl File {
    /// The module, or the folder of modules that know as much.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }
}

/// Code without comments, its string literals emptied, and the literals.
fn split(text: &str) -> (String, Vec<String>) {
    let (mut code, mut literals, mut rest) = (String::new(), Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").unwrap() + 2
        } else if let Some(hashes) = raw_string(rest) {
            let (open, close) = (hashes + 2, format!("\"{}", "#".repeat(hashes)));
            let end = open + rest[open..].find(&close).unwrap();
            literals.push(rest[open..end].to_owned());
            code.push_str("\"\"");
            end + close.len()
        } else if first == '"' {
            let end = end_of_string(rest);
            literals.push(rest[1..end].to_owned());
            code.push_str("\"\"");
            end + 1
        } else if let Some(length) = character(rest) {
            code.push_str("' '");
            length
        } else {
            code.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    (code, literals)
}

/// How many `#` a raw string that starts here has.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, character)| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    });
    end.unwrap().0
}

/// The length of a character literal that starts here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    if inner.starts_with('\\') {
        return Some(inner[2..].find('\'')? + 4);
    }
    let first = inner.chars().next()?.len_utf8();
    inner[first..].starts_with('\'').then_some(first + 2)
}

/// Words of letters, digits and `_`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty())
}

/// The modules whose names follow `crate::`.
fn used(code: &str) -> BTreeSet<&str> {
    code.match_indices("crate::")
        .filter_map(|(place, path)| words(&code[place + path.len()..]).next())
        .collect()
}

#[test]
fn the_reader_of_sources_tells_code_from_comments_and_literals() {
    let source = concat!(
        "// crate::comment \"no\"\n",
        "use crate::b::C; /* crate::no */ fn f<'a>(x: &'a str) -> char { '\"' }\n",
        r###"const S: &str = "crate::no \" // still"; const R: &str = r#"raw " one"#; const Q: char = '\'';"###,
        "\ncrate::d::e(b\"bytes\");",
    );
    let (code, literals) = split(source);
    assert_eq!(literals, ["crate::no \\\" // still", "raw \" one", "bytes"]);
    assert_eq!(used(&code), BTreeSet::from(["b", "d"]));
    assert!(!code.contains("still") && !code.contains("no"), "{code}");
}

#[test]
fn the_table_of_arrows_has_none_that_turns_back() {
    for (place, (module, may_use)) in MAY_USE.iter().enumerate() {
        for used in *may_use {
            assert!(
                MAY_USE[..place].iter().any(|(above, _)| above == used),
                "{module} may use {used}, which is not above it"
            );
        }
    }
    for module in KNOW_JAVASCRIPT {
        assert!(!MAY_USE.iter().any(|(_, may_use)| may_use.contains(module)));
    }
}

#[test]
fn every_module_uses_only_what_it_may() {
    let table: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut modules = BTreeSet::new();
    for file in files().iter().filter(|file| file.path != "lib.rs") {
        let may_use = table
            .get(file.module())
            .unwrap_or_else(|| panic!("{} is not in the table", file.path));
        for used in used(&file.code) {
            // The parts of a module may use each other.
            assert!(
                used == file.module() || may_use.contains(&used),
                "{} uses {used}",
                file.path
            );
        }
        // Otherwise the lines could not be read one by one. A part knows the module that it is a part of.
        assert!(
            !file.code.contains("crate::{")
                && (file.path.contains('/') || !file.code.contains("super::")),
            "{}: name one module a line",
            file.path
        );
        let javascript = ["js_sys", "wasm_bindgen", "serde_wasm_bindgen", "JsValue"];
        assert!(
            KNOW_JAVASCRIPT.contains(&file.module())
                || !words(&file.code).any(|word| javascript.contains(&word)),
            "{} knows JavaScript",
            file.path
        );
        modules.insert(file.module().to_owned());
    }
    assert_eq!(
        modules,
        table.keys().map(|module| (*module).to_owned()).collect()
    );
}

#[test]
fn every_document_of_the_catalogue_is_an_operation_of_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operations");
    let listed: Vec<_> = OPERATIONS.iter().map(|it| it.id.to_string()).collect();
    let found: Vec<_> = documents::each_in(&root)
        .into_iter()
        .map(|(_, operation)| operation)
        .collect();
    assert_eq!(*OPERATIONS, found);
    let ids: BTreeSet<_> = listed.iter().collect();
    assert_eq!(ids.len(), listed.len());
    for operation in &found {
        assert_eq!(find(&operation.id), Some(operation));
    }
}

/// Names of providers, services and products, in small letters.
fn names() -> BTreeSet<String> {
    let ids = OPERATIONS
        .iter()
        .map(|operation| operation.id.split(':').next().unwrap().to_owned());
    let providers = documents::providers();
    let described = documents::described();
    let services = described
        .iter()
        .filter(|(_, operation)| find(&operation.id).is_some())
        .map(|(description, _)| description.get("service").unwrap().text().unwrap())
        .map(|service| service.split(' ').next_back().unwrap().to_owned());
    ids.chain(providers)
        .chain(services)
        .chain(OTHER_NAMES.iter().map(|name| (*name).to_owned()))
        .map(|name| name.to_lowercase())
        .filter(|name| !ORDINARY.contains(&name.as_str()))
        .collect()
}

fn names_a_provider(text: &str, names: &BTreeSet<String>) -> bool {
    words(text).flat_map(|word| word.split('_')).any(|word| {
        let word = word.to_lowercase();
        // A short name begins many a word.
        let is = |name: &String| {
            word.strip_prefix(name.as_str()).is_some_and(|rest| {
                name.len() > 3 || rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        names.iter().any(is)
    })
}

#[test]
fn nothing_in_the_sources_names_an_operation_a_member_or_a_provider() {
    let providers = names();
    assert_eq!(
        providers.iter().collect::<Vec<_>>(),
        [
            "alibaba",
            "aliyun",
            "auth0",
            "authentik",
            "aws",
            "cam",
            "chime",
            "cloudsso",
            "cognito-idp",
            "ds",
            "eiam",
            "gitlab",
            "google",
            "huawei",
            "huawei-iam",
            "iam",
            "ims",
            "keycloak",
            "matrix",
            "microsoft",
            "okta",
            "ram",
            "scim",
            "synapse",
            "tencent",
            "workmail"
        ]
    );
    let members: BTreeSet<_> = OPERATIONS
        .iter()
        .flat_map(|operation| &operation.members)
        .map(|member| &*member.name)
        // One in small letters, or of one word, is an ordinary word too.
        .filter(|name| name.len() > 1 && name[1..].contains(char::is_uppercase))
        .chain(["Password"])
        .collect();
    let actions: BTreeSet<_> = OPERATIONS
        .iter()
        .map(|operation| operation.id.split(':').next_back().unwrap())
        .collect();
    let mut said = BTreeSet::new();
    for file in files() {
        for literal in &file.literals {
            let said_here =
                words(literal).any(|word| members.contains(word) || actions.contains(word));
            if said_here || names_a_provider(literal, &providers) {
                said.insert((file.path.clone(), literal.clone()));
            }
        }
    }
    assert_eq!(
        said,
        MAY_SAY
            .iter()
            .map(|(file, literal)| ((*file).to_owned(), (*literal).to_owned()))
            .collect()
    );
}

#[test]
fn what_knows_javascript_knows_no_provider() {
    let (files, names) = (files(), names());
    for file in files
        .iter()
        .filter(|it| KNOW_JAVASCRIPT.contains(&it.module()))
    {
        assert!(!names_a_provider(&file.text, &names), "{}", file.path);
        for prefix in ["x-amz", "x-acs", "acs3", "aws4"] {
            let text = file.text.to_lowercase();
            assert!(!text.contains(prefix), "{} {prefix}", file.path);
        }
    }
}

#[test]
fn nothing_in_the_crate_panics_or_is_unsafe() {
    let lints = [
        "unsafe_code",
        "arithmetic_side_effects",
        "expect_used",
        "indexing_slicing",
        "panic",
        "string_slice",
        "todo",
        "unimplemented",
        "unreachable",
        "unwrap_used",
    ];
    for file in files() {
        let dense: String = file.code.split_whitespace().collect();
        for call in [
            ".unwrap()",
            ".unwrap_err()",
            ".expect(",
            ".expect_err(",
            "panic!",
            "unreachable!",
            "todo!",
            "unimplemented!",
        ] {
            assert!(!dense.contains(call), "{} has {call}", file.path);
        }
        assert!(
            !words(&file.code).any(|word| word == "unsafe"),
            "{} is unsafe",
            file.path
        );
        for attribute in ["allow(", "expect(", "warn("] {
            for (place, _) in dense.match_indices(attribute) {
                let list = dense[place..].split(']').next().unwrap();
                let lifted = lints
                    .iter()
                    .find(|lint| words(list).any(|word| word == **lint));
                assert_eq!(
                    lifted, None,
                    "{} lifts a lint that keeps panics out",
                    file.path
                );
            }
        }
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for file in files() {
        let opening: Vec<_> = file
            .text
            .lines()
            .take_while(|line| line.starts_with("//!") && *line != "//!")
            .collect();
        assert!(
            opening.last().is_some_and(|line| line.ends_with('.')),
            "{} opens without a sentence",
            file.path
        );
    }
}
