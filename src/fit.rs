//! Checks that a whole text fits a pattern, or finds the character that does not.
//!
//! Most texts fit on the first, greedy try. Others are matched run by run, from one set of reachable positions to the next.
//! That is exact and never backtracks; the time is proportional to the length of the text times the number of runs.

use crate::model::{Pattern, Run};
use crate::text::Text;

/// So many characters are matched run by run. What follows must fit the last run.
const MAX_POINTS: usize = 4096;

/// How a text fits a pattern. Positions count characters from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// All of it fits.
    Whole,
    /// It ends before the pattern does, or is too long to say where it does not fit.
    Cut,
    /// It goes on after the pattern ends.
    Longer {
        /// The first character after the end.
        position: u32,
    },
    /// It has a character that the pattern does not allow.
    Wrong {
        /// That character.
        position: u32,
    },
}

/// Matches the text against the pattern.
pub(crate) fn fit<T: Text>(pattern: &Pattern, text: T) -> Fit {
    if fits(pattern, text) {
        return Fit::Whole;
    }
    let points: Vec<u32> = text.code_points().take(MAX_POINTS).collect();
    let points = zeroize::Zeroizing::new(points);
    let mut furthest = Furthest::default();
    for runs in &pattern.alternatives {
        if is_fixed(runs) {
            furthest.step(runs, &points);
        } else if furthest.follow(runs, &points) {
            let Some((fitting, ended)) = beyond(runs, text) else {
                return Fit::Whole;
            };
            furthest.note(points.len().saturating_add(fitting), ended);
        }
    }
    let position = u32::try_from(furthest.at)
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let goes_on = text.code_points().nth(MAX_POINTS).is_some();
    if furthest.at == points.len() && !(goes_on && furthest.ended) {
        Fit::Cut
    } else if furthest.ended {
        Fit::Longer { position }
    } else {
        Fit::Wrong { position }
    }
}

/// How many characters after those matched run by run fit the last run, and whether it takes no more; `None` if all of them fit.
fn beyond<T: Text>(runs: &[Run], text: T) -> Option<(usize, bool)> {
    let open = runs.last().filter(|run| run.max == u32::MAX);
    let mut rest = text.code_points().skip(MAX_POINTS);
    let fitting = rest.position(|point| !open.is_some_and(|run| run.set.has(point)))?;
    Some((fitting, open.is_none()))
}

/// Whether the text fits if each run takes as much as it can. If not, it may still fit in another way.
fn fits<T: Text>(pattern: &Pattern, text: T) -> bool {
    pattern.alternatives.iter().any(|runs| {
        let mut points = text.code_points();
        let mut next = points.next();
        for run in runs {
            let mut count = 0u32;
            while let Some(point) = next {
                if count == run.max || !run.set.has(point) {
                    break;
                }
                count = count.saturating_add(1);
                next = points.next();
            }
            if count < run.min {
                return false;
            }
        }
        next.is_none()
    })
}

/// Whether each run but the last has a fixed length, so that there is only one way to match.
fn is_fixed(runs: &[Run]) -> bool {
    let before = runs.split_last().map_or(&[][..], |(_, before)| before);
    before.iter().all(|run| run.min == run.max)
}

/// How far the best alternative matched.
#[derive(Default)]
struct Furthest {
    /// How many characters it matched.
    at: usize,
    /// Whether an alternative ended there and takes no more.
    ended: bool,
}

impl Furthest {
    /// Follows an alternative that can match in one way only, as far as it goes.
    fn step(&mut self, runs: &[Run], points: &[u32]) {
        let (mut at, mut whole) = (0usize, true);
        for run in runs {
            let rest = points.get(at..).unwrap_or_default();
            let fitting = rest.iter().take_while(|point| run.set.has(**point));
            let count = fitting.take(run.max as usize).count();
            at = at.saturating_add(count);
            whole = count >= run.min as usize;
            if !whole {
                break;
            }
        }
        self.note(
            at,
            whole && runs.last().is_none_or(|run| run.max != u32::MAX),
        );
    }

    /// Records how far an alternative matched, and whether it takes no more there.
    fn note(&mut self, at: usize, ended: bool) {
        if at > self.at {
            *self = Self { at, ended };
        } else if at == self.at {
            self.ended |= ended;
        }
    }

    /// Follows an alternative through the text. Returns whether it matches all of it.
    fn follow(&mut self, runs: &[Run], points: &[u32]) -> bool {
        // Position `i` is reached where `i` characters can have been taken.
        let mut reached = vec![false; points.len().saturating_add(1)];
        if let Some(first) = reached.first_mut() {
            *first = true;
        }
        let mut furthest = 0;
        for run in runs {
            let (next, far) = advance(run, points, &reached);
            furthest = furthest.max(far);
            reached = next;
        }
        let last = reached.iter().rposition(|&is| is);
        if last == Some(points.len()) {
            return true;
        }
        let bounded = runs.last().is_none_or(|run| run.max != u32::MAX);
        let ended = bounded && last == Some(furthest);
        self.note(furthest, ended);
        false
    }
}

/// The positions that a run reaches from those before it; and how far it matched, even if that is not enough.
fn advance(run: &Run, points: &[u32], starts: &[bool]) -> (Vec<bool>, usize) {
    let (min, max) = (run.min as usize, run.max as usize);
    // How many characters of the set stand from each position on.
    let mut fitting = vec![0usize; starts.len()];
    let mut count = 0usize;
    let backwards = fitting.iter_mut().take(points.len()).rev();
    for (fits, &point) in backwards.zip(points.iter().rev()) {
        count = if run.set.has(point) {
            count.saturating_add(1)
        } else {
            0
        };
        *fits = count;
    }
    let mut ends = vec![false; starts.len()];
    let mut furthest = 0;
    // Ends below this are marked: each start only marks those beyond, so that all starts together take one pass.
    let mut marked = 0;
    for (start, (_, &fits)) in starts
        .iter()
        .zip(&fitting)
        .enumerate()
        .filter(|(_, (is, _))| **is)
    {
        let last = start.saturating_add(fits.min(max));
        furthest = furthest.max(last);
        let first = start.saturating_add(min);
        if first > last {
            continue;
        }
        if let Some(new) = ends.get_mut(first.max(marked)..=last) {
            new.fill(true);
        }
        marked = marked.max(last.saturating_add(1));
    }
    (ends, furthest)
}
