//! Where a request goes and how it is signed.

use super::at::At;
use super::node::Node;
use super::shape::demand;
use super::{Document, Mistake, quoted};
use crate::model::{Endpoint, Exception, Partition, Regional, Signing, Str};

/// The schemes that sign a request under the name of a service.
const SIGNATURES: &[&str] = &["sigv4", "acs3", "tc3", "sdk-hmac"];

/// The endpoint of a document.
pub(super) fn read(document: &Document<'_>) -> Result<Endpoint, Mistake> {
    static NOTHING: Node = Node::Null;
    let root = At::ROOT;
    let at = root.key("endpoint");
    let node = document.node.get("endpoint").unwrap_or(&NOTHING);
    let text = |key: &str| node.text_of(key).cloned().unwrap_or_else(|| "".into());
    Ok(match node.text_of("kind").map_or("", |kind| kind) {
        "fixed" => Endpoint::Fixed {
            url: text("url"),
            variants: texts(node, "variants"),
        },
        "named" => {
            let default = text("default");
            let clouds = node.entries_of("clouds").iter();
            let clouds: Vec<(Str, Str)> = clouds
                .filter_map(|(id, cloud)| Some((id.clone(), cloud.text_of("url")?.clone())))
                .collect();
            let known = clouds.iter().any(|(id, _)| *id == default);
            demand(
                known,
                &at.key("default"),
                &format!(
                    "There is no cloud {}. Use the name of one.",
                    quoted(&default)
                ),
            )?;
            Endpoint::Named { default, clouds }
        }
        "regional" => Endpoint::Regional(regional(document, node, &at)?),
        _ => Endpoint::Own,
    })
}

/// The texts by name under a key.
fn texts(node: &Node, key: &str) -> Vec<(Str, Str)> {
    let entries = node.entries_of(key).iter();
    entries
        .filter_map(|(name, value)| Some((name.clone(), value.text()?.clone())))
        .collect()
}

fn regional(document: &Document<'_>, node: &Node, at: &At<'_>) -> Result<Regional, Mistake> {
    let tables = document
        .shared
        .map_or(&[][..], |shared| shared.entries_of("partitions"));
    let table =
        match node.text_of("partitions") {
            Some(name) => match tables.iter().find(|(id, _)| id == name) {
                Some((_, table)) => table,
                None => {
                    return Err(at.key("partitions").says(format!(
                        "The shared file has no partitions {}.",
                        quoted(name)
                    )));
                }
            },
            None => match tables.first() {
                Some((_, table)) => table,
                None => return Err(at.key("kind").says(
                    "Name a shared file that has partitions: hosts by region are made from them.",
                )),
            },
        };
    let text = |key: &str| node.text_of(key).cloned().unwrap_or_else(|| "".into());
    let default = text("default");
    let listed = node.get("regions").is_none_or(|regions| {
        regions
            .items()
            .iter()
            .any(|region| region.text() == Some(&default))
    });
    demand(
        listed,
        &at.key("default"),
        "Use one of the regions as the default.",
    )?;
    let partitions = partitions(document, table, &at.key("partitions"))?;
    let mut exceptions = Vec::new();
    let here = at.key("exceptions");
    for (index, one) in node.items_of("exceptions").iter().enumerate() {
        exceptions.push(exception(one, &partitions, &here.item(index))?);
    }
    Ok(Regional {
        service: text("service"),
        default,
        hosts: texts(table, "hosts"),
        partitions,
        exceptions,
    })
}

fn partitions(
    document: &Document<'_>,
    table: &Node,
    at: &At<'_>,
) -> Result<Vec<Partition>, Mistake> {
    let list = table.items_of("list").iter().enumerate();
    list.map(|(index, one)| {
        let text = |key: &str| one.text_of(key).cloned().unwrap_or_else(|| "".into());
        let regions =
            document.pattern(&text("regions"), &at.key("list").item(index).key("regions"))?;
        Ok(Partition {
            id: text("id"),
            regions,
            words: texts(one, "words"),
        })
    })
    .collect()
}

fn exception(node: &Node, partitions: &[Partition], at: &At<'_>) -> Result<Exception, Mistake> {
    let partition = node.text_of("partition").cloned();
    if let Some(id) = &partition {
        let known = partitions.iter().any(|one| one.id == *id);
        demand(
            known,
            &at.key("partition"),
            &format!("There is no partition {}.", quoted(id)),
        )?;
    }
    let hosts = texts(node, "hosts");
    for (variant, host) in &hosts {
        let fitting = partitions
            .iter()
            .filter(|one| partition.as_ref().is_none_or(|id| one.id == *id));
        for one in fitting {
            if let Some(word) = unknown_word(host, one) {
                let message = format!(
                    "Use {{service}}, {{region}} or a word of the partition: {} has no {{{}}}.",
                    one.id,
                    quoted(word)
                );
                return Err(at.key("hosts").key(variant).says(message));
            }
        }
    }
    let regions = node
        .items_of("regions")
        .iter()
        .filter_map(Node::text)
        .cloned()
        .collect();
    Ok(Exception {
        partition,
        regions,
        hosts,
        signing_region: node.text_of("signingRegion").cloned(),
    })
}

/// What stands in braces in a host and is no word of the partition; a brace that is not closed is none either.
fn unknown_word<'a>(host: &'a str, partition: &Partition) -> Option<&'a str> {
    let known = |word: &str| {
        matches!(word, "service" | "region")
            || partition.words.iter().any(|(name, _)| **name == *word)
    };
    let (first, rest) = host.split_once('{').unwrap_or((host, ""));
    if first.contains('}') {
        return Some(first);
    }
    if host.contains('{') {
        for piece in rest.split('{') {
            match piece.split_once('}') {
                Some((word, after)) if known(word) && !after.contains('}') => {}
                Some((word, _)) => return Some(word),
                None => return Some(piece),
            }
        }
    }
    None
}

/// The partitions of a shared file.
pub(super) fn tables(document: &Document<'_>) -> Result<(), Mistake> {
    let root = At::ROOT;
    let at = root.key("partitions");
    for (name, table) in document.node.entries_of("partitions") {
        let at = at.key(name);
        let partitions = partitions(document, table, &at)?;
        let hosts = texts(table, "hosts");
        for (index, partition) in partitions.iter().enumerate() {
            for (variant, host) in &hosts {
                if let Some(word) = unknown_word(host, partition) {
                    let message = format!(
                        "Add the word {} to \"words\": the host {variant} has {{{}}} in it.",
                        quoted(word),
                        quoted(word)
                    );
                    return Err(at.key("list").item(index).says(message));
                }
            }
        }
    }
    Ok(())
}

/// What signs a request, after every way to authenticate was checked.
pub(super) fn auth(document: &Document<'_>) -> Result<Option<Signing>, Mistake> {
    let root = At::ROOT;
    let at = root.key("auth");
    let endpoint = document.node.get("endpoint");
    let regional = endpoint
        .and_then(|endpoint| endpoint.text_of("kind"))
        .is_some_and(|kind| &**kind == "regional");
    let of_endpoint = endpoint
        .filter(|_| regional)
        .and_then(|endpoint| endpoint.text_of("service"));
    let mut first = None;
    for (index, node) in document.node.items_of("auth").iter().enumerate() {
        let at = at.item(index);
        let scheme: Str = node.text_of("scheme").cloned().unwrap_or_else(|| "".into());
        if SIGNATURES.contains(&&*scheme) {
            let Some(service) = node.text_of("service").or(of_endpoint) else {
                return Err(at.says("Add \"service\": the name of the service in the signature."));
            };
            demand(
                &*scheme != "sigv4" || regional,
                &at.key("scheme"),
                "Use a regional endpoint: sigv4 signs for a region.",
            )?;
            if index == 0 {
                first = Some(Signing {
                    scheme,
                    service: service.clone(),
                });
            }
        }
        if let Some(header) = node.text_of("header") {
            let taken = ["host", "content-type", "cookie"]
                .iter()
                .any(|name| header.eq_ignore_ascii_case(name));
            demand(
                !taken,
                &at.key("header"),
                "Use another header: this one cannot carry a token.",
            )?;
        }
    }
    Ok(first)
}
