//! An input without issues for each operation.

use resetkit::model::Kind;
use resetkit::{Input, Value, find};

/// The example of each member that is text.
pub(crate) fn sound<'a>(operation: &str) -> Input<&'a str> {
    let operation = find(operation).unwrap();
    let texts = (operation.members.iter()).filter(|member| member.kind == Kind::Text);
    texts.fold(Input::new(operation), |input, member| {
        input.with(member.name, Value::Text(member.example.0))
    })
}
