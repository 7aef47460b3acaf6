//! The password of a document: the policies of its directories, and how one is read from a response.

use std::borrow::Cow;

use super::at::At;
use super::members::unit;
use super::node::Node;
use super::schema::NAME_KINDS;
use super::shape::demand;
use super::template::{self, type_of};
use super::{Document, Mistake, quoted};
use crate::model::{
    Class, Matching, NameKind, NameRule, PasswordMember, PolicyRules, Set, Str, contains,
};
use crate::pattern;

/// The policy of another kind of directory, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its name in the document.
    pub id: Str,
    /// The kind of directory.
    pub label: Str,
    /// Its policy.
    pub rules: PolicyRules,
}

/// The greatest length where a document names none, as for `passwordrules`.
const NO_LENGTH: u32 = 0x7FFF_FFFF;

/// The name of the policy that is no variant.
const DEFAULT: &str = "default";

/// Above so many characters, only the printable ASCII ones of a class are generated.
const MANY: u32 = 256;

/// The classes that need no characters: name, label, characters.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("upper", "an uppercase letter", "[A-Z]"),
    ("lower", "a lowercase letter", "[a-z]"),
    ("digit", "a digit", "[0-9]"),
    ("special", "a special character", "[!-/:-@\\[-`{-~]"),
];

/// The password of a document, and every policy of it checked.
pub(super) fn read(document: &Document<'_>) -> Result<Option<PasswordMember>, Mistake> {
    let Some(node) = document.node.get("password") else {
        return Ok(None);
    };
    let root = At::ROOT;
    let at = root.key("password");
    let name = node.text_of("member").map_or("", |name| name);
    let Some((index, member)) = document.member(name) else {
        return Ok(None);
    };
    demand(
        member.on("sensitive") && type_of(member) == "text",
        &at.key("member"),
        &format!("Make {name} a sensitive text, or name another member."),
    )?;
    let hashed_by = document.index(node, "hashedBy");
    demand(
        hashed_by != Some(index),
        &at.key("hashedBy"),
        "Name another member: this one is the password itself.",
    )?;
    named(node, &at)?;
    let limits = limits(member);
    let mut policy =
        Layers::of(node, DEFAULT).check(document, member, &limits, &at.key("policy"))?;
    let here = at.key("variants");
    for (id, _) in node.entries_of("variants") {
        Layers::of(node, id).check(document, member, &limits, &here.key(id).key("policy"))?;
    }
    agrees(node, node, &policy, &at)?;
    for (id, variant) in node.entries_of("variants") {
        agrees(node, variant, &Layers::of(node, id).rules(), &here.key(id))?;
    }
    policy.other_classes = other_classes(node, node, &policy);
    if let Some(read) = node.get("read") {
        reading(document, node, read, &at.key("read"))?;
    }
    Ok(Some(PasswordMember {
        member: index,
        policy,
        hashed_by,
    }))
}

/// The variants of a document that was read.
pub(super) fn variants(document: &Node) -> Vec<Variant> {
    static NOTHING: Node = Node::Null;
    let node = document.get("password").unwrap_or(&NOTHING);
    let all = node.entries_of("variants").iter();
    all.map(|(id, variant)| {
        let rules = Layers::of(node, id).rules();
        Variant {
            id: id.clone(),
            label: variant.text_of("label").unwrap_or(id).clone(),
            rules: PolicyRules {
                other_classes: other_classes(node, variant, &rules),
                ..rules
            },
        }
    })
    .collect()
}

/// The classes of a policy as the variant has them that `of`, the password or a variant, names as its other reading.
fn other_classes(password: &Node, of: &Node, policy: &PolicyRules) -> Cow<'static, [Class]> {
    let Some(id) = of.text_of("otherReading") else {
        return Cow::default();
    };
    let other = Layers::of(password, id).rules();
    let namesake = |class: &Class| {
        let mut classes = other.classes.iter();
        classes
            .find(|it| it.id == class.id)
            .unwrap_or(class)
            .clone()
    };
    let classes: Vec<Class> = policy.classes.iter().map(namesake).collect();
    classes.into()
}

/// Whether the other reading of a policy tells nothing but which characters count to which class.
fn agrees(password: &Node, of: &Node, policy: &PolicyRules, at: &At<'_>) -> Result<(), Mistake> {
    let Some(id) = of.text_of("otherReading") else {
        return Ok(());
    };
    let here = at.key("otherReading");
    exists(password, id, &here)?;
    let same = PolicyRules {
        classes: policy.classes.clone(),
        ..Layers::of(password, id).rules()
    };
    demand(
        same == *policy,
        &here,
        "Name a variant that differs from this policy in the characters of its classes alone.",
    )
}

/// Whether there is a policy of this name.
fn exists(password: &Node, id: &str, at: &At<'_>) -> Result<(), Mistake> {
    let known = id == DEFAULT
        || password
            .get("variants")
            .is_some_and(|variants| variants.get(id).is_some());
    demand(known, at, &format!("There is no variant {}.", quoted(id)))
}

/// Whether every variant that is named exists, and none extends itself in the end.
fn named(password: &Node, at: &At<'_>) -> Result<(), Mistake> {
    let variants = password.entries_of("variants");
    let here = at.key("variants");
    for (id, variant) in variants {
        let at = here.key(id);
        demand(
            &**id != DEFAULT,
            &at,
            "Use another name: default is the policy itself.",
        )?;
        if let Some(other) = variant.text_of("extends") {
            exists(password, other, &at.key("extends"))?;
        }
    }
    for (id, _) in variants {
        let ends = Layers::chain(password, id).last().is_none_or(|last| {
            last.get("extends")
                .is_none_or(|next| next.text().is_some_and(|next| &**next == DEFAULT))
        });
        demand(
            ends,
            &here.key(id).key("extends"),
            "Extend another variant: these extend each other in a circle.",
        )?;
    }
    Ok(())
}

/// Policies laid on each other: keys replace keys, classes and their keys one by one.
struct Layers<'a> {
    keys: Vec<(&'a str, &'a Node)>,
    classes: Vec<(&'a Str, Vec<(&'a str, &'a Node)>)>,
}

impl<'a> Layers<'a> {
    /// A variant and what it extends, the outermost first. A circle is cut: it was refused before.
    fn chain(password: &'a Node, id: &str) -> Vec<&'a Node> {
        let variants = password.entries_of("variants");
        let find = |id: &str| {
            variants
                .iter()
                .find(|(name, _)| **name == *id)
                .map(|(_, variant)| variant)
        };
        let mut chain = Vec::new();
        let mut next = find(id);
        while let Some(variant) = next.filter(|_| chain.len() < variants.len()) {
            chain.push(variant);
            next = variant.text_of("extends").and_then(|id| find(id));
        }
        chain
    }

    fn of(password: &'a Node, id: &str) -> Self {
        let mut layers = Self {
            keys: Vec::new(),
            classes: Vec::new(),
        };
        let chain = Self::chain(password, id);
        if !chain.last().is_some_and(|last| last.on("alone")) {
            layers.lay(password.get("policy"));
        }
        for variant in chain.into_iter().rev() {
            if variant.on("alone") {
                layers = Self {
                    keys: Vec::new(),
                    classes: Vec::new(),
                };
            }
            layers.lay(variant.get("policy"));
        }
        layers
    }

    fn lay(&mut self, policy: Option<&'a Node>) {
        for (key, value) in policy.map_or(&[][..], Node::entries) {
            if &**key != "classes" {
                put(&mut self.keys, key, value);
                continue;
            }
            for (id, class) in value.entries() {
                let index = self.classes.iter().position(|(one, _)| *one == id);
                let index = index.unwrap_or_else(|| {
                    self.classes.push((id, Vec::new()));
                    self.classes.len().saturating_sub(1)
                });
                if let Some((_, keys)) = self.classes.get_mut(index) {
                    for (key, value) in class.entries() {
                        put(keys, key, value);
                    }
                }
            }
        }
    }

    fn get(&self, key: &str) -> Option<&'a Node> {
        get(&self.keys, key)
    }

    fn number(&self, key: &str) -> Option<u32> {
        number(&self.keys, key)
    }

    fn set(&self, key: &str) -> Vec<(u32, u32)> {
        self.get(key)
            .and_then(Node::text)
            .map(|text| ranges(text))
            .unwrap_or_default()
    }

    fn rules(&self) -> PolicyRules {
        let number = |key: &str| self.number(key).unwrap_or(0);
        PolicyRules {
            min_length: number("minLength"),
            max_length: self.number("maxLength").unwrap_or(NO_LENGTH),
            unit: unit(self.get("unit")),
            max_bytes: number("maxBytes"),
            classes: self
                .classes
                .iter()
                .map(|(id, keys)| class(id, keys))
                .collect::<Vec<_>>()
                .into(),
            min_classes: number("minClasses"),
            extra: chars(&self.set("extra")).into(),
            forbidden: chars(&self.set("forbidden")).into(),
            first: chars(&self.set("first")).into(),
            last: chars(&self.set("last")).into(),
            min_different: number("minDifferent"),
            max_repeats: number("maxRepeats"),
            max_class_run: number("maxClassRun"),
            max_sequence: number("maxSequence"),
            names: self
                .get("names")
                .map_or(&[][..], Node::entries)
                .iter()
                .filter_map(|(kind, rule)| name(kind, rule))
                .collect::<Vec<_>>()
                .into(),
            forbidden_words: self.texts("forbiddenWords"),
            forbidden_passwords: self.texts("forbiddenPasswords"),
            other_classes: Cow::default(),
        }
    }

    fn texts(&self, key: &str) -> Cow<'static, [Cow<'static, str>]> {
        let texts = self.get(key).map_or(&[][..], Node::items).iter();
        let texts = texts.filter_map(Node::text);
        let texts: Vec<_> = texts.map(|text| Cow::Owned(text.to_string())).collect();
        texts.into()
    }

    /// The rules, if some password meets them and one can be generated.
    fn check(
        &self,
        document: &Document<'_>,
        member: &Node,
        limits: &[Set],
        at: &At<'_>,
    ) -> Result<PolicyRules, Mistake> {
        let here = at.key("classes");
        let mut sets: Vec<(&str, Set)> = Vec::new();
        for (id, keys) in &self.classes {
            let at = here.key(id);
            let Some(text) = characters(id, keys) else {
                return Err(at.says(
                    "Add \"characters\": only upper, lower, digit and special have their own.",
                ));
            };
            let set = document.set(text, &at.key("characters"))?;
            demand(
                !set.ranges().is_empty(),
                &at,
                "Give this class at least one character.",
            )?;
            if let Some(text) = get(keys, "generate").and_then(Node::text) {
                let generate = document.set(text, &at.key("generate"))?;
                let within = |&(first, last): &(u32, u32)| {
                    set.ranges()
                        .iter()
                        .any(|&(from, to)| from <= first && last <= to)
                };
                demand(
                    generate.ranges().iter().all(within),
                    &at.key("generate"),
                    "Generate only characters of this class.",
                )?;
            }
            let max = number(keys, "max");
            demand(
                max != Some(0),
                &at.key("max"),
                "Use 1 or more, or leave the class out.",
            )?;
            demand(
                max.is_none_or(|max| number(keys, "min").unwrap_or(0) <= max),
                &at,
                "Use a min that is not above max.",
            )?;
            let meets = |other: &Set| {
                let meets = |&(first, last): &(u32, u32)| {
                    other
                        .ranges()
                        .iter()
                        .any(|&(from, to)| first <= to && from <= last)
                };
                set.ranges().iter().any(meets)
            };
            if let Some((other, _)) = sets.iter().find(|(_, other)| meets(other)) {
                return Err(at.says(format!(
                    "Remove from this class what {other} has too: a character counts for one class."
                )));
            }
            sets.push((id, set));
        }
        for key in ["extra", "forbidden", "first", "last"] {
            if let Some(text) = self.get(key).and_then(Node::text) {
                document.set(text, &at.key(key))?;
            }
        }
        for (kind, rule) in self.get("names").map_or(&[][..], Node::entries) {
            if let Some(text) = rule.text_of("split") {
                document.set(text, &at.key("names").key(kind).key("split"))?;
            }
        }
        let rules = self.rules();
        self.possible(&rules, member, limits, at)?;
        Ok(rules)
    }

    /// Refuses a policy that no password of the member can meet.
    fn possible(
        &self,
        rules: &PolicyRules,
        member: &Node,
        limits: &[Set],
        at: &At<'_>,
    ) -> Result<(), Mistake> {
        let bytes = Some(rules.max_bytes).filter(|&bytes| bytes > 0);
        let lengths = (
            rules.min_length,
            rules.max_length.min(bytes.unwrap_or(u32::MAX)),
        );
        fits_lengths(rules, lengths, at)?;
        let made: Vec<Vec<char>> = rules
            .classes
            .iter()
            .map(|class| made(rules, class, limits))
            .collect();
        self.fits_classes(rules, &made, lengths, at)?;
        fits_member(member, lengths, at)?;
        for (key, set) in [("first", &rules.first), ("last", &rules.last)] {
            let stands = made
                .iter()
                .flatten()
                .any(|&char| contains(set, char.into()));
            demand(
                self.get(key).is_none() || stands,
                &at.key(key),
                "Use characters that are generated: none can stand there.",
            )?;
        }
        Ok(())
    }

    /// Refuses classes of which too few have characters to generate. `made` are those of each class.
    fn fits_classes(
        &self,
        rules: &PolicyRules,
        made: &[Vec<char>],
        (min, max): (u32, u32),
        at: &At<'_>,
    ) -> Result<(), Mistake> {
        for ((id, _), (class, made)) in self.classes.iter().zip(rules.classes.iter().zip(made)) {
            demand(
                class.min == 0 || !made.is_empty(),
                &at.key("classes").key(id),
                "Allow a character of this class to be generated: it must have one, and all are refused.",
            )?;
        }
        let usable = made.iter().filter(|made| !made.is_empty()).count();
        demand(
            usable >= rules.min_classes.max(1) as usize,
            at,
            "Let more classes be generated: no password can be made.",
        )?;
        let different = u32::try_from(made.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX);
        let most = different.min(max);
        demand(
            rules.min_different <= most,
            &at.key("minDifferent"),
            &format!("Use {most} or fewer: there are no more different characters."),
        )?;
        let room = sum(rules, |class| match class.max {
            0 => u64::MAX,
            max => max.into(),
        });
        demand(
            room >= min.into(),
            at,
            &format!(
                "Correct the max of the classes: together they leave no room for {min} characters."
            ),
        )?;
        let stuck = rules.max_class_run > 0 && usable == 1 && rules.max_class_run < min;
        demand(
            !stuck,
            &at.key("maxClassRun"),
            "Let more classes be generated: one class cannot take turns.",
        )
    }
}

/// Refuses lengths and numbers that contradict each other.
fn fits_lengths(rules: &PolicyRules, (min, max): (u32, u32), at: &At<'_>) -> Result<(), Mistake> {
    demand(
        min <= max,
        at,
        &format!(
            "Correct the lengths: no password has {min} or more and {max} or fewer characters."
        ),
    )?;
    demand(
        !rules.classes.is_empty(),
        &at.key("classes"),
        "Add classes: passwords are generated from them.",
    )?;
    let need = sum(rules, |class| class.min.into());
    demand(
        need <= max.into(),
        at,
        &format!(
            "Correct the classes: together they ask for {need} characters, and {max} are allowed."
        ),
    )?;
    let classes = u32::try_from(rules.classes.len()).unwrap_or(u32::MAX);
    demand(
        rules.min_classes <= classes,
        &at.key("minClasses"),
        &format!("Use {classes} or fewer: there are no more classes."),
    )
}

/// Refuses lengths of which the member takes none.
fn fits_member(member: &Node, (min, max): (u32, u32), at: &At<'_>) -> Result<(), Mistake> {
    let constraints = member.items_of("constraints").iter();
    for node in constraints.filter_map(|constraint| constraint.get("length")) {
        let limit = |key: &str| {
            node.get(key)
                .and_then(Node::integer)
                .and_then(|limit| u32::try_from(limit).ok())
        };
        let (least, most) = (limit("min").unwrap_or(0), limit("max").unwrap_or(u32::MAX));
        demand(
            most >= min && least <= max,
            at,
            &format!(
                "Correct the lengths: the member takes {least} to {most} characters, and the policy {min} to {max}."
            ),
        )?;
    }
    Ok(())
}

/// The characters of a class that can be generated: those that neither the policy nor a limit of the member forbids.
fn made(rules: &PolicyRules, class: &Class, limits: &[Set]) -> Vec<char> {
    let allowed = |char: &char| {
        let point = u32::from(*char);
        !contains(&rules.forbidden, point) && limits.iter().all(|limit| limit.has(point))
    };
    class.generate.chars().filter(allowed).collect()
}

/// A number of every class, added up.
fn sum(rules: &PolicyRules, number: fn(&Class) -> u64) -> u64 {
    rules
        .classes
        .iter()
        .fold(0, |sum, class| sum.saturating_add(number(class)))
}

fn put<'a>(keys: &mut Vec<(&'a str, &'a Node)>, key: &'a str, value: &'a Node) {
    match keys.iter_mut().find(|(one, _)| *one == key) {
        Some((_, old)) => *old = value,
        None => keys.push((key, value)),
    }
}

fn get<'a>(keys: &[(&str, &'a Node)], key: &str) -> Option<&'a Node> {
    keys.iter()
        .find(|(one, _)| *one == key)
        .map(|(_, value)| *value)
}

fn number(keys: &[(&str, &Node)], key: &str) -> Option<u32> {
    get(keys, key)?
        .integer()
        .and_then(|number| u32::try_from(number).ok())
}

/// The ranges of a set that was checked.
fn ranges(text: &str) -> Vec<(u32, u32)> {
    pattern::parse_set(text)
        .map(|set| set.ranges().to_vec())
        .unwrap_or_default()
}

/// The same without halves of surrogate pairs, which are no characters.
fn chars(ranges: &[(u32, u32)]) -> Vec<(char, char)> {
    let up = |point: u32| char::from_u32(point).unwrap_or('\u{E000}');
    let down = |point: u32| char::from_u32(point).unwrap_or('\u{D7FF}');
    ranges
        .iter()
        .map(|&(first, last)| (up(first), down(last)))
        .filter(|(first, last)| first <= last)
        .collect()
}

fn built_in(id: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    BUILT_IN.iter().find(|(name, ..)| *name == id)
}

/// The text of a class's characters.
fn characters<'a>(id: &str, keys: &[(&str, &'a Node)]) -> Option<&'a str> {
    let own = get(keys, "characters")
        .and_then(Node::text)
        .map(|text| &**text);
    own.or_else(|| built_in(id).map(|(_, _, characters)| *characters))
}

fn class(id: &Str, keys: &[(&str, &Node)]) -> Class {
    let all = ranges(characters(id, keys).unwrap_or("[]"));
    let label = get(keys, "label")
        .and_then(Node::text)
        .map(ToString::to_string);
    let generate = get(keys, "generate")
        .and_then(Node::text)
        .map_or_else(|| all.clone(), |text| ranges(text));
    Class {
        id: id.to_string().into(),
        name: label
            .unwrap_or_else(|| {
                built_in(id).map_or(id.to_string(), |(_, label, _)| (*label).to_owned())
            })
            .into(),
        characters: chars(&all).into(),
        generate: generated(&generate).into(),
        min: number(keys, "min").unwrap_or(0),
        max: number(keys, "max").unwrap_or(0),
    }
}

/// The characters from which passwords are generated, in order and without controls; of a large set only printable ASCII.
fn generated(ranges: &[(u32, u32)]) -> String {
    let count = ranges.iter().fold(0u32, |sum, &(first, last)| {
        sum.saturating_add(last.saturating_sub(first))
            .saturating_add(1)
    });
    let most = if count > MANY {
        0x7E
    } else {
        u32::from(char::MAX)
    };
    let points = ranges
        .iter()
        .flat_map(|&(first, last)| first..=last.min(most));
    points
        .filter_map(char::from_u32)
        .filter(|char| !char.is_control())
        .collect()
}

fn name(kind: &str, node: &Node) -> Option<NameRule> {
    Some(NameRule {
        kind: match kind {
            "account" => NameKind::Account,
            "display" => NameKind::Display,
            "email" => NameKind::Email,
            "emailLocal" => NameKind::EmailLocal,
            "phone" => NameKind::Phone,
            "given" => NameKind::Given,
            "family" => NameKind::Family,
            "nickname" => NameKind::Nickname,
            _ => return None,
        },
        matching: match node.text_of("match").map_or("", |matching| matching) {
            "equals" => Matching::Equals,
            "reversed" => Matching::Reversed,
            "containsPart" => Matching::ContainsPart,
            _ => Matching::Contains,
        },
        min_part: node
            .get("minPart")
            .and_then(Node::integer)
            .and_then(|part| u32::try_from(part).ok())
            .unwrap_or(1),
        split: node
            .text_of("split")
            .map(|text| chars(&ranges(text)))
            .unwrap_or_default()
            .into(),
        match_case: node.on("matchCase"),
    })
}

/// The sets of characters that the member's own limits allow.
fn limits(member: &Node) -> Vec<Set> {
    let one = |constraint: &Node| {
        if let Some(text) = constraint.text_of("characters") {
            return pattern::parse_set(text).ok();
        }
        let pattern = pattern::parse(constraint.text_of("pattern")?).ok()?;
        match pattern.alternatives.as_slice() {
            [runs] => match runs.as_slice() {
                [run] => Some(run.set.clone()),
                _ => None,
            },
            _ => None,
        }
    };
    member
        .items_of("constraints")
        .iter()
        .filter_map(one)
        .collect()
}

/// How a policy is read from a response.
fn reading(
    document: &Document<'_>,
    password: &Node,
    read: &Node,
    at: &At<'_>,
) -> Result<(), Mistake> {
    if let Some(request) = read.get("request") {
        template::read(document, Some(request), &at.key("request"), false)?;
    }
    let has = |key: &str| read.get(key).is_some();
    if let Some(id) = read.text_of("from") {
        exists(password, id, &at.key("from"))?;
    }
    if let Some(absent) = read.get("absent") {
        let at = at.key("absent");
        if let Some(id) = absent.text_of("variant") {
            exists(password, id, &at.key("variant"))?;
        }
        let says = absent.get("codes").is_some() || absent.on("empty");
        demand(
            says,
            &at,
            "Add codes or \"empty\": true, which say that there is no policy.",
        )?;
        let coded = absent.get("codes").is_none() || document.response().get("code").is_some();
        demand(
            coded,
            &at.key("codes"),
            "Add \"code\" to the response: it does not say where a code stands.",
        )?;
    }
    for (value, id) in read
        .get("variant")
        .map_or(&[][..], |variant| variant.entries_of("map"))
    {
        exists(
            password,
            id.text().map_or("", |id| id),
            &at.key("variant").key("map").key(value),
        )?;
    }
    if has("language") {
        let at = at.key("language");
        demand(
            !has("values"),
            &at,
            "Remove this or values: a language says everything.",
        )?;
        demand(
            has("at"),
            &at,
            "Add \"at\": where the text in this language stands.",
        )?;
    }
    demand(
        has("language") || has("values") || has("variant"),
        at,
        "Add values, variant or language: nothing is read.",
    )?;
    let from = read.text_of("from").map_or(DEFAULT, |from| from);
    let classes = Layers::of(password, from).classes;
    let here = at.key("values");
    for (index, value) in read.items_of("values").iter().enumerate() {
        let at = here.item(index);
        let sets = value.text_of("sets").map_or("", |sets| sets);
        let mut words = sets.split('.');
        let (kind, id) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        match kind {
            "classes" => {
                let known = classes.iter().any(|(name, _)| ***name == *id);
                demand(
                    known,
                    &at.key("sets"),
                    &format!("The policy has no class {}.", quoted(id)),
                )?;
            }
            "names" => demand(
                NAME_KINDS.contains(&id),
                &at.key("sets"),
                &format!("Use one of: {}.", NAME_KINDS.join(", ")),
            )?,
            _ => {}
        }
        if let Some(to) = value.get("to") {
            let object = matches!(to, Node::Object(_));
            demand(
                (kind == "names") == object,
                &at.key("to"),
                if object {
                    "Use a number for a limit."
                } else {
                    "Use an object for a rule on names."
                },
            )?;
        }
    }
    Ok(())
}
