//! Counts exactly how many passwords of a length meet a policy, and draws one of them uniformly.
//!
//! A password is read from left to right by a machine whose state holds as little as the rules need: of each group of
//! characters how many came, of interchangeable characters how many differed, what stood last and how often, how much of a
//! forbidden word, and so on. What may not stand at an end is no step there, such as a space. From each state, the number of
//! ways to an accepted end is counted once; a draw then takes every next step as often as its share of those ways.

use zeroize::Zeroize;

use crate::error::Error;
use crate::model::{PolicyRules, Unit, contains};
use crate::names::Banned;
use crate::policy::{GROUPS, Policy};
use crate::random::{Pool, Random};
use crate::words::Words;

/// How many numbers of 32 bits may be kept: 32 MiB.
const MAX_LIMBS: usize = 1 << 23;

/// How many numbers of 32 bits may be written or added up, which bounds the time.
const MAX_WORK: usize = 1 << 27;

/// A whole number of any size: 32 bits at a time, the lowest first.
#[derive(Debug, Clone, Default)]
struct BigUint(Vec<u32>);

impl BigUint {
    /// Adds `factor` times the other number.
    fn add_multiple(&mut self, other: &Self, factor: u32) {
        let mut carry = 0u64;
        let mut place = 0usize;
        while place < other.0.len() || carry > 0 {
            if place == self.0.len() {
                self.0.push(0);
            }
            if let Some(limb) = self.0.get_mut(place) {
                let product = u64::from(other.limb(place)).wrapping_mul(factor.into());
                // (2³² − 1)² + 2 (2³² − 1) is the largest number of 64 bits.
                let sum = product.wrapping_add(u64::from(*limb)).wrapping_add(carry);
                *limb = low(sum);
                carry = sum >> 32;
            }
            place = place.saturating_add(1);
        }
    }

    fn limb(&self, place: usize) -> u32 {
        self.0.get(place).copied().unwrap_or(0)
    }

    fn is_zero(&self) -> bool {
        self.0.iter().all(|limb| *limb == 0)
    }

    fn is_below(&self, other: &Self) -> bool {
        let places = (0..self.0.len().max(other.0.len())).rev();
        places
            .map(|place| (self.limb(place), other.limb(place)))
            .find(|(own, others)| own != others)
            .is_some_and(|(own, others)| own < others)
    }

    /// A number below this one, which must not be 0; each is as likely as any other.
    fn draw_below<R: Random>(&self, pool: &mut Pool<R>) -> Result<Self, Error> {
        let top = self.0.last().copied().unwrap_or(0);
        let mask = u32::MAX.checked_shr(top.leading_zeros()).unwrap_or(0);
        loop {
            let mut drawn = Self::default();
            for _ in &self.0 {
                drawn.0.push(pool.number()?);
            }
            if let Some(last) = drawn.0.last_mut() {
                *last &= mask;
            }
            if drawn.is_below(self) {
                return Ok(drawn);
            }
            drawn.0.zeroize();
        }
    }

    /// The number as a fraction and the power of two to multiply it by.
    fn scaled(&self) -> (f64, u32) {
        let kept = self.0.len().min(3);
        let fraction = self.0.iter().rev().take(kept);
        let fraction = fraction.fold(0.0, |sum, &limb| sum * 4_294_967_296.0 + f64::from(limb));
        let left = u32::try_from(self.0.len().saturating_sub(kept)).unwrap_or(0);
        (fraction, left.saturating_mul(32))
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn low(number: u64) -> u32 {
    number as u32
}

/// Characters that no rule tells apart.
struct Group {
    mask: u16,
    /// Whether they may stand first.
    first: bool,
    /// Whether they may stand last.
    last: bool,
    characters: Vec<char>,
}

/// Where the machine stands: the numbers at the places below; then of each class how many characters came, of each class how
/// many of them stand in a row now, and of each group how many characters differed. A number that no rule needs, or that none
/// needs any more, has one fixed value, so that states which differ in nothing else are one.
type State = Vec<u32>;

/// How much of a word came that must not be contained, in any case of letters.
const CONTAINED: usize = 0;
/// The same of words that must not be contained exactly so.
const CONTAINED_EXACTLY: usize = 1;
/// How much came of passwords that are forbidden, in any case of letters: 0 where what came begins none.
const EQUAL: usize = 2;
/// The same of passwords that are forbidden exactly so.
const EQUAL_EXACTLY: usize = 3;
/// The group of the last character, counted from 1.
const LAST: usize = 4;
/// How often the last character stands in a row.
const RUN: usize = 5;
/// Whether the last character is the successor of the one before it (`UP`), its predecessor (`DOWN`), or neither (0).
const DIRECTION: usize = 6;
/// How many characters follow each other in that direction.
const SEQUENCE: usize = 7;
/// How many bytes of UTF-8 came.
const BYTES: usize = 8;
/// How many UTF-16 units came.
const UNITS: usize = 9;
/// The first class.
const CLASSES: usize = 10;

const UP: u32 = 1;
const DOWN: u32 = 2;

/// Stands for the number of different characters of a group if it makes no difference.
const ENOUGH: u32 = u32::MAX;

fn get(state: &State, place: usize) -> u32 {
    state.get(place).copied().unwrap_or(0)
}

fn set(state: &mut State, place: usize, number: u32) {
    if let Some(slot) = state.get_mut(place) {
        *slot = number;
    }
}

/// Which characters of its group a step takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// The last one again.
    Last,
    /// Those that have not come yet.
    New,
    /// Those that have come, but not last.
    Used,
    /// All but the last one.
    Any,
}

struct Step {
    group: usize,
    taken: Taken,
    ways: u32,
    to: usize,
}

/// The passwords of one length that a policy accepts, counted.
pub(crate) struct Count {
    groups: Vec<Group>,
    length: usize,
    repeats: bool,
    steps: Vec<Vec<Step>>,
    /// For each number of characters left, from each state the number of ways to an accepted end.
    ways: Vec<Vec<BigUint>>,
}

impl std::fmt::Debug for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Count(…)")
    }
}

/// The rules, as far as they concern the machine.
struct Machine<'a> {
    rules: &'a PolicyRules,
    banned: &'a Banned,
    limits: &'a Limits,
    groups: &'a [Group],
    /// Whether it must be counted how many characters differ.
    different: bool,
    /// Of each class, how many characters are counted at most.
    caps: Vec<u32>,
}

/// The limits of the policy that a password of the length can break; 0 for one that it cannot break.
pub(crate) struct Limits {
    /// How often a character may stand in a row.
    repeats: u32,
    /// How many characters of a class may stand in a row.
    runs: u32,
    /// How many characters may follow each other in order.
    sequences: u32,
    /// How many bytes of UTF-8 there may be.
    bytes: u32,
    /// How many UTF-16 units there may be.
    units: u32,
    /// Of each class how many characters there may be.
    most: Vec<u32>,
}

impl Limits {
    pub(crate) fn of(rules: &PolicyRules, alphabet: &[char], length: u32) -> Self {
        let below = |size: u32, most: u32| if most < size { most } else { 0 };
        let size = |units: fn(char) -> usize| {
            let most = alphabet.iter().map(|&character| units(character)).max();
            length.saturating_mul(number(most.unwrap_or(1)))
        };
        let classes = rules.classes.iter();
        Self {
            repeats: below(length, rules.max_repeats),
            runs: below(length, rules.max_class_run),
            sequences: below(length, rules.max_sequence),
            bytes: below(size(char::len_utf8), rules.max_bytes),
            units: match rules.unit {
                Unit::Utf16 => below(size(char::len_utf16), rules.max_length),
                Unit::Characters | Unit::Bytes => 0,
            },
            most: classes.map(|class| below(length, class.max)).collect(),
        }
    }

    /// Whether a password can break any of them.
    pub(crate) fn is_any(&self) -> bool {
        let limits = [
            self.repeats,
            self.runs,
            self.sequences,
            self.bytes,
            self.units,
        ];
        limits.iter().chain(&self.most).any(|limit| *limit > 0)
    }
}

impl Count {
    /// Counts the passwords of this length and alphabet that the policy accepts and that contain or equal nothing banned.
    ///
    /// # Errors
    ///
    /// [`Error::TooComplex`] if the count would take too much memory or time.
    pub(crate) fn new(
        policy: &Policy,
        alphabet: &[char],
        length: u32,
        banned: &Banned,
    ) -> Result<Self, Error> {
        let rules = policy.rules();
        let limits = Limits::of(rules, alphabet, length);
        let groups = groups(policy, alphabet, banned, &limits);
        let itemized = rules.classes.iter().filter(|class| class.min > 0).count();
        let presence = u32::from((rules.min_classes as usize) > itemized);
        // Groups of the policy that share no character make as many different ones as must be there.
        let apart = groups.iter().all(|group| group.mask.count_ones() <= 1);
        let present = itemized.max(rules.min_classes as usize);
        let machine = Machine {
            rules,
            banned,
            limits: &limits,
            groups: &groups,
            different: rules.min_different > 1
                && !(apart && present >= rules.min_different as usize),
            caps: (rules.classes.iter().zip(&limits.most))
                .map(|(class, most)| class.min.max(presence).max(*most))
                .collect(),
        };
        let length = length as usize;
        // An alphabet of at most 2²¹ characters: so many bits a character, and one number of 32 bits is begun.
        let bits = usize::BITS.saturating_sub(alphabet.len().leading_zeros()) as usize;
        let limbs = length.saturating_mul(bits).div_ceil(32).saturating_add(8);
        let most = MAX_LIMBS
            .checked_div(limbs.saturating_mul(length.saturating_add(1)))
            .unwrap_or(0);
        // Each step is a state that is looked up, and then a number that is added for each length.
        let state = machine.start().len();
        let step = limbs.saturating_mul(length).saturating_add(state);
        let most_steps = MAX_WORK.checked_div(step).unwrap_or(0);
        let (accepted, steps, reached) = machine.explore(length, most, most_steps)?;
        let one = |accepted: &bool| BigUint(vec![u32::from(*accepted)]);
        let mut ways: Vec<Vec<BigUint>> = vec![accepted.iter().map(one).collect()];
        for (left, reached) in reached.iter().rev().skip(1).enumerate() {
            let shorter = ways.last().map(Vec::as_slice).unwrap_or_default();
            let longer = steps.iter().take(*reached).map(|steps| {
                let mut sum = BigUint::default();
                for step in steps {
                    if !fits(&groups, step, left, length) {
                        continue;
                    }
                    if let Some(ways) = shorter.get(step.to) {
                        sum.add_multiple(ways, step.ways);
                    }
                }
                sum
            });
            let longer = longer.collect();
            ways.push(longer);
        }
        Ok(Self {
            groups,
            length,
            repeats: limits.repeats > 0,
            steps,
            ways,
        })
    }

    fn ways(&self, left: usize, state: usize) -> Option<&BigUint> {
        self.ways.get(left)?.get(state)
    }

    /// Whether there is no such password.
    pub(crate) fn is_zero(&self) -> bool {
        self.ways(self.length, 0).is_none_or(BigUint::is_zero)
    }

    /// How many there are: a fraction, and the power of two to multiply it by.
    pub(crate) fn scaled(&self) -> (f64, u32) {
        self.ways(self.length, 0).map_or((0.0, 0), BigUint::scaled)
    }

    /// Draws one of them, each as likely as any other; `password` must be empty.
    pub(crate) fn draw<R: Random>(
        &self,
        pool: &mut Pool<R>,
        password: &mut Vec<char>,
    ) -> Result<(), Error> {
        let none = || Error::UnsatisfiablePolicy("no password of this length meets it");
        if self.is_zero() {
            return Err(none());
        }
        let mut state = 0;
        for left in (0..self.length).rev() {
            let all = self.ways(left.saturating_add(1), state).ok_or_else(none)?;
            let mut drawn = all.draw_below(pool)?;
            let mut sum = BigUint::default();
            let taken = self.steps.get(state).and_then(|steps| {
                steps.iter().find(|step| {
                    if !fits(&self.groups, step, left, self.length) {
                        return false;
                    }
                    if let Some(ways) = self.ways(left, step.to) {
                        sum.add_multiple(ways, step.ways);
                    }
                    drawn.is_below(&sum)
                })
            });
            drawn.0.zeroize();
            let step = taken.ok_or_else(none)?;
            let place = pool.below(step.ways)? as usize;
            let character = self.pick(step, password, place).ok_or_else(none)?;
            password.push(character);
            state = step.to;
        }
        Ok(())
    }

    /// The character at this place among those that the step takes.
    fn pick(&self, step: &Step, before: &[char], place: usize) -> Option<char> {
        let last = before.last().filter(|_| self.repeats);
        let group = self.groups.get(step.group)?;
        let taken = group
            .characters
            .iter()
            .filter(|character| match step.taken {
                Taken::Last => last == Some(*character),
                Taken::New => !before.contains(character),
                Taken::Used => last != Some(*character) && before.contains(character),
                Taken::Any => last != Some(*character),
            });
        taken.copied().nth(place)
    }
}

/// Whether a character of the step's group may stand at its place, with `left` characters of `length` after it.
fn fits(groups: &[Group], step: &Step, left: usize, length: usize) -> bool {
    groups.get(step.group).is_some_and(|group| {
        (group.first || left.saturating_add(1) != length) && (group.last || left != 0)
    })
}

/// The alphabet in groups. Characters that a rule tells apart are of different ones.
fn groups(policy: &Policy, alphabet: &[char], banned: &Banned, limits: &Limits) -> Vec<Group> {
    let rules = policy.rules();
    let mut keys: Vec<[u32; 6]> = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for &character in alphabet {
        let point = u32::from(character);
        let mask = policy.mask(point) & GROUPS;
        let [contained, exactly, equal, equal_exactly] =
            banned.all().map(|words| words.letter(point).unwrap_or(0));
        let is_near = |other: &char| point.abs_diff((*other).into()) == 1;
        let in_sequences = limits.sequences > 0 && alphabet.iter().any(is_near);
        // A space at an end is easily lost in a copy.
        let stands =
            |set: &[(char, char)]| character != ' ' && (set.is_empty() || contains(set, point));
        let (first, last) = (stands(&rules.first), stands(&rules.last));
        let key = [
            u32::from(mask) << 2 | u32::from(first) << 1 | u32::from(last),
            contained.max(equal),
            exactly.max(equal_exactly),
            if in_sequences { point } else { 0 },
            if limits.bytes > 0 {
                number(character.len_utf8())
            } else {
                0
            },
            if limits.units > 0 {
                number(character.len_utf16())
            } else {
                0
            },
        ];
        let known = keys.iter().position(|known| *known == key);
        if let Some(group) = known.and_then(|place| groups.get_mut(place)) {
            group.characters.push(character);
            continue;
        }
        keys.push(key);
        groups.push(Group {
            mask,
            first,
            last,
            characters: vec![character],
        });
    }
    groups
}

/// Of each state, whether a password may end there and the steps from it; and how many states are reached by at most so many
/// characters, from 0 up.
type StateGraph = (Vec<bool>, Vec<Vec<Step>>, Vec<usize>);

impl Machine<'_> {
    fn explore(&self, length: usize, most: usize, most_steps: usize) -> Result<StateGraph, Error> {
        let mut states = States::default();
        states.place(self.start());
        let (mut steps, mut reached, mut taken) = (Vec::new(), vec![1], 0usize);
        for _ in 0..length {
            let end = states.all.len();
            while let Some(state) = states.all.get(steps.len()).filter(|_| steps.len() < end) {
                let from = self.steps(&state.clone(), &mut states);
                taken = taken.saturating_add(from.len());
                steps.push(from);
                if states.all.len() > most || taken > most_steps {
                    return Err(Error::TooComplex);
                }
            }
            reached.push(states.all.len());
        }
        let accepted = states.all.iter().map(|state| self.accepts(state)).collect();
        Ok((accepted, steps, reached))
    }

    /// The state before the first character.
    fn start(&self) -> State {
        let mut start = vec![0; self.differing()];
        for (place, words) in [
            (EQUAL, &self.banned.equal),
            (EQUAL_EXACTLY, &self.banned.equal_exactly),
        ] {
            if !words.is_empty() {
                set(&mut start, place, Words::START.saturating_add(1));
            }
        }
        if self.different {
            start.extend(self.groups.iter().map(|_| 0));
        }
        start
    }

    /// The place in a state from which on it has, of each class, how many characters stand in a row.
    fn runs(&self) -> usize {
        CLASSES.saturating_add(self.caps.len())
    }

    /// The place in a state from which on it has, of each group, how many characters differed.
    fn differing(&self) -> usize {
        self.runs().saturating_add(self.caps.len())
    }

    fn accepts(&self, state: &State) -> bool {
        let (mut present, mut itemized) = (0u32, 0u32);
        for (class, count) in self.rules.classes.iter().zip(state.iter().skip(CLASSES)) {
            if *count < class.min {
                return false;
            }
            present = present.saturating_add((*count).min(1));
            itemized = itemized.saturating_add(class.min.min(1));
        }
        let equals = |place: usize, words: &Words| {
            let node = get(state, place).checked_sub(1);
            node.is_some_and(|node| words.found(node).is_some())
        };
        (!self.different || get(state, self.differing()) == ENOUGH)
            && (itemized >= self.rules.min_classes || present >= self.rules.min_classes)
            && !equals(EQUAL, &self.banned.equal)
            && !equals(EQUAL_EXACTLY, &self.banned.equal_exactly)
    }

    /// The steps from a state.
    fn steps(&self, state: &State, states: &mut States) -> Vec<Step> {
        let mut steps = Vec::new();
        for (place, group) in self.groups.iter().enumerate() {
            let Some(mut next) = self.next(state, place, group) else {
                continue;
            };
            let mut add = |taken, ways, next: &State| {
                if ways > 0 {
                    let to = states.place(next.clone());
                    steps.push(Step {
                        group: place,
                        taken,
                        ways,
                        to,
                    });
                }
            };
            let size = number(group.characters.len());
            let again = self.limits.repeats > 0 && get(state, LAST) == number_of(place);
            let run = get(state, RUN);
            if again && run < self.limits.repeats {
                let mut next = next.clone();
                set(&mut next, RUN, run.saturating_add(1));
                add(Taken::Last, 1, &next);
            }
            if self.limits.repeats > 0 {
                set(&mut next, RUN, 1);
            }
            let at = self.differing().saturating_add(place);
            let used = if self.different {
                get(state, at)
            } else {
                ENOUGH
            };
            if used == ENOUGH {
                add(Taken::Any, size.saturating_sub(again.into()), &next);
                continue;
            }
            add(Taken::Used, used.saturating_sub(again.into()), &next);
            set(&mut next, at, used.saturating_add(1));
            let groups = next.get_mut(self.differing()..).unwrap_or_default();
            if groups.iter().sum::<u32>() >= self.rules.min_different {
                groups.fill(ENOUGH);
            }
            add(Taken::New, size.saturating_sub(used), &next);
        }
        steps
    }

    /// The state after a character of the group, but for how often it stands in a row and whether it is a new one; `None`
    /// where a rule is broken.
    fn next(&self, state: &State, place: usize, group: &Group) -> Option<State> {
        let (first, limits) = (*group.characters.first()?, self.limits);
        let point = u32::from(first);
        let mut next = state.clone();
        for (place, words) in [
            (CONTAINED, &self.banned.contained),
            (CONTAINED_EXACTLY, &self.banned.contained_exactly),
        ] {
            let word = words.step(get(state, place), point);
            if words.found(word).is_some() {
                return None;
            }
            set(&mut next, place, word);
        }
        for (place, words) in [
            (EQUAL, &self.banned.equal),
            (EQUAL_EXACTLY, &self.banned.equal_exactly),
        ] {
            let node = get(state, place).checked_sub(1);
            let node = node.and_then(|node| words.go_on(node, point));
            set(
                &mut next,
                place,
                node.map_or(0, |node| node.saturating_add(1)),
            );
        }
        for (class, (cap, most)) in self.caps.iter().zip(&limits.most).enumerate() {
            let one = u32::from(group.mask >> class & 1);
            let at = CLASSES.saturating_add(class);
            let count = get(state, at).saturating_add(one);
            if *most > 0 && count > *most {
                return None;
            }
            set(&mut next, at, count.min(*cap));
            if limits.runs > 0 {
                let at = self.runs().saturating_add(class);
                let run = get(state, at).saturating_add(1).saturating_mul(one);
                if run > limits.runs {
                    return None;
                }
                set(&mut next, at, run);
            }
        }
        if limits.repeats > 0 || limits.sequences > 0 {
            set(&mut next, LAST, number_of(place));
        }
        if limits.sequences > 0 {
            let direction = self.direction(state, point);
            let length = match direction {
                0 => 1,
                _ if direction == get(state, DIRECTION) => get(state, SEQUENCE).saturating_add(1),
                _ => 2,
            };
            if length > limits.sequences {
                return None;
            }
            set(&mut next, DIRECTION, direction);
            set(&mut next, SEQUENCE, length);
        }
        for (at, units, most) in [
            (BYTES, first.len_utf8(), limits.bytes),
            (UNITS, first.len_utf16(), limits.units),
        ] {
            if most > 0 {
                let units = get(state, at).saturating_add(number(units));
                if units > most {
                    return None;
                }
                set(&mut next, at, units);
            }
        }
        Some(next)
    }

    /// The direction from the last character to this one, as at [`DIRECTION`]. Characters that follow one another are groups of
    /// their own, so that the group says which the last one was.
    fn direction(&self, state: &State, point: u32) -> u32 {
        let last = (get(state, LAST) as usize).checked_sub(1);
        let last = last.and_then(|last| self.groups.get(last)?.characters.first());
        let last = last.map(|last| u32::from(*last));
        match last {
            Some(last) if last.saturating_add(1) == point => UP,
            Some(last) if point.saturating_add(1) == last => DOWN,
            Some(_) | None => 0,
        }
    }
}

/// The number of a group in a state: its place, counted from 1.
fn number_of(place: usize) -> u32 {
    number(place).saturating_add(1)
}

fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The states met so far, each once, found again by hash.
///
/// The table is written out: hashbrown's, as fast, makes the core module 1.06 kB larger after gzip, and the standard library's map,
/// which needs a copy of each state, 1.55 kB larger and more than ten times slower.
#[derive(Default)]
struct States {
    all: Vec<State>,
    /// Places in `all`, counted from 1; 0 where there is none. Its length is 0 or a power of two.
    table: Vec<u32>,
}

impl States {
    /// The place of the state in `all`, where it is put if it is not there.
    fn place(&mut self, state: State) -> usize {
        if self.all.len().saturating_mul(2) >= self.table.len() {
            self.table = vec![0; self.table.len().saturating_mul(2).max(64)];
            for index in 0..self.all.len() {
                let slot = self.all.get(index).map(|state| self.slot(state));
                self.note(slot, index);
            }
        }
        let slot = self.slot(&state);
        let known = self.table.get(slot).map_or(0, |place| *place as usize);
        known.checked_sub(1).unwrap_or_else(|| {
            let index = self.all.len();
            self.all.push(state);
            self.note(Some(slot), index);
            index
        })
    }

    fn note(&mut self, slot: Option<usize>, index: usize) {
        let place = slot.and_then(|slot| self.table.get_mut(slot));
        if let (Some(place), Ok(index)) = (place, u32::try_from(index)) {
            *place = index.saturating_add(1);
        }
    }

    /// Where in the table the state is, or where it is to go.
    fn slot(&self, state: &State) -> usize {
        let hash = state.iter().fold(0u32, |hash, number| {
            (hash ^ number).wrapping_mul(0x9E37_79B1).rotate_left(15)
        });
        let mask = self.table.len().saturating_sub(1);
        let mut slot = hash as usize & mask;
        while let Some(index) = self.table.get(slot).and_then(|place| place.checked_sub(1)) {
            if self.all.get(index as usize) == Some(state) {
                break;
            }
            slot = slot.wrapping_add(1) & mask;
        }
        slot
    }
}
