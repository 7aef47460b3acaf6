//! How a document finds a person by what an administrator types: checked only, since whoever sends reads it.

use super::at::At;
use super::node::Node;
use super::shape::demand;
use super::template::{self, always, member_of};
use super::{Document, Mistake, quoted};

/// What stands for the text that was typed.
const QUERY: &str = "query";

/// How the text is written within another language: as JSON writes it, with a backslash before quotation marks, with its
/// apostrophes doubled, only if it is of the characters of a name, in small letters, and cut.
const ESCAPES: [&str; 7] = [
    "json",
    "backslash",
    "backslash-single",
    "odata",
    "token",
    "lower",
    "max64",
];

/// The first mistake of the lookup.
pub(super) fn check(document: &Document<'_>) -> Result<(), Mistake> {
    let Some(lookup) = document.node.get("lookup") else {
        return Ok(());
    };
    let root = At::ROOT;
    let at = root.key("lookup");
    let regional = document
        .node
        .get("endpoint")
        .and_then(|endpoint| endpoint.text_of("kind"))
        .is_some_and(|kind| &**kind == "regional");
    demand(
        regional || lookup.get("service").is_none(),
        &at.key("service"),
        "Remove this: only the hosts of a regional endpoint are named after a service.",
    )?;
    let at = at.key("find");
    for (index, find) in lookup.items_of("find").iter().enumerate() {
        one(document, find, &at.item(index))?;
    }
    Ok(())
}

/// One way of finding.
fn one(document: &Document<'_>, find: &Node, at: &At<'_>) -> Result<(), Mistake> {
    let here = at.key("request");
    if let Some(request) = find.get("request") {
        let mut reader = Reader {
            document,
            seen: false,
        };
        let mut plain = Vec::new();
        for (key, value) in request.entries() {
            let at = here.key(key);
            let value = match value.text() {
                Some(path) if &**key == "path" => Node::Text(reader.text(path, true, &at)?.into()),
                _ => reader.strip(value, &at)?,
            };
            plain.push((key.clone(), value));
        }
        template::read(document, Some(&Node::Object(plain)), &here, false)?;
        demand(
            reader.seen,
            &here,
            "Let {query} stand somewhere: what is typed would go nowhere.",
        )?;
    }
    let set = find.entries_of("set");
    for (name, _) in set {
        demand(
            document.names.has(name),
            &at.key("set").key(name),
            &document.names.instead(name),
        )?;
    }
    let mut members = document.members().iter();
    let target = members.find(|member| member.on("target"));
    if let Some(target) = target.and_then(|member| member.text_of("name")) {
        demand(
            set.iter().any(|(name, _)| name == target),
            &at.key("set"),
            &format!("Set {}: it is what is looked for.", quoted(target)),
        )?;
    }
    let list = find.get("list").is_some();
    for key in ["more", "match"] {
        demand(
            list || find.get(key).is_none(),
            &at.key(key),
            "Remove this, or say where the list stands: one person has neither more nor others.",
        )?;
    }
    Ok(())
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    /// Whether `{query}` was found.
    seen: bool,
}

impl Reader<'_, '_> {
    /// The template with a constant for each `{query}`, so that the rest is read as any other.
    fn strip(&mut self, node: &Node, at: &At<'_>) -> Result<Node, Mistake> {
        match node {
            Node::Text(text) => Ok(Node::Text(self.text(text, false, at)?.into())),
            Node::List(items) => {
                let mut out = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    out.push(self.strip(item, &at.item(index))?);
                }
                Ok(Node::List(out))
            }
            Node::Object(entries) => {
                let mut out = Vec::new();
                for (key, value) in entries {
                    out.push((key.clone(), self.strip(value, &at.key(key))?));
                }
                Ok(Node::Object(out))
            }
            other => Ok(other.clone()),
        }
    }

    fn text(&mut self, text: &str, path: bool, at: &At<'_>) -> Result<String, Mistake> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, inner)) = rest.split_once('{') {
            let Some((name, after)) = inner.split_once('}') else {
                break;
            };
            let (word, escape) = match name.split_once('|') {
                Some((word, escape)) => (word, Some(escape)),
                None => (name, None),
            };
            out.push_str(before);
            rest = after;
            if word != QUERY {
                self.member(name, at)?;
                out.push('{');
                out.push_str(name);
                out.push('}');
                continue;
            }
            self.seen = true;
            out.push('x');
            let known = escape.is_none_or(|escape| ESCAPES.contains(&escape));
            let says = format!("Use one of these behind the |: {}.", ESCAPES.join(", "));
            demand(known, at, &says)?;
            let alone = member_of(text) == Some(name);
            let segment = before.ends_with('/') && (after.is_empty() || after.starts_with('/'));
            if path {
                demand(segment, at, "Let {query} be a whole segment of the path.")?;
            } else {
                demand(
                    alone || escape.is_some(),
                    at,
                    "Say how {query} is written within this text, such as {query|json}: otherwise it could say something else.",
                )?;
            }
        }
        out.push_str(rest);
        Ok(out)
    }

    /// Refuses members that are not known before somebody is found, or that nobody should see on the way.
    fn member(&self, name: &str, at: &At<'_>) -> Result<(), Mistake> {
        let Some((_, member)) = self.document.member(name) else {
            return Ok(());
        };
        demand(
            !member.on("target"),
            at,
            &format!(
                "Use {{query}} instead of {}: who it is comes out of the lookup.",
                quoted(name)
            ),
        )?;
        demand(
            always(member),
            at,
            &format!(
                "Use a member that is required or has a default: {} may be absent when somebody is looked for.",
                quoted(name)
            ),
        )?;
        demand(
            !member.on("sensitive"),
            at,
            &format!("Remove {}: a lookup needs no secret.", quoted(name)),
        )
    }
}
