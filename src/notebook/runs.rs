//! Which cells were run, and in which order.

use super::cells::CellId;

/// So many runs are kept; of a cell that was run again, the earlier ones go first.
const MOST: usize = 200;

/// The cells in the order in which they were run, each with its number: the `3` of `In [3]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Runs(Vec<(CellId, usize)>);

impl Runs {
    /// One more run.
    pub(super) fn record(&mut self, id: CellId) {
        self.0.push((id, self.count() + 1));
        if self.0.len() > MOST {
            let oldest = (0..self.0.len()).find(|at| !self.is_last(*at)).unwrap_or(0);
            self.0.remove(oldest);
        }
    }

    /// The number of the last run; 0 before the first.
    pub(super) fn count(&self) -> usize {
        self.0.last().map_or(0, |(_, count)| *count)
    }

    pub(super) fn has(&self, id: CellId) -> bool {
        self.0.iter().any(|(run, _)| *run == id)
    }

    /// Each run: the cell, its number, and whether that is the last run of this cell.
    pub(super) fn all(&self) -> impl Iterator<Item = (CellId, usize, bool)> {
        self.0.iter().enumerate().map(|(at, (id, count))| (*id, *count, self.is_last(at)))
    }

    fn is_last(&self, at: usize) -> bool {
        let (id, _) = self.0[at];
        self.0[at + 1..].iter().all(|(later, _)| *later != id)
    }
}
