//! A password policy: finds every rule that a password breaks.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::characters;
use crate::error::Error;
use crate::issue::{Counted, IssueKind, MAX_POSITIONS};
use crate::model::{Class, Operation, PolicyRules, Unit, contains, shared};
use crate::names::{Banned, Name};
use crate::sort::sort;
use crate::text::Text;
use crate::words::{self, Case, Words};

/// How many groups of characters a policy may have.
pub const MAX_CLASSES: usize = 12;

/// The longest password that a policy may ask for, and that is generated, in code points.
pub const MAX_LENGTH: u32 = 0x1_0000;

/// How many ranges each may have: a group of characters, the extra characters, the forbidden characters.
pub const MAX_RANGES: usize = 1024;

/// How many characters a group may name for generated passwords.
pub const MAX_GENERATE: usize = 4096;

/// How many words a policy may forbid.
pub const MAX_WORDS: usize = 1000;

/// How many code points a forbidden word may have.
pub const MAX_WORD: usize = 64;

/// Mask bit: the character is allowed.
pub(crate) const ALLOWED: u16 = 1 << 15;

/// Mask bit: the two readings of the policy count the character to different groups.
pub(crate) const DISPUTED: u16 = 1 << 14;

/// The mask bits of the groups.
pub(crate) const GROUPS: u16 = (1 << MAX_CLASSES) - 1;

/// The passwords that a directory accepts. At least one password meets it.
#[derive(Debug, Clone)]
pub struct Policy {
    rules: Cow<'static, PolicyRules>,
    /// The masks of the first 256 characters; see [`Policy::mask`].
    masks: [u16; 256],
    /// The forbidden words.
    words: Words,
    /// The forbidden passwords.
    passwords: Words,
}

impl Policy {
    /// Checks the rules and makes a policy of them.
    ///
    /// # Errors
    ///
    /// Both with the reason: [`Error::InvalidPolicy`] for rules that make no sense or exceed [`MAX_CLASSES`], [`MAX_LENGTH`],
    /// [`MAX_RANGES`], [`MAX_GENERATE`], [`MAX_WORDS`] or [`MAX_WORD`]; [`Error::UnsatisfiablePolicy`] if no password can meet
    /// them.
    pub fn new(rules: Cow<'static, PolicyRules>) -> Result<Self, Error> {
        excess(&rules)?;
        contradiction(&rules)?;
        let mut masks = [0; 256];
        for (point, mask) in (0..).zip(&mut masks) {
            *mask = compute(&rules, point);
        }
        let words = Words::contained(&listed(&rules.forbidden_words), Case::Folded);
        let passwords = Words::equal(&listed(&rules.forbidden_passwords), Case::Folded);
        Ok(Self {
            rules,
            masks,
            words,
            passwords,
        })
    }

    /// The default policy of the operation's directory.
    ///
    /// # Errors
    ///
    /// [`Error::NoPolicy`] if the operation takes no password.
    pub fn of(operation: &Operation) -> Result<Self, Error> {
        let password = operation.password.as_ref().ok_or(Error::NoPolicy)?;
        Self::new(Cow::Owned(password.policy.clone()))
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &PolicyRules {
        &self.rules
    }

    /// Every rule that the password breaks; empty if it complies.
    pub fn check<T: Text>(&self, password: T, names: &[Name<T>]) -> Vec<IssueKind> {
        let mut issues = Vec::new();
        self.report(password, names, &mut |kind| issues.push(kind));
        issues
    }

    /// Reports every rule that the password breaks.
    pub(crate) fn report<T: Text>(
        &self,
        password: T,
        names: &[Name<T>],
        report: &mut dyn FnMut(IssueKind),
    ) {
        let banned = self
            .bans(names)
            .then(|| Banned::new(&self.rules, names, Vec::new(), Vec::new()));
        self.judge(password, banned.as_ref(), &mut |shortfall| {
            report(self.issue(shortfall, password));
        });
    }

    /// Whether the policy keeps any of these names out of the password.
    pub(crate) fn bans<T>(&self, names: &[Name<T>]) -> bool {
        let asked = |name: &Name<T>| self.rules.names.iter().any(|rule| rule.kind == name.kind);
        names.iter().any(asked)
    }

    /// What must not be in a password: the forbidden words and passwords, and parts of the user's names.
    pub(crate) fn banned<T: Text>(&self, names: &[Name<T>]) -> Banned {
        let (words, passwords) = (&self.rules.forbidden_words, &self.rules.forbidden_passwords);
        Banned::new(&self.rules, names, listed(words), listed(passwords))
    }

    /// Whether only one of the policy's two readings accepts the groups of the password.
    pub(crate) fn is_disputed<T: Text>(&self, password: T) -> bool {
        let mut points = password.code_points();
        points.any(|point| self.mask(point) & DISPUTED != 0)
            && self.has_groups(password, Reading::Usual)
                != self.has_groups(password, Reading::Other)
    }

    fn has_groups<T: Text>(&self, password: T, reading: Reading) -> bool {
        let points = password.code_points();
        let present = points.fold(0, |all, point| all | self.groups(point, reading));
        let mut has = true;
        self.judge_groups(password, reading, present, &mut |_| has = false);
        has
    }

    /// The mask of a character, with its groups by this reading.
    fn groups(&self, point: u32, reading: Reading) -> u16 {
        match reading {
            Reading::Usual => self.mask(point),
            Reading::Other => groups(&self.rules.other_classes, point),
        }
    }

    /// Whether the password complies and holds nothing banned.
    pub(crate) fn accepts<T: Text>(&self, password: T, banned: &Banned) -> bool {
        let mut accepted = true;
        self.judge(password, Some(banned), &mut |_| accepted = false);
        accepted
    }

    /// Reports every rule that the password breaks.
    fn judge<T: Text>(
        &self,
        password: T,
        banned: Option<&Banned>,
        report: &mut dyn FnMut(Shortfall),
    ) {
        let rules = &*self.rules;
        let (mut length, mut present, mut common) = (0u32, 0u16, ALLOWED);
        for point in password.code_points() {
            let mask = self.mask(point);
            length = length.saturating_add(1);
            present |= mask;
            common &= mask;
        }
        if rules.unit == Unit::Utf16 {
            length = size(password, char::len_utf16);
        }
        if length < rules.min_length {
            report(Shortfall::TooShort);
        }
        if length > rules.max_length {
            report(Shortfall::TooLong);
        }
        if common & ALLOWED == 0 {
            report(Shortfall::Forbidden);
        }
        if rules.max_bytes > 0 && size(password, char::len_utf8) > rules.max_bytes {
            report(Shortfall::TooManyBytes);
        }
        if present & DISPUTED == 0 || !self.has_groups(password, Reading::Other) {
            self.judge_groups(password, Reading::Usual, present, report);
        }
        if different(password, rules.min_different) < rules.min_different {
            report(Shortfall::TooFewDifferent);
        }
        if rules.max_repeats > 0 && repeats(password) > rules.max_repeats {
            report(Shortfall::TooManyRepeats);
        }
        if rules.max_class_run > 0 && self.class_run(password) > rules.max_class_run {
            report(Shortfall::ClassRun);
        }
        if rules.max_sequence > 0 && sequence(password) > rules.max_sequence {
            report(Shortfall::Sequence);
        }
        let misplaced = |set: &[(char, char)], point: Option<u32>| {
            !set.is_empty() && point.is_some_and(|point| !contains(set, point))
        };
        if misplaced(&rules.first, password.code_points().next()) {
            report(Shortfall::First);
        }
        if misplaced(&rules.last, password.code_points().last()) {
            report(Shortfall::Last);
        }
        if banned.is_some_and(|banned| banned.is_met_by(password)) {
            report(Shortfall::UserName);
        }
        if !self.words.is_empty() {
            if let Some(index) = self.words.find(password) {
                report(Shortfall::Word(index));
            }
        }
        if !self.passwords.is_empty() {
            if let Some(index) = self.passwords.equals(password) {
                report(Shortfall::Password(index));
            }
        }
    }

    /// Reports groups that the password has too few or too many characters of, by one reading. `present` are the groups it has.
    fn judge_groups<T: Text>(
        &self,
        password: T,
        reading: Reading,
        present: u16,
        report: &mut dyn FnMut(Shortfall),
    ) {
        let rules = &*self.rules;
        let count = |bit: u16| {
            password.code_points().fold(0, |count: u32, point| {
                count.saturating_add(u32::from(self.groups(point, reading) & bit != 0))
            })
        };
        let mut itemized = 0u32;
        for (index, class) in rules.classes.iter().enumerate() {
            let bit = 1 << index;
            if class.max > 0 && count(bit) > class.max {
                report(Shortfall::TooMuchOfClass(index));
            }
            let enough = match class.min {
                0 => continue,
                1 => present & bit != 0,
                min => count(bit) >= min,
            };
            itemized = itemized.saturating_add(1);
            if !enough {
                report(Shortfall::MissingClass(index));
            }
        }
        // Where as many groups are asked for one by one, a missing one was reported above.
        if itemized < rules.min_classes && (present & GROUPS).count_ones() < rules.min_classes {
            report(Shortfall::TooFewClasses);
        }
    }

    /// The longest row of characters of one group.
    fn class_run<T: Text>(&self, password: T) -> u32 {
        let (mut runs, mut most) = ([0u32; MAX_CLASSES], 0);
        for point in password.code_points() {
            let mask = self.mask(point);
            for (run, bit) in runs.iter_mut().zip(0..) {
                *run = if mask >> bit & 1 == 1 {
                    run.saturating_add(1)
                } else {
                    0
                };
                most = most.max(*run);
            }
        }
        most
    }

    /// The mask of a character: bit `i` if it is in class `i`, [`ALLOWED`] and [`DISPUTED`].
    pub(crate) fn mask(&self, point: u32) -> u16 {
        self.masks
            .get(point as usize)
            .copied()
            .unwrap_or_else(|| compute(&self.rules, point))
    }

    fn issue<T: Text>(&self, shortfall: Shortfall, password: T) -> IssueKind {
        let rules = &self.rules;
        let exactly = rules.min_length == rules.max_length;
        match shortfall {
            Shortfall::TooShort => IssueKind::TooShort {
                min: rules.min_length,
                exactly,
                of: rules.unit.into(),
            },
            Shortfall::TooLong => IssueKind::TooLong {
                max: rules.max_length,
                exactly,
                of: rules.unit.into(),
            },
            Shortfall::TooManyBytes => IssueKind::TooLong {
                max: rules.max_bytes,
                exactly: false,
                of: Counted::Bytes,
            },
            Shortfall::TooMuchOfClass(index) => {
                let class = rules.classes.get(index);
                IssueKind::TooManyOfClass {
                    index,
                    class: class.map(|class| class.name.clone()).unwrap_or_default(),
                    max: class.map_or(0, |class| class.max),
                }
            }
            Shortfall::ClassRun => IssueKind::TooLongClassRun {
                max: rules.max_class_run,
            },
            Shortfall::Sequence => IssueKind::TooLongSequence {
                max: rules.max_sequence,
            },
            Shortfall::First => IssueKind::WrongFirstCharacter,
            Shortfall::Last => IssueKind::WrongLastCharacter,
            Shortfall::Forbidden => {
                let at_fault = |point| self.mask(point) == 0;
                IssueKind::ForbiddenCharacter {
                    positions: positions(password, &at_fault),
                    allowed: shared("the characters of the policy"),
                    composed: is_composed(password, &at_fault),
                }
            }
            Shortfall::MissingClass(index) => {
                let class = rules.classes.get(index);
                IssueKind::MissingClass {
                    index,
                    class: class.map(|class| class.name.clone()).unwrap_or_default(),
                    min: class.map_or(0, |class| class.min),
                }
            }
            Shortfall::TooFewClasses => IssueKind::TooFewClasses {
                min: rules.min_classes,
                classes: rules
                    .classes
                    .iter()
                    .map(|class| class.name.clone())
                    .collect(),
            },
            Shortfall::TooFewDifferent => IssueKind::TooFewDifferent {
                min: rules.min_different,
            },
            Shortfall::TooManyRepeats => IssueKind::TooManyRepeats {
                max: rules.max_repeats,
            },
            Shortfall::UserName => IssueKind::ContainsUserName,
            Shortfall::Word(index) => IssueKind::ForbiddenWord {
                index,
                word: rules
                    .forbidden_words
                    .get(index)
                    .cloned()
                    .unwrap_or_default(),
            },
            Shortfall::Password(index) => IssueKind::ForbiddenPassword { index },
        }
    }
}

/// Which of a policy's readings counts. Some services document two.
#[derive(Clone, Copy)]
enum Reading {
    /// By its classes.
    Usual,
    /// By its other classes.
    Other,
}

/// Computes the mask of a character; see [`Policy::mask`].
fn compute(rules: &PolicyRules, point: u32) -> u16 {
    // Half of a surrogate pair is no character, though it lies within ranges of some.
    if char::from_u32(point).is_none() || contains(&rules.forbidden, point) {
        return 0;
    }
    let mut mask = if contains(&rules.extra, point) {
        ALLOWED
    } else {
        0
    };
    let mut usual = groups(&rules.classes, point);
    if usual != 0 {
        mask |= ALLOWED;
    }
    // An invisible character counts for no group: whoever asks for a special character means one that shows. The other reading
    // is a directory's, which does not look.
    if !characters::shows(point) {
        usual = 0;
    }
    let is_disputed = || groups(&rules.other_classes, point) != usual;
    if mask & ALLOWED != 0 && !rules.other_classes.is_empty() && is_disputed() {
        mask |= DISPUTED;
    }
    mask | usual
}

/// The groups of a character, bit `i` for class `i`.
fn groups(classes: &[Class], point: u32) -> u16 {
    let (mut bit, mut groups) = (1u16, 0u16);
    for class in classes {
        if contains(&class.characters, point) {
            groups |= bit;
        }
        bit <<= 1;
    }
    groups
}

/// A rule that a password breaks.
#[derive(Clone, Copy)]
enum Shortfall {
    TooShort,
    TooLong,
    Forbidden,
    MissingClass(usize),
    TooFewClasses,
    TooFewDifferent,
    TooManyRepeats,
    TooManyBytes,
    TooMuchOfClass(usize),
    ClassRun,
    Sequence,
    First,
    Last,
    UserName,
    Word(usize),
    Password(usize),
}

/// The first of the crate's limits that the rules exceed.
fn excess(rules: &PolicyRules) -> Result<(), Error> {
    let classes = || rules.classes.iter().chain(rules.other_classes.iter());
    let ranges = [&rules.extra, &rules.forbidden, &rules.first, &rules.last].into_iter();
    let ranges = ranges.chain(rules.names.iter().map(|rule| &rule.split));
    let mut ranges = ranges.chain(classes().map(|class| &class.characters));
    let mut lengths = classes().map(|class| class.min);
    let longer = |text: &str, most| text.chars().nth(most).is_some();
    let long = |texts: &[Cow<'static, str>]| texts.iter().any(|text| longer(text, MAX_WORD));
    let reason = if rules.classes.len() > MAX_CLASSES {
        "there are more than 12 groups of characters"
    } else if rules.min_length > MAX_LENGTH {
        "the minimum length is above 65536"
    } else if lengths.any(|min| min > MAX_LENGTH) {
        "it asks for more than 65536 characters of a group"
    } else if rules.min_different > MAX_LENGTH {
        "it asks for more than 65536 different characters"
    } else if ranges.any(|ranges| ranges.len() > MAX_RANGES) {
        "there are more than 1024 ranges of characters in a list"
    } else if classes().any(|class| longer(&class.generate, MAX_GENERATE)) {
        "there are more than 4096 characters to generate in a group"
    } else if rules.forbidden_words.len() > MAX_WORDS {
        "there are more than 1000 forbidden words"
    } else if rules.forbidden_passwords.len() > MAX_WORDS {
        "there are more than 1000 forbidden passwords"
    } else if long(&rules.forbidden_words) {
        "a forbidden word has more than 64 characters"
    } else if long(&rules.forbidden_passwords) {
        "a forbidden password has more than 64 characters"
    } else if (rules.names.iter()).any(|rule| rule.min_part as usize > MAX_WORD) {
        "parts of names count from more than 64 characters on"
    } else {
        return Ok(());
    };
    Err(Error::InvalidPolicy(reason))
}

/// Why no password can meet the rules, if that shows without counting.
fn contradiction(rules: &PolicyRules) -> Result<(), Error> {
    let unsatisfiable = |reason| Err(Error::UnsatisfiablePolicy(reason));
    if rules.min_length > rules.max_length {
        return Err(Error::InvalidPolicy(
            "the minimum length is above the maximum",
        ));
    }
    if !rules.other_classes.is_empty() && rules.other_classes.len() != rules.classes.len() {
        return Err(Error::InvalidPolicy(
            "its other classes are not as many as its classes",
        ));
    }
    if rules.forbidden_words.iter().any(|word| word.is_empty()) {
        return Err(Error::InvalidPolicy("a forbidden word is empty"));
    }
    if (rules.forbidden_passwords.iter()).any(|password| password.is_empty()) {
        return Err(Error::InvalidPolicy("a forbidden password is empty"));
    }
    if rules.max_length == 0 {
        return unsatisfiable("the maximum length is 0");
    }
    let forbidden = || rules.forbidden.iter().copied().map(points).chain([HALVES]);
    let unseen = || forbidden().chain(characters::hidden());
    let present = |class: &Class| left(class.characters.iter().copied().map(points), unseen()) > 0;
    let groups = rules.classes.iter().filter(|class| present(class)).count();
    if (rules.min_classes as usize) > groups {
        return unsatisfiable("it asks for more groups of characters than it has");
    }
    if rules
        .classes
        .iter()
        .any(|class| class.min > 0 && !present(class))
    {
        return unsatisfiable("it asks for a character of an empty group");
    }
    if rules.min_different > rules.max_length {
        return unsatisfiable("it asks for more different characters than fit");
    }
    let all = || {
        let classes = rules.classes.iter();
        let characters = classes.flat_map(|class| class.characters.iter());
        characters.chain(rules.extra.iter()).copied()
    };
    let allowed = left(all().map(points), forbidden());
    if allowed < rules.min_different.max(1) {
        return unsatisfiable("it asks for more different characters than it allows");
    }
    // Where a character counts for one group only, what the groups ask for adds up.
    let apart = rules.classes.iter().enumerate().all(|(index, class)| {
        let others = rules.classes.iter().skip(index.saturating_add(1));
        !others
            .flat_map(|other| other.characters.iter())
            .any(|&(first, last)| {
                class
                    .characters
                    .iter()
                    .any(|&(from, to)| first <= to && from <= last)
            })
    });
    let sum = |sum: u32, class: &Class| sum.saturating_add(class.min);
    let most = |most: u32, class: &Class| most.max(class.min);
    let needed = if apart {
        let itemized = rules.classes.iter().filter(|class| class.min > 0).count();
        let more = (rules.min_classes as usize).saturating_sub(itemized);
        rules
            .classes
            .iter()
            .fold(u32::try_from(more).unwrap_or(u32::MAX), sum)
    } else {
        rules.classes.iter().fold(0, most)
    };
    if needed > rules.max_length {
        return unsatisfiable("its groups ask for more characters than fit");
    }
    if rules.max_bytes > 0 && rules.max_bytes < rules.min_length.max(needed) {
        return unsatisfiable("it asks for more characters than fit into its bytes");
    }
    let capped = |class: &Class| class.max > 0;
    if (rules.classes.iter()).any(|class| capped(class) && class.max < class.min) {
        return unsatisfiable("it asks for more characters of a group than it takes");
    }
    let room = (rules.classes.iter()).fold(0u32, |sum, class| sum.saturating_add(class.max));
    if rules.extra.is_empty() && rules.classes.iter().all(capped) && room < rules.min_length {
        return unsatisfiable("its groups leave no room for the minimum length");
    }
    for (set, reason) in [
        (&rules.first, "it takes no character in the first place"),
        (&rules.last, "it takes no character in the last place"),
    ] {
        let others = forbidden().chain(set.iter().copied().map(points));
        if !set.is_empty() && left(all().map(points), others) == allowed {
            return unsatisfiable(reason);
        }
    }
    Ok(())
}

/// Halves of surrogate pairs. They are not characters.
const HALVES: (u32, u32) = (0xD800, 0xDFFF);

fn points((first, last): (char, char)) -> (u32, u32) {
    (first.into(), last.into())
}

/// How many numbers are in any of `ranges` and in none of the others. Ranges may overlap.
fn left(ranges: impl Iterator<Item = (u32, u32)>, others: impl Iterator<Item = (u32, u32)>) -> u32 {
    // A sweep over the ends of all ranges: between two neighbouring ends nothing changes.
    let mut edges: Vec<(u32, i32, i32)> = Vec::new();
    for (first, last) in ranges {
        edges.extend([(first, 1, 0), (last.saturating_add(1), -1, 0)]);
    }
    for (first, last) in others {
        edges.extend([(first, 0, 1), (last.saturating_add(1), 0, -1)]);
    }
    sort(&mut edges);
    let (mut found, mut from, mut within, mut without) = (0u32, 0u32, 0i32, 0i32);
    for (at, range, other) in edges {
        if within > 0 && without == 0 {
            found = found.saturating_add(at.saturating_sub(from));
        }
        from = at;
        within = within.saturating_add(range);
        without = without.saturating_add(other);
    }
    found
}

/// The texts of a list as words.
fn listed(texts: &[Cow<'static, str>]) -> Vec<words::Word> {
    let texts = texts.iter();
    texts.map(|text| words::word(text.as_ref())).collect()
}

/// The longest run of characters in order, up or down.
fn sequence<T: Text>(text: T) -> u32 {
    let (mut up, mut down, mut most, mut last) = (1u32, 1u32, 0u32, None::<u32>);
    for point in text.code_points() {
        let next = |step: u32, of: Option<u32>| of.is_some_and(|of| of.wrapping_add(step) == point);
        up = if next(1, last) {
            up.saturating_add(1)
        } else {
            1
        };
        down = if next(u32::MAX, last) {
            down.saturating_add(1)
        } else {
            1
        };
        last = Some(point);
        most = most.max(up).max(down);
    }
    most
}

/// The size of a text, given the size of each character.
fn size<T: Text>(text: T, units: fn(char) -> usize) -> u32 {
    text.chars().fold(0, |size: u32, character| {
        size.saturating_add(u32::try_from(units(character)).unwrap_or(u32::MAX))
    })
}

/// The longest row of one character.
fn repeats<T: Text>(text: T) -> u32 {
    let (mut last, mut run, mut most) = (None, 0u32, 0u32);
    for point in text.code_points() {
        run = if last == Some(point) {
            run.saturating_add(1)
        } else {
            1
        };
        last = Some(point);
        most = most.max(run);
    }
    most
}

/// The positions of the characters at fault, counted from 1.
pub(crate) fn positions<T: Text>(text: T, at_fault: &dyn Fn(u32) -> bool) -> Vec<u32> {
    (1..)
        .zip(text.code_points())
        .filter(|&(_, point)| at_fault(point))
        .map(|(position, _)| position)
        .take(MAX_POSITIONS)
        .collect()
}

/// Whether a character at fault is an accent that would be allowed if it were one character with the letter before it.
pub(crate) fn is_composed<T: Text>(text: T, at_fault: &dyn Fn(u32) -> bool) -> bool {
    let mut pairs = text.code_points().zip(text.code_points().skip(1));
    pairs.any(|(base, accent)| {
        at_fault(accent)
            && characters::composed(base, accent).is_some_and(|letter| !at_fault(letter))
    })
}

/// How many different characters there are, counted up to `enough`.
fn different<T: Text>(text: T, enough: u32) -> u32 {
    let mut seen = Seen::default();
    let mut found = 0u32;
    for point in text.code_points() {
        if found >= enough {
            break;
        }
        found = found.saturating_add(seen.note(point).into());
    }
    found
}

/// The characters seen, one bit each.
#[derive(Default)]
pub(crate) struct Seen(Zeroizing<Vec<u32>>);

impl Seen {
    /// Adds a character. Returns whether it is new.
    pub(crate) fn note(&mut self, point: u32) -> bool {
        let (word, bit) = ((point >> 5) as usize, 1 << (point & 31));
        if word >= self.0.len() {
            // A list that grows in place leaves its old memory unwiped. The old list is wiped when it is replaced.
            let enough = self.0.len().saturating_mul(2).max(word.saturating_add(1));
            let mut longer = Zeroizing::new(vec![0; enough]);
            for (new, old) in longer.iter_mut().zip(self.0.iter()) {
                *new = *old;
            }
            self.0 = longer;
        }
        self.0.get_mut(word).is_some_and(|word| {
            let new = *word & bit == 0;
            *word |= bit;
            new
        })
    }
}
