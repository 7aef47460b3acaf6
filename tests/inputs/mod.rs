//! An input without issues for each operation.

use resetkit::{Input, Value, find};

/// The members that are text, and a text for each.
const SOUND: &[(&str, &[(&str, &str)])] = &[
    (
        "workmail:ResetPassword",
        &[
            ("OrganizationId", "m-d281d0a2fd824be5b6cd3d3ce909fd27"),
            ("UserId", "S-1-1-11-1111111111-2222222222-3333333333-3333"),
            ("Password", "examplePa$$w0rd"),
        ],
    ),
    (
        "cloudsso:ResetUserPassword",
        &[
            ("DirectoryId", "d-00fc2p61abcd"),
            ("UserId", "u-00q8wbq42wiltcrkabcd"),
            ("Password", "P@88w0rd"),
        ],
    ),
    (
        "chime:ResetPersonalPIN",
        &[
            ("AccountId", "a1b2c3d4-5678-90ab-cdef-11111EXAMPLE"),
            ("UserId", "a1b2c3d4-5678-90ab-cdef-22222EXAMPLE"),
        ],
    ),
];

/// The text of each member that is text.
pub(crate) fn texts(operation: &str) -> &'static [(&'static str, &'static str)] {
    SOUND.iter().find(|(id, _)| *id == operation).unwrap().1
}

pub(crate) fn sound<'a>(operation: &str) -> Input<'a, &'a str> {
    let input = Input::new(find(operation).unwrap());
    texts(operation).iter().fold(input, |input, (name, text)| {
        input.with(name, Value::Text(*text))
    })
}
