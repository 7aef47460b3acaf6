//! The HTML attribute `passwordrules`: what each rule means, that nothing is lost on the way there and back, and that what
//! real sites ask for can be read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::borrow::Cow;

use proptest::prelude::*;
use resetkit::generate::{Generator, Options, Platform, Pool};
use resetkit::model::{Class, PolicyRules};
use resetkit::passwordrules::{NO_MAXIMUM, format, parse};
use resetkit::{Error, OPERATIONS, Policy, check_password, find};

/// Minimum and maximum length, repeats, and of each class how many and from what.
fn told(text: &str) -> (u32, u32, u32, Vec<(u32, String)>) {
    let rules = parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let classes = rules
        .classes
        .iter()
        .map(|class| (class.min, class.generate.to_string()));
    (
        rules.min_length,
        rules.max_length,
        rules.max_repeats,
        classes.collect(),
    )
}

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const SPECIAL: &str = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

#[test]
fn each_rule_means_what_apple_and_1password_read_in_it() {
    let lower = || LOWER.to_owned();
    let digit = || "0123456789".to_owned();
    let both = format!("{}{LOWER}", LOWER.to_uppercase());
    let printable: String = (' '..='~').collect();
    for (text, min, max, repeats, classes) in [
        ("", 0, NO_MAXIMUM, 0, vec![(0, printable.clone())]),
        (
            "minlength: 8; maxlength: 20;",
            8,
            20,
            0,
            vec![(0, printable.clone())],
        ),
        // The stricter of two holds.
        (
            "minlength: 8; minlength: 6; maxlength: 9; maxlength: 12",
            8,
            9,
            0,
            vec![(0, printable.clone())],
        ),
        (
            "max-consecutive: 3; max-consecutive: 2; max-consecutive: 4",
            0,
            NO_MAXIMUM,
            2,
            vec![(0, printable.clone())],
        ),
        // Commas are OR, several rules AND, the same one again asks for one more.
        (
            "required: lower, upper; required: digit",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, both.clone()), (1, digit())],
        ),
        (
            "required: upper,lower; required: lower, upper;",
            0,
            NO_MAXIMUM,
            0,
            vec![(2, both)],
        ),
        (
            "required: digit; allowed: lower; allowed: [!]",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, digit()), (0, format!("!{LOWER}"))],
        ),
        ("REQUIRED:Lower", 0, NO_MAXIMUM, 0, vec![(1, lower())]),
        (
            "required: special",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, SPECIAL.to_owned())],
        ),
        (
            "allowed: ascii-printable",
            0,
            NO_MAXIMUM,
            0,
            vec![(0, printable.clone())],
        ),
        (
            "allowed: unicode",
            0,
            NO_MAXIMUM,
            0,
            vec![(0, printable.clone())],
        ),
        // A hyphen first, a bracket last; elsewhere the one is passed over and the other ends the class.
        (
            "required: [-a]",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, "-a".to_owned())],
        ),
        (
            "required: [a-c]",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, "ac".to_owned())],
        ),
        (
            "required: [a]]; allowed: []]",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, "]a".to_owned()), (0, "]".to_owned())],
        ),
        (
            "required: [[]; required: [-]",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, "[".to_owned()), (1, "-".to_owned())],
        ),
        (
            "required: [a;:, b]",
            0,
            NO_MAXIMUM,
            0,
            vec![(1, " ,:;ab".to_owned())],
        ),
        (
            "allowed: [§ä!]",
            0,
            NO_MAXIMUM,
            0,
            vec![(0, "!".to_owned())],
        ),
        (
            "required: ; allowed: []; minlength:;",
            0,
            NO_MAXIMUM,
            0,
            vec![(0, printable)],
        ),
        (
            "minlength: 99999999999",
            NO_MAXIMUM,
            NO_MAXIMUM,
            0,
            vec![(0, (' '..='~').collect())],
        ),
    ] {
        assert_eq!(told(text), (min, max, repeats, classes), "{text}");
    }
}

#[test]
fn a_class_has_the_names_of_what_it_is_made_of_and_its_characters_as_ranges() {
    let rules = parse("required: digit, lower, [#!~\"]; required: []; allowed: unicode").unwrap();
    let class = |name: &'static str, characters: &[(char, char)], generate: String, min| Class {
        name: name.into(),
        characters: characters.to_vec().into(),
        generate: generate.into(),
        min,
        ..Class::default()
    };
    let mixed = [('!', '#'), ('0', '9'), ('a', 'z'), ('~', '~')];
    let all = [(' ', '~'), ('\u{80}', char::MAX)];
    assert_eq!(
        *rules.classes,
        [
            class(
                "a lowercase letter or a digit or one of !\"#~",
                &mixed,
                format!("!\"#0123456789{LOWER}~"),
                1
            ),
            class(
                "a lowercase letter or an uppercase letter or a digit or a special character",
                &all,
                (' '..='~').collect(),
                0
            ),
        ]
    );
    let signs = parse("allowed: [-]").unwrap();
    assert_eq!(
        *signs.classes,
        [class("one of -", &[('-', '-')], "-".into(), 0)]
    );
}

#[test]
fn what_is_no_value_of_the_attribute_is_refused() {
    for text in [
        "minlength",
        "minlength 8",
        "minlength: eight",
        "minlength: -1",
        "minlength: 8 maxlength: 9",
        "length: 8",
        "required: letters",
        "required: lower,",
        "required: lower upper",
        "required: [ab",
        "required: [",
        "é: 1",
        ":",
        "required: lower; workmail:ResetPassword",
    ] {
        assert_eq!(parse(text).unwrap_err().code(), "invalid_policy", "{text}");
    }
}

/// It may be a secret in the wrong place.
#[test]
fn what_is_not_known_is_not_repeated() {
    const RULES: &str = "the password rules cannot be read: write minlength, maxlength, max-consecutive, max-repeating, \
        max-sequential, required or allowed at character ";
    const CLASSES: &str = "the password rules cannot be read: write lower, upper, digit, special, ascii-printable, unicode \
        or characters in brackets at character ";
    for (text, expected, position) in [
        ("required: lower; min_length: 8", RULES, 18),
        ("max-foo: 2", RULES, 1),
        ("Zq7Kswfcznjr", RULES, 1),
        ("lower: 3", RULES, 1),
        ("\u{e9}: 1", RULES, 1),
        (";; :", RULES, 4),
        // Characters are counted, not bytes.
        ("allowed: [\u{a7}\u{1f600}]; Zq7Kswfcznjr: 1", RULES, 16),
        ("required: Zq7Kswfcznjr;", CLASSES, 11),
        ("required: lower, letters", CLASSES, 18),
        ("required: lower,", CLASSES, 17),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(error.to_string(), format!("{expected}{position}"), "{text}");
        assert_eq!(error.position(), Some(position), "{text}");
        assert!(!format!("{error:?}").contains("Zq7"), "{error:?}");
    }
}

#[test]
fn the_older_name_means_repeats_and_sequences() {
    let limits = |text: &str| {
        let rules = parse(text).unwrap();
        (rules.max_repeats, rules.max_sequence)
    };
    assert_eq!(limits("max-consecutive: 2"), (2, 2));
    assert_eq!(limits("max-repeating: 2;"), (2, 0));
    assert_eq!(limits("max-sequential: 3;"), (0, 3));
    assert_eq!(
        limits("max-consecutive: 3; Max-Repeating: 2; max-repeating: 4"),
        (2, 3)
    );
    // The older name alone is what all readers know. It asks for more where sequences are of no concern.
    let written = |(max_repeats, max_sequence)| {
        format(&PolicyRules {
            max_repeats,
            max_sequence,
            max_length: NO_MAXIMUM,
            ..PolicyRules::default()
        })
    };
    assert_eq!(written((2, 0)), "max-consecutive: 2;");
    assert_eq!(written((2, 2)), "max-consecutive: 2;");
    assert_eq!(written((2, 3)), "max-consecutive: 2;");
    assert_eq!(written((0, 3)), "max-sequential: 3;");
    assert_eq!(written((3, 2)), "max-consecutive: 3; max-sequential: 2;");
}

#[test]
fn what_is_read_is_bounded_by_the_policy() {
    let required = |classes: std::ops::Range<char>| -> String {
        classes
            .map(|c| ["required: [", c.encode_utf8(&mut [0; 4]), "];"].concat())
            .collect()
    };
    assert_eq!(parse(&required('a'..'m')).unwrap().classes.len(), 12);
    // It stops there: what follows is not even looked at.
    let error = parse(&(required('a'..'n') + "é")).unwrap_err();
    assert_eq!(
        error,
        Error::InvalidPasswordRules("there are more than 12 classes")
    );
    let more = parse(&(required('a'..'m') + "allowed: [z]")).unwrap();
    assert_eq!(
        Policy::new(Cow::Owned(more)).map(|_| ()),
        Err(Error::InvalidPolicy(
            "there are more than 12 groups of characters"
        ))
    );
    let often = parse(&"required: lower;".repeat(65_537)).unwrap();
    assert_eq!(format(&often).matches("required").count(), 65_536);
    assert_eq!(
        Policy::new(Cow::Owned(often)).map(|_| ()),
        Err(Error::InvalidPolicy(
            "it asks for more than 65536 characters of a group"
        ))
    );
}

#[test]
fn what_no_password_meets_is_written_as_it_was_read() {
    for text in [
        "maxlength: 0; required: lower; required: [eit];",
        "maxlength: 1; required: digit; required: digit;",
        "minlength: 20; maxlength: 0; required: lower; required: lower;",
    ] {
        let rules = parse(text).unwrap();
        assert_eq!(format(&rules), text);
        assert_eq!(parse(&format(&rules)).unwrap(), rules);
        assert!(Policy::new(Cow::Owned(rules)).is_err());
    }
}

#[test]
fn the_default_policies_ask_for_what_they_generate() {
    let text = |id: &str| format(Policy::of(find(id).unwrap()).unwrap().rules());
    assert_eq!(
        text("workmail:ResetPassword"),
        "minlength: 8; maxlength: 63; required: upper; required: lower; required: digit; allowed: [()./?^_~];"
    );
    assert_eq!(
        text("cloudsso:ResetUserPassword"),
        "minlength: 8; maxlength: 32; required: upper; required: lower; required: digit; required: [()?];"
    );
}

#[test]
fn a_policy_is_written_with_what_it_generates() {
    let class = |characters: &[(char, char)], generate: &'static str, min| Class {
        name: "x".into(),
        characters: characters.to_vec().into(),
        generate: generate.into(),
        min,
        ..Class::default()
    };
    let lower = |min| class(&[('a', 'z')], LOWER, min);
    let digit = |min| class(&[('0', '9')], "0123456789", min);
    let signs = |generate, min| class(&[(' ', '/')], generate, min);
    let rules = |min_classes, classes: Vec<Class>| PolicyRules {
        max_length: 9,
        min_classes,
        classes: classes.into(),
        ..PolicyRules::default()
    };
    for (rules, text) in [
        // One of two groups is asked for by itself, so that one more is to be there: the first.
        (
            rules(2, vec![digit(0), signs("!", 0), lower(1)]),
            "maxlength: 9; required: digit; required: lower; allowed: [!];",
        ),
        (
            rules(1, vec![digit(2), lower(0)]),
            "maxlength: 9; required: digit; required: digit; allowed: lower;",
        ),
        // Of a group that must be there and of which none is generated, what counts; otherwise nothing.
        (
            rules(0, vec![lower(0), signs("", 1)]),
            "maxlength: 9; required: [- !\"#$%&'()*+,./]; allowed: lower;",
        ),
        (
            rules(0, vec![lower(0), signs("", 0)]),
            "maxlength: 9; allowed: lower;",
        ),
        (
            rules(1, vec![signs("", 0), lower(0)]),
            "maxlength: 9; required: lower;",
        ),
        // As often as it is asked for, whether so many characters fit or not.
        (
            PolicyRules {
                max_length: 2,
                ..rules(0, vec![lower(3)])
            },
            "maxlength: 2; required: lower; required: lower; required: lower;",
        ),
        // What is forbidden is not asked for.
        (
            PolicyRules {
                forbidden: vec![('3', '9')].into(),
                ..rules(0, vec![digit(1)])
            },
            "maxlength: 9; required: [012];",
        ),
    ] {
        assert_eq!(format(&rules), text);
    }
    // All that can be printed has a name, and all that there is has another.
    for text in ["allowed: ascii-printable;", "required: unicode;"] {
        assert_eq!(format(&parse(text).unwrap()), text);
    }
}

#[test]
fn what_a_password_manager_makes_of_the_text_complies_with_the_policy() {
    for operation in OPERATIONS
        .iter()
        .filter(|operation| operation.password.is_some())
    {
        let policy = Policy::of(operation).unwrap();
        let read = Policy::new(Cow::Owned(parse(&format(policy.rules())).unwrap())).unwrap();
        let options: Options<&str> = Options {
            length: Some(policy.rules().min_length.max(8)),
            ..Options::default()
        };
        let generator = Generator::new(&read, &options).unwrap();
        let mut pool = Pool::new(Platform);
        for _ in 0..500 {
            let password = generator.password(&mut pool).unwrap();
            assert_eq!(check_password(&policy, password.expose(), &[]), []);
        }
    }
}

/// The shapes that the rules of sites have in Apple's public collection, in rules of our own.
const SHAPES: &[&str] = &[
    "minlength: 9;",
    "minlength: 5; maxlength: 11;",
    "minlength: 4; maxlength: 4; required: digit;",
    "minlength: 9; required: lower, upper; required: digit;",
    "minlength: 11; required: lower; required: upper; required: digit; required: special;",
    "minlength: 9; maxlength: 21; max-consecutive: 2; required: lower, upper; required: digit; allowed: [!#$*];",
    "minlength: 7; maxlength: 19; allowed: lower, upper, digit;",
    "minlength: 9; maxlength: 61; required: lower; required: upper; required: digit; allowed: ascii-printable;",
    "minlength: 9; required: digit; required: [- !\"#$&'()*+,.:;<=>?@[^_`{|}~]]; allowed: lower, upper;",
    "minlength: 9; maxlength: 33; required: digit; allowed: lower, upper, [-().&@?'#,/\"+];",
    "minlength: 9; maxlength: 41; required: lower, upper, digit, [!@#$%^&*]; allowed: unicode;",
    "required: upper; required: lower; required: digit; max-consecutive: 1",
    "maxlength: 15; required: [abc]; required: [xyz]; allowed: [-]",
    "  MinLength : 9 ;required:lower;REQUIRED: Upper ; ",
];

#[test]
fn the_shapes_of_real_rules_are_read_and_generate() {
    for text in SHAPES {
        let rules = parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(parse(&format(&rules)).unwrap(), rules, "{text}");
        let policy =
            Policy::new(Cow::Owned(rules)).unwrap_or_else(|error| panic!("{error}: {text}"));
        let generator = Generator::new(&policy, &Options::<&str>::default()).unwrap();
        let password = generator.password(&mut Pool::new(Platform)).unwrap();
        assert_eq!(
            check_password(&policy, password.expose(), &[]),
            [],
            "{text}"
        );
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let class = prop_oneof![
        Just("lower".to_owned()),
        Just("upper".to_owned()),
        Just("digit".to_owned()),
        Just("special".to_owned()),
        Just("ascii-printable".to_owned()),
        Just("unicode".to_owned()),
        "\\[-?[ -,.-\\\\^-~]{1,9}\\]?\\]",
    ];
    let set = prop::collection::vec(class, 1..4).prop_map(|classes| classes.join(", "));
    let rule = prop_oneof![
        (0..40u32).prop_map(|n| format!("minlength: {n}")),
        (40..99u32).prop_map(|n| format!("maxlength: {n}")),
        (1..9u32).prop_map(|n| format!("max-consecutive: {n}")),
        set.clone().prop_map(|set| format!("required: {set}")),
        set.prop_map(|set| format!("allowed: {set}")),
    ];
    prop::collection::vec(rule, 0..8).prop_map(|rules| rules.join("; "))
}

proptest! {
    #[test]
    fn nothing_is_lost_on_the_way_back(text in any_text()) {
        let rules: PolicyRules = parse(&text).unwrap();
        let written = format(&rules);
        prop_assert_eq!(parse(&written).unwrap(), rules, "{} {}", text, written);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "([a-z:;,\\[\\]\\- 0-9é]|required|allowed|minlength: ){0,20}") {
        if let Ok(rules) = parse(&text) {
            let written = format(&rules);
            prop_assert_eq!(parse(&written).unwrap(), rules);
        }
    }
}
