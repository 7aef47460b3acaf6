//! The bindings of a batch: a handle, which takes bytes and gives bytes. They decide nothing.
#![allow(
    clippy::must_use_candidate,
    reason = "JavaScript reads what is returned"
)]

use wasm_bindgen::prelude::*;

use super::{self as bindings, FAILED};
use crate::batch::{self, Absent, Batch, Column, Head, Options, Outputs, Written};
use crate::json;
use crate::model::NameKind;
use crate::random::Platform;
use crate::secret::Secret;

/// A file that is being read. JavaScript frees it, and the allocator wipes what it holds of the file.
#[wasm_bindgen(js_name = Batch)]
pub struct Handle {
    batch: Batch<Platform>,
    /// What JavaScript copies a piece of the file to, and the lines that the piece completed, which it copies from. Both are
    /// kept for the next piece: to ask for that much memory, and to wipe it, takes a tenth of the time of everything.
    piece: Vec<u8>,
    written: Written,
}

#[wasm_bindgen]
extern "C" {
    /// The text in Unicode normalization form C.
    #[wasm_bindgen(js_namespace = ["String", "prototype", "normalize"], js_name = call)]
    fn normalize(text: &str) -> String;
}

/// Begins a batch with the defaults, the user's names and what is said of columns that are in the window: of each a letter
/// or the place of a member, a space and its name. `absent` is a place in the list of [`Absent`], `outputs` has a bit for
/// each of [`Outputs`]. `None` where it failed; [`super::text_at`] tells why.
#[wasm_bindgen(js_name = beginBatch)]
pub fn begin_batch(
    operation: u32,
    policy: u32,
    outputs: u32,
    absent: u32,
    length: u32,
    avoid_ambiguous: bool,
    allow_duplicates: bool,
) -> Option<Handle> {
    let begun = bindings::settings(operation, policy).and_then(|settings| {
        let (mut ignored, mut columns) = (Vec::new(), Vec::new());
        for (what, name) in settings.columns.iter().filter_map(|it| it.split_once(' ')) {
            let name = name.to_owned();
            match what {
                "i" => ignored.push(name),
                "n" => columns.push((name, Column::LeftOut)),
                "a" => columns.push((name, Column::Name(NameKind::Account))),
                "d" => columns.push((name, Column::Name(NameKind::Display))),
                place => columns.extend(place.parse().ok().map(|it| (name, Column::Member(it)))),
            }
        }
        let options = Options {
            policy: settings.policy,
            rules: settings.rules,
            names: settings.names,
            defaults: settings.members,
            ignored,
            columns,
            is_nfc: Some(|text| normalize(text) == text),
            absent: match absent {
                0 => Absent::Stays,
                1 => Absent::Drawn {
                    length: (length > 0).then_some(length),
                    avoid_ambiguous,
                },
                _ => Absent::Asked,
            },
            outputs: Outputs {
                requests: outputs & 1 != 0,
                report: outputs & 2 != 0,
                credentials: outputs & 4 != 0,
            },
            allow_duplicates,
        };
        Batch::new(settings.operation, options, Platform)
    });
    let handle = begun.map(|batch| Handle {
        batch,
        piece: Vec::new(),
        written: Written::default(),
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

    /// Reads the piece, of so many bytes, that is there, and writes the lines that it completes. [`FAILED`] where it failed,
    /// and [`super::text_at`] tells why.
    pub fn push(&mut self, length: usize) -> u32 {
        self.written.clear();
        let piece = self.piece.get(..length).unwrap_or_default();
        reported(self.batch.push(piece, &mut self.written))
    }

    /// Ends the file and writes the lines that are left. As [`Self::push`].
    pub fn finish(&mut self) -> u32 {
        self.written.clear();
        reported(self.batch.finish(&mut self.written))
    }

    /// Where the lines of an output are that the last call has written. `output` is the place of its bit.
    pub fn lines(&self, output: u32) -> *const u8 {
        self.text(output).as_ptr()
    }

    /// How many bytes they have.
    pub fn length(&self, output: u32) -> usize {
        self.text(output).len()
    }

    /// How many rows were read.
    pub fn rows(&self) -> u32 {
        self.batch.rows()
    }

    /// How many of them have no issue.
    pub fn valid(&self) -> u32 {
        self.batch.valid()
    }

    /// How many of those have a warning about a member of theirs.
    pub fn warned(&self) -> u32 {
        self.batch.warned()
    }
}

impl Handle {
    fn text(&self, output: u32) -> &str {
        match output {
            0 => &self.written.requests,
            1 => &self.written.report,
            _ => &self.written.credentials,
        }
    }
}

fn reported(read: Result<(), batch::Refusal>) -> u32 {
    read.map_or_else(
        |refusal| {
            fail(&refusal);
            FAILED
        },
        |()| 0,
    )
}

fn fail(refusal: &batch::Refusal) {
    bindings::fail(refusal.code(), &refusal.message(), &refusal.at());
}

/// Makes the head of a file, of which these are the first bytes, the text, as JSON; or the code of what is wrong with it.
/// `is_whole`: whether the file ends with them.
#[wasm_bindgen(js_name = readHead)]
pub fn read_head(bytes: &[u8], is_whole: bool) -> u32 {
    bindings::with(&mut |state, _| {
        let mut object = json::Object::open(&mut state.text);
        match Head::read(bytes, is_whole) {
            Ok(head) => {
                let quote = |out: &mut String, cell: &Secret| json::quote(out, cell.expose());
                object.list("header", &head.header, quote);
                object.list("rows", &head.rows, |out, row| json::list(out, row, quote));
                object.text("delimiter", head.delimiter.encode_utf8(&mut [0; 4]));
                object.number("line", head.line);
                object.number("lines", head.lines);
            }
            Err(problem) => object.text("problem", problem.code()),
        }
        object.close();
        Ok(0)
    })
}
