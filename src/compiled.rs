//! Writes an operation as compact bytes and reads it back: what a module is given instead of a document.
//!
//! Written by hand: serde and postcard do the same, and with them the core module is larger by a sixth.

use std::borrow::Cow;

use crate::model::{
    Body, Booleans, Class, Command, Condition, Constraint, Demand, Endpoint, Exception, Form, Json,
    Kind, Limit, Location, MAX_DEPTH, Matching, Member, NameKind, NameRule, Operation, Pair, Part,
    Partition, PasswordMember, Pattern, PolicyRules, Regional, Rule, Run, Scalar, Segment, SentAs,
    Set, Signing, Str, Template, Unit, Values, Word, shared,
};

/// The first byte: the version of what follows.
const VERSION: u8 = 3;

/// The most bytes that a compiled operation has.
pub const MAX_BYTES: usize = 65_536;

/// How deep lists may be nested: those of a template, and those around it.
const MAX_LISTS: u32 = MAX_DEPTH + 8;

/// The operation as bytes for [`load`]; `None` if they are more than [`MAX_BYTES`].
#[must_use]
pub fn compile(operation: &Operation) -> Option<Vec<u8>> {
    let mut bytes = vec![VERSION];
    operation.write(&mut bytes);
    (bytes.len() <= MAX_BYTES).then_some(bytes)
}

/// The operation that was compiled to these bytes; `None` for bytes that [`compile`] of this version did not make.
#[must_use]
pub fn load(bytes: &[u8]) -> Option<Operation> {
    let (&version, rest) = bytes.split_first()?;
    if version != VERSION || bytes.len() > MAX_BYTES {
        return None;
    }
    let mut reader = Reader {
        rest,
        sound: true,
        lists: 0,
    };
    let operation = Operation::read(&mut reader);
    (reader.sound && reader.rest.is_empty()).then_some(operation)
}

/// Reads bytes. After the first fault it reads zeros, so that no read returns an error; the fault is checked once, at the end.
struct Reader<'a> {
    rest: &'a [u8],
    sound: bool,
    lists: u32,
}

impl Reader<'_> {
    fn fail(&mut self) {
        self.sound = false;
        self.rest = &[];
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        if let Some((&first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return first;
        }
        self.fail();
        0
    }

    /// A number in groups of seven bits, the lowest first.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }

    #[inline(never)]
    fn small(&mut self) -> u32 {
        let number = u32::try_from(self.number());
        number.unwrap_or_else(|_| {
            self.fail();
            0
        })
    }

    #[inline(never)]
    fn text(&mut self) -> &str {
        let length = self.small() as usize;
        let text = self.rest.split_at_checked(length);
        let text = text.and_then(|(text, rest)| Some((std::str::from_utf8(text).ok()?, rest)));
        if let Some((text, rest)) = text {
            self.rest = rest;
            return text;
        }
        self.fail();
        ""
    }
}

fn write_number(mut number: u64, out: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(number & 0x7F).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(0x80 | low);
    }
}

fn write_count(count: usize, out: &mut Vec<u8>) {
    write_number(count as u64, out);
}

/// A value that can be written as bytes and read back.
trait Packed: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(from: &mut Reader<'_>) -> Self;
}

impl Packed for u8 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.byte()
    }
}

impl Packed for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let byte = from.byte();
        if byte > 1 {
            from.fail();
        }
        byte == 1
    }
}

impl Packed for u32 {
    fn write(&self, out: &mut Vec<u8>) {
        write_number((*self).into(), out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.small()
    }
}

impl Packed for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(u64::from_le_bytes(self.to_le_bytes()), out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::from_le_bytes(from.number().to_le_bytes())
    }
}

impl Packed for char {
    fn write(&self, out: &mut Vec<u8>) {
        u32::from(*self).write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let character = Self::from_u32(from.small());
        character.unwrap_or_else(|| {
            from.fail();
            '\0'
        })
    }
}

impl Packed for Str {
    fn write(&self, out: &mut Vec<u8>) {
        write_count(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        shared(from.text())
    }
}

impl Packed for Cow<'static, str> {
    fn write(&self, out: &mut Vec<u8>) {
        write_count(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Cow::Owned(from.text().to_owned())
    }
}

impl<T: Packed> Packed for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_list(self, out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut items = Self::new();
        let count = from.small() as usize;
        // Each item has a byte or more: what says that it has more items than there are bytes is no list.
        if count > from.rest.len() || from.lists >= MAX_LISTS {
            from.fail();
            return items;
        }
        from.lists = from.lists.saturating_add(1);
        for _ in 0..count {
            items.push(T::read(from));
            if !from.sound {
                break;
            }
        }
        from.lists = from.lists.saturating_sub(1);
        items
    }
}

impl<T: Packed + Clone + 'static> Packed for Cow<'static, [T]> {
    fn write(&self, out: &mut Vec<u8>) {
        write_list(self, out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Cow::Owned(Vec::read(from))
    }
}

fn write_list<T: Packed>(items: &[T], out: &mut Vec<u8>) {
    write_count(items.len(), out);
    for item in items {
        item.write(out);
    }
}

impl Packed for Set {
    fn write(&self, out: &mut Vec<u8>) {
        write_list(self.ranges(), out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Vec::read(from).into()
    }
}

/// A certain character, once, is a zero and the character: most runs are that, as the characters of a literal are.
impl Packed for Run {
    fn write(&self, out: &mut Vec<u8>) {
        match (self.set.ranges(), self.min, self.max) {
            ([(first, last)], 1, 1) if first == last => {
                out.push(0);
                first.write(out);
            }
            _ => {
                out.push(1);
                self.set.write(out);
                self.min.write(out);
                self.max.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        if from.byte() == 0 {
            let only = u32::read(from);
            return Self {
                set: vec![(only, only)].into(),
                min: 1,
                max: 1,
            };
        }
        Self {
            set: Packed::read(from),
            min: Packed::read(from),
            max: Packed::read(from),
        }
    }
}

/// Packs a struct, field by field.
macro_rules! fields {
    ($name:ident: $($field:ident),+) => {
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)+
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self { $($field: Packed::read(from)),+ }
            }
        }
    };
}

/// Packs an enum: the number of the variant, and then what it has. The first has the number that is read after a fault.
macro_rules! variants {
    ($name:ident: $($tag:literal $variant:ident $(($($item:ident),+))? $({$($field:ident),+})?),+) => {
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($($item),+))? $({$($field),+})? => {
                        out.push($tag);
                        $($($item.write(out);)+)?
                        $($($field.write(out);)+)?
                    })+
                }
            }

            fn read(from: &mut Reader<'_>) -> Self {
                match from.byte() {
                    $($tag => {
                        $($(let $item = Packed::read(from);)+)?
                        $($(let $field = Packed::read(from);)+)?
                        Self::$variant $(($($item),+))? $({$($field),+})?
                    })+
                    _ => {
                        from.fail();
                        Self::read(from)
                    }
                }
            }
        }
    };
}

fields!(Operation: id, notice, members, rules, request, endpoint, password, command, signing);
fields!(Signing: scheme, service);
fields!(Member: name, label, location, kind, required, recommended, sensitive, target, default, sent_as, limits, forms);
variants!(Location: 0 Path, 1 Query, 2 Header, 3 Body);
variants!(Kind: 0 Text, 1 Boolean, 2 Integer { min, max }, 3 Enum(values), 4 List { values, max }, 5 Map { max });
fields!(Values: list, open);
variants!(Scalar: 0 Text(text), 1 Integer(number), 2 Boolean(on));
fields!(SentAs: on, off);
fields!(Limit: constraint, warns);
variants!(Constraint: 0 Length { min, max, unit }, 1 Pattern(form), 2 Characters { text, means, set });
variants!(Unit: 0 Characters, 1 Utf16, 2 Bytes);
fields!(Form: text, means, pattern);
fields!(Pattern: alternatives);
fields!(Rule: demand, warns);
variants!(Demand: 0 Require(member, condition), 1 Refuse(member, condition), 2 AtMostOne(list), 3 ExactlyOne(list), 4 AtLeastOne(list));
fields!(Condition: member, given);
fields!(Template: method, path, query, headers, body);
variants!(Segment: 0 Literal(text), 1 Label(member));
fields!(Pair: key, value);
variants!(Part: 0 Constant(text), 1 Member(member));
variants!(Body: 0 Empty, 1 Json(json), 2 Form(pairs));
variants!(Json: 0 Constant(text), 1 Member(member), 2 Object(entries), 3 List(items));
variants!(Endpoint: 0 Own, 1 Fixed { url, variants }, 2 Named { default, clouds }, 3 Regional(regional));
fields!(Regional: service, default, hosts, partitions, exceptions);
fields!(Partition: id, regions, words);
fields!(Exception: partition, regions, hosts, signing_region);
fields!(Command: words, flags, booleans, document, addresses, curl, note);
variants!(Word: 0 Constant(text), 1 Member(member));
variants!(Booleans: 0 Pair, 1 Value, 2 Switch);
fields!(PasswordMember: member, policy, hashed_by);
fields!(PolicyRules: min_length, max_length, unit, max_bytes, classes, min_classes, extra, forbidden, first, last, min_different, max_repeats, max_class_run, max_sequence, names, forbidden_words, forbidden_passwords, other_classes);
fields!(Class: id, name, characters, generate, min, max);
fields!(NameRule: kind, matching, min_part, split, match_case);
variants!(NameKind: 0 Account, 1 Display, 2 Email, 3 EmailLocal, 4 Phone, 5 Given, 6 Family, 7 Nickname);
variants!(Matching: 0 Contains, 1 Equals, 2 Reversed, 3 ContainsPart);
