//! Small policies, every text that could be drawn under them, and how far what was drawn is from each being as likely.

use std::collections::BTreeSet;

use resetkit::model::{Class, PolicyRules};

pub(crate) fn class(characters: &str, min: u32) -> Class {
    Class {
        name: "a character".into(),
        characters: characters.chars().map(|c| (c, c)).collect(),
        generate: characters.to_owned().into(),
        min,
        ..Class::default()
    }
}

/// Rules that ask for a length and for so many characters of each group, and for nothing else.
pub(crate) fn rules(length: u32, classes: &[(&str, u32)]) -> PolicyRules {
    PolicyRules {
        min_length: length,
        max_length: length,
        classes: classes
            .iter()
            .map(|(characters, min)| class(characters, *min))
            .collect(),
        ..PolicyRules::default()
    }
}

/// What passwords are drawn from, in order.
pub(crate) fn alphabet(rules: &PolicyRules) -> Vec<char> {
    let generated = rules.classes.iter().map(|class| &*class.generate);
    let characters: BTreeSet<char> = generated.flat_map(str::chars).collect();
    characters.into_iter().collect()
}

/// Every text of this length.
pub(crate) fn texts(alphabet: &[char], length: u32) -> Vec<String> {
    (0..length).fold(vec![String::new()], |texts, _| {
        texts
            .iter()
            .flat_map(|text| alphabet.iter().map(move |c| format!("{text}{c}")))
            .collect()
    })
}

/// How far what came out is from each being as likely, as the number of standard deviations of a chi-square distribution
/// (Wilson and Hilferty 1931).
pub(crate) fn deviation(counts: &[u32]) -> f64 {
    let draws: u32 = counts.iter().sum();
    let expected = f64::from(draws) / counts.len() as f64;
    let chi: f64 = counts
        .iter()
        .map(|count| (f64::from(*count) - expected).powi(2) / expected)
        .sum();
    let freedom = (counts.len() - 1) as f64;
    let scale = 2.0 / (9.0 * freedom);
    ((chi / freedom).cbrt() - (1.0 - scale)) / scale.sqrt()
}
