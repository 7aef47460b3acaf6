//! The shapes of an operation's document and of a provider's shared file: what `operation.schema.json` says to editors.

use super::node::{Node, SAFE};
use super::shape::{Key, Map, Object, SCALAR, Shape, Text, Type};

const ANY: usize = usize::MAX;
const MANY: i64 = 1_000_000;

macro_rules! texts {
    ($($name:ident: $fits:expr, $max:expr, $shown:expr, $says:expr;)*) => {
        $(pub(super) static $name: Text = Text { fits: $fits, max: $max, shown: $shown, says: $says };)*
    };
}

macro_rules! object {
    ($name:ident, $together:expr, { $($key:literal $need:tt $shape:expr;)* }) => {
        static $name: Object = Object {
            keys: &[$(Key { name: $key, required: object!(@ $need), shape: &$shape }),*],
            together: $together,
        };
    };
    (@ !) => { true };
    (@ ?) => { false };
}

texts! {
    SHOWN: some, ANY, true, "Write a text of at least one character.";
    SUMMARY: some, 300, true, "Write one sentence.";
    DATA: some, ANY, false, "Write a text of at least one character.";
    EMPTY_TOO: |_| true, ANY, false, "Write a text.";
    WIRE: some, 128, true, "Write the provider's name for this member.";
    PAIR_KEY: some, 128, false, "Use a name of 1 to 128 characters.";
    ID: operation_id, ANY, true, "Use an id such as people:SetPassword: the service in small letters, a colon, the action.";
    SHARED: |text| word(text, 'a'..='z', |c| small(c) || c == '-'), ANY, true, "Use the name of a shared file, such as aws.";
    SOURCE: |text| word(text, 'a'..='z', |c| alphanumeric(c) || c == '-'), ANY, true, "Use a name such as docs: a small letter, then letters, digits or -.";
    MEMBER: member_name, ANY, true, "Use a name such as UserId: a letter, then up to 63 letters, digits or _.";
    URL: |text| text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.contains(space)), 500, true, "Use an address that starts with https:// and has no spaces.";
    BASE: base, ANY, true, "Use an address such as https://id.example.com/api: https, a host, perhaps a path, and no ? or #.";
    DATE: date, ANY, true, "Use a date that exists, such as 2026-11-26.";
    WHEN: |text| text == "email" || text == "any", ANY, false, "Use email, any, or an object with a prefix.";
    SET: set, 500, false, "Use characters in brackets such as [A-Z0-9], or [] for none.";
    SET_OR_ANY: |text| text == "any" || set(text), 500, false, "Use characters in brackets such as [A-Z0-9], [] for none, or any.";
    PATTERN: some, 500, false, "Use a pattern such as ^u-[0-9a-z]+$.";
    PATH: jmespath, 200, false, "Use a path such as error.code, Errors[0].Code or \"a.b\".c.";
    PATHS: paths, 200, false, "Use a path such as displayName, or several with a space between them, such as givenName surname.";
    REQUEST_PATH: |text| text.starts_with('/') && !text.contains(|c| c == '?' || c == '#' || space(c)), 512, false, "Use a path that starts with / and has no ?, # or space; a query goes into \"query\".";
    HEADER: |text| some(text) && text.chars().all(|c| alphanumeric(c) || c == '-'), ANY, false, "Use the name of a header: letters, digits and -.";
    PREFIX: |text| some(text) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)), ANY, false, "Use printable ASCII, as a header's value does.";
    SERVICE: |text| some(text) && text.chars().all(|c| small(c) || c == '-'), ANY, false, "Use small letters, digits and -.";
    HOST: |text| some(text) && text.chars().all(|c| alphanumeric(c) || ".{}-".contains(c)), ANY, false, "Use a host such as {service}.{region}.example.com.";
    HOST_KEY: |text| ["plain", "fips", "dualStack", "fipsDualStack", "vpc", "mtls"].contains(&text), ANY, false, "Use one of: plain, fips, dualStack, fipsDualStack, vpc, mtls.";
    CLASS_KEY: |text| word(text, 'a'..='z', alphanumeric), ANY, false, "Use a name such as upper: a small letter, then letters and digits.";
    VARIANT_KEY: |text| word(text, 'a'..='z', |c| small(c) || c == '-'), ANY, false, "Use a name such as simple-ad: a small letter, then small letters, digits or -.";
    NAME_KEY: |text| NAME_KINDS.contains(&text), ANY, false, "Use one of: account, display, email, emailLocal, phone, given, family, nickname.";
    STATUS_KEY: status, ANY, false, "Use a status that means success: 200 to 299, 302, 303 or 307.";
    SETS: sets, ANY, false, "Use a limit of the policy such as minLength, or classes.NAME.min or names.NAME.";
    CODE: |text| some(text) && !text.strip_suffix('*').unwrap_or(text).contains('*') && text != "*", ANY, true, "Write the error's code as it stands in the response; a * may stand at its end.";
}

/// The names of a person that a policy may speak of.
pub(super) const NAME_KINDS: &[&str] = &[
    "account",
    "display",
    "email",
    "emailLocal",
    "phone",
    "given",
    "family",
    "nickname",
];

static TEXT: Shape = Shape::Text(&SHOWN);
static RAW: Shape = Shape::Text(&DATA);
static TEXTS: Shape = Shape::List(&TEXT, 1, 64);
static LIMIT: Shape = Shape::Integer(0, MANY);
static ONE_OR_MORE: Shape = Shape::Integer(1, MANY);
static WHOLE: Shape = Shape::Integer(-SAFE, SAFE);
static CONSTANT: Shape = Shape::Scalar(SCALAR);
static MEMBERS: Shape = Shape::List(&Shape::Member, 2, 64);
static SCALARS: Shape = Shape::List(&CONSTANT, 0, 32);
static PAIRS: Shape = Shape::Map(&Map {
    keys: &PAIR_KEY,
    values: &Shape::ScalarOr(&SCALARS),
    min: 0,
    max: 32,
});

fn alone(_: &Node) -> Option<&'static str> {
    None
}

/// How many of the keys an object has.
fn has(node: &Node, keys: &[&str]) -> usize {
    keys.iter().filter(|key| node.get(key).is_some()).count()
}

object!(OPERATION_KEYS, alone, {
    "$schema" ? RAW;
    "format" ! Shape::Only(1);
    "id" ! Shape::Text(&ID);
    "shared" ? Shape::Text(&SHARED);
    "provider" ? TEXT;
    "service" ? TEXT;
    "summary" ! Shape::Text(&SUMMARY);
    "docs" ? Shape::Text(&URL);
    "sources" ? SOURCES;
    "source" ? Shape::Source;
    "lifecycle" ? Shape::Object(&LIFECYCLE);
    "members" ! Shape::Distinct("name", &Shape::Object(&MEMBER_KEYS), 1, 16);
    "rules" ? Shape::List(&Shape::Object(&RULE), 1, 64);
    "request" ! Shape::Object(&REQUEST);
    "endpoint" ! ENDPOINT;
    "auth" ? Shape::List(&Shape::Object(&AUTH), 1, 4);
    "password" ? Shape::Object(&PASSWORD);
    "response" ! RESPONSE;
    "rate" ? Shape::List(&Shape::Object(&RATE), 1, 64);
    "idempotent" ? Shape::Object(&IDEMPOTENT);
    "afterwards" ? Shape::List(&Shape::Object(&AFTERWARDS), 1, 64);
    "lookup" ? Shape::Object(&LOOKUP);
    "command" ? Shape::Object(&COMMAND);
    "engine" ? Shape::Kinds(&[("stepFunctions", &STEP_FUNCTIONS), ("shell", &SHELL)]);
});

object!(SHARED_KEYS, alone, {
    "$schema" ? RAW;
    "format" ! Shape::Only(1);
    "shared" ! TEXT;
    "provider" ? TEXT;
    "sources" ? SOURCES;
    "partitions" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Object(&PARTITIONS), min: 0, max: ANY });
    "responses" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &RESPONSE, min: 0, max: ANY });
    "errors" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &ERRORS, min: 0, max: ANY });
    "tools" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Object(&TOOL), min: 0, max: ANY });
});

/// An operation's document.
pub(super) static OPERATION: Shape = Shape::Object(&OPERATION_KEYS);
/// A provider's shared file.
pub(super) static SHARED_FILE: Shape = Shape::Object(&SHARED_KEYS);

static SOURCES: Shape = Shape::Map(&Map {
    keys: &SOURCE,
    values: &Shape::Object(&SOURCE_KEYS),
    min: 0,
    max: 32,
});
object!(SOURCE_KEYS, alone, {
    "url" ! Shape::Text(&URL);
    "seen" ! Shape::Text(&DATE);
    "confidence" ! Shape::Word(&["high", "medium", "low"]);
    "note" ? TEXT;
});
object!(LIFECYCLE, alone, {
    "ends" ! Shape::Text(&DATE);
    "notice" ! TEXT;
    "source" ? Shape::Source;
});
object!(MEMBER_KEYS, alone, {
    "name" ! Shape::Text(&MEMBER);
    "wire" ? Shape::Text(&WIRE);
    "type" ? Shape::Word(&["text", "boolean", "integer", "enum", "list", "map"]);
    "label" ? TEXT;
    "help" ? TEXT;
    "example" ? Shape::Scalar(&[Type::Text, Type::Number, Type::Boolean, Type::List, Type::Object]);
    "required" ? Shape::Boolean;
    "recommended" ? Shape::Boolean;
    "sensitive" ? Shape::Boolean;
    "target" ? Shape::Boolean;
    "default" ? CONSTANT;
    "serviceDefault" ? CONSTANT;
    "min" ? WHOLE;
    "max" ? WHOLE;
    "values" ? Shape::List(&Shape::Or(&SHOWN, &Shape::Object(&VALUE)), 1, 64);
    "open" ? Shape::Boolean;
    "sentAs" ? Shape::Object(&SENT_AS);
    "constraints" ? Shape::List(&Shape::Object(&CONSTRAINT), 1, 64);
    "forms" ? Shape::List(&Shape::Object(&FORM), 1, 64);
    "source" ? Shape::Source;
});
object!(VALUE, alone, { "value" ! TEXT; "label" ? TEXT; "means" ? TEXT; });
object!(SENT_AS, alone, { "true" ! SPELLING; "false" ! SPELLING; });
static SPELLING: Shape = Shape::Scalar(&[Type::Text, Type::Integer, Type::Null]);
object!(CONSTRAINT, constraint, {
    "length" ? Shape::Object(&LENGTH);
    "pattern" ? Shape::Text(&PATTERN);
    "characters" ? Shape::Text(&SET);
    "printed" ? RAW;
    "means" ? TEXT;
    "source" ? Shape::Source;
});
object!(LENGTH, |node| (node.entries().is_empty()).then_some("Add \"min\" or \"max\"."), {
    "min" ? LIMIT;
    "max" ? ONE_OR_MORE;
    "unit" ? Shape::Word(&["characters", "utf16", "bytes"]);
});
object!(FORM, alone, { "pattern" ! Shape::Text(&PATTERN); "means" ! TEXT; "source" ? Shape::Source; });
object!(RULE, rule, {
    "require" ? Shape::Member;
    "expect" ? Shape::Member;
    "refuse" ? Shape::Member;
    "when" ? Shape::Member;
    "unless" ? Shape::Member;
    "atMostOne" ? MEMBERS;
    "exactlyOne" ? MEMBERS;
    "atLeastOne" ? MEMBERS;
    "means" ? TEXT;
    "source" ? Shape::Source;
});
object!(REQUEST, |node| (has(node, &["json", "form"]) == 2).then_some("Use json or form, not both: a request has one body."), {
    "method" ! Shape::Word(&["GET", "POST", "PUT", "PATCH", "DELETE"]);
    "path" ! Shape::Text(&REQUEST_PATH);
    "query" ? PAIRS;
    "headers" ? PAIRS;
    "json" ? Shape::Json;
    "form" ? PAIRS;
});
static ENDPOINT: Shape = Shape::Kinds(&[
    ("regional", &REGIONAL),
    ("fixed", &FIXED),
    ("named", &NAMED),
    ("own", &OWN),
]);
static HOSTS: Shape = Shape::Map(&Map {
    keys: &HOST_KEY,
    values: &Shape::Text(&HOST),
    min: 1,
    max: ANY,
});
object!(REGIONAL, alone, {
    "kind" ! TEXT;
    "partitions" ? TEXT;
    "service" ! Shape::Text(&SERVICE);
    "regions" ? Shape::List(&Shape::Text(&SERVICE), 1, 128);
    "default" ! TEXT;
    "exceptions" ? Shape::List(&Shape::Object(&EXCEPTION), 1, 64);
    "source" ? Shape::Source;
});
object!(EXCEPTION, alone, {
    "partition" ? TEXT;
    "regions" ? TEXTS;
    "hosts" ! HOSTS;
    "signingRegion" ? TEXT;
});
object!(FIXED, alone, {
    "kind" ! TEXT;
    "url" ! Shape::Text(&BASE);
    "variants" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Text(&BASE), min: 0, max: ANY });
    "source" ? Shape::Source;
});
object!(NAMED, alone, {
    "kind" ! TEXT;
    "default" ! TEXT;
    "clouds" ! Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Object(&CLOUD), min: 2, max: ANY });
    "source" ? Shape::Source;
});
object!(CLOUD, alone, { "label" ? TEXT; "url" ! Shape::Text(&BASE); });
object!(OWN, alone, { "kind" ! TEXT; "example" ! Shape::Text(&BASE); "help" ? TEXT; "source" ? Shape::Source; });
object!(AUTH, auth, {
    "scheme" ! Shape::Word(&["sigv4", "acs3", "tc3", "sdk-hmac", "bearer", "basic", "header", "none"]);
    "service" ? TEXT;
    "header" ? Shape::Text(&HEADER);
    "prefix" ? Shape::Text(&PREFIX);
    "permissions" ? TEXTS;
    "note" ? TEXT;
    "source" ? Shape::Source;
});
object!(PASSWORD, alone, {
    "member" ! Shape::Member;
    "label" ? TEXT;
    "policy" ! POLICY;
    "source" ? Shape::Source;
    "enforced" ? Shape::Boolean;
    "hashedBy" ? Shape::Member;
    "variants" ? Shape::Map(&Map { keys: &VARIANT_KEY, values: &Shape::Object(&VARIANT), min: 0, max: 12 });
    "otherReading" ? TEXT;
    "read" ? Shape::Object(&READ);
});
static POLICY: Shape = Shape::Object(&POLICY_KEYS);
object!(POLICY_KEYS, alone, {
    "minLength" ? LIMIT;
    "maxLength" ? ONE_OR_MORE;
    "unit" ? Shape::Word(&["characters", "utf16"]);
    "maxBytes" ? ONE_OR_MORE;
    "classes" ? Shape::Map(&Map { keys: &CLASS_KEY, values: &Shape::Object(&CLASS), min: 0, max: 8 });
    "minClasses" ? LIMIT;
    "extra" ? Shape::Text(&SET_OR_ANY);
    "forbidden" ? Shape::Text(&SET);
    "first" ? Shape::Text(&SET);
    "last" ? Shape::Text(&SET);
    "minDifferent" ? LIMIT;
    "maxRepeats" ? LIMIT;
    "maxClassRun" ? LIMIT;
    "maxSequence" ? LIMIT;
    "names" ? Shape::Map(&Map { keys: &NAME_KEY, values: &Shape::Object(&NAME_RULE), min: 0, max: ANY });
    "forbiddenWords" ? Shape::List(&RAW, 1, 200);
    "forbiddenPasswords" ? Shape::List(&RAW, 1, 1000);
    "history" ? LIMIT;
    "unchecked" ? TEXTS;
});
object!(CLASS, alone, {
    "label" ? TEXT;
    "characters" ? Shape::Text(&SET);
    "generate" ? Shape::Text(&SET);
    "min" ? LIMIT;
    "max" ? LIMIT;
});
object!(NAME_RULE, alone, {
    "match" ? Shape::Word(&["contains", "equals", "reversed", "containsPart"]);
    "minPart" ? LIMIT;
    "split" ? Shape::Text(&SET);
    "matchCase" ? Shape::Boolean;
});
object!(VARIANT, |node| (has(node, &["extends", "alone"]) == 2).then_some("Use extends or alone, not both."), {
    "label" ! TEXT;
    "extends" ? TEXT;
    "alone" ? Shape::Boolean;
    "policy" ! POLICY;
    "otherReading" ? TEXT;
    "source" ? Shape::Source;
});
object!(READ, alone, {
    "action" ! TEXT;
    "request" ? Shape::Object(&REQUEST);
    "at" ? Shape::List(&Shape::Text(&PATH), 1, 64);
    "from" ? TEXT;
    "values" ? Shape::List(&Shape::Object(&READING), 1, 64);
    "variant" ? Shape::Object(&READ_VARIANT);
    "absent" ? Shape::Object(&ABSENT);
    "language" ? Shape::Word(&["keycloak"]);
    "source" ? Shape::Source;
});
object!(READING, |node| (has(node, &["is", "has"]) == 2).then_some("Use is or has, not both."), {
    "at" ! Shape::Text(&PATH);
    "sets" ! Shape::Text(&SETS);
    "is" ? CONSTANT;
    "has" ? RAW;
    "to" ? Shape::Scalar(&[Type::Integer, Type::Object, Type::Boolean]);
    "if" ? Shape::Object(&IF);
});
object!(IF, alone, { "at" ! Shape::Text(&PATH); "is" ! CONSTANT; });
object!(READ_VARIANT, alone, {
    "at" ! Shape::Text(&PATH);
    "map" ! Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Text(&EMPTY_TOO), min: 0, max: ANY });
});
object!(ABSENT, alone, { "codes" ? TEXTS; "empty" ? Shape::Boolean; "variant" ! TEXT; });
static RESPONSE: Shape = Shape::Object(&RESPONSE_KEYS);
static PLACES: Shape = Shape::List(&PLACE, 1, 64);
static PLACE: Shape = Shape::Or(&PATH, &Shape::Object(&PLACE_KEYS));
object!(RESPONSE_KEYS, |node| (has(node, &["success", "like"]) == 0).then_some("Add \"success\", or \"like\" with the name of a response in the shared file."), {
    "like" ? TEXT;
    "success" ? Shape::Map(&Map {
        keys: &STATUS_KEY,
        values: &Shape::Word(&["json", "json?", "xml", "xml?", "empty", "text", "redirect"]),
        min: 1,
        max: ANY,
    });
    "root" ? RAW;
    "contains" ? RAW;
    "location" ? RAW;
    "pending" ? Shape::List(&WHOLE, 1, 64);
    "output" ? Shape::Distinct("name", &Shape::Object(&OUTPUT), 1, 32);
    "unreadable" ? Shape::Object(&UNREADABLE);
    "code" ? PLACES;
    "message" ? PLACES;
    "requestId" ? PLACES;
    "retryAfter" ? PLACES;
    "errors" ? ERRORS;
    "common" ? TEXTS;
    "source" ? Shape::Source;
});
object!(PLACE_KEYS, |node| (has(node, &["at", "header"]) != 1).then_some("Use at or header, one of the two."), {
    "at" ? Shape::Text(&PATH);
    "header" ? Shape::Text(&HEADER);
    "after" ? RAW;
    "until" ? RAW;
    "before" ? RAW;
    "pattern" ? Shape::Text(&PATTERN);
    "unit" ? Shape::Word(&["s", "ms", "epoch"]);
});
object!(OUTPUT, alone, {
    "name" ! Shape::Text(&MEMBER);
    "from" ! PLACE;
    "label" ? TEXT;
    "type" ? Shape::Word(&["text", "boolean", "integer", "json"]);
    "sensitive" ? Shape::Boolean;
    "personal" ? Shape::Boolean;
    "required" ? Shape::Boolean;
    "when" ? Shape::Member;
    "unless" ? Shape::Member;
    "source" ? Shape::Source;
});
object!(UNREADABLE, alone, { "meaning" ! TEXT; "remedy" ! TEXT; });
static ERRORS: Shape = Shape::List(&Shape::Object(&ERROR), 1, 128);
object!(ERROR, |node| (has(node, &["code", "status"]) == 0).then_some("Add \"code\" or \"status\"."), {
    "code" ? Shape::Text(&CODE);
    "aliases" ? TEXTS;
    "status" ? Shape::Integer(100, 599);
    "text" ? RAW;
    "meaning" ! TEXT;
    "remedy" ! TEXT;
    "member" ? Shape::Member;
    "retry" ! Shape::Word(&["no", "later", "unsure"]);
    "source" ? Shape::Source;
});
object!(RATE, alone, {
    "requests" ! ONE_OR_MORE;
    "seconds" ! ONE_OR_MORE;
    "scope" ? TEXT;
    "source" ? Shape::Source;
});
object!(IDEMPOTENT, alone, {
    "value" ! Shape::Boolean;
    "when" ? Shape::Member;
    "note" ? TEXT;
    "source" ? Shape::Source;
});
object!(AFTERWARDS, alone, { "text" ! TEXT; "when" ? Shape::Member; "unless" ? Shape::Member; "source" ? Shape::Source; });
object!(LOOKUP, alone, {
    "service" ? Shape::Object(&LOOKUP_SERVICE);
    "find" ! Shape::List(&Shape::Object(&FIND), 1, 8);
});
object!(LOOKUP_SERVICE, alone, { "signing" ! Shape::Text(&SERVICE); "host" ! Shape::Text(&SERVICE); });
object!(FIND, alone, {
    "when" ! Shape::Or(&WHEN, &Shape::Object(&WHEN_PREFIX));
    "exact" ? Shape::Boolean;
    "request" ! Shape::Object(&REQUEST);
    "list" ? Shape::Text(&PATH);
    "none" ? TEXTS;
    "match" ? Shape::List(&Shape::Text(&PATH), 1, 8);
    "set" ! Shape::Map(&Map { keys: &MEMBER, values: &Shape::Text(&PATH), min: 1, max: 16 });
    "label" ! Shape::List(&Shape::Text(&PATHS), 1, 8);
    "ready" ? Shape::Map(&Map { keys: &PATH, values: &Shape::List(&CONSTANT, 1, 16), min: 1, max: 8 });
    "more" ? Shape::Or(&PATH, &Shape::Object(&MORE));
    "permissions" ? TEXTS;
    "note" ? TEXT;
    "source" ? Shape::Source;
});
object!(WHEN_PREFIX, alone, { "prefix" ! RAW; });
object!(MORE, |node| (has(node, &["at", "header"]) != 1).then_some("Use at or header, one of the two."), {
    "at" ? Shape::Text(&PATH);
    "header" ? Shape::Text(&HEADER);
    "before" ? RAW;
    "over" ? ONE_OR_MORE;
});
static BOOLEANS: Shape = Shape::Word(&["pair", "value", "switch"]);
object!(TOOL, alone, {
    "flags" ? Shape::Word(&["kebab", "wire"]);
    "booleans" ? BOOLEANS;
    "document" ? TEXT;
    "addresses" ? TEXTS;
    "curl" ? TEXT;
    "note" ? TEXT;
    "source" ? Shape::Source;
});
object!(COMMAND, alone, {
    "like" ? TEXT;
    "words" ! TEXTS;
    "flags" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Scalar(&[Type::Text, Type::Null]), min: 0, max: ANY });
    "booleans" ? BOOLEANS;
    "output" ? Shape::Json;
    "note" ? TEXT;
    "source" ? Shape::Source;
});
object!(STEP_FUNCTIONS, alone, {
    "kind" ! TEXT;
    "integration" ! TEXT;
    "errors" ! TEXT;
    "errorSuffix" ? TEXT;
    "resource" ? Shape::Object(&RESOURCE);
    "source" ? Shape::Source;
});
object!(RESOURCE, alone, { "type" ! TEXT; "member" ! Shape::Member; });
object!(SHELL, alone, { "kind" ! TEXT; "source" ? Shape::Source; });
object!(PARTITIONS, alone, {
    "hosts" ! HOSTS;
    "list" ! Shape::Distinct("id", &Shape::Object(&PARTITION), 1, 64);
    "source" ? Shape::Source;
});
object!(PARTITION, alone, {
    "id" ! TEXT;
    "regions" ! Shape::Text(&PATTERN);
    "words" ? Shape::Map(&Map { keys: &EMPTY_TOO, values: &Shape::Text(&EMPTY_TOO), min: 0, max: ANY });
});

fn constraint(node: &Node) -> Option<&'static str> {
    let kinds = has(node, &["length", "pattern", "characters"]);
    let means = node.get("means").is_some();
    if kinds != 1 {
        Some("Use one of length, pattern and characters.")
    } else if node.get("length").is_none() && !means {
        Some("Add \"means\": what it must be, in words.")
    } else if node.get("printed").is_some() && !means {
        Some("Add \"means\": what is printed, in words.")
    } else {
        None
    }
}

fn rule(node: &Node) -> Option<&'static str> {
    let verbs = has(node, &["require", "expect", "refuse"]);
    let lists = has(node, &["atMostOne", "exactlyOne", "atLeastOne"]);
    match (verbs, lists, has(node, &["when", "unless"])) {
        (1, 0, 1) | (0, 1, 0) => None,
        (1, 0, _) => Some("Add when or unless, one of the two, with the member that decides."),
        (0, 1, _) => {
            Some("Remove when and unless: atMostOne, exactlyOne and atLeastOne always hold.")
        }
        _ => Some(
            "Use one of require, expect, refuse, atMostOne, exactlyOne and atLeastOne in each rule.",
        ),
    }
}

fn auth(node: &Node) -> Option<&'static str> {
    let header = node
        .text_of("scheme")
        .is_some_and(|scheme| &**scheme == "header");
    match (
        header,
        node.get("header").is_some(),
        has(node, &["header", "prefix"]),
    ) {
        (true, false, _) => Some("Add \"header\": the name of the header that carries the token."),
        (false, _, 1..) => Some("Remove header and prefix: only the scheme header has them."),
        _ => None,
    }
}

fn some(text: &str) -> bool {
    !text.is_empty()
}

/// White space of JavaScript's patterns and of Unicode.
fn space(char: char) -> bool {
    char.is_whitespace() || char == '\u{FEFF}'
}

fn small(char: char) -> bool {
    char.is_ascii_lowercase() || char.is_ascii_digit()
}

fn alphanumeric(char: char) -> bool {
    char.is_ascii_alphanumeric()
}

/// Whether a text is one character of `first` and then characters for which `rest` is true.
fn word(text: &str, first: std::ops::RangeInclusive<char>, rest: impl Fn(char) -> bool) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|char| first.contains(&char)) && chars.all(rest)
}

fn operation_id(text: &str) -> bool {
    text.split_once(':').is_some_and(|(service, action)| {
        service.len() <= 32
            && word(service, 'a'..='z', |c| small(c) || c == '-')
            && action.len() <= 64
            && action.starts_with(|c: char| c.is_ascii_alphabetic())
            && action.chars().all(|c| alphanumeric(c) || c == '.')
    })
}

fn member_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| alphanumeric(c) || c == '_')
}

fn base(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        some(host)
            && !host.contains(|c| matches!(c, '?' | '#' | '@') || space(c))
            && !path.contains(|c| matches!(c, '?' | '#') || space(c))
    })
}

/// Whether a text is a date that exists, as `2026-02-28`.
pub(super) fn date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| {
            part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
        })?;
        part.parse::<u32>().ok()
    };
    let (Some(year), Some(month), Some(day)) = (number(4), number(2), number(2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day) && parts.next().is_none()
}

fn set(text: &str) -> bool {
    text.len() >= 2
        && text.starts_with('[')
        && text.ends_with(']')
        && !text.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
}

fn status(text: &str) -> bool {
    let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && text.starts_with('2') || ["302", "303", "307"].contains(&text)
}

fn sets(text: &str) -> bool {
    let limits = [
        "minLength",
        "maxLength",
        "maxBytes",
        "minClasses",
        "minDifferent",
        "maxRepeats",
        "maxClassRun",
        "maxSequence",
        "history",
    ];
    let class = text
        .strip_prefix("classes.")
        .and_then(|rest| rest.strip_suffix(".min"));
    limits.contains(&text)
        || class.is_some_and(|name| word(name, 'a'..='z', alphanumeric))
        || text
            .strip_prefix("names.")
            .is_some_and(|name| some(name) && name.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Whether a text is paths with a space between them; a quoted name may have one, too.
fn paths(text: &str) -> bool {
    let mut quoted = false;
    let between = |c| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    };
    text.split(between).all(jmespath)
}

/// Whether a text is a path of `JMESPath`: names, quoted names, `[n]` and `[]`, with dots between.
fn jmespath(text: &str) -> bool {
    let mut rest = text;
    let mut first = true;
    while !rest.is_empty() {
        let named = if let Some(quoted) = rest.strip_prefix('"') {
            let Some((name, after)) = quoted.split_once('"') else {
                return false;
            };
            rest = after;
            some(name)
        } else {
            let after = rest.trim_start_matches(|c| alphanumeric(c) || c == '_' || c == '-');
            let named = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            if after.len() < rest.len() && !named {
                return false;
            }
            rest = after;
            named
        };
        let mut indexed = false;
        while let Some(inner) = rest.strip_prefix('[') {
            let Some(after) = inner
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .strip_prefix(']')
            else {
                return false;
            };
            rest = after;
            indexed = true;
        }
        let begins = first && indexed;
        if !named && !begins {
            return false;
        }
        first = false;
        match rest.strip_prefix('.') {
            Some(after) if some(after) => rest = after,
            Some(_) => return false,
            None if !rest.is_empty() => return false,
            None => {}
        }
    }
    !first
}
