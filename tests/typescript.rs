//! The committed `js/model.d.ts` says what the model says. A stale one is written anew, and the test fails.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

use std::fmt::Write;
use std::path::Path;

use resetkit::model::{Kind, OutputMember, Shape};
use resetkit::{IssueCode, OPERATIONS};

fn declarations() -> String {
    let mut out = String::from(
        "// Written by `cargo test --test typescript` from the model in src/operations/.\n",
    );
    let ids: Vec<_> = OPERATIONS
        .iter()
        .map(|operation| format!("\"{}\"", operation.id))
        .collect();
    let codes: Vec<_> = IssueCode::ALL
        .iter()
        .map(|code| format!("  | \"{}\"", code.as_str()))
        .collect();
    write!(
        out,
        "
/** An operation: the service and the action, as in IAM and RAM policies. */
export type OperationId = {};

/** What is wrong with an input or, in advice, not wise; in order of importance. */
export type IssueCode =
{};

/** What each operation takes. */
export interface Inputs {{
",
        ids.join(" | "),
        codes.join("\n")
    )
    .unwrap();
    for operation in OPERATIONS {
        writeln!(
            out,
            "  /** {} */\n  \"{}\": {{",
            operation.summary.0, operation.id
        )
        .unwrap();
        for member in operation.members {
            let ty = match member.kind {
                Kind::Text => "string",
                Kind::Boolean => "boolean",
            };
            let optional = if member.required { "" } else { "?" };
            writeln!(
                out,
                "    /** {} */\n    {}{optional}: {ty};",
                member.help.0, member.name
            )
            .unwrap();
        }
        out.push_str("  };\n");
    }
    out.push_str(
        "}\n\n/** What each operation answers when it succeeded. */\nexport interface Outputs {\n",
    );
    for operation in OPERATIONS {
        writeln!(
            out,
            "  \"{}\": {};",
            operation.id,
            structure(operation.output.0, 4)
        )
        .unwrap();
    }
    out.push_str("}\n");
    out
}

fn structure(members: &[OutputMember], indent: usize) -> String {
    if members.is_empty() {
        return "Record<string, never>".to_owned();
    }
    let mut out = String::from("{\n");
    for member in members {
        let ty = match &member.shape {
            Shape::Text | Shape::Timestamp => "string".to_owned(),
            Shape::Boolean => "boolean".to_owned(),
            // Providers add values; the known ones are kept for completion in an editor.
            Shape::Enum(values) => {
                let known: Vec<_> = values.iter().map(|value| format!("\"{value}\"")).collect();
                format!("{} | (string & {{}})", known.join(" | "))
            }
            Shape::Structure(members) => structure(members, indent + 2),
        };
        let optional = if member.required { "" } else { "?" };
        let pad = " ".repeat(indent);
        writeln!(
            out,
            "{pad}/** {} */\n{pad}{}{optional}: {ty};",
            member.help, member.name
        )
        .unwrap();
    }
    out.push_str(&" ".repeat(indent - 2));
    out.push('}');
    out
}

#[test]
fn the_committed_types_are_those_of_the_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/model.d.ts");
    let wanted = declarations();
    if std::fs::read_to_string(&path).unwrap_or_default() != wanted {
        std::fs::write(&path, wanted).unwrap();
        panic!("js/model.d.ts was stale and has been written anew: commit it");
    }
}
