//! The members of a document and the rules between them.

use super::at::At;
use super::node::Node;
use super::shape::demand;
use super::template::{Place, type_of};
use super::{Document, Mistake, quoted};
use crate::fit::{self, Fit};
use crate::model::{
    Condition, Constraint, Demand, Form, Kind, Limit, Location, Member, Rule, Run, Scalar, SentAs,
    Str, Unit, Values,
};

/// The members, but for their examples and defaults.
pub(super) fn read(
    document: &Document<'_>,
    places: &[Option<Place>],
) -> Result<Vec<Member>, Mistake> {
    let root = At::ROOT;
    let at = root.key("members");
    let mut members: Vec<Member> = Vec::new();
    let mut wires: Vec<(&str, &str)> = Vec::new();
    for ((index, node), place) in document.members().iter().enumerate().zip(places) {
        let at = at.item(index);
        let name = node.text_of("name").map_or("", |name| name);
        let Some(place) = place else {
            return Err(at.says(format!(
                "Write {{{name}}} into the request: the member goes nowhere."
            )));
        };
        if let Some((other, _)) = wires.iter().find(|(_, wire)| *wire == &*place.wire) {
            let own = node.get("wire").is_some();
            let message = format!(
                "Use another \"wire\": the member {other} has the name {} already.",
                quoted(&place.wire)
            );
            return Err(if own {
                at.key("wire").says(message)
            } else {
                at.says(message)
            });
        }
        wires.push((name, &place.wire));
        members.push(member(document, node, place, &at)?);
    }
    wire_repeats(document)?;
    match members.iter().filter(|member| member.target).count() {
        1 => Ok(members),
        0 => Err(at.says("Mark one member as the target: it says whose credential is reset.")),
        _ => Err(at.says("Mark one member as the target, not several.")),
    }
}

/// Refuses a `wire` that the request gives already.
fn wire_repeats(document: &Document<'_>) -> Result<(), Mistake> {
    let root = At::ROOT;
    let at = root.key("members");
    let bare = |member: &Node| {
        let keys = member.entries().iter().filter(|(key, _)| &**key == "name");
        Node::Object(keys.cloned().collect())
    };
    let members: Vec<Node> = document.members().iter().map(bare).collect();
    let request = document.node.get("request").cloned().unwrap_or(Node::Null);
    let places = super::places(&Node::Object(vec![
        ("members".into(), Node::List(members)),
        ("request".into(), request),
    ]));
    for ((index, member), place) in document.members().iter().enumerate().zip(&places) {
        let repeats = place
            .as_ref()
            .is_some_and(|place| member.text_of("wire") == Some(&place.wire));
        demand(
            !repeats,
            &at.item(index).key("wire"),
            "Remove this: the request gives this name already.",
        )?;
    }
    Ok(())
}

fn member(
    document: &Document<'_>,
    node: &Node,
    place: &Place,
    at: &At<'_>,
) -> Result<Member, Mistake> {
    let kind = type_of(node);
    let (required, sensitive, target) =
        (node.on("required"), node.on("sensitive"), node.on("target"));
    let has = |key: &str| node.get(key).is_some();
    demand(
        !(required && node.on("recommended")),
        &at.key("recommended"),
        "Remove this: the member is required.",
    )?;
    demand(
        !(has("default") && sensitive),
        &at.key("default"),
        "Remove this: a sensitive member has no default.",
    )?;
    demand(
        !(has("default") && required),
        &at.key("default"),
        "Remove this: a required member has no default.",
    )?;
    demand(
        !(has("default") && has("serviceDefault")),
        &at.key("serviceDefault"),
        "Use default or serviceDefault, not both: with a default the member is always sent.",
    )?;
    demand(
        !sensitive || kind == "text",
        &at.key("sensitive"),
        "Use the type text for a sensitive member.",
    )?;
    demand(
        !target || (required && matches!(kind, "text" | "integer")),
        &at.key("target"),
        "Make the target required, and a text or an integer.",
    )?;
    for (key, types) in [
        ("values", &["enum", "list"][..]),
        ("sentAs", &["boolean"]),
        ("min", &["integer"]),
        ("max", &["integer", "list", "map"]),
        ("constraints", &["text"]),
        ("forms", &["text"]),
    ] {
        let says = format!(
            "Remove this or change the type: only {} has it, and this member is {kind}.",
            types.join(" or ")
        );
        demand(!has(key) || types.contains(&kind), &at.key(key), &says)?;
    }
    demand(
        !has("open") || has("values"),
        &at.key("open"),
        "Add \"values\": open says that there are others.",
    )?;
    let low = document.low(&[node]);
    let mut limits = Vec::new();
    let here = at.key("constraints");
    for (index, one) in node.items_of("constraints").iter().enumerate() {
        limits.push(Limit {
            constraint: constraint(document, one, &here.item(index))?,
            warns: document.low(&[one, node]),
        });
    }
    possible(&limits, &here)?;
    let here = at.key("forms");
    let mut forms = Vec::new();
    for (index, one) in node.items_of("forms").iter().enumerate() {
        forms.push(form(document, one, &here.item(index))?);
    }
    let name = node.text_of("name").cloned().unwrap_or_else(|| "".into());
    Ok(Member {
        label: node.text_of("label").unwrap_or(&name).clone(),
        name,
        location: place.location,
        kind: self::kind(node, low, at)?,
        required,
        recommended: node.on("recommended"),
        sensitive,
        target,
        default: node.get("default").and_then(scalar),
        sent_as: node.get("sentAs").map(|sent| SentAs {
            on: sent.get("true").and_then(scalar),
            off: sent.get("false").and_then(scalar),
        }),
        limits,
        forms,
    })
}

fn kind(node: &Node, low: bool, at: &At<'_>) -> Result<Kind, Mistake> {
    let limit = |key: &str| node.get(key).and_then(Node::integer);
    let (min, max) = (limit("min"), limit("max"));
    let items = max.map(|max| u32::try_from(max).unwrap_or(0));
    Ok(match type_of(node) {
        "boolean" => Kind::Boolean,
        "integer" => {
            let upside = min.zip(max).is_some_and(|(min, max)| min > max);
            demand(!upside, &at.key("min"), "Use a min that is not above max.")?;
            // A limit of low confidence never refuses.
            Kind::Integer {
                min: min.filter(|_| !low),
                max: max.filter(|_| !low),
            }
        }
        "enum" => match values(node, low, at)? {
            Some(values) => Kind::Enum(values),
            None => return Err(at.says("Add \"values\": an enum is one of some texts.")),
        },
        other => {
            demand(items != Some(0), &at.key("max"), "Use a max of 1 or more.")?;
            let max = items.filter(|_| !low);
            match other {
                "list" => Kind::List {
                    values: values(node, low, at)?,
                    max,
                },
                "map" => Kind::Map { max },
                _ => Kind::Text,
            }
        }
    })
}

fn values(node: &Node, low: bool, at: &At<'_>) -> Result<Option<Values>, Mistake> {
    let mut list: Vec<Str> = Vec::new();
    for value in node
        .items_of("values")
        .iter()
        .filter_map(|value| value.text().or_else(|| value.text_of("value")))
    {
        demand(
            !list.contains(value),
            &at.key("values"),
            &format!(
                "Write each value once: {} stands here twice.",
                quoted(value)
            ),
        )?;
        list.push(value.clone());
    }
    Ok((!list.is_empty()).then(|| Values {
        list,
        open: low || node.on("open"),
    }))
}

fn scalar(node: &Node) -> Option<Scalar> {
    match node {
        Node::Text(text) => Some(Scalar::Text(text.clone())),
        Node::Integer(number) => Some(Scalar::Integer(*number)),
        Node::Boolean(value) => Some(Scalar::Boolean(*value)),
        _ => None,
    }
}

fn constraint(document: &Document<'_>, node: &Node, at: &At<'_>) -> Result<Constraint, Mistake> {
    if let Some(length) = node.get("length") {
        let limit = |key: &str| {
            length
                .get(key)
                .and_then(Node::integer)
                .and_then(|limit| u32::try_from(limit).ok())
        };
        let (min, max) = (limit("min").unwrap_or(0), limit("max").unwrap_or(u32::MAX));
        demand(
            min <= max,
            &at.key("length"),
            "Use a min that is not above max.",
        )?;
        return Ok(Constraint::Length {
            min,
            max,
            unit: unit(length.get("unit")),
        });
    }
    let Some(text) = node.text_of("characters") else {
        return form(document, node, at).map(characters_of);
    };
    let at = at.key("characters");
    let set = document.set(text, &at)?;
    demand(!set.ranges().is_empty(), &at, "Use at least one character.")?;
    Ok(Constraint::Characters {
        text: text.clone(),
        means: means(node),
        set,
    })
}

/// A pattern of one repeated class as a set of characters, so that an issue can name every character at fault.
fn characters_of(form: Form) -> Constraint {
    let [runs] = &*form.pattern.alternatives else {
        return Constraint::Pattern(form);
    };
    match &**runs {
        [
            Run {
                set,
                min: 0 | 1,
                max: u32::MAX,
            },
        ] => Constraint::Characters {
            set: set.clone(),
            means: form.means,
            text: form.text,
        },
        _ => Constraint::Pattern(form),
    }
}

fn form(document: &Document<'_>, node: &Node, at: &At<'_>) -> Result<Form, Mistake> {
    let text: Str = node
        .text_of("pattern")
        .cloned()
        .unwrap_or_else(|| "".into());
    let pattern = document.pattern(&text, &at.key("pattern"))?;
    Ok(Form {
        text,
        means: means(node),
        pattern,
    })
}

fn means(node: &Node) -> Str {
    node.text_of("means").cloned().unwrap_or_else(|| "".into())
}

/// What a length counts.
pub(super) fn unit(node: Option<&Node>) -> Unit {
    match node.and_then(Node::text).map_or("", |unit| unit) {
        "utf16" => Unit::Utf16,
        "bytes" => Unit::Bytes,
        _ => Unit::Characters,
    }
}

/// Whether some length meets all limits together.
fn possible(limits: &[Limit], at: &At<'_>) -> Result<(), Mistake> {
    let (mut low, mut high) = (0u64, u64::MAX);
    for limit in limits {
        let (min, max) = match &limit.constraint {
            Constraint::Length {
                min,
                max,
                unit: Unit::Characters,
            } => (u64::from(*min), bound(*max)),
            Constraint::Pattern(form) => {
                let sizes = form.pattern.alternatives.iter().map(|runs| {
                    runs.iter().fold((0u64, 0u64), |(min, max), run| {
                        (
                            min.saturating_add(run.min.into()),
                            max.saturating_add(bound(run.max)),
                        )
                    })
                });
                sizes.fold((u64::MAX, 0), |(least, most), (min, max)| {
                    (least.min(min), most.max(max))
                })
            }
            _ => continue,
        };
        low = low.max(min);
        high = high.min(max);
    }
    demand(
        low <= high,
        at,
        &format!(
            "Correct the lengths and patterns: no text has {low} or more and {high} or fewer characters."
        ),
    )
}

fn bound(max: u32) -> u64 {
    if max == u32::MAX {
        u64::MAX
    } else {
        max.into()
    }
}

/// Whether the members take their own examples and defaults.
pub(super) fn examples(document: &Document<'_>, members: &[Member]) -> Result<(), Mistake> {
    let root = At::ROOT;
    let at = root.key("members");
    for ((index, node), member) in document.members().iter().enumerate().zip(members) {
        let at = at.item(index);
        for key in ["example", "default", "serviceDefault"] {
            let Some(value) = node.get(key) else {
                continue;
            };
            let at = at.key(key);
            demand(
                takes(node, value),
                &at,
                &format!(
                    "Use a value that this member takes: {}.",
                    expected(type_of(node))
                ),
            )?;
            let text = value.text().map_or("", |text| text);
            let held = key == "serviceDefault"
                || member.kind != Kind::Text
                || member
                    .limits
                    .iter()
                    .all(|limit| meets(&limit.constraint, text));
            demand(
                held,
                &at,
                "Use a value that the member's own constraints accept.",
            )?;
            let label = key == "default" && member.location == Location::Path;
            demand(
                !(label && matches!(text, "" | "." | "..") && value.text().is_some()),
                &at,
                "Use a default that can stand in a path.",
            )?;
        }
    }
    Ok(())
}

fn expected(kind: &str) -> &'static str {
    match kind {
        "boolean" => "true or false",
        "integer" => "a whole number within min and max",
        "enum" => "one of its values",
        "list" => "a list of its values",
        "map" => "an object of texts",
        _ => "a text",
    }
}

/// Whether a value is of the member's type.
fn takes(member: &Node, value: &Node) -> bool {
    let known = |value: &Node| {
        let text = value.text();
        let values = member.items_of("values");
        text.is_some()
            && (member.on("open")
                || values.is_empty()
                || values
                    .iter()
                    .any(|one| one.text().or_else(|| one.text_of("value")) == text))
    };
    match type_of(member) {
        "boolean" => matches!(value, Node::Boolean(_)),
        "integer" => {
            let limit = |key: &str, without: i64| {
                member.get(key).and_then(Node::integer).unwrap_or(without)
            };
            let (min, max) = (
                limit("min", -super::node::SAFE),
                limit("max", super::node::SAFE),
            );
            value
                .integer()
                .is_some_and(|number| min <= number && number <= max)
        }
        "enum" => known(value),
        "list" => matches!(value, Node::List(items) if items.iter().all(known)),
        "map" => {
            matches!(value, Node::Object(entries) if entries.iter().all(|(_, one)| one.text().is_some()))
        }
        _ => value.text().is_some(),
    }
}

fn meets(constraint: &Constraint, text: &str) -> bool {
    match constraint {
        Constraint::Length { min, max, unit } => {
            let length = match unit {
                Unit::Characters => text.chars().count(),
                Unit::Utf16 => text.encode_utf16().count(),
                Unit::Bytes => text.len(),
            };
            (*min as usize) <= length && length <= (*max as usize)
        }
        Constraint::Pattern(form) => fit::fit(&form.pattern, text) == Fit::Whole,
        Constraint::Characters { set, .. } => text.chars().all(|char| set.has(char.into())),
    }
}

/// The rules between members.
pub(super) fn rules(document: &Document<'_>) -> Result<Vec<Rule>, Mistake> {
    let root = At::ROOT;
    let at = root.key("rules");
    let nodes = document.node.items_of("rules");
    let mut rules = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let at = at.item(index);
        let demand = match ["atMostOne", "exactlyOne", "atLeastOne"]
            .iter()
            .find(|key| node.get(key).is_some())
        {
            Some(key) => list(document, node, key, &at)?,
            None => conditional(document, node, nodes, &at)?,
        };
        if let Some(demand) = demand {
            let warns = node.get("expect").is_some() || document.low(&[node]);
            rules.push(Rule { demand, warns });
        }
    }
    Ok(rules)
}

/// Whether a member is given in every valid input, so that a condition on it says nothing.
fn always_given(member: &Node) -> bool {
    member.on("required") && type_of(member) != "boolean"
}

fn list(
    document: &Document<'_>,
    node: &Node,
    key: &str,
    at: &At<'_>,
) -> Result<Option<Demand>, Mistake> {
    let at = at.key(key);
    let mut all = Vec::new();
    for name in node.items_of(key).iter().filter_map(Node::text) {
        let Some((index, member)) = document.member(name) else {
            return Ok(None);
        };
        demand(
            !all.contains(&index),
            &at,
            &format!("Name each member once: {name} stands here twice."),
        )?;
        demand(
            key == "atLeastOne" || !always_given(member),
            &at,
            &format!("Remove {name}: it is required and leaves the others no room."),
        )?;
        all.push(index);
    }
    Ok(Some(match key {
        "atMostOne" => Demand::AtMostOne(all),
        "exactlyOne" => Demand::ExactlyOne(all),
        _ => Demand::AtLeastOne(all),
    }))
}

fn conditional(
    document: &Document<'_>,
    node: &Node,
    all: &[Node],
    at: &At<'_>,
) -> Result<Option<Demand>, Mistake> {
    let subject = ["require", "expect", "refuse"]
        .iter()
        .find_map(|key| node.text_of(key));
    let decider = ["when", "unless"].iter().find_map(|key| node.text_of(key));
    let (Some(name), Some(other)) = (subject, decider) else {
        return Ok(None);
    };
    let (Some((index, member)), Some((other_index, condition))) =
        (document.member(name), document.member(other))
    else {
        return Ok(None);
    };
    let refuses = node.get("refuse").is_some();
    demand(
        name != other,
        at,
        &format!("Name another member in the condition: {name} cannot depend on itself."),
    )?;
    let required = if refuses {
        "it could never be refused"
    } else {
        "the rule says nothing more"
    };
    demand(
        !member.on("required"),
        at,
        &format!("Remove this rule: {name} is required, so {required}."),
    )?;
    demand(
        !always_given(condition),
        at,
        &format!("Name another member in the condition: {other} is always given."),
    )?;
    let against = |rule: &Node| {
        rule.text_of("refuse") == Some(name)
            && ["when", "unless"]
                .iter()
                .all(|key| rule.text_of(key) == node.text_of(key))
    };
    let contradicts = node.get("require").is_some() && all.iter().any(against);
    demand(
        !contradicts,
        at,
        &format!("Correct this rule or the one that refuses {name}: both hold at the same time."),
    )?;
    let condition = Condition {
        member: other_index,
        given: node.get("when").is_some(),
    };
    Ok(Some(if refuses {
        Demand::Refuse(index, condition)
    } else {
        Demand::Require(index, condition)
    }))
}
