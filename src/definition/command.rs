//! The command line of an operation, as its document describes it.

use super::at::At;
use super::node::Node;
use super::shape::demand;
use super::template::{Place, member_of};
use super::{Document, Mistake, quoted};
use crate::model::{Booleans, Command, Str, Word};

/// The command of a document, laid on the tool of its shared file.
pub(super) fn read(
    document: &Document<'_>,
    places: &[Option<Place>],
) -> Result<Option<Command>, Mistake> {
    let Some(node) = document.node.get("command") else {
        return Ok(None);
    };
    let root = At::ROOT;
    let at = root.key("command");
    let words = words(document, node, &at.key("words"))?;
    let laid = document.laid("command", "tools");
    let rule = laid
        .base
        .and_then(|tool| tool.text_of("flags"))
        .map_or("", |rule| rule);
    let own = flags(document, node, &at.key("flags"))?;
    let flags =
        document
            .members()
            .iter()
            .zip(places)
            .enumerate()
            .map(|(index, (member, place))| {
                let positional = words
                    .iter()
                    .any(|word| matches!(word, Word::Member(one) if usize::from(*one) == index));
                let name = member.text_of("name");
                match own.iter().find(|(one, _)| Some(*one) == name) {
                    Some((_, flag)) => (*flag).cloned(),
                    None if positional => None,
                    None => place.as_ref().and_then(|place| by_rule(rule, &place.wire)),
                }
            });
    let flags: Vec<Option<Str>> = flags.collect();
    unique(document, &flags, &at.key("flags"))?;
    Ok(Some(Command {
        words,
        flags,
        booleans: match laid.text_of("booleans").map_or("", |booleans| booleans) {
            "pair" => Booleans::Pair,
            "switch" => Booleans::Switch,
            _ => Booleans::Value,
        },
        document: laid.text_of("document").cloned(),
        addresses: laid
            .items_of("addresses")
            .iter()
            .filter_map(Node::text)
            .cloned()
            .collect(),
        curl: laid.text_of("curl").cloned(),
        note: laid.text_of("note").cloned(),
    }))
}

fn words(document: &Document<'_>, node: &Node, at: &At<'_>) -> Result<Vec<Word>, Mistake> {
    let mut words = Vec::new();
    for (index, word) in node
        .items_of("words")
        .iter()
        .filter_map(Node::text)
        .enumerate()
    {
        let at = at.item(index);
        let Some(name) = member_of(word) else {
            demand(
                !word.contains(['{', '}']),
                &at,
                "Let {member} be the whole word: a brace stands only around the name of a member.",
            )?;
            words.push(Word::Constant(word.clone()));
            continue;
        };
        let Some((index, member)) = document.member(name) else {
            return Err(at.says(document.names.instead(name)));
        };
        demand(
            !member.on("sensitive"),
            &at,
            "Use a flag for this member: it is sensitive, and a word of a command is seen.",
        )?;
        words.push(Word::Member(index));
    }
    Ok(words)
}

/// The flags that the document names; `None` where the tool cannot say the member.
fn flags<'a>(
    document: &Document<'_>,
    node: &'a Node,
    at: &At<'_>,
) -> Result<Vec<(&'a Str, Option<&'a Str>)>, Mistake> {
    let mut flags = Vec::new();
    for (name, flag) in node.entries_of("flags") {
        let at = at.key(name);
        if document.member(name).is_none() {
            return Err(at.says(document.names.instead(name)));
        }
        let flag = flag.text();
        demand(
            flag.is_none_or(|flag| flag.starts_with('-')),
            &at,
            "Start the flag with -.",
        )?;
        flags.push((name, flag));
    }
    Ok(flags)
}

/// Refuses a flag that two members have.
fn unique(document: &Document<'_>, flags: &[Option<Str>], at: &At<'_>) -> Result<(), Mistake> {
    for (index, (member, flag)) in document.members().iter().zip(flags).enumerate() {
        let earlier = document
            .members()
            .iter()
            .zip(flags)
            .take(index)
            .find(|(_, one)| flag.is_some() && *one == flag);
        if let Some((other, _)) = earlier {
            let name = |member: &Node| {
                member
                    .text_of("name")
                    .map_or_else(String::new, |name| quoted(name))
            };
            let message = format!("Use another flag: {} has this one.", name(other));
            return Err(at.key(&name(member)).says(message));
        }
    }
    Ok(())
}

/// The flag that a tool makes of a name on the wire.
fn by_rule(rule: &str, wire: &str) -> Option<Str> {
    match rule {
        "wire" => Some(format!("--{wire}").into()),
        "kebab" => Some(format!("--{}", kebab(wire)).into()),
        _ => None,
    }
}

/// `UserId` as `user-id`, and `MFAToken` as `mfa-token`.
fn kebab(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (index, &char) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| chars.get(index));
        let after = chars.get(index.saturating_add(1));
        let starts = char.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() && *before != '-'
                    || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
            });
        if starts {
            out.push('-');
        }
        out.extend(char.to_lowercase());
    }
    out
}
