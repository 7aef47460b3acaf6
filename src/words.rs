//! Words in; whether a text contains one of them out, without regard to case and in one pass (Aho and Corasick).

use crate::text::Text;

/// A word without its case, as code points.
pub(crate) type Word = Vec<u32>;

/// A part of a user's name counts by itself from this length on. Shorter ones are in too many good passwords.
const MIN_PART: usize = 4;

/// Words to look for. A user's name may be among them, so that `Debug` shows none.
#[derive(Clone)]
pub(crate) struct Words {
    /// The beginnings of all words as a tree; the first is the empty one.
    nodes: Vec<Node>,
}

/// A beginning of a word. Numbers are places in the list of nodes; 0 stands for none where the empty beginning cannot be.
#[derive(Clone, Default)]
struct Node {
    /// Its last code point.
    point: u32,
    /// The first beginning that is longer by one.
    child: u32,
    /// The next one that differs in the last code point only.
    sibling: u32,
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

    pub(crate) fn new(words: &[Word]) -> Self {
        let mut all = Self {
            nodes: vec![Node::default()],
        };
        for (number, word) in (1..).zip(words) {
            let mut node = Self::START;
            for &point in word {
                node = all
                    .child(node, point)
                    .unwrap_or_else(|| all.grow(node, point));
            }
            if let Some(last) = all
                .nodes
                .get_mut(node as usize)
                .filter(|_| node != Self::START)
            {
                last.word = number;
            }
        }
        all.link();
        all
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    fn at(&self, node: u32) -> Node {
        self.nodes.get(node as usize).cloned().unwrap_or_default()
    }

    fn child(&self, node: u32, point: u32) -> Option<u32> {
        let mut child = self.at(node).child;
        while child != 0 {
            let Node {
                point: own,
                sibling,
                ..
            } = self.at(child);
            if own == point {
                return Some(child);
            }
            child = sibling;
        }
        None
    }

    fn grow(&mut self, parent: u32, point: u32) -> u32 {
        let new = u32::try_from(self.nodes.len()).unwrap_or(0);
        let sibling = self.at(parent).child;
        if let Some(parent) = self.nodes.get_mut(parent as usize) {
            parent.child = new;
        }
        self.nodes.push(Node {
            point,
            sibling,
            ..Node::default()
        });
        new
    }

    /// Finds for each beginning the longest other one that it ends with, the short ones first.
    fn link(&mut self) {
        let mut queue = vec![Self::START];
        let mut next = 0usize;
        while let Some(&parent) = queue.get(next) {
            next = next.saturating_add(1);
            let mut child = self.at(parent).child;
            while child != 0 {
                let Node {
                    point,
                    sibling,
                    word,
                    ..
                } = self.at(child);
                let shorter = if parent == Self::START {
                    Self::START
                } else {
                    self.step(self.at(parent).shorter, point)
                };
                let inherited = self.at(shorter).word;
                if let Some(node) = self.nodes.get_mut(child as usize) {
                    node.shorter = shorter;
                    node.word = if word == 0 { inherited } else { word };
                }
                queue.push(child);
                child = sibling;
            }
        }
    }

    /// Where a search stands after one more code point, whose case does not matter.
    pub(crate) fn step(&self, mut node: u32, point: u32) -> u32 {
        let point = fold(point);
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

    /// Whether a word has this letter, whatever its case.
    pub(crate) fn have(&self, point: u32) -> bool {
        let mut nodes = self.nodes.iter().skip(1);
        nodes.any(|node| node.point == fold(point))
    }

    /// The place of the word, counted from 0, that was found when a search stands here.
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
}

/// The word without its case.
pub(crate) fn word<T: Text>(text: T) -> Word {
    text.code_points().map(fold).collect()
}

/// A user's name, and of its parts between characters that are neither letters nor digits those of four or more.
pub(crate) fn name_and_parts<T: Text>(name: T) -> Vec<Word> {
    let whole = word(name);
    let parts = whole.split(|&point| !is_alphanumeric(point));
    let mut words: Vec<Word> = parts
        .filter(|part| part.len() >= MIN_PART && part.len() < whole.len())
        .map(<[u32]>::to_vec)
        .collect();
    words.push(whole);
    words
}

/// Whether it is a digit or a letter; what lies above U+00BF is taken for a letter, but for × and ÷.
const fn is_alphanumeric(point: u32) -> bool {
    matches!(point, 0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xB5 | 0xBA | 0xC0..)
        && !matches!(point, 0xD7 | 0xF7)
}

/// The small letter of a capital one, up to U+00FF; directories keep user names within those.
pub(crate) const fn fold(point: u32) -> u32 {
    match point {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => point | 0x20,
        _ => point,
    }
}
