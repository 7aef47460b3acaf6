//! An operation in; an empty document of its input or output out, as `--generate-cli-skeleton` prints it.

use crate::json;
use crate::model::{Kind, Operation, OutputMember, Shape};

/// What `--generate-cli-skeleton` is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skeleton {
    /// An input with every member empty, as JSON.
    Input,
    /// The same as YAML, each member with its help.
    YamlInput,
    /// What an answer looks like, as JSON; empty where it holds nothing.
    Output,
}

/// The text that AWS CLI v2 prints, to the byte; the same in kind where the provider's own tool prints none.
#[must_use]
pub fn skeleton(operation: &'static Operation, kind: Skeleton) -> String {
    let mut out = String::new();
    match kind {
        Skeleton::Input => {
            let members = operation
                .members
                .iter()
                .map(|member| (member.name, member.kind));
            object(&mut out, 1, members, |out, kind, _| {
                out.push_str(match kind {
                    Kind::Text => "\"\"",
                    Kind::Boolean => "true",
                });
            });
            out.push('\n');
        }
        Skeleton::YamlInput => {
            for (index, member) in operation.members.iter().enumerate() {
                out.push_str(member.name);
                out.push_str(match member.kind {
                    Kind::Text => ": ''",
                    Kind::Boolean => ": true",
                });
                // The tool sets the first comment off by two spaces, the others by one.
                out.push_str(if index == 0 { "  # " } else { " # " });
                out.push_str(if member.required { "[REQUIRED] " } else { "" });
                out.push_str(member.help.0);
                out.push('\n');
            }
        }
        Skeleton::Output => {
            if !operation.output.0.is_empty() {
                structure(&mut out, 1, operation.output.0);
                out.push('\n');
            }
        }
    }
    out
}

fn structure(out: &mut String, depth: usize, members: &'static [OutputMember]) {
    let shapes = members.iter().map(|member| (member.name, &member.shape));
    object(out, depth, shapes, |out, shape, name| match shape {
        Shape::Boolean => out.push_str("true"),
        Shape::Timestamp => out.push_str("\"1970-01-01T00:00:00\""),
        Shape::Structure(members) => structure(out, depth.saturating_add(1), members),
        Shape::Text | Shape::Enum(_) => json::quote(out, name),
    });
}

/// A JSON object with a member a line, indented by four spaces a level.
fn object<T>(
    out: &mut String,
    depth: usize,
    members: impl Iterator<Item = (&'static str, T)>,
    mut value: impl FnMut(&mut String, T, &'static str),
) {
    let mut separator = "{\n";
    for (name, member) in members {
        out.push_str(separator);
        out.push_str(&"    ".repeat(depth));
        json::quote(out, name);
        out.push_str(": ");
        value(out, member, name);
        separator = ",\n";
    }
    out.push('\n');
    out.push_str(&"    ".repeat(depth.saturating_sub(1)));
    out.push('}');
}
