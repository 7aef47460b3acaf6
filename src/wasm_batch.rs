//! The JavaScript face of a batch: bytes in, bytes out, a handle between. It decides nothing.
#![allow(
    clippy::must_use_candidate,
    reason = "JavaScript reads what is returned"
)]

use wasm_bindgen::prelude::*;

use crate::batch::{self, Absent, Batch, Options, Output};
use crate::random::Platform;
use crate::wasm::{self, FAILED};

/// A file that is being read. JavaScript frees it, and the allocator wipes what it holds of the file.
#[wasm_bindgen(js_name = Batch)]
pub struct Handle {
    batch: Batch<Platform>,
    /// What JavaScript copies a piece of the file to, and the lines that the piece completed, which it copies from. Both are
    /// kept for the next piece: to ask for that much memory, and to wipe it, takes a tenth of the time of everything.
    piece: Vec<u8>,
    lines: String,
}

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
    let handle = begun.map(|batch| Handle {
        batch,
        piece: Vec::new(),
        lines: String::new(),
    });
    handle.map_err(|error| fail(&error.into())).ok()
}

#[wasm_bindgen(js_class = Batch)]
impl Handle {
    /// Where a piece of so many bytes is to be copied to.
    pub fn piece(&mut self, length: usize) -> *mut u8 {
        if self.piece.len() < length {
            self.piece.resize(length, 0);
        }
        self.piece.as_mut_ptr()
    }

    /// Reads the piece, of so many bytes, that is there. How many bytes the lines have that it completes; where it failed,
    /// [`FAILED`], and [`wasm::text`] tells why.
    pub fn push(&mut self, length: usize) -> u32 {
        self.lines.clear();
        let piece = self.piece.get(..length).unwrap_or_default();
        let read = self.batch.push(piece, &mut self.lines);
        self.written(read)
    }

    /// Ends the file. As [`Self::push`] for the lines that are left.
    pub fn finish(&mut self) -> u32 {
        self.lines.clear();
        let read = self.batch.finish(&mut self.lines);
        self.written(read)
    }

    /// Where the lines are that the last call has completed.
    pub fn lines(&self) -> *const u8 {
        self.lines.as_ptr()
    }

    /// How many rows were read.
    pub fn rows(&self) -> u32 {
        self.batch.rows()
    }

    /// How many of them have no issue.
    pub fn valid(&self) -> u32 {
        self.batch.valid()
    }
}

impl Handle {
    fn written(&self, read: Result<(), batch::Refusal>) -> u32 {
        match read {
            Ok(()) => u32::try_from(self.lines.len()).unwrap_or(FAILED),
            Err(refusal) => {
                fail(&refusal);
                FAILED
            }
        }
    }
}

fn fail(refusal: &batch::Refusal) {
    wasm::fail(refusal.code(), &refusal.message(), &refusal.at());
}
