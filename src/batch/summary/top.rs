//! The few that come first of many.

/// The `most` items with the lowest keys, in their order.
#[derive(Clone, Debug)]
pub(super) struct Top<K, T> {
    most: usize,
    items: Vec<(K, T)>,
}

impl<K: Ord, T> Top<K, T> {
    pub fn new(most: usize) -> Self {
        Self { most, items: Vec::with_capacity(most + 1) }
    }

    /// Adds an item, which is made only when it is among them. Of equal keys the earlier one stays before.
    pub fn add(&mut self, key: K, item: impl FnOnce() -> T) {
        let at = self.items.partition_point(|(other, _)| *other <= key);
        if at < self.most {
            self.items.insert(at, (key, item()));
            self.items.truncate(self.most);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_stay_in_order_and_of_equal_ones_the_first() {
        let mut top = Top::new(3);
        for (at, key) in [5, 1, 4, 1, 9, 2].into_iter().enumerate() {
            top.add(key, || (key, at));
        }
        assert!(top.iter().eq(&[(1, 1), (1, 3), (2, 5)]));
    }
}
