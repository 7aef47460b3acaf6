//! The JavaScript face of a batch: bytes in, bytes out, a handle between. It decides nothing.
#![allow(
    clippy::must_use_candidate,
    reason = "JavaScript reads what is returned"
)]

use wasm_bindgen::prelude::*;

use crate::batch::{self, Absent, Batch, Options, Output};
use crate::random::Platform;
use crate::wasm;

/// A file that is being read. JavaScript frees it, which wipes what it holds of the file.
#[wasm_bindgen(js_name = Batch)]
#[derive(Debug)]
pub struct Handle(Batch<Platform>);

/// Begins a batch with the defaults, the user's name and the names of columns to pass over that are in the window. `absent`
/// and `output` are places in the lists of [`Absent`] and [`Output`]. `None` where it failed; [`wasm::text`] tells why.
#[wasm_bindgen(js_name = beginBatch)]
pub fn begin_batch(
    operation: u32,
    policy: u32,
    output: u32,
    absent: u32,
    length: u32,
    avoid_ambiguous: bool,
    allow_duplicates: bool,
) -> Option<Handle> {
    let begun = wasm::settings(operation, policy).and_then(|settings| {
        let options = Options {
            policy: settings.policy,
            rules: settings.rules,
            user_name: settings.user_name,
            defaults: settings.members,
            ignored: settings.ignored,
            absent: match absent {
                0 => Absent::Stays,
                1 => Absent::Drawn {
                    length: (length > 0).then_some(length),
                    avoid_ambiguous,
                },
                _ => Absent::Asked,
            },
            output: match output {
                0 => Output::Requests,
                1 => Output::Report,
                _ => Output::Credentials,
            },
            allow_duplicates,
        };
        Batch::new(settings.operation, options, Platform)
    });
    begun.map(Handle).map_err(|error| fail(&error.into())).ok()
}

#[wasm_bindgen(js_class = Batch)]
impl Handle {
    /// Reads a piece of the file. The lines that it completes; `None` where it failed, and [`wasm::text`] tells why.
    pub fn push(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        // As much as most rows become, so that the lines are not moved while they grow.
        written(bytes.len().saturating_mul(4), |out| self.0.push(bytes, out))
    }

    /// Ends the file. The lines that are left; `None` as in [`Self::push`].
    pub fn finish(&mut self) -> Option<Vec<u8>> {
        written(0, |out| self.0.finish(out))
    }

    /// How many rows were read.
    pub fn rows(&self) -> u32 {
        self.0.rows()
    }

    /// How many of them have no issue.
    pub fn valid(&self) -> u32 {
        self.0.valid()
    }
}

/// What a call writes. The allocator wipes it when it was copied.
fn written(
    room: usize,
    call: impl FnOnce(&mut String) -> Result<(), batch::Refusal>,
) -> Option<Vec<u8>> {
    let mut out = String::with_capacity(room);
    match call(&mut out) {
        Ok(()) => Some(out.into_bytes()),
        Err(refusal) => {
            fail(&refusal);
            None
        }
    }
}

fn fail(refusal: &batch::Refusal) {
    wasm::fail(refusal.code(), &refusal.message(), &refusal.at());
}
