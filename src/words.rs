//! Finds words in a text, or whether it equals one, in one pass (Aho and Corasick).

use crate::sort::sort;
use crate::text::Text;

/// A word as code points.
pub(crate) type Word = Vec<u32>;

/// Whether the case of letters makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `A` is `a`.
    Folded,
    /// `A` is not `a`.
    Exact,
}

impl Case {
    /// The code point as it is compared.
    pub(crate) const fn of(self, point: u32) -> u32 {
        match self {
            Self::Folded => fold(point),
            Self::Exact => point,
        }
    }
}

/// Words to look for. A user's name may be among them, so that `Debug` shows none.
#[derive(Clone)]
pub(crate) struct Words {
    case: Case,
    /// The beginnings of all words as a tree, the short ones first; the first is the empty one.
    nodes: Vec<Node>,
}

/// A beginning of a word. Numbers are places in the list of nodes.
#[derive(Clone, Default)]
struct Node {
    /// Its last code point.
    point: u32,
    /// The first of the beginnings that are longer by one. They stand side by side, in the order of their last code points.
    children: u32,
    /// The place after the last of them.
    end: u32,
    /// The longest other beginning that it ends with.
    shorter: u32,
    /// The place, counted from 1, of a word that it ends with; 0 for none.
    word: u32,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words(…)")
    }
}

impl Words {
    /// Where a search starts.
    pub(crate) const START: u32 = 0;

    /// Words of which a text may contain one.
    pub(crate) fn contained(words: &[Word], case: Case) -> Self {
        let mut all = Self::equal(words, case);
        all.link();
        all
    }

    /// Words, none of them empty, of which a text may be one. The tree is made in time in proportion to the words but for their
    /// sorting, whatever they begin with.
    pub(crate) fn equal(words: &[Word], case: Case) -> Self {
        let words: Vec<Word> = words
            .iter()
            .map(|word| word.iter().map(|&point| case.of(point)).collect())
            .collect();
        let mut sorted: Vec<(&[u32], u32)> = words.iter().map(Vec::as_slice).zip(1..).collect();
        // What has a beginning in common then stands side by side.
        sort(&mut sorted);
        let mut all = Self {
            case,
            nodes: vec![Node::default()],
        };
        // Of each beginning the words that have it, and how long it is.
        let mut having = vec![(sorted.as_slice(), 0usize)];
        let mut place = 0usize;
        while let Some(&(mut words, length)) = having.get(place) {
            let children = all.count();
            while let Some((word, number)) = words.first() {
                let Some(&point) = word.get(length) else {
                    // The beginning is itself a word.
                    if let Some(node) = all.nodes.get_mut(place) {
                        node.word = *number;
                    }
                    words = words.get(1..).unwrap_or_default();
                    continue;
                };
                let same = words.partition_point(|(word, _)| word.get(length) == Some(&point));
                let (with, others) = words.split_at_checked(same).unwrap_or_default();
                having.push((with, length.saturating_add(1)));
                all.nodes.push(Node {
                    point,
                    ..Node::default()
                });
                words = others;
            }
            let end = all.count();
            if let Some(node) = all.nodes.get_mut(place) {
                (node.children, node.end) = (children, end);
            }
            place = place.saturating_add(1);
        }
        all
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    fn count(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    fn at(&self, node: u32) -> Node {
        self.nodes.get(node as usize).cloned().unwrap_or_default()
    }

    fn child(&self, node: u32, point: u32) -> Option<u32> {
        let Node { children, end, .. } = self.at(node);
        let nodes = self.nodes.get(children as usize..end as usize)?;
        let place = nodes.binary_search_by_key(&point, |child| child.point);
        let place = u32::try_from(place.ok()?).ok()?;
        Some(children.saturating_add(place))
    }

    /// Finds for each beginning the longest other one that it ends with, the short ones first.
    fn link(&mut self) {
        for parent in 0..self.count() {
            let Node {
                children,
                end,
                shorter,
                ..
            } = self.at(parent);
            for child in children..end {
                let shorter = if parent == Self::START {
                    Self::START
                } else {
                    self.step(shorter, self.at(child).point)
                };
                let inherited = self.at(shorter).word;
                if let Some(node) = self.nodes.get_mut(child as usize) {
                    node.shorter = shorter;
                    if node.word == 0 {
                        node.word = inherited;
                    }
                }
            }
        }
    }

    /// The node that a search for contained words reaches by one more code point.
    pub(crate) fn step(&self, mut node: u32, point: u32) -> u32 {
        let point = self.case.of(point);
        loop {
            if let Some(child) = self.child(node, point) {
                return child;
            }
            if node == Self::START {
                return node;
            }
            node = self.at(node).shorter;
        }
    }

    /// The node that a comparison with whole words reaches by one more code point; `None` if no word begins so.
    pub(crate) fn go_on(&self, node: u32, point: u32) -> Option<u32> {
        self.child(node, self.case.of(point))
    }

    /// The code point as which this one is compared; `None` if no word has it.
    pub(crate) fn letter(&self, point: u32) -> Option<u32> {
        let point = self.case.of(point);
        let mut nodes = self.nodes.iter().skip(1);
        nodes.any(|node| node.point == point).then_some(point)
    }

    /// The place, counted from 0, of the word that a search has found at this node; `None` if it has found none.
    pub(crate) fn found(&self, node: u32) -> Option<usize> {
        (self.at(node).word as usize).checked_sub(1)
    }

    /// The place, counted from 0, of a word that the text contains: of the one that ends first.
    pub(crate) fn find<T: Text>(&self, text: T) -> Option<usize> {
        let mut node = Self::START;
        text.code_points().find_map(|point| {
            node = self.step(node, point);
            self.found(node)
        })
    }

    /// The place, counted from 0, of the word that the text is.
    pub(crate) fn equals<T: Text>(&self, text: T) -> Option<usize> {
        let mut points = text.code_points();
        let node = points.try_fold(Self::START, |node, point| self.go_on(node, point));
        self.found(node?)
    }
}

/// The text as a word.
pub(crate) fn word<T: Text>(text: T) -> Word {
    text.code_points().collect()
}

/// The small letter of a capital one of the Latin, Greek, Cyrillic and Armenian blocks, `ς` as `σ`; another code point as it is.
/// Tables for every script would add 11 kB to the module. `İ` has no small letter that is one code point.
const fn fold(point: u32) -> u32 {
    let distance = match point {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => {
            0x20
        }
        0x130 => 0,
        0x100..=0x137
        | 0x14A..=0x177
        | 0x1E00..=0x1E95
        | 0x1EA0..=0x1EFF
        | 0x460..=0x481
        | 0x48A..=0x4BF
        | 0x4D0..=0x52F => !point & 1,
        0x139..=0x148 | 0x179..=0x17E => point & 1,
        0x178 => return 0xFF,
        0x386 => 0x26,
        0x388..=0x38A => 0x25,
        0x38C => 0x40,
        0x38E | 0x38F => 0x3F,
        0x3C2 => 1,
        0x400..=0x40F => 0x50,
        0x531..=0x556 => 0x30,
        _ => 0,
    };
    point.wrapping_add(distance)
}
