//! The command line of the providers, both ways: skeletons and commands out, input documents in. Skeletons show the help of
//! members, which feature `describe` compiles in; the npm package carries them as text.

pub mod command;
pub mod document;
#[cfg(feature = "describe")]
pub mod skeleton;
