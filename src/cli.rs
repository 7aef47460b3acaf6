//! The providers' command lines: writes commands, reads input documents.

pub mod command;
pub mod document;

use crate::model::{Body, Json, Operation, Part};

/// The key that the body has for a member at its top level.
fn key(operation: &Operation, index: usize) -> Option<&str> {
    let is = |member: u8| usize::from(member) == index;
    match &operation.request.body {
        Body::Json(Json::Object(members)) => {
            let found =
                |(_, json): &&(_, Json)| matches!(json, Json::Member(member) if is(*member));
            members.iter().find(found).map(|(key, _)| &**key)
        }
        Body::Form(pairs) => {
            let mut pairs = pairs.iter();
            let pair = pairs.find(|pair| matches!(pair.value, Part::Member(member) if is(member)));
            pair.map(|pair| &*pair.key)
        }
        Body::Json(_) | Body::Empty => None,
    }
}

/// The name of a member in an input document: that of the body where it has one, without what counts the items of a list.
fn wire(operation: &Operation, index: usize) -> &str {
    let own = operation
        .members
        .get(index)
        .map_or("", |member| &*member.name);
    key(operation, index).map_or(own, |key| match key.split_once('.') {
        Some((list, counted)) if counted.contains('#') => list,
        _ => key.strip_suffix("[]").unwrap_or(key),
    })
}

/// The place of the member that an input document calls so: by its name, or as [`wire`] does.
fn position(operation: &Operation, name: &str) -> Option<usize> {
    let mut places = 0..operation.members.len();
    let own = operation.position(name);
    own.or_else(|| places.find(|&index| wire(operation, index) == name))
}
