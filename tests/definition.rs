//! Documents: all of them are read, and every mistake in one is told at its place, in a sentence.
#![cfg(all(feature = "define", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::too_many_lines,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use resetkit::Operation;
use resetkit::definition::{Mistake, Node, places, read, read_shared, refuse_id, variants};
use resetkit::model::{
    Body, Booleans, Condition, Constraint, Demand, Endpoint, Json, Kind, Location, Matching,
    NameKind, Pair, Part, Scalar, Segment, SentAs, Signing, Unit, Word,
};
use resetkit::passwordrules::NO_MAXIMUM;
use resetkit::pattern;
use serde_json::{Value, json};

type Documents = BTreeMap<String, Value>;

/// The documents of a folder by id, and the shared files by name.
fn documents_of(root: &str) -> Documents {
    let mut found = Documents::new();
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(root)).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            // Texts in another language stand beside a document.
            if path.to_str().unwrap().ends_with(".zh-Hans.json") {
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            let name = value.get("id").unwrap_or_else(|| &value["shared"]);
            found.insert(name.as_str().unwrap().to_owned(), value.clone());
        }
    }
    found
}

/// Those that the mistakes were made in: they stay as they are.
fn documents() -> Documents {
    documents_of("tests/golden/operations")
}

fn golden(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn node(value: &Value) -> Node {
    Node::read(value).unwrap()
}

fn shared(documents: &Documents) -> Vec<Node> {
    let files = documents.iter().filter(|(name, _)| !name.contains(':'));
    files.map(|(_, value)| node(value)).collect()
}

fn take(value: &Value, shared: &[Node]) -> Result<Operation, Mistake> {
    read(&Node::read(value)?, shared)
}

/// The mistake of a document; empty if there is none.
fn told(value: &Value, shared: &[Node]) -> String {
    take(value, shared).map_or_else(|mistake| mistake.to_string(), |_| String::new())
}

fn operation(id: &str) -> Operation {
    let documents = documents();
    take(&documents[id], &shared(&documents)).unwrap()
}

#[test]
fn every_document_and_every_shared_file_is_read() {
    for root in ["tests/golden/operations", "src/operations"] {
        let documents = documents_of(root);
        let files = shared(&documents);
        for file in &files {
            assert_eq!(
                Ok(file.get("shared").unwrap().text().unwrap().clone()),
                read_shared(file)
            );
        }
        for (id, value) in documents.iter().filter(|(name, _)| name.contains(':')) {
            let operation = take(value, &files).unwrap_or_else(|mistake| panic!("{id}: {mistake}"));
            assert_eq!(*operation.id, **id);
            assert_eq!(
                operation
                    .members
                    .iter()
                    .filter(|member| member.target)
                    .count(),
                1,
                "{id}"
            );
            assert!(places(&node(value)).iter().all(Option::is_some), "{id}");
        }
    }
    assert_eq!(documents().len(), 29 + 6);
}

#[test]
fn an_operation_has_what_its_document_says() {
    let workmail = operation("workmail:ResetPassword");
    assert_eq!(
        workmail.notice.as_deref(),
        Some("AWS ends support for Amazon WorkMail on 2027-03-31.")
    );
    let signing = Signing {
        scheme: "sigv4".into(),
        service: "workmail".into(),
    };
    assert_eq!(workmail.signing, Some(signing));
    assert_eq!(&*workmail.request.method, "POST");
    assert_eq!(workmail.request.path, [Segment::Literal("/".into())]);
    let constant = |key: &str, value: &str| Pair {
        key: key.into(),
        value: Part::Constant(value.into()),
    };
    assert_eq!(
        workmail.request.headers,
        [
            constant("content-type", "application/x-amz-json-1.1"),
            constant("x-amz-target", "WorkMailService.ResetPassword")
        ]
    );
    let member = |key: &str, index| (key.into(), Json::Member(index));
    assert_eq!(
        workmail.request.body,
        Body::Json(Json::Object(vec![
            member("OrganizationId", 0),
            member("UserId", 1),
            member("Password", 2)
        ]))
    );
    let organization = &workmail.members[0];
    assert_eq!(
        (&*organization.label, organization.location),
        ("Organization ID", Location::Body)
    );
    assert_eq!(organization.kind, Kind::Text);
    assert_eq!(
        organization.limits[0].constraint,
        Constraint::Length {
            min: 34,
            max: 34,
            unit: Unit::Characters
        }
    );
    assert!(organization.required && !organization.sensitive && !organization.limits[0].warns);
    assert_eq!(workmail.members[1].forms.len(), 2);
    let Endpoint::Regional(regional) = &workmail.endpoint else {
        panic!("{:?}", workmail.endpoint)
    };
    assert_eq!(
        (&*regional.service, &*regional.default),
        ("workmail", "us-east-1")
    );
    assert_eq!(regional.partitions.len(), 8);
    assert_eq!(
        regional.hosts[1],
        ("fips".into(), "{service}-fips.{region}.{dnsSuffix}".into())
    );
    let command = workmail.command.unwrap();
    assert_eq!(
        command.words,
        ["aws", "workmail", "reset-password"].map(|word| Word::Constant(word.into()))
    );
    assert_eq!(
        command.flags,
        ["--organization-id", "--user-id", "--password"].map(|flag| Some(flag.into()))
    );
    assert_eq!(
        (command.booleans, command.document.as_deref()),
        (Booleans::Pair, Some("--cli-input-json"))
    );
    let policy = workmail.password.unwrap().policy;
    assert_eq!(
        (
            policy.min_length,
            policy.max_length,
            policy.min_classes,
            policy.max_bytes
        ),
        (8, 63, 3, 0)
    );
    let names: Vec<_> = policy
        .classes
        .iter()
        .map(|class| (&*class.name, &*class.generate))
        .collect();
    assert_eq!(
        names,
        [
            ("an uppercase letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            ("a lowercase letter", "abcdefghijklmnopqrstuvwxyz"),
            ("a digit", "0123456789"),
            ("a special character", "()./?^_~"),
            ("a Latin-1 Supplement character such as é", ""),
        ]
    );
    assert_eq!(&*policy.extra, [(' ', ' '), ('\u{7F}', '\u{7F}')]);
}

#[test]
fn rules_forms_and_flags_follow_the_document() {
    let cloudsso = operation("cloudsso:ResetUserPassword");
    let condition = |given| Condition { member: 3, given };
    let demands: Vec<_> = cloudsso
        .rules
        .iter()
        .map(|rule| rule.demand.clone())
        .collect();
    assert_eq!(
        demands,
        [
            Demand::Require(2, condition(false)),
            Demand::Refuse(2, condition(true))
        ]
    );
    let Body::Form(pairs) = &cloudsso.request.body else {
        panic!("{:?}", cloudsso.request.body)
    };
    assert_eq!(
        pairs[2],
        Pair {
            key: "Password".into(),
            value: Part::Member(2)
        }
    );
    assert_eq!(
        cloudsso.request.headers[0].value,
        Part::Constant("application/x-www-form-urlencoded".into())
    );
    let command = cloudsso.command.unwrap();
    assert_eq!(
        command.flags[4].as_deref(),
        Some("--RequirePasswordResetForNextLogin")
    );
    let password = cloudsso.password.unwrap();
    let rule = &password.policy.names[0];
    assert_eq!(
        (rule.kind, rule.matching),
        (NameKind::Account, Matching::ContainsPart)
    );
    assert_eq!((rule.min_part, rule.match_case), (4, false));
    assert_eq!(rule.split.first(), Some(&('\0', '/')));

    let intranet = operation("intranet:Reset");
    let sent_as = SentAs {
        on: Some(Scalar::Text("Y".into())),
        off: None,
    };
    assert_eq!(intranet.members[2].sent_as, Some(sent_as));
    assert_eq!(intranet.endpoint, Endpoint::Own);
    let Body::Form(pairs) = &intranet.request.body else {
        panic!("{:?}", intranet.request.body)
    };
    assert_eq!(
        pairs[5],
        Pair {
            key: "system[]".into(),
            value: Part::Member(3)
        }
    );

    let auth0 = operation("auth0:UpdateUser");
    let command = auth0.command.unwrap();
    assert_eq!(command.words[3], Word::Member(0));
    assert_eq!(
        command.flags,
        [
            None,
            Some("--password".into()),
            Some("--connection-name".into())
        ]
    );
    assert_eq!(command.booleans, Booleans::Value);
    assert_eq!(auth0.signing, None);
    assert_eq!(
        auth0.request.path,
        [Segment::Literal("/api/v2/users/".into()), Segment::Label(0)]
    );
    assert_eq!(
        &*auth0.password.unwrap().policy.extra,
        [('\0', '\u{10FFFF}')]
    );

    let scim = operation("scim:PatchUser");
    let Body::Json(Json::Object(body)) = &scim.request.body else {
        panic!("{:?}", scim.request.body)
    };
    let schemas = r#"["urn:ietf:params:scim:api:messages:2.0:PatchOp"]"#;
    assert_eq!(body[0].1, Json::Constant(schemas.into()));
    assert_eq!(scim.password.unwrap().policy.max_length, NO_MAXIMUM);
}

#[test]
fn variants_are_laid_on_what_they_extend() {
    let documents = documents();
    let all = variants(&node(&documents["workmail:ResetPassword"]));
    let ids: Vec<_> = all.iter().map(|variant| &*variant.id).collect();
    assert_eq!(ids, ["as-measured", "managed-microsoft-ad"]);
    let measured = &all[0].rules;
    assert_eq!(
        (
            measured.min_length,
            measured.max_length,
            measured.classes.len()
        ),
        (8, 63, 5)
    );
    assert_eq!(
        &*measured.classes[0].characters,
        [('A', 'Z'), ('À', 'Ö'), ('Ø', 'Þ')]
    );
    assert_eq!(&*measured.classes[3].generate, "()./?^_~");
    let managed = &all[1];
    assert_eq!(
        (&*managed.label, managed.rules.max_length),
        ("AWS Managed Microsoft AD", 127)
    );
    assert_eq!(managed.rules.names.len(), 2);
    let levels = variants(&node(&documents["auth0:UpdateUser"]));
    let excellent = &levels[4].rules;
    assert_eq!((excellent.min_length, excellent.max_repeats), (10, 2));
    assert_eq!((excellent.min_classes, excellent.max_bytes), (3, 72));
}

#[test]
fn a_place_is_read_off_the_request() {
    let documents = documents();
    let of = |id: &str| -> Vec<(Location, String)> {
        let places = places(&node(&documents[id])).into_iter().flatten();
        places
            .map(|place| (place.location, place.wire.to_string()))
            .collect()
    };
    assert_eq!(
        of("scim:PatchUser"),
        [
            (Location::Path, "id".into()),
            (Location::Body, "password".into())
        ]
    );
    assert_eq!(
        of("graph:UpdateUser")[0],
        (Location::Path, "user-id".into())
    );
    assert_eq!(of("intranet:Reset")[3], (Location::Body, "system".into()));
    let nested = (Location::Body, "credential.policy.mustChange".into());
    assert_eq!(of("people:SetPassword")[3], nested);
}

/// The document with one value set, or removed.
fn bent(document: &Value, pointer: &str, to: Option<&Value>) -> Value {
    let mut value = document.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    match (value.pointer_mut(parent).unwrap(), to) {
        (Value::Object(object), Some(to)) => {
            object.insert(key, to.clone());
        }
        (Value::Object(object), None) => {
            object.shift_remove(&key);
        }
        (Value::Array(list), Some(to)) => list[key.parse::<usize>().unwrap()] = to.clone(),
        (Value::Array(list), None) => {
            list.remove(key.parse().unwrap());
        }
        _ => panic!("{pointer}"),
    }
    value
}

#[test]
fn every_targeted_mistake_is_told_at_its_place() {
    let documents = documents();
    let files = shared(&documents);
    let cases = golden("definition-mistakes.json");
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 111);
    for case in cases {
        let text = |key: &str| case[key].as_str().unwrap();
        let mut value = documents[text("document")].clone();
        for edit in case["edits"].as_array().unwrap() {
            let pointer = edit.get("set").or_else(|| edit.get("remove")).unwrap();
            value = bent(&value, pointer.as_str().unwrap(), edit.get("to"));
        }
        let Err(Mistake { at, message }) = take(&value, &files) else {
            panic!("not seen: {}", text("why"));
        };
        assert_eq!(message, text("message"), "{}", text("why"));
        let below = at.strip_prefix(text("at"));
        let there = below.is_some_and(|below| below.is_empty() || below.starts_with('/'));
        assert!(there, "{}: {at}", text("why"));
    }
}

/// Every place of a value, in its order.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut one = |key: &str, inner: &Value| {
        let path = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        found.push(path.clone());
        paths(inner, &path, found);
    };
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, inner)| one(key, inner)),
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, inner)| one(&index.to_string(), inner));
        }
        _ => {}
    }
}

fn is_sentence(mistake: &Mistake) -> bool {
    let Mistake { at, message } = mistake;
    (at.is_empty() || at.starts_with('/'))
        && message.ends_with('.')
        && message.starts_with(char::is_uppercase)
}

/// Bends every value of every document six ways, and to half a character. The golden file has a bit for each bend:
/// whether the schema, or the checks that a schema cannot make, refuse it.
#[test]
fn every_bent_document_has_a_place_and_a_sentence() {
    let documents = documents();
    let files = shared(&documents);
    let reference = golden("definition-bends.json");
    let bends = [
        None,
        Some(json!(null)),
        Some(json!(7)),
        Some(json!("x")),
        Some(json!([])),
        Some(json!({})),
    ];
    let (mut all, mut refused) = (0, 0);
    for (name, document) in &documents {
        let bits: Vec<char> = reference[name].as_str().unwrap().chars().collect();
        let mut every = Vec::new();
        paths(document, "", &mut every);
        let mut bit = 0;
        for path in &every {
            for bend in &bends {
                let value = node(&bent(document, path, bend.as_ref()));
                let said = if name.contains(':') {
                    read(&value, &files).err()
                } else {
                    read_shared(&value).err()
                };
                let wanted = bits[bit / 4].to_digit(16).unwrap() >> (3 - bit % 4) & 1 == 1;
                bit += 1;
                assert_eq!(said.is_some(), wanted, "{name}{path} = {bend:?}: {said:?}");
                if let Some(mistake) = said {
                    assert!(
                        is_sentence(&mistake),
                        "{name}{path} = {bend:?}: {mistake:?}"
                    );
                    refused += 1;
                }
                all += 1;
            }
            let text = bent(document, path, Some(&json!("half"))).to_string();
            let text = text.replacen("\"half\"", r#""\ud800""#, 1);
            let mistake = Node::read(&mut serde_json::Deserializer::from_str(&text)).unwrap_err();
            assert_eq!(
                mistake.to_string(),
                "Write the document as JSON; this is not."
            );
            all += 1;
        }
        assert_eq!(bit.div_ceil(4), bits.len(), "{name}");
    }
    assert_eq!((all, refused), (42_182, 31_012));
}

fn from_text(text: &str) -> Result<Node, Mistake> {
    Node::read(&mut serde_json::Deserializer::from_str(text))
}

#[test]
fn a_key_stands_once() {
    let twice = |text: &str| from_text(text).unwrap_err().to_string();
    assert_eq!(
        twice(r#"{"format": 1, "format": 1}"#),
        "Write this key once: it stands here twice. (/format)"
    );
    assert_eq!(
        twice(r#"{"members": [{}, {"a/b": {"x~": 1, "x~": 2}}]}"#),
        "Write this key once: it stands here twice. (/members/1/a~1b/x~0)"
    );
    let error = serde_json::from_str::<Node>(r#"{"a": 1, "a": 2}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("Write this key once: it stands here twice. (/a)"),
        "{error}"
    );
}

#[test]
fn what_is_no_json_is_told_in_our_words() {
    let message = "Write the document as JSON; this is not.".to_owned();
    for text in [
        "",
        "{",
        "[1,]",
        "{\"a\" 1}",
        "nul",
        "\"\\ud800\"",
        "{\"P4ssw0rd\": tru}",
    ] {
        let mistake = from_text(text).unwrap_err();
        assert_eq!(
            mistake,
            Mistake {
                at: String::new(),
                message: message.clone()
            },
            "{text}"
        );
    }
}

#[test]
fn a_document_is_read_within_bounds() {
    let said = |value: &Value| Node::read(value).unwrap_err().to_string();
    let list = |length: usize| Value::Array(vec![Value::Null; length]);
    assert!(Node::read(list(19_999)).is_ok());
    assert_eq!(
        said(&list(20_000)),
        "Shorten the document: it has more than 20,000 values. (/19999)"
    );
    let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    assert!(Node::read(nested(32)).is_ok());
    assert_eq!(
        said(&nested(33)),
        format!("Nest values no more than 32 deep. ({})", "/0".repeat(33))
    );
    assert!(Node::read(json!("é".repeat(4_000))).is_ok());
    let long = "é".repeat(4_001);
    assert_eq!(
        said(&json!({ "a": long })),
        "Shorten this text to 4,000 characters. (/a)"
    );
    assert_eq!(
        said(&json!({ "a": 1, long: 1 })),
        "Shorten this text to 4,000 characters."
    );
    assert_eq!(
        said(&json!({ "a": [{ "__proto__": 1 }] })),
        "Use another key than __proto__. (/a/0/__proto__)"
    );
    assert_eq!(
        said(&json!({ "a": "x\u{FFFD}" })),
        "Replace the character U+FFFD: it stands where half a character was lost. (/a)"
    );
}

/// A list without end that counts what is taken from it.
struct Endless<'c>(&'c Cell<usize>);

impl<'de> serde::Deserializer<'de> for Endless<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_seq(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> serde::de::SeqAccess<'de> for Endless<'_> {
    type Error = serde::de::value::Error;

    fn next_element_seed<T: serde::de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Self::Error> {
        self.0.set(self.0.get() + 1);
        seed.deserialize(serde::de::value::BoolDeserializer::new(true))
            .map(Some)
    }
}

#[test]
fn reading_stops_where_the_bound_is() {
    let taken = Cell::new(0);
    assert!(Node::read(Endless(&taken)).is_err());
    assert_eq!(taken.get(), 20_000);
}

#[test]
fn a_node_is_written_as_it_was_read() {
    let text = r#"{"b":1,"a":[true,null,-3,0.5,1e+21,1e-7,"é\n"],"9":{},"ä":9007199254740991}"#;
    assert_eq!(
        serde_json::to_string(&from_text(text).unwrap()).unwrap(),
        text
    );
    let whole = [1, 0, 5000].map(Node::Integer);
    assert_eq!(node(&json!([1.0, -0.0, 5e3])), Node::List(whole.to_vec()));
}

#[test]
fn constants_are_written_as_javascript_writes_them() {
    let mut value = documents()["people:SetPassword"].clone();
    value["request"]["json"]["x"] = json!([
        1.5,
        1e21,
        1e-7,
        1e20,
        0.000_001,
        -2.5e-9,
        "\u{7F}\"\\\n",
        true,
        null,
        {},
        { "a": 1, "b": { "c": [] } }
    ]);
    value["request"]["query"] = json!({ "n": 1e21, "on": true, "many": [1, "a b"] });
    let operation = take(&value, &[]).unwrap();
    let Body::Json(Json::Object(body)) = operation.request.body else {
        panic!()
    };
    let text = "[1.5,1e+21,1e-7,100000000000000000000,0.000001,-2.5e-9,\"\u{7F}\\\"\\\\\\n\",true,null,{},{\"a\":1,\"b\":{\"c\":[]}}]";
    assert_eq!(body[2].1, Json::Constant(text.into()));
    let query: Vec<_> = (operation.request.query.iter())
        .map(|pair| (&*pair.key, pair.value.clone()))
        .collect();
    let expected = [
        ("n", "1e+21"),
        ("on", "true"),
        ("many", "1"),
        ("many", "a b"),
    ];
    assert_eq!(
        query,
        expected.map(|(key, text)| (key, Part::Constant(text.into())))
    );
}

#[test]
fn what_rests_on_low_confidence_warns() {
    let mut value = documents()["people:SetPassword"].clone();
    value["sources"] = json!({ "guess": { "url": "https://example.com", "seen": "2026-11-26", "confidence": "low" } });
    value["members"][0]["source"] = json!("guess");
    value["members"][1]["constraints"] =
        json!([{ "length": { "min": 3 } }, { "length": { "max": 90 }, "source": "guess" }]);
    value["members"][2]["source"] = json!("guess");
    value["members"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "mail", "type": "boolean" }));
    value["request"]["json"]["mail"] = json!("{mail}");
    value["rules"] = json!([
        { "expect": "mustChange", "when": "mail" },
        { "refuse": "mustChange", "when": "mail", "source": "guess" },
        { "atMostOne": ["mustChange", "mail"] },
    ]);
    let operation = take(&value, &[]).unwrap();
    let warns: Vec<_> = operation.members[1]
        .limits
        .iter()
        .map(|limit| limit.warns)
        .collect();
    assert_eq!(warns, [false, true]);
    assert_eq!(
        operation.members[0].kind,
        Kind::Integer {
            min: None,
            max: None
        }
    );
    let Kind::Enum(values) = &operation.members[2].kind else {
        panic!()
    };
    assert!(values.open);
    let warns: Vec<_> = operation.rules.iter().map(|rule| rule.warns).collect();
    assert_eq!(warns, [true, true, false]);
    value["source"] = json!("guess");
    let operation = take(&value, &[]).unwrap();
    assert!(operation.members[1].limits.iter().all(|limit| limit.warns));
}

#[test]
fn what_only_this_reader_sees_is_told() {
    let people = documents()["people:SetPassword"].clone();
    let said = |pointer: &str, to: Value| {
        take(&bent(&people, pointer, Some(&to)), &[])
            .unwrap_err()
            .to_string()
    };
    let hidden = "Remove control characters and line breaks, and characters that turn the direction of writing.";
    assert_eq!(
        said("/members/0/label", json!("a\u{202E}b")),
        format!("{hidden} (/members/0/label)")
    );
    assert_eq!(
        said("/summary", json!("a\nb")),
        format!("{hidden} (/summary)")
    );
    assert_eq!(
        said("/endpoint/exmple", json!("x")),
        "Remove this key or correct it. The keys here are kind, example, help, source. (/endpoint/exmple)"
    );
    assert_eq!(
        said("/request/path", json!("/a/%2E%2e/{id}")),
        "Remove empty segments and those of dots from the path. (/request/path)"
    );
    assert_eq!(
        said("/request/path", json!("/a%2/{id}")),
        "Percent-encode this path: it has a character that a URL cannot have. (/request/path)"
    );
    assert_eq!(
        take(&json!([]), &[]).unwrap_err().to_string(),
        "Use an object in { }."
    );
    assert_eq!(
        take(&json!({}), &[]).unwrap_err().to_string(),
        "Add the key \"format\"."
    );
    let many = format!("{}{}", "(a|b)".repeat(6), "x".repeat(58));
    let form = json!({ "pattern": many, "means": "x" });
    assert_eq!(
        said("/members/1/forms", json!([form, form])),
        "Simplify the patterns: all of a document have more than 4,096 parts. (/members/1/forms/1/pattern)"
    );
    let operation = operation("people:SetPassword");
    assert_eq!(refuse_id(&operation, |_| false), Ok(()));
    assert_eq!(
        refuse_id(&operation, |id| id == "people:SetPassword")
            .unwrap_err()
            .to_string(),
        "Use an id of your own: people:SetPassword is an operation of the catalogue. (/id)"
    );
}

/// A document with each kind of member, limit, rule and name that there is.
fn each_of_a_kind() -> Value {
    json!({
        "format": 1,
        "id": "people:SetPassword",
        "summary": "Set a password.",
        "members": [
            { "name": "id", "label": "ID", "required": true, "target": true, "constraints": [
                { "pattern": "^[a-z]+$", "means": "small letters" },
                { "pattern": "^[a-z]{2,}$", "means": "two or more" },
                { "length": { "max": 9, "unit": "utf16" } },
                { "length": { "max": 9, "unit": "bytes" } },
                { "length": { "max": 9 } }
            ] },
            { "name": "password", "label": "Password", "sensitive": true },
            { "name": "days", "label": "Days", "type": "integer", "min": 1, "max": 9, "default": 7 },
            { "name": "mail", "label": "Mail", "type": "boolean", "default": true },
            { "name": "reason", "label": "Reason", "type": "enum", "values": ["lost", "old"] },
            { "name": "groups", "label": "Groups", "type": "list", "max": 3 },
            { "name": "about", "label": "About", "type": "map", "max": 4 },
            { "name": "first", "label": "First" },
            { "name": "second", "label": "Second" },
            { "name": "third", "label": "Third" }
        ],
        "rules": [
            { "exactlyOne": ["first", "second"] },
            { "atMostOne": ["first", "third"] },
            { "atLeastOne": ["second", "third"] }
        ],
        "request": {
            "method": "POST",
            "path": "/users/{id}",
            "json": {
                "password": "{password}", "days": "{days}", "mail": "{mail}", "reason": "{reason}", "groups": "{groups}",
                "about": "{about}", "first": "{first}", "second": "{second}", "third": "{third}"
            }
        },
        "endpoint": { "kind": "own", "example": "https://people.example.com" },
        "auth": [{ "scheme": "bearer" }],
        "password": {
            "member": "password",
            "policy": {
                "minLength": 2, "maxLength": 20,
                "classes": { "lower": { "min": 1 }, "digit": {} },
                "forbiddenWords": ["acme", "reset"],
                "forbiddenPasswords": ["a1"],
                "names": {
                    "account": { "match": "contains" }, "display": { "match": "containsPart" }, "email": { "match": "equals" },
                    "emailLocal": { "match": "reversed" }, "phone": {}, "given": {}, "family": {}, "nickname": {}
                }
            }
        },
        "response": { "success": { "204": "empty" } }
    })
}

#[test]
fn each_kind_of_member_limit_rule_and_name_is_read() {
    let operation = take(&each_of_a_kind(), &[]).unwrap();
    let limits = operation.members[0].limits.iter();
    let limits: Vec<_> = limits
        .map(|limit| match &limit.constraint {
            Constraint::Characters { means, .. } => format!("characters: {means}"),
            Constraint::Pattern(form) => format!("pattern: {}", form.means),
            Constraint::Length { unit, .. } => format!("length: {unit:?}"),
        })
        .collect();
    assert_eq!(
        limits,
        [
            "characters: small letters",
            "pattern: two or more",
            "length: Utf16",
            "length: Bytes",
            "length: Characters"
        ]
    );
    let kinds: Vec<_> = operation.members[2..7]
        .iter()
        .map(|member| &member.kind)
        .collect();
    assert!(
        matches!(
            kinds[..],
            [
                Kind::Integer {
                    min: Some(1),
                    max: Some(9)
                },
                Kind::Boolean,
                Kind::Enum(_),
                Kind::List {
                    values: None,
                    max: Some(3)
                },
                Kind::Map { max: Some(4) },
            ]
        ),
        "{kinds:?}"
    );
    assert_eq!(operation.members[2].default, Some(Scalar::Integer(7)));
    assert_eq!(operation.members[3].default, Some(Scalar::Boolean(true)));
    let demands: Vec<_> = operation.rules.iter().map(|rule| &rule.demand).collect();
    assert_eq!(
        demands,
        [
            &Demand::ExactlyOne(vec![7, 8]),
            &Demand::AtMostOne(vec![7, 9]),
            &Demand::AtLeastOne(vec![8, 9])
        ]
    );
    let policy = operation.password.unwrap().policy;
    assert_eq!(policy.forbidden_words[..], ["acme", "reset"]);
    assert_eq!(policy.forbidden_passwords[..], ["a1"]);
    let names: Vec<_> = policy
        .names
        .iter()
        .map(|rule| (rule.kind, rule.matching))
        .collect();
    assert_eq!(
        names,
        [
            (NameKind::Account, Matching::Contains),
            (NameKind::Display, Matching::ContainsPart),
            (NameKind::Email, Matching::Equals),
            (NameKind::EmailLocal, Matching::Reversed),
            (NameKind::Phone, Matching::Contains),
            (NameKind::Given, Matching::Contains),
            (NameKind::Family, Matching::Contains),
            (NameKind::Nickname, Matching::Contains)
        ]
    );
}

#[test]
fn an_example_that_its_member_does_not_take_is_told_what_it_takes() {
    let document = each_of_a_kind();
    for (index, takes) in [
        (1, "a text"),
        (2, "a whole number within min and max"),
        (3, "true or false"),
        (4, "one of its values"),
        (5, "a list of its values"),
        (6, "an object of texts"),
    ] {
        let pointer = format!("/members/{index}/example");
        let wrong = if index == 1 { json!(1) } else { json!("x") };
        let mistake = take(&bent(&document, &pointer, Some(&wrong)), &[]).unwrap_err();
        assert_eq!(
            mistake.to_string(),
            format!("Use a value that this member takes: {takes}. ({pointer})")
        );
    }
    let long = bent(
        &document,
        "/members/4/values",
        Some(&json!(["x".repeat(65), "x".repeat(65)])),
    );
    assert_eq!(
        take(&long, &[]).unwrap_err().to_string(),
        format!(
            "Write each value once: {}… stands here twice. (/members/4/values)",
            "x".repeat(64)
        )
    );
}

#[test]
fn a_variant_has_the_classes_of_its_other_reading() {
    let mut document = each_of_a_kind();
    let read = |name: &str, characters: &str| json!({ "label": name, "policy": { "minLength": 3, "classes": { "lower": { "characters": characters }, "digit": {} } } });
    document["password"]["variants"] =
        json!({ "told": read("As told", "[a-z]"), "seen": read("As seen", "[a-y]") });
    document["password"]["variants"]["told"]["otherReading"] = json!("seen");
    take(&document, &[]).unwrap();
    let all = variants(&node(&document));
    let lower: Vec<_> = all
        .iter()
        .map(|variant| {
            let other = variant.rules.other_classes.first();
            (
                &*variant.label,
                &variant.rules.classes[0].characters[..],
                other.map(|it| &it.characters[..]),
            )
        })
        .collect();
    assert_eq!(
        lower,
        [
            ("As told", &[('a', 'z')][..], Some(&[('a', 'y')][..])),
            ("As seen", &[('a', 'y')][..], None),
        ]
    );
}

#[test]
fn a_policy_leaves_room_for_a_password_or_is_refused() {
    let with = |policy: Value| {
        let document = bent(&each_of_a_kind(), "/password/policy", Some(&policy));
        told(&document, &[])
    };
    let most = |min: u32| json!({ "minLength": min, "maxLength": 9, "classes": { "lower": { "max": 2 }, "digit": { "max": 1 } } });
    assert_eq!(with(most(3)), "");
    assert_eq!(
        with(most(4)),
        "Correct the max of the classes: together they leave no room for 4 characters. (/password/policy)"
    );
    let turns = |min: u32, classes: Value| json!({ "minLength": min, "maxLength": 9, "maxClassRun": 2, "classes": classes });
    assert_eq!(with(turns(2, json!({ "lower": {} }))), "");
    assert_eq!(with(turns(3, json!({ "lower": {}, "digit": {} }))), "");
    assert_eq!(
        with(turns(3, json!({ "lower": {} }))),
        "Let more classes be generated: one class cannot take turns. (/password/policy/maxClassRun)"
    );
}

#[test]
fn of_a_large_class_ascii_is_generated() {
    let generated = |characters: &str| {
        let policy = json!({ "minLength": 1, "maxLength": 9, "classes": { "any": { "label": "a character", "characters": characters } } });
        let document = bent(&each_of_a_kind(), "/password/policy", Some(&policy));
        let policy = take(&document, &[]).unwrap().password.unwrap().policy;
        policy.classes[0].generate.chars().count()
    };
    // 256 characters, and one more.
    assert_eq!(generated("[!-~\\u{4E00}-\\u{4EA1}]"), 256);
    assert_eq!(generated("[!-~\\u{4E00}-\\u{4EA2}]"), 94);
}

#[test]
fn what_the_service_takes_by_itself_may_break_the_members_own_limits() {
    let with = |key: &str, value: &str| {
        let pointer = format!("/members/0/{key}");
        let document = bent(&each_of_a_kind(), &pointer, Some(&json!(value)));
        told(&document, &[])
    };
    assert_eq!(with("serviceDefault", "A"), "");
    assert_eq!(
        with("example", "A"),
        "Use a value that the member's own constraints accept. (/members/0/example)"
    );
    // A dot stands for a folder only within a path.
    let dot = |index: usize, key: &str| {
        let mut document = each_of_a_kind();
        document["members"][0]
            .as_object_mut()
            .unwrap()
            .remove("constraints");
        let document = bent(
            &document,
            &format!("/members/{index}/{key}"),
            Some(&json!(".")),
        );
        told(&document, &[])
    };
    assert_eq!(dot(7, "default"), "");
    assert_eq!(dot(0, "example"), "");
}

/// What stands at a place, with the texts that it takes there and those that it does not.
#[test]
fn texts_of_a_certain_form_are_taken_or_refused() {
    let documents = documents();
    let files = shared(&documents);
    let (own, okta) = (each_of_a_kind(), &documents["okta:UpdateUser"]);
    let mut found = own.clone();
    found["lookup"] = lookup();
    let mut ending = own.clone();
    ending["lifecycle"] = json!({ "ends": "2026-11-27", "notice": "It ends." });
    let fixed = bent(
        &own,
        "/endpoint",
        Some(&json!({ "kind": "fixed", "url": "https://example.com" })),
    );
    let service = format!("{}:A", "a".repeat(33));
    let action = format!("a:{}", "A".repeat(65));
    let member = "a".repeat(65);
    for (document, pointer, sentence, good, bad) in [
        (
            &own,
            "/id",
            "Use an id such as",
            &["a:B", "a-1:B.c2", "people2:Set.Password"][..],
            &[
                "", "a", "a:", ":B", "A:B", "1a:B", "a:1", "a:-B", "a_b:C", "a:B_c", &service,
                &action,
            ][..],
        ),
        (
            &own,
            "/members/9/name",
            "Use a name such as UserId",
            &["a", "A1_b", "third"],
            &["", "1a", "_a", "a-b", "a b", "\u{e9}", &member],
        ),
        (
            &ending,
            "/lifecycle/ends",
            "Use a date that exists",
            &[
                "2026-02-28",
                "2028-02-29",
                "2000-02-29",
                "2026-04-30",
                "2026-12-31",
            ],
            &[
                "2026-02-29",
                "2027-02-29",
                "2100-02-29",
                "2026-02-30",
                "2026-04-31",
                "2026-06-31",
                "2026-09-31",
                "2026-11-31",
                "2026-01-32",
                "2026-13-01",
                "2026-00-01",
                "2026-01-00",
                "2026-1-01",
                "26-01-01",
                "2026-01",
                "2026-01-01-01",
                "2026-0a-01",
                "+026-01-01",
            ],
        ),
        (
            &fixed,
            "/endpoint/url",
            "Use an address such as",
            &["https://a", "https://a.example:8443/b/c", "https://a/b@c"],
            &[
                "",
                "http://a",
                "https://",
                "https:///a",
                "https://a?b",
                "https://a#b",
                "https://u@a",
                "https://a b",
                "https://a\u{FEFF}b",
                "https://a/b?c",
                "https://a/b#c",
                "https://a/b c",
            ],
        ),
        (
            &found,
            "/lookup/find/0/list",
            "Use a path such as",
            &[
                "a",
                "a_b-c.D1",
                "_a",
                "\"a b\"",
                "\"a.b\".c",
                "a[]",
                "a[0].b[1][2]",
                "[]",
                "[0].a",
                "[0][1].a",
                "\"a\"[0]",
            ],
            &[
                "", ".", "a.", ".a", "a..b", "1a", "-a", "a b", "a[", "a[x]", "a]", "a[0", "\"a",
                "\"\"", "a\"b\"", "a.[0]", "[0]a", "a[0]b", "a.\"", "\u{e9}",
            ],
        ),
        (
            &found,
            "/lookup/find/0/label/0",
            "Use a path such as",
            &["a", "a b", "\"a b\" c[0].d", "\"a b\"", "a \"b c\" d"],
            &["", " ", "a ", " a", "a  b", "a .b", "\"a b\"c d", "a \"b"],
        ),
        (
            okta,
            "/password/read/values/0/sets",
            "Use a limit of the policy",
            &["minLength", "history", "classes.a1B.min", "names.account"],
            &[
                "",
                "min",
                "classes.min",
                "classes..min",
                "classes.A.min",
                "classes.a-b.min",
                "classes.a.max",
                "names.",
                "names.a1",
            ],
        ),
    ] {
        let refused = |text: &str| {
            let document = bent(document, pointer, Some(&json!(text)));
            let mistake = take(&document, &files)
                .err()
                .map(|mistake| mistake.to_string());
            mistake.filter(|it| it.starts_with(sentence))
        };
        for text in good {
            assert_eq!(refused(text), None, "{pointer}: {text}");
        }
        for text in bad.iter().filter(|text| !text.is_empty()) {
            assert!(refused(text).is_some(), "{pointer}: {text}");
        }
    }
}

#[test]
fn what_contradicts_itself_in_a_rule_or_in_the_way_a_caller_signs_in_is_told() {
    let with = |pointer: &str, to: Value| {
        let document = bent(&each_of_a_kind(), pointer, Some(&to));
        told(&document, &[])
    };
    for rule in [
        json!({ "atMostOne": ["first", "third"], "when": "second" }),
        json!({ "exactlyOne": ["first", "third"], "unless": "second" }),
    ] {
        assert_eq!(
            with("/rules/0", rule),
            "Remove when and unless: atMostOne, exactlyOne and atLeastOne always hold. (/rules/0)"
        );
    }
    assert_eq!(
        with("/rules/0", json!({ "require": "first" })),
        "Add when or unless, one of the two, with the member that decides. (/rules/0)"
    );
    assert_eq!(
        with(
            "/rules/0",
            json!({ "require": "first", "atMostOne": ["first", "third"] })
        ),
        "Use one of require, expect, refuse, atMostOne, exactlyOne and atLeastOne in each rule. (/rules/0)"
    );
    assert_eq!(
        with("/rules/0", json!({ "atMostOne": ["id", "third"] })),
        "Remove id: it is required and leaves the others no room. (/rules/0/atMostOne)"
    );
    assert_eq!(
        with("/rules/0", json!({ "atLeastOne": ["id", "third"] })),
        ""
    );
    for key in ["header", "prefix"] {
        assert_eq!(
            with("/auth/0", json!({ "scheme": "bearer", key: "X" })),
            "Remove header and prefix: only the scheme header has them. (/auth/0)"
        );
    }
    assert_eq!(
        with("/auth/0", json!({ "scheme": "header", "prefix": "X" })),
        "Add \"header\": the name of the header that carries the token. (/auth/0)"
    );
    assert_eq!(
        with(
            "/auth/0",
            json!({ "scheme": "header", "header": "X", "prefix": "Y " })
        ),
        ""
    );
    for prefix in ["", "a\r\nx-admin: ", "\u{e9} ", "\u{7f}"] {
        assert_eq!(
            with(
                "/auth/0",
                json!({ "scheme": "header", "header": "X", "prefix": prefix })
            ),
            "Use printable ASCII, as a header's value does. (/auth/0/prefix)"
        );
    }
}

#[test]
fn an_error_with_the_status_of_a_success_has_a_code_or_a_text() {
    let with = |error: Value| {
        let mut error = error;
        error["meaning"] = json!("It was refused.");
        error["remedy"] = json!("Send it again.");
        error["retry"] = json!("no");
        let response = json!({ "success": { "200": "json" }, "code": ["code"], "message": ["message"], "errors": [error] });
        let document = bent(&each_of_a_kind(), "/response", Some(&response));
        told(&document, &[])
    };
    assert_eq!(with(json!({ "status": 400 })), "");
    assert_eq!(with(json!({ "status": 200, "code": "Refused" })), "");
    assert_eq!(with(json!({ "status": 200, "text": "refused" })), "");
    assert_eq!(
        with(json!({ "status": 200 })),
        "Add a code or a text: this status means success. (/response/errors/0/status)"
    );
}

#[test]
fn what_has_another_type_or_is_too_large_is_told() {
    let documents = documents();
    let files = shared(&documents);
    let with = |document: &Value, pointer: &str, to: Value| {
        told(&bent(document, pointer, Some(&to)), &files)
    };
    let okta = &documents["okta:UpdateUser"];
    assert_eq!(
        with(okta, "/password/read/values/0/to", json!("x")),
        "Use a whole number, an object or true or false. (/password/read/values/0/to)"
    );
    assert_eq!(
        with(okta, "/summary", json!(1)),
        "Write one sentence. (/summary)"
    );
    let keys = |count: usize| {
        Value::Object(
            (0..count)
                .map(|key| (format!("k{key}"), json!(1)))
                .collect(),
        )
    };
    let own = each_of_a_kind();
    assert_eq!(with(&own, "/request/json/constant", json!([keys(64)])), "");
    assert_eq!(
        with(&own, "/request/json/constant", json!([keys(65)])),
        "Use 64 keys or fewer. (/request/json/constant/0)"
    );
}

#[test]
fn what_stands_at_the_edge_of_what_is_allowed_is_told() {
    let documents = documents();
    let files = shared(&documents);
    let own = each_of_a_kind();
    let (auth0, okta) = (
        &documents["auth0:UpdateUser"],
        &documents["okta:UpdateUser"],
    );
    let keycloak = &documents["keycloak:ResetPassword"];
    let with = |document: &Value, pointer: &str, to: Value| {
        told(&bent(document, pointer, Some(&to)), &files)
    };
    let json_response = |required: Value| {
        let mut output = json!({ "name": "secret", "from": "secret" });
        output
            .as_object_mut()
            .unwrap()
            .extend(required.as_object().unwrap().clone());
        json!({ "success": { "200": "json" }, "output": [output] })
    };
    let chime = &documents["chime:ResetPersonalPIN"];
    for (document, pointer, to, expected) in [
        (
            &own,
            "/members/2",
            json!({ "name": "days", "label": "Days", "type": "integer", "min": 7, "max": 7, "default": 7 }),
            "",
        ),
        (
            &own,
            "/members/2/min",
            json!(10),
            "Use a min that is not above max. (/members/2/min)",
        ),
        (
            &own,
            "/members/2/min",
            json!(1.5),
            "Use a whole number. (/members/2/min)",
        ),
        (&own, "/members/2/example", json!(9), ""),
        (
            &own,
            "/members/2/example",
            json!(10),
            "Use a value that this member takes: a whole number within min and max. (/members/2/example)",
        ),
        (
            &own,
            "/members/2/example",
            json!(0),
            "Use a value that this member takes: a whole number within min and max. (/members/2/example)",
        ),
        (
            &own,
            "/members/0/constraints/4/length/max",
            json!(-1),
            "Use a whole number from 1 to 1000000. (/members/0/constraints/4/length/max)",
        ),
        (
            &own,
            "/response",
            json_response(json!({ "required": true })),
            "",
        ),
        (
            &own,
            "/response",
            json_response(json!({ "required": true, "when": "mail" })),
            "Use one of required, when and unless. (/response/output/0)",
        ),
        (
            &own,
            "/response",
            json_response(json!({ "type": "integer", "sensitive": true })),
            "Use the type text for a sensitive output. (/response/output/0/type)",
        ),
        (
            &own,
            "/response",
            json_response(json!({ "type": "text", "sensitive": true })),
            "",
        ),
        (
            &own,
            "/response/output",
            json!([{ "name": "a", "from": "a", "required": true }]),
            "Remove this: no success has a body. (/response/output/0/required)",
        ),
        (
            &own,
            "/response/success",
            json!({ "404": "empty" }),
            "Use a status that means success: 200 to 299, 302, 303 or 307. (/response/success/404)",
        ),
        (
            &own,
            "/response/success",
            json!({ "2x4": "empty" }),
            "Use a status that means success: 200 to 299, 302, 303 or 307. (/response/success/2x4)",
        ),
        (
            &own,
            "/response/success",
            json!({ "303": "empty" }),
            "Use redirect with 302, 303 and 307, and only with them. (/response/success/303)",
        ),
        (
            &own,
            "/password/policy/classes/lower/characters",
            json!("["),
            "Use characters in brackets such as [A-Z0-9], or [] for none. (/password/policy/classes/lower/characters)",
        ),
        (
            &own,
            "/password/policy/classes/lower/characters",
            json!("[a"),
            "Use characters in brackets such as [A-Z0-9], or [] for none. (/password/policy/classes/lower/characters)",
        ),
        (
            &own,
            "/password/policy/classes/lower/characters",
            json!("a]"),
            "Use characters in brackets such as [A-Z0-9], or [] for none. (/password/policy/classes/lower/characters)",
        ),
        (
            &own,
            "/password/policy/classes/lower/characters",
            json!("[a\nb]"),
            "Use characters in brackets such as [A-Z0-9], or [] for none. (/password/policy/classes/lower/characters)",
        ),
        (
            &own,
            "/response/code",
            json!(["1[0]"]),
            r#"Use a path such as error.code, Errors[0].Code or "a.b".c. (/response/code/0)"#,
        ),
        (
            &own,
            "/request/json/x",
            json!("{}"),
            "Let {member} be the whole text: a brace stands only around the name of a member. (/request/json/x)",
        ),
        (
            &own,
            "/request/json/x",
            json!("{a{b}"),
            "Let {member} be the whole text: a brace stands only around the name of a member. (/request/json/x)",
        ),
        (
            chime,
            "/request/headers",
            json!({ "content-type": "text/plain" }),
            "Remove content-type: the request has no body. (/request/headers)",
        ),
        (
            auth0,
            "/command/flags/password",
            json!(true),
            "Use a text or null. (/command/flags/password)",
        ),
        (
            auth0,
            "/command/flags/password",
            json!(1.5),
            "Use a text or null. (/command/flags/password)",
        ),
        (
            auth0,
            "/command/words/3",
            json!("{}"),
            "Let {member} be the whole word: a brace stands only around the name of a member. (/command/words/3)",
        ),
        (
            keycloak,
            "/password/read/language",
            json!("okta"),
            r#"Use "keycloak". (/password/read/language)"#,
        ),
        (
            okta,
            "/password/read/values/0/sets",
            json!("names.someone"),
            "Use one of: account, display, email, emailLocal, phone, given, family, nickname. (/password/read/values/0/sets)",
        ),
        (
            okta,
            "/password/read/values/0/sets",
            json!("classes.someone.min"),
            "The policy has no class someone. (/password/read/values/0/sets)",
        ),
    ] {
        assert_eq!(
            with(document, pointer, to.clone()),
            expected,
            "{pointer}: {to}"
        );
    }
}

#[test]
fn what_has_a_neighbour_is_not_taken_for_it() {
    let documents = documents();
    let mut files = shared(&documents);
    let google = operation("directory:users.update");
    let hashed_by = google.password.as_ref().unwrap().hashed_by.unwrap();
    assert_eq!(
        &*google.members[usize::from(hashed_by)].name,
        "hashFunction"
    );

    // Of a boolean that is off, nothing is read.
    let off = bent(
        &each_of_a_kind(),
        "/members/7/required",
        Some(&json!(false)),
    );
    assert!(!take(&off, &[]).unwrap().members[7].required);

    // A member that is a word has no flag; others have one of their names.
    let mut workmail = documents["workmail:ResetPassword"].clone();
    workmail["command"]["words"] = json!(["aws", "workmail", "reset-password", "{UserId}"]);
    workmail["request"]["json"] =
        json!({ "HTTPServer-Name": "{OrganizationId}", "UserId": "{UserId}", "URL": "{Password}" });
    let command = take(&workmail, &files).unwrap().command.unwrap();
    assert_eq!(
        command.flags,
        [
            Some("--http-server-name".into()),
            None,
            Some("--url".into())
        ]
    );

    // Of two tables of partitions, the one that is named is taken.
    let aws = files
        .iter_mut()
        .find(|file| {
            file.get("partitions")
                .is_some_and(|it| it.get("aws").is_some())
        })
        .unwrap();
    let partitions = value_of(aws, "partitions");
    let mut other = partitions.get("aws").unwrap().clone();
    let Node::List(list) = value_of(&mut other, "list") else {
        panic!()
    };
    list.truncate(1);
    let Node::Object(tables) = partitions else {
        panic!()
    };
    tables.push(("other".into(), other));
    for (name, length) in [("other", 1), ("aws", 8)] {
        let document = bent(
            &documents["workmail:ResetPassword"],
            "/endpoint/partitions",
            Some(&json!(name)),
        );
        let Endpoint::Regional(regional) = take(&document, &files).unwrap().endpoint else {
            panic!()
        };
        assert_eq!(regional.partitions.len(), length, "{name}");
    }
}

fn value_of<'a>(node: &'a mut Node, wanted: &str) -> &'a mut Node {
    let Node::Object(entries) = node else {
        panic!()
    };
    let (_, value) = entries
        .iter_mut()
        .find(|(key, _)| &**key == wanted)
        .unwrap();
    value
}

#[test]
fn a_zero_made_in_rust_has_no_sign() {
    let mut document = node(&each_of_a_kind());
    let Node::Object(json) = value_of(value_of(&mut document, "request"), "json") else {
        panic!()
    };
    json.push(("zero".into(), Node::Number(-0.0)));
    let Body::Json(Json::Object(body)) = read(&document, &[]).unwrap().request.body else {
        panic!()
    };
    assert_eq!(body.last().unwrap().1, Json::Constant("0".into()));
}

#[test]
fn a_document_made_in_rust_is_nested_no_deeper_than_one_that_is_read() {
    let nested = |depth: usize| {
        let mut document = node(&each_of_a_kind());
        let Node::Object(json) = value_of(value_of(&mut document, "request"), "json") else {
            panic!()
        };
        let deep = (0..depth).fold(Node::Null, |inner, _| Node::List(vec![inner]));
        json.push(("deep".into(), deep));
        read(&document, &[]).map_or_else(|mistake| mistake.to_string(), |_| String::new())
    };
    assert_eq!(nested(10), "");
    for (depth, sentence) in [
        (29, "Nest the body no more than 16 deep. "),
        (30, "Nest values no more than 32 deep. "),
    ] {
        let told = nested(depth);
        assert!(told.starts_with(sentence), "{depth}: {told}");
    }
    let told = nested(100);
    assert!(
        told.starts_with("Nest values no more than 32 deep. (/request/json/deep"),
        "{told}"
    );
}

#[test]
fn a_mistake_of_the_shared_file_is_told_too() {
    let documents = documents();
    let aws = &documents["aws"];
    let without = node(&bent(aws, "/partitions/aws/list/0/words", Some(&json!({}))));
    let mistake = take(&documents["workmail:ResetPassword"], &[without]).unwrap_err();
    assert_eq!(
        mistake.to_string(),
        "Correct the shared file aws: Add the word dnsSuffix to \"words\": the host plain has {dnsSuffix} in it. \
         (/partitions/aws/list/0) (/shared)"
    );
    for (pointer, to, message, at) in [
        (
            "/errors/common/0/member",
            json!("UserId"),
            "Remove this: a shared file knows no members.",
            "",
        ),
        (
            "/responses/json/like",
            json!("rest"),
            "Remove this: only an operation is like a shared response.",
            "",
        ),
        (
            "/responses/json/common",
            json!(["x"]),
            "The shared file has no errors x.",
            "/0",
        ),
        (
            "/partitions/aws/list/1/id",
            json!("aws"),
            "Use each id once: aws stands here twice.",
            "",
        ),
        (
            "/partitions/aws/list/1/regions",
            json!("(cn"),
            "Correct the pattern: this group is not closed, at character 1.",
            "",
        ),
        (
            "/tools/aws-cli/source",
            json!("x"),
            "There is no source x. Add it to \"sources\", or use the name of one.",
            "",
        ),
    ] {
        let said = read_shared(&node(&bent(aws, pointer, Some(&to))))
            .unwrap_err()
            .to_string();
        assert_eq!(said, format!("{message} ({pointer}{at})"));
    }
}

#[test]
fn patterns_of_the_providers_are_read() {
    let shape = |text: &str| {
        let pattern = pattern::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        let runs = pattern.alternatives.iter().map(Vec::len).max();
        (pattern.alternatives.len(), runs.unwrap_or(0))
    };
    assert_eq!(shape("^m-[0-9a-f]{32}$"), (1, 3));
    assert_eq!(shape(".+@.+\\..+"), (1, 5));
    assert_eq!(
        shape(
            "^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$"
        ),
        (2, 11)
    );
    assert_eq!(
        shape("^(us|eu|ap|sa|ca|me|af|il|mx)\\-\\w+\\-\\d+$"),
        (9, 6)
    );
    let set = |text: &str| pattern::parse_set(text).unwrap().ranges().to_vec();
    assert_eq!(set("any"), [(0, 0x10_FFFF)]);
    assert_eq!(set("[]"), []);
    assert_eq!(set("[b-da-c]"), [(97, 100)]);
    assert_eq!(set("[^\\u{1F600}-\\u{10FFFF}]"), [(0, 0x1_F5FF)]);
    assert_eq!(
        set("[\\w\\-é]"),
        [
            (45, 45),
            (48, 57),
            (65, 90),
            (95, 95),
            (97, 122),
            (233, 233)
        ]
    );
}

#[test]
fn white_space_is_that_of_services_but_what_is_searched_for_shows() {
    let runs = |text: &str| {
        let pattern = pattern::parse(text).unwrap();
        let runs = pattern.alternatives.into_iter().flatten();
        runs.map(|run| run.set).collect::<Vec<_>>()
    };
    let has = |text: &str, points: [u32; 4]| {
        let runs = runs(text);
        points.map(|point| runs.iter().map(|set| set.has(point)).collect::<Vec<_>>())
    };
    // A line feed, a space, a no-break space and a letter.
    let points = [0x0A, 0x20, 0xA0, 0x61];
    assert_eq!(has("\\s", points), [[true], [true], [false], [false]]);
    assert_eq!(has("[\\S]+", points), [[false], [false], [true], [true]]);
    assert_eq!(
        has(".*\\S.*", points),
        [
            [true, false, true],
            [true, false, true],
            [true, false, true],
            [true, true, true]
        ]
    );
    assert_eq!(
        has("^.*\\S.*$", points),
        [
            [false, false, false],
            [true, false, true],
            [true, true, true],
            [true, true, true]
        ]
    );
}

#[test]
fn a_fault_of_a_pattern_has_a_reason_and_a_place() {
    let said = |text: &str| pattern::parse(text).unwrap_err().to_string();
    for (text, fault) in [
        (
            "^(?!x).*$",
            "a look-around or a named group is not supported, at character 2",
        ),
        ("^(a)\\1$", "\\1 is not supported, at character 5"),
        (
            "^(ab)+$",
            "a repeated group is not supported, at character 2",
        ),
        ("^\\p{L}+$", "\\p is not supported, at character 2"),
        ("^[a-z", "this class is not closed, at character 6"),
        (
            "[a[b]",
            "a [ within a class must be escaped as \\[, at character 3",
        ),
        (
            "[z-a]",
            "a range goes from one character up to another, at character 5",
        ),
        (
            "[\\w-a]",
            "a range goes from one character up to another, at character 6",
        ),
        ("[]", "an empty class fits no character, at character 1"),
        (
            "a{2",
            "a { must be escaped as \\{ or hold a count such as {2,5}, at character 2",
        ),
        (
            "a{5,2}",
            "a count goes up, to 100,000 at most, at character 2",
        ),
        (
            "a{100001}",
            "a count goes up, to 100,000 at most, at character 2",
        ),
        (
            "a+?",
            "a lazy or possessive count is not supported, at character 3",
        ),
        ("*a", "* must be escaped as \\*, at character 1"),
        ("a)", "this ) closes no group, at character 2"),
        ("(a", "this group is not closed, at character 1"),
        ("a\\", "a backslash must be escaped as \\\\, at character 3"),
        ("\\x4", "a hexadecimal number is missing, at character 3"),
        (
            "\\u{110000}",
            "a hexadecimal number is missing, at character 4",
        ),
        ("a$b", "$ must be escaped as \\$, at character 2"),
        (
            "((((((((((a))))))))))",
            "groups are nested more than 8 deep, at character 10",
        ),
    ] {
        assert_eq!(said(text), fault, "{text}");
    }
    assert_eq!(
        said(&"a".repeat(65)),
        "there are more than 64 parts, at character 66"
    );
    assert_eq!(
        said(&"|".repeat(64)),
        "there are more than 64 alternatives, at character 65"
    );
    let fault = pattern::parse_set("[a][b]").unwrap_err().to_string();
    assert_eq!(fault, "one class such as [A-Z] is expected, at character 1");
}

/// Any JSON, with words of the format among its keys and texts.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "format",
        "id",
        "name",
        "members",
        "request",
        "path",
        "json",
        "form",
        "like",
        "shared",
        "aws",
        "{a}",
        "{",
        "kind",
        "own",
        "regional",
        "policy",
        "classes",
        "[a-z]",
        "([",
        "source",
        "default",
        "extends",
        "x:Y",
        "/",
        "password",
        "read",
        "values",
        "sets",
        "classes.a.min",
        "200",
        "é\u{10FFFF}",
        "",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        word.clone().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 8, move |inner| {
        let entries = prop::collection::vec((word.clone(), inner.clone()), 0..6);
        let object = |entries: Vec<(&str, Value)>| {
            entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect::<Value>()
        };
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            entries.prop_map(object),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_read_or_refused(value in any_json()) {
        if let Ok(node) = Node::read(&value) {
            prop_assert!(is_sentence(&read(&node, &[]).unwrap_err()));
            prop_assert!(is_sentence(&read_shared(&node).unwrap_err()));
            let _ = (variants(&node), places(&node));
        }
    }

    #[test]
    fn a_document_with_anything_in_it_is_read_or_refused(
        seeds in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
        which in any::<prop::sample::Index>(),
    ) {
        let documents = documents();
        let files = shared(&documents);
        let (_, document) = documents.iter().nth(which.index(documents.len())).unwrap();
        let mut value = document.clone();
        for (seed, other) in &seeds {
            let mut every = Vec::new();
            paths(&value, "", &mut every);
            if !every.is_empty() {
                value = bent(&value, &every[seed.index(every.len())], Some(other));
            }
        }
        if let Ok(bent) = Node::read(&value) {
            for said in [read(&bent, &files).err(), read_shared(&bent).err()].into_iter().flatten() {
                prop_assert!(is_sentence(&said), "{:?}", said);
            }
            let _ = (variants(&bent), places(&bent));
            let other = node(&documents["workmail:ResetPassword"]);
            let _ = read(&other, std::slice::from_ref(&bent));
        }
    }

    #[test]
    fn any_text_is_a_pattern_or_has_a_fault(text in r"[\[\](){}|^$*+?.\\a-c0-9,xu:!-]{0,60}") {
        match pattern::parse(&text) {
            Ok(pattern) => {
                prop_assert!(pattern.alternatives.len() <= 64);
                prop_assert!(pattern.alternatives.iter().all(|runs| runs.len() <= 64));
            }
            Err(fault) => {
                prop_assert!(fault.position >= 1 && fault.position <= text.chars().count() + 1);
            }
        }
    }
}

/// A lookup that holds, for the operation `scim:PatchUser`.
fn lookup() -> Value {
    json!({ "find": [{
        "when": "email",
        "exact": true,
        "request": { "method": "GET", "path": "/Users", "query": { "filter": "emails.value eq \"{query|json}\"", "count": 11 } },
        "list": "Resources",
        "more": { "at": "totalResults", "over": 11 },
        "match": ["emails[].value"],
        "set": { "id": "id" },
        "label": ["displayName", "userName"],
        "ready": { "active": [true] },
        "note": "By the address."
    }] })
}

#[test]
fn a_mistake_in_a_lookup_is_told_at_its_place() {
    let documents = documents();
    let files = shared(&documents);
    let with = |pointer: &str, to: Option<Value>| {
        let mut document = documents["scim:PatchUser"].clone();
        document["lookup"] = lookup();
        if !pointer.is_empty() {
            document = bent(&document, &format!("/lookup{pointer}"), to.as_ref());
        }
        take(&document, &files).map(|_| ())
    };
    assert_eq!(with("", None), Ok(()));
    let find = "/find/0";
    for (pointer, to, at, message) in [
        (
            "/find",
            Some(json!([])),
            "/find",
            "Fill this in, or leave the key out: it is empty.",
        ),
        (
            "/service",
            Some(json!({ "signing": "x", "host": "x" })),
            "/service",
            "Remove this: only the hosts of a regional endpoint are named after a service.",
        ),
        (
            "/find/0/when",
            Some(json!("phone")),
            "/find/0/when",
            "Use email, any, or an object with a prefix.",
        ),
        (
            "/find/0/request/query",
            None,
            "/find/0/request",
            "Let {query} stand somewhere: what is typed would go nowhere.",
        ),
        (
            "/find/0/request/query/filter",
            Some(json!("emails.value eq \"{query}\"")),
            "/find/0/request/query/filter",
            "Say how {query} is written within this text, such as {query|json}: otherwise it could say something else.",
        ),
        (
            "/find/0/request/query/filter",
            Some(json!("{query|html}")),
            "/find/0/request/query/filter",
            "Use one of these behind the |: json, backslash, backslash-single, odata, token, lower, max64.",
        ),
        (
            "/find/0/request/query/filter",
            Some(json!("{id}")),
            "/find/0/request/query/filter",
            "Use {query} instead of id: who it is comes out of the lookup.",
        ),
        (
            "/find/0/request/query/filter",
            Some(json!("{password}")),
            "/find/0/request/query/filter",
            "Remove password: a lookup needs no secret.",
        ),
        (
            "/find/0/request/query/filter",
            Some(json!("{realm}")),
            "/find/0/request/query/filter",
            "There is no member realm. The members are id, password.",
        ),
        (
            "/find/0/request/path",
            Some(json!("/Users/x{query}")),
            "/find/0/request/path",
            "Let {query} be a whole segment of the path.",
        ),
        (
            "/find/0/list",
            None,
            "/find/0/more",
            "Remove this, or say where the list stands: one person has neither more nor others.",
        ),
        (
            "/find/0/set",
            Some(json!({ "password": "id" })),
            "/find/0/set",
            "Set id: it is what is looked for.",
        ),
        (
            "/find/0/set",
            Some(json!({ "id": "id", "realm": "r" })),
            "/find/0/set/realm",
            "There is no member realm. The members are id, password.",
        ),
        (
            "/find/0/more",
            Some(json!({ "over": 3 })),
            "/find/0/more",
            "Use at or header, one of the two.",
        ),
    ] {
        let mistake = with(pointer, to).unwrap_err();
        assert_eq!(
            (mistake.at.as_str(), mistake.message.as_str()),
            (format!("/lookup{at}").as_str(), message),
            "{pointer}"
        );
    }
    // A whole segment, a text alone and a text with its escape are written as they are.
    for (pointer, to) in [
        ("/request/path", json!("/Users/{query|lower}")),
        ("/request/query/filter", json!("{query}")),
        (
            "/request/query/filter",
            json!("userName eq \"{query|json}\" or x eq '{query|odata}'"),
        ),
    ] {
        assert_eq!(
            with(&format!("{find}{pointer}"), Some(to.clone())),
            Ok(()),
            "{to}"
        );
    }
}

#[test]
fn a_lookup_is_described_with_its_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operations");
    let mut found = 0;
    for folder in fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if !folder.is_dir() {
            continue;
        }
        let read_all = || {
            fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
        };
        let is_document =
            |path: &std::path::PathBuf| !path.to_str().unwrap().ends_with(".zh-Hans.json");
        let parse = |path: std::path::PathBuf| -> Value {
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
        };
        let all: Vec<Value> = read_all().filter(is_document).map(parse).collect();
        let files: Vec<Node> = all
            .iter()
            .filter(|value| value.get("id").is_none())
            .map(node)
            .collect();
        for document in all.iter().filter(|value| value.get("lookup").is_some()) {
            let operation = take(document, &files).unwrap();
            let described = resetkit::description::describe(&node(document), &files, &operation);
            for find in described
                .get("lookup")
                .unwrap()
                .get("find")
                .unwrap()
                .items()
            {
                assert!(
                    find.get("source").unwrap().get("confidence").is_some(),
                    "{}",
                    operation.id
                );
                found += 1;
            }
        }
    }
    assert_eq!(found, 41);
}
