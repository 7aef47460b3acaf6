//! Templates of requests, and where in one of them each member goes.

use std::fmt::Write as _;

use super::at::At;
use super::node::Node;
use super::shape::demand;
use super::{Document, Mistake, quoted};
use crate::model::{Body, Json, Location, Pair, Part, Segment, Str, Template};

/// Where a member goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The part of the request.
    pub location: Location,
    /// The name there.
    pub wire: Str,
}

/// Headers that a template may not set: the signer or the HTTP client does.
const RESERVED: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "te",
    "trailer",
    "upgrade",
    "expect",
    "x-amz-date",
    "x-amz-security-token",
];

/// How deep the JSON of a template may be nested.
const MAX_DEPTH: usize = 16;

const BRACES: [char; 2] = ['{', '}'];
const IN_PATH: &[&str] = &["text", "integer", "enum"];
const IN_HEADER: &[&str] = &["text", "integer", "enum", "boolean"];
const IN_PAIR: &[&str] = &["text", "integer", "enum", "boolean", "list"];
const IN_JSON: &[&str] = &["text", "integer", "enum", "boolean", "list", "map"];
const ALONE: &str =
    "Let {member} be the whole text: a brace stands only around the name of a member.";

/// The name within `{name}`.
pub(super) fn member_of(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.is_empty() && !name.contains(BRACES)).then_some(name)
}

/// The type of a member.
pub(super) fn type_of(member: &Node) -> &str {
    member.text_of("type").map_or("text", |name| name)
}

/// Whether a member always has a value.
pub(super) fn always(member: &Node) -> bool {
    member.on("required") || member.get("default").is_some()
}

/// The value of a pair, or its values.
fn values(node: &Node) -> &[Node] {
    if let Node::List(items) = node {
        items
    } else {
        std::slice::from_ref(node)
    }
}

/// Where each member goes, in their order.
pub(super) fn places(document: &Node) -> Vec<Option<Place>> {
    let members = document.items_of("members");
    let mut found: Vec<Option<Place>> = vec![None; members.len()];
    let mut put = |name: &str, location: Location, wire: &str| {
        let own = |member: &&Node| member.text_of("name").is_some_and(|own| **own == *name);
        let slot = members
            .iter()
            .zip(&mut found)
            .find(|(member, _)| own(member));
        if let Some((member, slot @ None)) = slot {
            let wire = member
                .text_of("wire")
                .cloned()
                .unwrap_or_else(|| wire.into());
            *slot = Some(Place { location, wire });
        }
    };
    let Some(request) = document.get("request") else {
        return found;
    };
    for piece in pieces(request.text_of("path").map_or("", |path| path)) {
        if let Piece::Label(name) = piece {
            put(name, Location::Path, name);
        }
    }
    for (part, location) in [
        ("query", Location::Query),
        ("headers", Location::Header),
        ("form", Location::Body),
    ] {
        for (key, value) in request.entries_of(part) {
            for name in values(value)
                .iter()
                .filter_map(Node::text)
                .filter_map(|text| member_of(text))
            {
                let wire = key
                    .strip_suffix(".#")
                    .or_else(|| key.strip_suffix("[]"))
                    .unwrap_or(key);
                put(name, location, wire);
            }
        }
    }
    if let Some(json) = request.get("json") {
        walk(json, &mut String::new(), &mut |name, path| {
            put(
                name,
                Location::Body,
                if path.is_empty() { name } else { path },
            );
        });
    }
    found
}

/// Every member of a JSON template with its path.
fn walk(node: &Node, path: &mut String, found: &mut dyn FnMut(&str, &str)) {
    let length = path.len();
    match node {
        Node::Text(text) => {
            if let Some(name) = member_of(text) {
                found(name, path);
            }
        }
        Node::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let _ = write!(path, "[{index}]");
                walk(item, path, found);
                path.truncate(length);
            }
        }
        Node::Object(entries) => {
            for (key, value) in entries {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
                walk(value, path, found);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// A piece of the text of a path.
enum Piece<'a> {
    Literal(&'a str),
    Label(&'a str),
}

/// The pieces of a path. A brace that is not closed stays in a literal.
fn pieces(path: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = path;
    while let Some((before, name, after)) = label(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Label(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// The first label, with what stands before and after it.
fn label(text: &str) -> Option<(&str, &str, &str)> {
    let (ahead, after) = text.split_once('}')?;
    match ahead.rsplit_once('{') {
        Some((before, name)) => Some((before, name, after)),
        None => None,
    }
}

/// The template of a request: that of the operation, or that of another which asks for its policy.
pub(super) fn read(
    document: &Document<'_>,
    request: Option<&Node>,
    at: &At<'_>,
    own: bool,
) -> Result<Template, Mistake> {
    static NOTHING: Node = Node::Null;
    let request = request.unwrap_or(&NOTHING);
    let reader = Reader { document, own };
    let method: Str = request
        .text_of("method")
        .cloned()
        .unwrap_or_else(|| "".into());
    let path = reader.path(
        request.text_of("path").map_or("", |path| path),
        &at.key("path"),
    )?;
    let query = reader.pairs(request, "query", at, IN_PAIR)?;
    let mut headers = reader.headers(request, at)?;
    let body = match request.get("json") {
        Some(json) => Body::Json(reader.json(json, &at.key("json"), 0)?),
        None if request.get("form").is_some() => {
            Body::Form(reader.pairs(request, "form", at, IN_PAIR)?)
        }
        None => Body::Empty,
    };
    let (media, word) = match body {
        Body::Json(_) => ("application/json", "json"),
        Body::Form(_) => ("application/x-www-form-urlencoded", "form-urlencoded"),
        Body::Empty => ("", ""),
    };
    let content = headers.iter().position(|pair| &*pair.key == "content-type");
    let named = content.map(|index| headers.remove(index));
    if let Some(Pair { value, .. }) = &named {
        let fits = matches!(value, Part::Constant(text) if text.contains(word));
        let says = match word {
            "" => "Remove content-type: the request has no body.".to_owned(),
            _ => format!("Use a content-type that fits the body: one with {word} in it."),
        };
        demand(fits && !word.is_empty(), &at.key("headers"), &says)?;
    }
    if !word.is_empty() {
        demand(
            &*method != "GET",
            &at.key("method"),
            "Use another method: a GET has no body.",
        )?;
        let pair = named.unwrap_or_else(|| Pair {
            key: "content-type".into(),
            value: Part::Constant(media.into()),
        });
        headers.insert(0, pair);
    }
    Ok(Template {
        method,
        path,
        query,
        headers,
        body,
    })
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    /// Whether it is the request of the operation itself.
    own: bool,
}

impl Reader<'_, '_> {
    /// The member of this name, if its type may stand here. A sensitive one is refused where `exposed` names the place that
    /// would show it.
    fn member(
        &self,
        name: &str,
        at: &At<'_>,
        types: &[&str],
        exposed: Option<&str>,
    ) -> Result<(u8, &Node), Mistake> {
        let Some((index, member)) = self.document.member(name) else {
            return Err(at.says(self.document.names.instead(name)));
        };
        let kind = type_of(member);
        demand(
            types.contains(&kind),
            at,
            &format!("Use another member: {name} is a {kind}, which cannot stand here."),
        )?;
        if let Some(place) = exposed.filter(|_| member.on("sensitive")) {
            return Err(at.says(format!(
                "Move {name} into the body: it is sensitive and would stand in {place}."
            )));
        }
        demand(
            self.own || always(member),
            at,
            &format!(
                "Use a member that is required or has a default: {name} may be absent when the policy is asked for."
            ),
        )?;
        Ok((index, member))
    }

    fn path(&self, path: &str, at: &At<'_>) -> Result<Vec<Segment>, Mistake> {
        let mut segments = Vec::new();
        let mut plain = String::new();
        let mut behind_label = false;
        for piece in pieces(path) {
            match piece {
                Piece::Literal(text) => {
                    demand(
                        !text.contains(BRACES),
                        at,
                        "Close each { with a }: a brace stands only around the name of a member.",
                    )?;
                    plain.push_str(text);
                    segments.push(Segment::Literal(text.into()));
                    behind_label = false;
                }
                Piece::Label(name) => {
                    let (index, member) = self.member(name, at, IN_PATH, Some("the URL"))?;
                    demand(
                        always(member),
                        at,
                        &format!(
                            "Make {name} required or give it a default: it stands in the path."
                        ),
                    )?;
                    demand(
                        !behind_label,
                        at,
                        "Put something between two members, such as a /.",
                    )?;
                    plain.push('x');
                    segments.push(Segment::Label(index));
                    behind_label = true;
                }
            }
        }
        let allowed =
            |char: char| char.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/".contains(char);
        demand(
            plain.chars().all(allowed) && encoded(&plain),
            at,
            "Percent-encode this path: it has a character that a URL cannot have.",
        )?;
        let parts: Vec<String> = plain
            .split('/')
            .skip(1)
            .map(|part| part.to_ascii_lowercase().replace("%2e", "."))
            .collect();
        let inner = parts.split_last().map_or(&[][..], |(_, inner)| inner);
        let sound = parts.iter().all(|part| part != "." && part != "..")
            && inner.iter().all(|part| !part.is_empty());
        demand(
            sound,
            at,
            "Remove empty segments and those of dots from the path.",
        )?;
        Ok(segments)
    }

    fn pairs(
        &self,
        request: &Node,
        part: &str,
        at: &At<'_>,
        types: &[&str],
    ) -> Result<Vec<Pair>, Mistake> {
        let exposed = match part {
            "query" => Some("the URL"),
            "headers" => Some("a header"),
            _ => None,
        };
        let at = at.key(part);
        let mut pairs = Vec::new();
        for (key, value) in request.entries_of(part) {
            let at = at.key(key);
            for one in values(value) {
                let text = one.text().map_or("", |text| text);
                let (value, kind) = if let Some(name) = member_of(text) {
                    let (index, member) = self.member(name, &at, types, exposed)?;
                    (Part::Member(index), type_of(member))
                } else {
                    demand(!text.contains(BRACES), &at, ALONE)?;
                    (Part::Constant(one.plain().into()), "")
                };
                let counted = part != "headers" && key.contains('#');
                demand(
                    !counted || kind == "list",
                    &at,
                    "Use # only for a list: it counts the items.",
                )?;
                pairs.push(Pair {
                    key: key.clone(),
                    value,
                });
            }
        }
        Ok(pairs)
    }

    /// The headers, their names in lower case.
    fn headers(&self, request: &Node, at: &At<'_>) -> Result<Vec<Pair>, Mistake> {
        let auth = self.document.node.items_of("auth");
        let here = at.key("headers");
        let mut seen: Vec<String> = Vec::new();
        for (key, value) in request.entries_of("headers") {
            let at = here.key(key);
            let token =
                |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+.^_`|~-".contains(char);
            demand(
                key.chars().all(token),
                &at,
                "Use the name of a header: letters, digits and -.",
            )?;
            let name = key.to_ascii_lowercase();
            demand(
                !RESERVED.contains(&name.as_str()),
                &at,
                "Remove this header: who signs or sends the request sets it.",
            )?;
            let signs = auth.iter().any(|one| {
                one.text_of("header")
                    .is_some_and(|header| header.eq_ignore_ascii_case(&name))
            });
            demand(
                !signs,
                &at,
                "Remove this header: the authentication sets it.",
            )?;
            demand(
                !seen.contains(&name),
                &at,
                "Write this header once: it stands here twice.",
            )?;
            demand(
                !matches!(value, Node::List(_)),
                &at,
                "Use one value: a header has no list.",
            )?;
            let printable = value.text().is_none_or(|text| {
                text.bytes()
                    .all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
            });
            demand(printable, &at, "Use printable ASCII in a header.")?;
            seen.push(name);
        }
        let mut pairs = self.pairs(request, "headers", at, IN_HEADER)?;
        for pair in &mut pairs {
            pair.key = pair.key.to_ascii_lowercase().into();
        }
        Ok(pairs)
    }

    fn json(&self, node: &Node, at: &At<'_>, depth: usize) -> Result<Json, Mistake> {
        demand(
            depth <= MAX_DEPTH,
            at,
            "Nest the body no more than 16 deep.",
        )?;
        let deeper = depth.saturating_add(1);
        let constant = || Json::Constant(node.json().into());
        match node {
            Node::Text(text) => {
                if let Some(name) = member_of(text) {
                    return Ok(Json::Member(self.member(name, at, IN_JSON, None)?.0));
                }
                demand(!text.contains(BRACES), at, ALONE)?;
                Ok(constant())
            }
            Node::List(items) => {
                let mut parts = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    let at = at.item(index);
                    parts.push(self.json(item, &at, deeper)?);
                    self.beside_constants(item, &at)?;
                }
                let all = parts.iter().all(|part| matches!(part, Json::Constant(_)));
                Ok(if all { constant() } else { Json::List(parts) })
            }
            Node::Object(entries) => {
                let mut parts = Vec::new();
                for (key, value) in entries {
                    let at = at.key(key);
                    demand(
                        !key.contains(BRACES),
                        &at,
                        "Use a key without braces: a member is a value.",
                    )?;
                    parts.push((key.clone(), self.json(value, &at, deeper)?));
                }
                let all = parts
                    .iter()
                    .all(|(_, part)| matches!(part, Json::Constant(_)));
                Ok(if all { constant() } else { Json::Object(parts) })
            }
            _ => Ok(constant()),
        }
    }

    /// Refuses an item of a list that would be sent with its constants alone where an optional member is absent: such a
    /// request may clear a password.
    fn beside_constants(&self, item: &Node, at: &At<'_>) -> Result<(), Mistake> {
        let names = || {
            item.entries()
                .iter()
                .map(|(_, value)| value.text().and_then(|text| member_of(text)))
        };
        let optional = names().flatten().find(|name| {
            self.document
                .member(name)
                .is_some_and(|(_, member)| !always(member))
        });
        match optional.filter(|_| names().any(|name| name.is_none())) {
            Some(name) => Err(at.says(format!(
                "Make {} required or give it a default: without it this item would be sent with its constants alone.",
                quoted(name)
            ))),
            None => Ok(()),
        }
    }
}

/// Whether every % is followed by two hexadecimal digits.
fn encoded(path: &str) -> bool {
    path.split('%')
        .skip(1)
        .all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}
