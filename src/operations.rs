//! The list of operations: to add one, write its file in `operations/` and add its name here.

use crate::model::Operation;

macro_rules! operations {
    ($($file:ident),+ $(,)?) => {
        $(mod $file;)+

        /// Every operation, in the order of a menu.
        pub static OPERATIONS: &[&Operation] = &[$(&$file::OPERATION),+];

        $(const _: () = assert!($file::OPERATION.is_well_formed(), concat!(stringify!($file), " contradicts itself"));)+
    };
}

operations! {
    workmail_reset_password,
    cloudsso_reset_user_password,
    chime_reset_personal_pin,
}

/// The operation of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Operation> {
    OPERATIONS
        .iter()
        .copied()
        .find(|operation| operation.id == id)
}
