//! Which cells were run, and in which order.

use super::cells::CellId;

/// So many runs are kept; of a cell that was run again, the earlier ones go first.
const MOST: usize = 200;

/// The cells in the order in which they were run.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Runs(Vec<Run>);

/// One run of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) id: CellId,
    /// Its number: the `3` of `In [3]`.
    pub(super) count: usize,
    /// What the cell said then, where that counts for as long as the run is remembered.
    pub(super) said: Option<String>,
}

impl Runs {
    /// One more run.
    pub(super) fn record(&mut self, id: CellId, said: Option<String>) {
        self.0.push(Run { id, count: self.count() + 1, said });
        if self.0.len() > MOST {
            let oldest = (0..self.0.len()).find(|at| !self.is_last(*at)).unwrap_or(0);
            self.0.remove(oldest);
        }
    }

    /// The number of the last run; 0 before the first.
    pub(super) fn count(&self) -> usize {
        self.0.last().map_or(0, |run| run.count)
    }

    pub(super) fn has(&self, id: CellId) -> bool {
        self.0.iter().any(|run| run.id == id)
    }

    /// Each run, and whether it is the last one of its cell.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Run, bool)> {
        self.0.iter().enumerate().map(|(at, run)| (run, self.is_last(at)))
    }

    fn is_last(&self, at: usize) -> bool {
        self.0[at + 1..].iter().all(|later| later.id != self.0[at].id)
    }
}
