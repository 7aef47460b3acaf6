//! Knows which characters people cannot see, tell apart or type, and what those are called.

/// Why a character is not what people take it for, or not one that they can type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// It is not visible, or looks like a space.
    Invisible,
    /// It looks like this one.
    LookAlike(char),
    /// Hardly any keyboard has it.
    Untypeable,
}

/// Ranges of code points: the first, the last, and the name of each of them.
type Names = [(u32, u32, &'static str)];

const CONTROL: &str = "control character";
const FORMAT: &str = "format character";
const VARIATION: &str = "variation selector";
const PRIVATE: &str = "private use character";
const FILLER: &str = "Hangul filler";

/// Characters that no keyboard has. Of ranges that overlap, the first counts.
static UNTYPEABLE: &Names = &[
    (0x00, 0x00, "null"),
    (0x09, 0x09, "tab"),
    (0x0A, 0x0A, "line feed"),
    (0x0D, 0x0D, "carriage return"),
    (0x00, 0x1F, CONTROL),
    (0x7F, 0x9F, CONTROL),
    (0xE000, 0xF8FF, PRIVATE),
    (0xFFFD, 0xFFFD, "replacement character"),
    (0xF_0000, 0x10_FFFF, PRIVATE),
];

/// Invisible characters, and all white space but the space itself. Of ranges that overlap, the first counts.
static INVISIBLE: &Names = &[
    (0xA0, 0xA0, "no-break space"),
    (0xAD, 0xAD, "soft hyphen"),
    (0x34F, 0x34F, "combining grapheme joiner"),
    (0x61C, 0x61C, "Arabic letter mark"),
    (0x115F, 0x1160, FILLER),
    (0x1680, 0x1680, "Ogham space mark"),
    (0x17B4, 0x17B5, "Khmer inherent vowel"),
    (0x180E, 0x180E, "Mongolian vowel separator"),
    (0x180B, 0x180F, VARIATION),
    (0x2000, 0x2000, "en quad"),
    (0x2001, 0x2001, "em quad"),
    (0x2002, 0x2002, "en space"),
    (0x2003, 0x2003, "em space"),
    (0x2004, 0x2004, "three-per-em space"),
    (0x2005, 0x2005, "four-per-em space"),
    (0x2006, 0x2006, "six-per-em space"),
    (0x2007, 0x2007, "figure space"),
    (0x2008, 0x2008, "punctuation space"),
    (0x2009, 0x2009, "thin space"),
    (0x200A, 0x200A, "hair space"),
    (0x200B, 0x200B, "zero width space"),
    (0x200C, 0x200C, "zero width non-joiner"),
    (0x200D, 0x200D, "zero width joiner"),
    (0x200E, 0x200E, "left-to-right mark"),
    (0x200F, 0x200F, "right-to-left mark"),
    (0x2028, 0x2028, "line separator"),
    (0x2029, 0x2029, "paragraph separator"),
    (0x202A, 0x202A, "left-to-right embedding"),
    (0x202B, 0x202B, "right-to-left embedding"),
    (0x202C, 0x202C, "pop directional formatting"),
    (0x202D, 0x202D, "left-to-right override"),
    (0x202E, 0x202E, "right-to-left override"),
    (0x202F, 0x202F, "narrow no-break space"),
    (0x205F, 0x205F, "medium mathematical space"),
    (0x2060, 0x2060, "word joiner"),
    (0x2061, 0x2064, "invisible operator"),
    (0x2066, 0x2066, "left-to-right isolate"),
    (0x2067, 0x2067, "right-to-left isolate"),
    (0x2068, 0x2068, "first strong isolate"),
    (0x2069, 0x2069, "pop directional isolate"),
    (0x2065, 0x206F, FORMAT),
    (0x2800, 0x2800, "braille pattern blank"),
    (0x3000, 0x3000, "ideographic space"),
    (0x3164, 0x3164, FILLER),
    (0xFE00, 0xFE0F, VARIATION),
    (0xFEFF, 0xFEFF, "zero width no-break space"),
    (0xFFA0, 0xFFA0, FILLER),
    (0xFFF0, 0xFFFC, FORMAT),
    (0x1_3430, 0x1_343F, FORMAT),
    (0x1_BCA0, 0x1_BCA3, FORMAT),
    (0x1_D173, 0x1_D17A, FORMAT),
    (0xE_0000, 0xE_007F, "tag character"),
    (0xE_0100, 0xE_01EF, VARIATION),
    (0xE_0080, 0xE_0FFF, FORMAT),
];

/// Characters that look like one of ASCII: what they are called, then pairs of the character and the one that it looks like.
static LOOK_ALIKES: &[(&str, &str)] = &[
    (
        "dash",
        "\u{2010}-\u{2011}-\u{2012}-\u{2013}-\u{2014}-\u{2015}-\u{2043}-\u{2212}-\u{FE58}-\u{FE63}-",
    ),
    (
        "quotation mark",
        "\u{2018}'\u{2019}'\u{201A},\u{201B}'\u{201C}\"\u{201D}\"\u{201E}\"\u{201F}\"\u{2032}'\u{2033}\"\u{2035}'\u{2039}<\u{203A}>\u{2B9}'\u{2BA}\"\u{2BB}'\u{2BC}'\u{2BD}'\u{2C8}'\u{2CA}'\u{2CB}`\u{1FEF}`",
    ),
    (
        "punctuation mark",
        "\u{37E};\u{2024}.\u{3001},\u{3002}.\u{FF61}.\u{3008}<\u{3009}>\u{300A}<\u{300B}>\u{3010}[\u{3011}]\u{3014}[\u{3015}]\u{301C}~\u{2044}/\u{2215}/\u{2216}\\\u{2217}*\u{204E}*\u{2223}|\u{2236}:\u{A789}:\u{223C}~\u{2DC}~\u{2053}~\u{2C6}^",
    ),
    (
        "Greek letter",
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaγyιiκkνvοoρpυuϲcϳjϜFϹC",
    ),
    (
        "Cyrillic letter",
        "АAВBЕEЅSІIЇIЈJКKМMНHОOРPСCТTУYХXҮYӀIԌGԚQԜWаaеeкkоoрpсcуyхxѕsіiјjүyһhӏlԁdԛqԝw",
    ),
    ("Armenian letter", "ՍUՏSՕOհhոnսuօoցg"),
    ("letter", "ɑaɡg\u{212A}K"),
];

/// What is odd about a code point, and the name of the character; `None` if keyboards have it.
pub(crate) fn oddity(point: u32) -> Option<(Oddity, &'static str)> {
    if is_usual(point) {
        return None;
    }
    if let Some(name) = named(INVISIBLE, point) {
        return Some((Oddity::Invisible, name));
    }
    if let Some(name) = named(UNTYPEABLE, point) {
        return Some((Oddity::Untypeable, name));
    }
    let (like, name) = look_alike(point)?;
    Some((Oddity::LookAlike(like), name))
}

/// Whether it is one of the characters that are typed most. No table has one of these, so none needs to be searched.
const fn is_usual(point: u32) -> bool {
    matches!(point, 0x20..=0x7E | 0xA1..=0xAC | 0xAE..=0x250)
}

fn named(names: &Names, point: u32) -> Option<&'static str> {
    let mut names = names.iter();
    let found = names.find(|(first, last, _)| (*first..=*last).contains(&point));
    found.map(|(_, _, name)| *name)
}

fn look_alike(point: u32) -> Option<(char, &'static str)> {
    let after = |first: char, offset: u32| char::from_u32(u32::from(first).saturating_add(offset));
    let letter = |place: u32| match place % 52 {
        small @ 26.. => after('a', small.saturating_sub(26)),
        capital => after('A', capital),
    };
    let (like, name) = match point {
        0xFF01..=0xFF5E => (after('!', point.saturating_sub(0xFF01)), "full-width form"),
        0x1_D400..=0x1_D6A3 => (letter(point.saturating_sub(0x1_D400)), "styled letter"),
        0x1_D7CE..=0x1_D7FF => (
            after('0', point.saturating_sub(0x1_D7CE) % 10),
            "styled digit",
        ),
        _ => LOOK_ALIKES.iter().find_map(|(name, pairs)| {
            let mut pairs = pairs.chars();
            std::iter::from_fn(|| pairs.next().zip(pairs.next()))
                .find(|(own, _)| u32::from(*own) == point)
                .map(|(_, like)| (Some(like), *name))
        })?,
    };
    Some((like?, name))
}

/// Whether the character is visible in a text.
pub(crate) fn shows(point: u32) -> bool {
    is_usual(point)
        || named(INVISIBLE, point)
            .or(named(UNTYPEABLE, point))
            .is_none()
}

/// The ranges, first and last, of the characters for which [`shows`] is false.
pub(crate) fn hidden() -> impl Iterator<Item = (u32, u32)> {
    let all = INVISIBLE.iter().chain(UNTYPEABLE);
    all.map(|(first, last, _)| (*first, *last))
}

/// Whether it is a control character, which no identifier has.
pub(crate) const fn is_control(point: u32) -> bool {
    matches!(point, 0..=0x1F | 0x7F..=0x9F)
}

/// Letters up to U+00FF that can also be typed as a letter and an accent after it: the accent, then pairs of the letter without
/// it and with it.
static COMPOSED: &[(u32, &str)] = &[
    (0x300, "AÀEÈIÌOÒUÙaàeèiìoòuù"),
    (0x301, "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyý"),
    (0x302, "AÂEÊIÎOÔUÛaâeêiîoôuû"),
    (0x303, "AÃNÑOÕaãnñoõ"),
    (0x308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿ"),
    (0x30A, "AÅaå"),
    (0x327, "CÇcç"),
];

/// The one character, up to U+00FF, for a letter and the accent after it; `None` if there is none.
pub(crate) fn composed(base: u32, accent: u32) -> Option<u32> {
    let (_, pairs) = COMPOSED.iter().find(|(of, _)| *of == accent)?;
    let mut pairs = pairs.chars();
    std::iter::from_fn(|| pairs.next().zip(pairs.next()))
        .find(|(own, _)| u32::from(*own) == base)
        .map(|(_, whole)| whole.into())
}
