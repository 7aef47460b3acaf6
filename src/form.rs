//! An operation in; what a form, a menu or a document has to know of it out.

use serde::Serialize;

use crate::model::{
    Constraint, Fact, Host, Kind, Lifecycle, Limit, Member, Operation, OutputMember, PolicyAnswer,
    PolicyRules, PolicyVariant, Protocol, Rate, Repeat, Retry, Rule, ServiceError, Signing, Source,
};
use crate::providers::http;

/// An operation as JavaScript sees it: everything the model says, and for each member the attributes of its field.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(
    missing_docs,
    reason = "the names are those of the model, which documents them"
)]
pub struct Description {
    pub id: &'static str,
    pub provider: &'static str,
    pub service: &'static str,
    pub action: &'static str,
    pub summary: &'static str,
    pub docs: &'static str,
    pub lifecycle: &'static Lifecycle,
    pub protocol: &'static Protocol,
    pub signing: Signing,
    pub regions: &'static [&'static str],
    pub default_region: &'static str,
    /// Whether the service has FIPS and dual-stack hosts.
    pub variants: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Rate>,
    pub members: Vec<Field>,
    pub rules: Vec<MemberRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<&'static PolicyRules>,
    /// The member that the policy speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_member: Option<&'static str>,
    /// Whether sending the same request again does no harm.
    pub idempotent: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub policies: &'static [PolicyVariant],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_answer: Option<PolicyAnswer>,
    pub output: &'static [OutputMember],
    /// Those of the operation first, those of the provider after them, last those that are known by their status only.
    pub errors: Vec<ExplainedError>,
    pub afterwards: &'static [Fact],
    /// Every page and model that a fact of this operation was read in.
    pub sources: Vec<&'static Source>,
}

/// A member as a form shows it.
#[derive(Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are those of the model, which documents them"
)]
pub struct Field {
    pub name: &'static str,
    pub flag: &'static str,
    pub label: &'static str,
    pub help: &'static str,
    pub example: &'static str,
    pub kind: Kind,
    pub required: bool,
    pub sensitive: bool,
    pub group: Group,
    pub order: usize,
    pub constraints: Vec<FieldConstraint>,
    pub attributes: Attributes,
    pub source: &'static Source,
}

/// The part of a form that a field belongs to, in the order of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Whose password or PIN it is.
    Target,
    /// The password, and what replaces it.
    Password,
    /// What else happens.
    Options,
}

/// A limit on a member; what it does not speak of is absent.
#[derive(Debug, Default, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are those of the model, which documents them"
)]
pub struct FieldConstraint {
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub values: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static Source>,
}

/// The attributes of the field, by their names in HTML. Lengths are code points where HTML counts UTF-16 units.
#[derive(Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are those of HTML, which documents them"
)]
pub struct Attributes {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minlength: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maxlength: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'static str>,
    /// Never a name that a browser would fill with the administrator's own account.
    pub autocomplete: &'static str,
    pub autocapitalize: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inputmode: Option<&'static str>,
    pub spellcheck: bool,
}

/// An error a service may answer with, as it is for one operation.
#[derive(Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are those of the model, which documents them"
)]
pub struct ExplainedError {
    pub code: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub aliases: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    pub meaning: &'static str,
    pub remedy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<&'static str>,
    /// Whether the same request may be sent again without a change and without harm.
    pub retryable: bool,
    pub source: &'static Source,
}

/// What holds between members.
#[derive(Debug, Serialize)]
pub struct MemberRule {
    /// A member that must be given unless the switch is on, and must not be given when it is.
    pub member: &'static str,
    /// The boolean member that replaces it.
    pub unless: &'static str,
    /// Where this was read.
    pub source: &'static Source,
}

/// Describes an operation.
#[must_use]
pub fn describe(operation: &'static Operation) -> Description {
    let errors: Vec<_> = operation
        .errors
        .0
        .iter()
        .chain(operation.common_errors.0)
        .chain(http::ERRORS)
        .map(|error| explain(operation, error))
        .collect();
    let rules: Vec<_> = operation
        .rules
        .iter()
        .map(|rule| match rule {
            Rule::Unless {
                member,
                switch,
                source,
            } => MemberRule {
                member,
                unless: switch,
                source: source.0,
            },
        })
        .collect();
    let mut description = Description {
        id: operation.id,
        provider: operation.provider.0,
        service: operation.service.0,
        action: operation.action,
        summary: operation.summary.0,
        docs: operation.docs.0,
        lifecycle: &operation.lifecycle,
        protocol: &operation.protocol,
        signing: operation.endpoint.signing.0,
        regions: operation.endpoint.regions.0,
        default_region: operation.endpoint.default_region,
        variants: match operation.endpoint.host {
            Host::Partitioned { .. } => true,
            Host::Regional { .. } => false,
        },
        rate: operation.rate.0,
        members: operation
            .members
            .iter()
            .map(|member| field(operation, member))
            .collect(),
        rules,
        policy: operation.password.as_ref().map(|password| &password.policy),
        policy_member: operation.password.as_ref().map(|password| password.member),
        idempotent: operation.repeat.0 == Repeat::Harmless,
        policies: operation
            .password
            .as_ref()
            .map_or(&[], |password| password.variants.0),
        policy_answer: operation
            .password
            .as_ref()
            .and_then(|password| password.answer.0),
        output: operation.output.0,
        errors,
        afterwards: operation.afterwards.0,
        sources: Vec::new(),
    };
    description.sources = sources(operation, &description);
    description
}

/// Where nobody knows whether the action was done, its operation says what to do.
fn explain(operation: &Operation, error: &'static ServiceError) -> ExplainedError {
    let (remedy, retryable) = match (error.retry, operation.repeat.0) {
        (Retry::No, _) => (error.remedy, false),
        (Retry::Unsure, Repeat::Harmful { remedy }) => (remedy, false),
        (Retry::Unsure, Repeat::Harmless) | (Retry::Later, _) => (error.remedy, true),
    };
    ExplainedError {
        code: error.code,
        aliases: error.aliases,
        status: error.status,
        meaning: error.meaning,
        remedy,
        member: error.member,
        retryable,
        source: error.source,
    }
}

fn field(operation: &'static Operation, member: &'static Member) -> Field {
    Field {
        name: member.name,
        flag: member.flag.0,
        label: member.label,
        help: member.help.0,
        example: member.example.0,
        kind: member.kind,
        required: member.required,
        sensitive: member.sensitive,
        group: group(operation, member),
        order: order(operation, member),
        constraints: member.constraints.iter().map(constraint).collect(),
        attributes: attributes(operation, member),
        source: member.source.0,
    }
}

fn group(operation: &Operation, member: &Member) -> Group {
    let replaces_another = operation.rules.iter().any(|rule| match rule {
        Rule::Unless { switch, .. } => *switch == member.name,
    });
    if member.is_target() {
        Group::Target
    } else if member.sensitive || replaces_another {
        Group::Password
    } else {
        Group::Options
    }
}

/// The place in a form, from 1: by group, and within one in the order of the model.
fn order(operation: &'static Operation, member: &'static Member) -> usize {
    let mut members: Vec<_> = operation.members.iter().collect();
    members.sort_by_key(|other| group(operation, other));
    members
        .iter()
        .position(|other| other.name == member.name)
        .map_or(0, |place| place.saturating_add(1))
}

fn constraint(limit: &'static Limit) -> FieldConstraint {
    let source = Some(limit.source.0);
    match &limit.constraint {
        Constraint::Length { min, max } => FieldConstraint {
            kind: "length",
            min: Some(*min),
            max: Some(*max),
            source,
            ..FieldConstraint::default()
        },
        Constraint::Form(pattern) => FieldConstraint {
            kind: "form",
            pattern: Some(pattern.text),
            meaning: Some(pattern.meaning),
            source,
            ..FieldConstraint::default()
        },
        Constraint::Characters { text, meaning, .. } => FieldConstraint {
            kind: "characters",
            pattern: Some(text),
            meaning: Some(meaning),
            source,
            ..FieldConstraint::default()
        },
        Constraint::Reserved(values) => FieldConstraint {
            kind: "reserved",
            values,
            source,
            ..FieldConstraint::default()
        },
    }
}

fn attributes(operation: &'static Operation, member: &'static Member) -> Attributes {
    let mut attributes = Attributes {
        kind: match (member.kind, member.sensitive) {
            (Kind::Boolean, _) => "checkbox",
            (Kind::Text, true) => "password",
            (Kind::Text, false) => "text",
        },
        required: member.required,
        minlength: None,
        maxlength: None,
        pattern: None,
        autocomplete: if member.sensitive {
            "new-password"
        } else {
            "off"
        },
        autocapitalize: "none",
        inputmode: (member.kind == Kind::Text).then_some("text"),
        spellcheck: false,
    };
    for limit in member.constraints {
        match &limit.constraint {
            Constraint::Length { min, max } => {
                attributes.minlength = Some(*min);
                // A browser cuts what is pasted, and nobody sees where a secret was cut.
                attributes.maxlength = (!member.sensitive).then_some(*max);
            }
            Constraint::Form(pattern) => attributes.pattern = Some(pattern.text),
            Constraint::Characters { text, .. } => attributes.pattern = Some(text),
            Constraint::Reserved(_) => {}
        }
    }
    if let Some(password) = operation
        .password
        .as_ref()
        .filter(|password| password.member == member.name)
    {
        attributes.minlength = attributes.minlength.max(Some(password.policy.min_length));
    }
    attributes
}

fn sources(operation: &'static Operation, description: &Description) -> Vec<&'static Source> {
    let limits = operation
        .members
        .iter()
        .flat_map(|member| member.constraints)
        .map(|limit| limit.source.0);
    let all = [operation.lifecycle.source.0, operation.endpoint.source.0]
        .into_iter()
        .chain(description.rate.iter().map(|rate| rate.source))
        .chain(operation.members.iter().map(|member| member.source.0))
        .chain(limits)
        .chain(operation.password.iter().map(|password| password.source.0))
        .chain(description.policies.iter().map(|variant| variant.source))
        .chain(description.policy_answer.iter().map(|answer| answer.source))
        .chain(description.rules.iter().map(|rule| rule.source))
        .chain(operation.output.0.iter().map(|member| member.source))
        .chain(description.errors.iter().map(|error| error.source))
        .chain(operation.afterwards.0.iter().map(|fact| fact.source));
    let mut distinct: Vec<&'static Source> = Vec::new();
    for source in all {
        if !distinct.contains(&source) {
            distinct.push(source);
        }
    }
    distinct
}
