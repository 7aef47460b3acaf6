//! What a document says of responses, and of what follows a success: checked only, since it is read in JavaScript.

use super::at::At;
use super::node::Node;
use super::shape::demand;
use super::{Document, Mistake, quoted};
use crate::model::Str;

const PLACES: [&str; 4] = ["code", "message", "requestId", "retryAfter"];

/// The first mistake of everything that is said of responses.
pub(super) fn check(document: &Document<'_>) -> Result<(), Mistake> {
    let root = At::ROOT;
    let at = root.key("response");
    success(document, &at)?;
    output(document, &at)?;
    let response = document.node.get("response");
    if let Some(response) = response {
        patterns(document, response, &at)?;
        if let Some(shared) = document.shared {
            common(response, shared, &at)?;
        } else {
            demand(
                response.get("common").is_none(),
                &at.key("common").item(0),
                "Name a shared file: the lists of errors stand in one.",
            )?;
        }
    }
    errors(document, &at)?;
    let at = root.key("afterwards");
    for (index, node) in document.node.items_of("afterwards").iter().enumerate() {
        let both = node.get("when").is_some() && node.get("unless").is_some();
        demand(!both, &at.item(index), "Use when or unless, not both.")?;
    }
    engine(document)
}

fn success(document: &Document<'_>, at: &At<'_>) -> Result<(), Mistake> {
    let response = document.response();
    let statuses = response.entries_of("success");
    demand(
        !statuses.is_empty(),
        &at.key("success"),
        "Say which statuses mean success.",
    )?;
    let has = |word: &str| {
        statuses.iter().any(|(_, body)| {
            body.text()
                .is_some_and(|body| body.trim_end_matches('?') == word)
        })
    };
    let given = |key: &str| response.get(key).is_some();
    let (xml, text, redirect) = (has("xml"), has("text"), has("redirect"));
    demand(
        !xml || given("root"),
        &at.key("root"),
        "Name the outermost element: otherwise any well-formed page passes for a success.",
    )?;
    demand(
        xml || !given("root"),
        &at.key("root"),
        "Remove this: only a success in XML has a root.",
    )?;
    demand(
        text || !given("contains"),
        &at.key("contains"),
        "Remove this: only a success in text is searched.",
    )?;
    demand(
        !text || given("contains"),
        &at.key("success"),
        "Add \"contains\": otherwise any page passes for a success.",
    )?;
    demand(
        !redirect || given("location"),
        &at.key("location"),
        "Say what the address must contain: one is redirected to a login page too.",
    )?;
    demand(
        redirect || !given("location"),
        &at.key("location"),
        "Remove this: only a redirect has a location.",
    )?;
    for (status, body) in statuses {
        let together =
            status.starts_with('3') == body.text().is_some_and(|body| &**body == "redirect");
        demand(
            together,
            &at.key("success").key(status),
            "Use redirect with 302, 303 and 307, and only with them.",
        )?;
    }
    for (index, status) in response.items_of("pending").iter().enumerate() {
        let status = status.json();
        let known = statuses.iter().any(|(one, _)| **one == *status);
        demand(
            known,
            &at.key("pending").item(index),
            &format!("Add {status} to \"success\": it is none yet."),
        )?;
    }
    Ok(())
}

fn output(document: &Document<'_>, at: &At<'_>) -> Result<(), Mistake> {
    let response = document.response();
    let body = response
        .entries_of("success")
        .iter()
        .any(|(_, body)| body.text().is_some_and(|body| &**body != "empty"));
    let at = at.key("output");
    for (index, node) in response.items_of("output").iter().enumerate() {
        let at = at.item(index);
        let text = node.text_of("type").is_none_or(|kind| &**kind == "text");
        demand(
            text || !node.on("sensitive"),
            &at.key("type"),
            "Use the type text for a sensitive output.",
        )?;
        let header = node
            .get("from")
            .is_some_and(|from| from.get("header").is_some());
        demand(
            body || header || !node.on("required"),
            &at.key("required"),
            "Remove this: no success has a body.",
        )?;
        let conditions = ["required", "when", "unless"]
            .iter()
            .filter(|key| node.get(key).is_some())
            .count();
        demand(conditions < 2, &at, "Use one of required, when and unless.")?;
        if let Some(pattern) = node.get("from").and_then(|from| from.text_of("pattern")) {
            document.pattern(pattern, &at.key("from").key("pattern"))?;
        }
    }
    Ok(())
}

/// The places at which a code, a message, an id or a waiting time stands.
pub(super) fn patterns(
    document: &Document<'_>,
    response: &Node,
    at: &At<'_>,
) -> Result<(), Mistake> {
    for key in PLACES {
        let at = at.key(key);
        for (index, place) in response.items_of(key).iter().enumerate() {
            let at = at.item(index);
            if let Some(pattern) = place.text_of("pattern") {
                document.pattern(pattern, &at.key("pattern"))?;
            }
            demand(
                key == "retryAfter" || place.get("unit").is_none(),
                &at.key("unit"),
                "Remove this: only a waiting time has a unit.",
            )?;
        }
    }
    Ok(())
}

/// The lists of errors that a response names, of a shared file.
pub(super) fn common(response: &Node, shared: &Node, at: &At<'_>) -> Result<(), Mistake> {
    let at = at.key("common");
    for (index, name) in response.items_of("common").iter().enumerate() {
        let name = name.text().map_or("", |name| name);
        let known = shared
            .get("errors")
            .is_some_and(|errors| errors.get(name).is_some());
        demand(
            known,
            &at.item(index),
            &format!("The shared file has no errors {}.", quoted(name)),
        )?;
    }
    Ok(())
}

fn errors(document: &Document<'_>, at: &At<'_>) -> Result<(), Mistake> {
    let success = document.response().entries_of("success");
    let own = document
        .node
        .get("response")
        .map_or(&[][..], |response| response.items_of("errors"));
    let at = at.key("errors");
    for (index, node) in own.iter().enumerate() {
        let at = at.item(index);
        let text = |node: &Node, key: &str| node.text_of(key).map(Str::clone);
        let (code, condition) = (text(node, "code"), text(node, "text"));
        let status = node.get("status").and_then(Node::integer);
        let takes = |earlier: &Node| {
            text(earlier, "code") == code
                && (code.is_some() || earlier.get("status").and_then(Node::integer) == status)
                && text(earlier, "text").is_none_or(|text| Some(text) == condition)
        };
        if let Some(earlier) = own.iter().take(index).position(takes) {
            let number = earlier.saturating_add(1);
            return Err(at.says(format!(
                "Remove this error or narrow it: number {number} of the list takes it already."
            )));
        }
        let succeeds = status
            .is_some_and(|status| success.iter().any(|(one, _)| **one == *status.to_string()));
        demand(
            code.is_some() || condition.is_some() || !succeeds,
            &at.key("status"),
            "Add a code or a text: this status means success.",
        )?;
    }
    Ok(())
}

fn engine(document: &Document<'_>) -> Result<(), Mistake> {
    let root = At::ROOT;
    let engine = root.key("engine");
    let at = engine.key("kind");
    match document
        .node
        .get("engine")
        .and_then(|engine| engine.text_of("kind"))
        .map_or("", |kind| kind)
    {
        "stepFunctions" => {
            let signed = document.node.items_of("auth").iter().any(|one| {
                one.text_of("scheme")
                    .is_some_and(|scheme| &**scheme == "sigv4")
            });
            demand(
                signed,
                &at,
                "Add sigv4 to \"auth\": Step Functions signs with it.",
            )
        }
        "shell" => demand(
            document.node.get("command").is_some(),
            &at,
            "Add \"command\": a shell loop calls it.",
        ),
        _ => Ok(()),
    }
}
