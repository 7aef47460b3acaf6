//! Sorts a list. The standard library's sorts are several times the code, in a crate that is built for size.

/// Sorts in place by a heap, in time in proportion to n log n whatever the order was.
pub(crate) fn sort<T: Ord + Copy>(items: &mut [T]) {
    let mut length = items.len();
    // First the heap is built, from its lower half up; then its greatest is taken out, one after the other.
    let mut root = length / 2;
    while length > 1 {
        if root > 0 {
            root = root.saturating_sub(1);
        } else {
            length = length.saturating_sub(1);
            exchange(items, 0, length);
        }
        sink(items, root, length);
    }
}

/// Lets an item sink until none below it is greater.
fn sink<T: Ord + Copy>(items: &mut [T], mut parent: usize, length: usize) {
    loop {
        let left = parent.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        if left >= length {
            return;
        }
        let greater = if right < length && items.get(right) > items.get(left) {
            right
        } else {
            left
        };
        if items.get(greater) <= items.get(parent) {
            return;
        }
        exchange(items, greater, parent);
        parent = greater;
    }
}

/// As `slice::swap`, but out of bounds it does nothing, where `swap` panics.
fn exchange<T: Copy>(items: &mut [T], one: usize, other: usize) {
    if let (Some(&first), Some(&second)) = (items.get(one), items.get(other)) {
        for (place, item) in [(one, second), (other, first)] {
            if let Some(slot) = items.get_mut(place) {
                *slot = item;
            }
        }
    }
}
