//! Makes the description of an operation from its document: what a form, a menu, an error's explanation or a reference page
//! needs.

use crate::definition::{self, Node, Place};
use crate::model::{
    Class, Constraint, Endpoint, Kind, Location, Matching, Member, NameKind, NameRule, Operation,
    PasswordMember, PolicyRules, Str, Unit,
};

/// The algorithm that each scheme of authentication signs with.
const ALGORITHMS: &[(&str, &str)] = &[
    ("sigv4", "AWS4-HMAC-SHA256"),
    ("acs3", "ACS3-HMAC-SHA256"),
    ("tc3", "TC3-HMAC-SHA256"),
    ("sdk-hmac", "SDK-HMAC-SHA256"),
];

/// What anything that speaks HTTP on the way may answer, by its status: a proxy, a gateway, or a service whose code says
/// nothing.
const STATUSES: &[(&str, &[&str], &str, &str, &str)] = &[
    (
        "3*",
        &[],
        "The response is a redirect: a proxy or a sign-in page sent it, not the service.",
        "Sign in to the network or the proxy, check the endpoint, and send the request again.",
        "no",
    ),
    (
        "407",
        &["511"],
        "A proxy asks you to sign in to it: the request did not reach the service.",
        "Sign in to the proxy or the network, and send the request again.",
        "no",
    ),
    (
        "408",
        &[],
        "The request took too long to arrive.",
        LATER,
        "unsure",
    ),
    (
        "429",
        &[],
        "Too many requests in a short time.",
        LATER,
        "later",
    ),
    (
        "5*",
        &[],
        "The service, or a gateway before it, failed.",
        LATER,
        "unsure",
    ),
    (
        "4*",
        &[],
        "The request was refused for a reason that is not documented here.",
        "Read the message, and change the request before it is sent again.",
        "no",
    ),
];

const LATER: &str = "Wait a little and send the request again.";

/// RFC 9110, for what its statuses mean.
const RFC: (&str, &str, &str) = (
    "https://www.rfc-editor.org/rfc/rfc9110#section-15",
    "2026-11-22",
    "high",
);

/// Describes the operation that was read from a document.
#[must_use]
pub fn describe(document: &Node, shared: &[Node], operation: &Operation) -> Node {
    Writer::new(document, shared, operation).describe()
}

/// The document, with what it takes from its provider's shared file.
struct Writer<'a> {
    document: &'a Node,
    shared: Option<&'a Node>,
    operation: &'a Operation,
    places: Vec<Option<Place>>,
    sources: Vec<Node>,
}

/// An object under construction.
#[derive(Default)]
struct Object(Vec<(Str, Node)>);

impl Object {
    fn put(&mut self, key: &str, value: impl Into<Node>) {
        self.0.push((key.into(), value.into()));
    }

    /// Adds the key if there is a value.
    fn put_some(&mut self, key: &str, value: Option<impl Into<Node>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Copies these keys from another object, as far as it has them.
    fn copy(&mut self, from: &Node, keys: &[&str]) {
        for key in keys {
            self.put_some(key, from.get(key).cloned());
        }
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl<'a> Writer<'a> {
    fn new(document: &'a Node, shared: &'a [Node], operation: &'a Operation) -> Self {
        let name = document.get("shared").and_then(Node::text);
        let shared = shared
            .iter()
            .find(|file| name.is_some() && file.get("shared").and_then(Node::text) == name);
        Self {
            document,
            shared,
            operation,
            places: definition::places(document),
            sources: Vec::new(),
        }
    }

    fn describe(mut self) -> Node {
        let document = self.document;
        let mut out = Object::default();
        let id = &self.operation.id;
        out.put("id", id.clone());
        let provider = document
            .get("provider")
            .or(self.shared.and_then(|it| it.get("provider")));
        out.put("provider", provider.cloned().unwrap_or_else(|| "".into()));
        let service = document.get("service").cloned();
        let fallback = id.split(':').next().unwrap_or_default();
        out.put("service", service.unwrap_or_else(|| fallback.into()));
        out.put(
            "action",
            id.split_once(':').map_or("", |(_, action)| action),
        );
        out.copy(document, &["summary", "docs"]);
        let lifecycle = self.lifecycle();
        out.put("lifecycle", lifecycle);
        out.put_some("signing", self.signing());
        out.put("auth", self.with_sources(document.get("auth")));
        self.put_endpoint(&mut out);
        let rates = self.with_sources(document.get("rate"));
        out.put_some("rate", rates.items().first().map(per_second));
        out.put("rates", rates);
        let members = self.members();
        out.put("members", members);
        out.put("rules", self.with_sources(document.get("rules")));
        self.put_password(&mut out);
        self.put_response(&mut out);
        let idempotent = document.get("idempotent");
        out.put("idempotent", self.is_idempotent());
        let note = idempotent.and_then(|it| it.get("note"));
        out.put_some("idempotentNote", note.cloned());
        out.put("afterwards", self.with_sources(document.get("afterwards")));
        if let Some(lookup) = document.get("lookup") {
            let mut part = Object::default();
            part.copy(lookup, &["service"]);
            part.put("find", self.with_sources(lookup.get("find")));
            out.put("lookup", part);
        }
        if let Some(command) = document.get("command") {
            let mut words = Object::default();
            words.copy(command, &["words", "output"]);
            out.put("command", words);
        }
        out.put_some(
            "engine",
            document.get("engine").map(|it| self.with_source(Some(it))),
        );
        out.put("sources", std::mem::take(&mut self.sources));
        out.into()
    }

    /// Until when the provider runs the service, if it says so.
    fn lifecycle(&mut self) -> Object {
        let part = self.document.get("lifecycle");
        let of = |key: &str| part.and_then(|part| part.get(key)).cloned();
        let mut out = Object::default();
        out.put("ends", of("ends").unwrap_or(Node::Null));
        out.put("notice", of("notice").unwrap_or_else(|| "".into()));
        out.put_some("source", self.source(of("source").as_ref()));
        out
    }

    fn is_idempotent(&self) -> bool {
        let value = self
            .document
            .get("idempotent")
            .and_then(|it| it.get("value"));
        value.is_some_and(Node::is_true)
    }

    /// The source of this name, noted for the list of all.
    fn source(&mut self, name: Option<&Node>) -> Option<Node> {
        let name = name.or(self.document.get("source"))?.text()?;
        let of = |file: &'a Node| file.get("sources").and_then(|sources| sources.get(name));
        let source = of(self.document).or(self.shared.and_then(of))?.clone();
        if !self.sources.contains(&source) {
            self.sources.push(source.clone());
        }
        Some(source)
    }

    /// A part of the document with its source instead of the source's name; an empty object for nothing.
    fn with_source(&mut self, part: Option<&Node>) -> Node {
        let mut out = Object::default();
        for (key, value) in part.map(Node::entries).unwrap_or_default() {
            if &**key != "source" {
                out.put(key, value.clone());
            }
        }
        if let Some(part) = part {
            out.put_some("source", self.source(part.get("source")));
        }
        out.into()
    }

    /// The same for a list of parts.
    fn with_sources(&mut self, parts: Option<&Node>) -> Node {
        let parts = parts.map(Node::items).unwrap_or_default();
        let parts: Vec<Node> = parts
            .iter()
            .map(|part| self.with_source(Some(part)))
            .collect();
        parts.into()
    }

    fn signing(&self) -> Option<Node> {
        let signing = self.operation.signing.as_ref()?;
        let (_, algorithm) = ALGORITHMS
            .iter()
            .find(|(scheme, _)| *scheme == &*signing.scheme)?;
        let mut out = Object::default();
        out.put("algorithm", *algorithm);
        out.put("name", signing.service.clone());
        Some(out.into())
    }

    fn put_endpoint(&mut self, out: &mut Object) {
        let Some(endpoint) = self.document.get("endpoint") else {
            return;
        };
        let mut kind = Object::default();
        kind.copy(endpoint, &["kind", "example", "help", "exceptions"]);
        kind.put_some("source", self.source(endpoint.get("source")));
        out.put("endpoint", kind);
        let mut variants = false;
        match &self.operation.endpoint {
            Endpoint::Own | Endpoint::Fixed { .. } => {}
            Endpoint::Named { default, clouds } => {
                let labels = endpoint.get("clouds");
                let clouds: Vec<Node> = clouds
                    .iter()
                    .map(|(id, url)| {
                        let label = labels.and_then(|it| it.get(id)?.get("label").cloned());
                        let mut cloud = Object::default();
                        cloud.put("id", id.clone());
                        cloud.put("label", label.unwrap_or_else(|| id.clone().into()));
                        cloud.put("url", url.clone());
                        cloud.into()
                    })
                    .collect();
                out.put("clouds", clouds);
                out.put("defaultCloud", default.clone());
            }
            Endpoint::Regional(regional) => {
                let regions = endpoint.get("regions").cloned();
                let none = || Node::List(vec![regional.default.clone().into()]);
                out.put("regions", regions.unwrap_or_else(none));
                out.put("defaultRegion", regional.default.clone());
                let mut hosts = regional.hosts.iter();
                variants = hosts.any(|(variant, _)| &**variant == "fips");
            }
        }
        out.put("variants", variants);
    }

    fn members(&mut self) -> Vec<Node> {
        let operation = self.operation;
        let documents = self
            .document
            .get("members")
            .map(Node::items)
            .unwrap_or_default();
        let order = order(operation);
        let mut out = Vec::new();
        for (index, (member, part)) in operation.members.iter().zip(documents).enumerate() {
            let place = order.iter().position(|&at| at == index).unwrap_or(index);
            out.push(self.member(index, member, part, place.saturating_add(1)));
        }
        out
    }

    fn member(&mut self, index: usize, member: &Member, part: &Node, order: usize) -> Node {
        let mut out = Object::default();
        out.put("name", member.name.clone());
        out.put("in", location(member.location));
        let place = self.places.get(index).and_then(Option::as_ref);
        out.put(
            "wire",
            place.map_or(&member.name, |place| &place.wire).clone(),
        );
        let command = self.operation.command.as_ref();
        let flag = command.and_then(|it| it.flags.get(index)?.clone());
        out.put_some("flag", flag);
        out.put("label", member.label.clone());
        out.put(
            "help",
            part.get("help").cloned().unwrap_or_else(|| "".into()),
        );
        out.put("example", example(part));
        out.put("kind", kind(&member.kind));
        out.put("required", member.required);
        out.put("sensitive", member.sensitive);
        out.copy(part, &["recommended", "target", "min", "max"]);
        if let Some(values) = part.get("values") {
            let values: Vec<Node> = values
                .items()
                .iter()
                .map(|value| match value {
                    Node::Text(_) => {
                        let mut only = Object::default();
                        only.put("value", value.clone());
                        only.into()
                    }
                    other => other.clone(),
                })
                .collect();
            out.put("values", values);
        }
        out.copy(part, &["open", "default", "serviceDefault"]);
        out.put("group", group(self.operation, index));
        out.put("order", u32::try_from(order).unwrap_or(u32::MAX));
        let source = part.get("source");
        let constraints = part.get("constraints").map(Node::items).unwrap_or_default();
        let constraints: Vec<Node> = constraints
            .iter()
            .zip(&member.limits)
            .map(|(part, limit)| self.constraint(part, &limit.constraint, source))
            .collect();
        out.put("constraints", constraints);
        if let Some(forms) = part.get("forms") {
            let forms: Vec<Node> = forms
                .items()
                .iter()
                .map(|form| {
                    let mut out = Object::default();
                    out.put_some("pattern", form.get("pattern").cloned());
                    out.put_some("meaning", form.get("means").cloned());
                    out.put_some("source", self.source(form.get("source").or(source)));
                    out.into()
                })
                .collect();
            out.put("forms", forms);
        }
        let password = self.operation.password.as_ref();
        let password = password.filter(|_| self.operation.is_password(index));
        out.put("attributes", attributes(member, password));
        out.put_some("source", self.source(source));
        out.into()
    }

    fn constraint(&mut self, part: &Node, limit: &Constraint, member: Option<&Node>) -> Node {
        let mut out = Object::default();
        if let Some(length) = part.get("length") {
            out.put("kind", "length");
            out.copy(length, &["min", "max", "unit"]);
        } else {
            let form = part.get("pattern");
            let characters = matches!(limit, Constraint::Characters { .. });
            out.put("kind", if characters { "characters" } else { "form" });
            out.put_some("pattern", form.or(part.get("characters")).cloned());
            out.copy(part, &["printed"]);
            out.put_some("meaning", part.get("means").cloned());
        }
        out.put_some("source", self.source(part.get("source").or(member)));
        out.into()
    }

    fn put_password(&mut self, out: &mut Object) {
        let (Some(part), Some(password)) =
            (self.document.get("password"), &self.operation.password)
        else {
            return;
        };
        out.put("policy", policy(&password.policy));
        out.put_some("policyMember", part.get("member").cloned());
        out.put_some("policyLabel", part.get("label").cloned());
        out.put_some("policySource", self.source(part.get("source")));
        out.copy(part, &["enforced", "hashedBy", "otherReading"]);
        let mut policies = Vec::new();
        for found in definition::variants(self.document) {
            let variant = part
                .get("variants")
                .and_then(|variants| variants.get(&found.id));
            let mut out = Object::default();
            out.put("id", found.id.clone());
            out.put("label", found.label.clone());
            out.put("policy", policy(&found.rules));
            out.put_some(
                "otherReading",
                variant.and_then(|it| it.get("otherReading")).cloned(),
            );
            out.put_some(
                "source",
                self.source(variant.and_then(|it| it.get("source"))),
            );
            policies.push(out.into());
        }
        if !policies.is_empty() {
            out.put("policies", Node::List(policies));
        }
        out.put_some(
            "policyResponse",
            part.get("read").map(|read| self.with_source(Some(read))),
        );
    }

    fn put_response(&mut self, out: &mut Object) {
        let own = self.document.get("response");
        let like = own.and_then(|it| it.get("like")?.text());
        let like = like.and_then(|name| self.shared?.get("responses")?.get(name));
        let part = |key: &str| {
            own.and_then(|it| it.get(key))
                .or(like.and_then(|it| it.get(key)))
        };
        let mut response = Object::default();
        for key in [
            "success",
            "root",
            "contains",
            "location",
            "pending",
            "unreadable",
            "code",
            "message",
            "requestId",
            "retryAfter",
        ] {
            response.put_some(key, part(key).cloned());
        }
        out.put("response", response);
        out.put("output", self.with_sources(part("output")));
        let mut errors = Vec::new();
        for error in part("errors").map(Node::items).unwrap_or_default() {
            errors.push(self.error(error));
        }
        for name in part("common").map(Node::items).unwrap_or_default() {
            let list = name
                .text()
                .and_then(|name| self.shared?.get("errors")?.get(name));
            for error in list.map(Node::items).unwrap_or_default() {
                errors.push(self.error(error));
            }
        }
        let (url, seen, confidence) = RFC;
        let mut rfc = Object::default();
        rfc.put("url", url);
        rfc.put("seen", seen);
        rfc.put("confidence", confidence);
        let rfc = Node::from(rfc);
        for (code, aliases, meaning, remedy, retry) in STATUSES {
            let mut error = Object::default();
            error.put("code", *code);
            if !aliases.is_empty() {
                error.put(
                    "aliases",
                    aliases
                        .iter()
                        .map(|&alias| alias.into())
                        .collect::<Vec<Node>>(),
                );
            }
            error.put("meaning", *meaning);
            error.put("remedy", *remedy);
            error.put("retry", *retry);
            error.put("retryable", self.is_retryable(retry));
            error.put("source", rfc.clone());
            errors.push(error.into());
        }
        self.sources.push(rfc);
        out.put("errors", errors);
    }

    fn error(&mut self, part: &Node) -> Node {
        let mut out = Object::default();
        out.copy(
            part,
            &[
                "code", "aliases", "status", "text", "meaning", "remedy", "member", "retry",
            ],
        );
        let retry = part.get("retry").and_then(Node::text);
        out.put(
            "retryable",
            retry.is_some_and(|retry| self.is_retryable(retry)),
        );
        out.put_some("source", self.source(part.get("source")));
        out.into()
    }

    /// Whether the same request may be sent again without a change and without harm.
    fn is_retryable(&self, retry: &str) -> bool {
        retry == "later" || (retry == "unsure" && self.is_idempotent())
    }
}

/// A rate limit, with the requests per second that it amounts to.
fn per_second(limit: &Node) -> Node {
    let number = |key| limit.get(key).and_then(Node::integer).unwrap_or(1);
    let (requests, seconds) = (number("requests"), number("seconds").max(1));
    let mut out = Object::default();
    #[allow(clippy::cast_precision_loss, reason = "both are at most 1,000,000")]
    let rate = match requests.checked_rem(seconds) {
        Some(0) => Node::Integer(requests.checked_div(seconds).unwrap_or(requests)),
        _ => Node::Number(requests as f64 / seconds as f64),
    };
    out.put("perSecond", rate);
    for (key, value) in limit.entries() {
        out.put(key, value.clone());
    }
    out.into()
}

const fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Body => "body",
    }
}

const fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Boolean => "boolean",
        Kind::Integer { .. } => "integer",
        Kind::Enum(_) => "enum",
        Kind::List { .. } => "list",
        Kind::Map { .. } => "map",
    }
}

/// The example of a member as it is given in an input; where the document has none, an empty text.
fn example(part: &Node) -> Node {
    part.get("example").cloned().unwrap_or_else(|| "".into())
}

/// The part of a form that a member belongs to.
fn group(operation: &Operation, index: usize) -> &'static str {
    let Some(member) = operation.members.get(index) else {
        return "options";
    };
    let is_text = matches!(member.kind, Kind::Text | Kind::Integer { .. });
    if member.target || (member.required && is_text && !member.sensitive) {
        "target"
    } else if member.sensitive || operation.replaces_a_secret(index) {
        "password"
    } else {
        "options"
    }
}

/// The places of the members in the order of a form.
fn order(operation: &Operation) -> Vec<usize> {
    let rank = |&index: &usize| match group(operation, index) {
        "target" => 0,
        "password" => 1,
        _ => 2,
    };
    let mut order: Vec<usize> = (0..operation.members.len()).collect();
    order.sort_by_key(rank);
    order
}

/// The attributes of a member's field, by their names in HTML. Lengths are code points where HTML counts UTF-16 units.
fn attributes(member: &Member, password: Option<&PasswordMember>) -> Node {
    let mut out = Object::default();
    let text = matches!(member.kind, Kind::Text);
    out.put(
        "type",
        match (&member.kind, member.sensitive) {
            (Kind::Boolean, _) => "checkbox",
            (Kind::Integer { .. }, _) => "number",
            (_, true) => "password",
            (_, false) => "text",
        },
    );
    out.put("required", member.required);
    let limits = || member.limits.iter().filter(|limit| !limit.warns);
    let (mut least, mut most) = (
        password.map_or(0, |password| password.policy.min_length),
        u32::MAX,
    );
    for limit in limits() {
        if let Constraint::Length {
            min,
            max,
            unit: Unit::Characters,
        } = limit.constraint
        {
            (least, most) = (least.max(min), most.min(max));
        }
    }
    if least > 0 {
        out.put("minlength", least);
    }
    // No maxlength for a secret: the browser would cut a pasted one short, unseen behind the dots.
    if most < u32::MAX && !member.sensitive {
        out.put("maxlength", most);
    }
    for limit in limits() {
        match &limit.constraint {
            Constraint::Pattern(form) => out.put("pattern", form.text.clone()),
            Constraint::Characters { text, .. } if !is_class(text) => {
                out.put("pattern", text.clone());
            }
            Constraint::Characters { text, .. } => out.put("pattern", format!("{text}*")),
            Constraint::Length { .. } => {}
        }
    }
    if let Kind::Integer { min, max } = member.kind {
        out.put_some("min", min);
        out.put_some("max", max);
    }
    out.put(
        "autocomplete",
        if member.sensitive {
            "new-password"
        } else {
            "off"
        },
    );
    out.put("autocapitalize", "none");
    if text {
        out.put("inputmode", "text");
    }
    out.put("spellcheck", false);
    out.into()
}

/// Whether a pattern is a class of characters that does not say how many.
fn is_class(pattern: &str) -> bool {
    pattern.ends_with(']')
}

/// Rules as a policy object of JavaScript. Keys that ask for nothing are left out, unless every policy has them.
fn policy(rules: &PolicyRules) -> Node {
    let mut out = Object::default();
    let number = |out: &mut Object, key: &str, value: u32| {
        if value > 0 {
            out.put(key, value);
        }
    };
    out.put("minLength", rules.min_length);
    out.put("maxLength", rules.max_length);
    if rules.unit == Unit::Utf16 {
        out.put("unit", "utf16");
    }
    number(&mut out, "maxBytes", rules.max_bytes);
    let classes = |all: &[Class]| -> Vec<Node> {
        let class = |it: &Class| {
            let mut out = Object::default();
            out.put("id", it.id.as_ref());
            out.put("name", it.name.as_ref());
            out.put("characters", ranges(&it.characters));
            out.put("generate", it.generate.as_ref());
            out.put("min", it.min);
            number(&mut out, "max", it.max);
            out.into()
        };
        all.iter().map(class).collect()
    };
    out.put("classes", classes(&rules.classes));
    if !rules.other_classes.is_empty() {
        out.put("otherClasses", classes(&rules.other_classes));
    }
    out.put("minClasses", rules.min_classes);
    out.put("extra", ranges(&rules.extra));
    for (key, set) in [
        ("forbidden", &rules.forbidden),
        ("first", &rules.first),
        ("last", &rules.last),
    ] {
        if !set.is_empty() {
            out.put(key, ranges(set));
        }
    }
    out.put("minDifferent", rules.min_different);
    number(&mut out, "maxRepeats", rules.max_repeats);
    number(&mut out, "maxClassRun", rules.max_class_run);
    number(&mut out, "maxSequence", rules.max_sequence);
    let short = *rules.names == [NameRule::usual()];
    out.put("notUserName", short);
    if !short && !rules.names.is_empty() {
        let mut names = Object::default();
        for rule in rules.names.iter() {
            names.put(name_kind(rule.kind), name_rule(rule));
        }
        out.put("names", names);
    }
    for (key, texts) in [
        ("forbiddenWords", &rules.forbidden_words),
        ("forbiddenPasswords", &rules.forbidden_passwords),
    ] {
        if !texts.is_empty() {
            let texts: Vec<Node> = texts.iter().map(|text| text.as_ref().into()).collect();
            out.put(key, texts);
        }
    }
    out.into()
}

fn ranges(set: &[(char, char)]) -> Vec<Node> {
    let text = |character: char| Node::Text(character.encode_utf8(&mut [0; 4]).into());
    set.iter()
        .map(|&(first, last)| Node::List(vec![text(first), text(last)]))
        .collect()
}

const fn name_kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Account => "account",
        NameKind::Display => "display",
        NameKind::Email => "email",
        NameKind::EmailLocal => "emailLocal",
        NameKind::Phone => "phone",
        NameKind::Given => "given",
        NameKind::Family => "family",
        NameKind::Nickname => "nickname",
    }
}

fn name_rule(rule: &NameRule) -> Node {
    let mut out = Object::default();
    out.put(
        "match",
        match rule.matching {
            Matching::Contains => "contains",
            Matching::Equals => "equals",
            Matching::Reversed => "reversed",
            Matching::ContainsPart => "containsPart",
        },
    );
    out.put("minPart", rule.min_part);
    if !rule.split.is_empty() {
        out.put("split", ranges(&rule.split));
    }
    if rule.match_case {
        out.put("matchCase", true);
    }
    out.into()
}
