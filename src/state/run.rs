//! What a training has done: the path of (w, b) and the loss along it.

use std::sync::Arc;

use super::{Param, Span};

/// So many places of a path are kept; a longer one keeps every second, then every fourth …
const MOST: usize = 1024;

/// A place on the path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Milestone {
    /// After so many epochs.
    pub epoch: u32,
    /// The weight there.
    pub w: f32,
    /// The bias there.
    pub b: f32,
    /// The loss there.
    pub loss: f32,
}

/// The path of a training since w and b were last moved by hand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    epochs: u32,
    path: Arc<Vec<Milestone>>,
    /// How many epochs lie between two milestones.
    stride: u32,
    end: Option<End>,
    /// The learning rate and the batch with which it went last.
    steps: (f32, Option<u32>),
    /// The ranges of the sliders when it began.
    spans: Option<[Span; 3]>,
}

/// Why no further step is possible with the rate and the batch of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The steps grew until one left the range of numbers.
    Diverged,
    /// The steps were small enough to arrive, but not within the w and b that the page holds.
    TooFar,
}

impl Run {
    /// Epochs done.
    #[must_use]
    pub fn epochs(&self) -> u32 {
        self.epochs
    }

    /// The path, first place first; empty before the first epoch. Ends where the training stands.
    #[must_use]
    pub fn path(&self) -> &[Milestone] {
        &self.path
    }

    /// Why its last steps ended it; nothing for as long as it can go on. Steps of another rate or batch may.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// The ranges of the sliders when it began; nothing before the first epoch.
    pub(super) fn spans(&self) -> Option<[Span; 3]> {
        self.spans
    }

    /// Whether it has ended, and further steps of this rate and batch would do nothing else.
    pub(super) fn has_ended_with(&self, steps: (f32, Option<u32>)) -> bool {
        self.end.is_some() && self.steps == steps
    }

    /// Whether nothing differs but with which rate and batch the last step was tried.
    pub(super) fn has_come_as_far_as(&self, other: &Self) -> bool {
        let Self { epochs, path, stride, end, steps: _, spans } = self;
        (epochs, path, stride, end, spans) == (&other.epochs, &other.path, &other.stride, &other.end, &other.spans)
    }

    /// Keeps how the sliders stand before the first epoch, and with which rate and batch it goes on.
    pub(super) fn begin(&mut self, spans: [Span; 3], steps: (f32, Option<u32>)) {
        self.spans.get_or_insert(spans);
        self.steps = steps;
    }

    /// A range that a reader gives during the run is the one that she finds when she takes the run back.
    pub(super) fn measure(&mut self, param: Param, change: impl Fn(Span) -> Span) {
        if let Some(spans) = &mut self.spans {
            let span = &mut spans[param as usize];
            *span = change(*span);
        }
    }

    /// Adds the places of some epochs; the path must begin with the place before the first.
    pub(super) fn extend(&mut self, places: impl IntoIterator<Item = Milestone>, end: Option<End>) {
        let path = Arc::make_mut(&mut self.path);
        let mut stride = self.stride.max(1);
        for place in places {
            // The end of the path is always kept; unless it lies on the stride, the next place takes its position.
            if path.last().is_some_and(|last| last.epoch % stride != 0) {
                path.pop();
            }
            self.epochs = place.epoch;
            path.push(place);
            if path.len() > MOST {
                stride *= 2;
                path.retain(|at| at.epoch % stride == 0 || *at == place);
            }
        }
        self.stride = stride;
        self.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(epoch: u32) -> Milestone {
        Milestone { epoch, w: epoch as f32, b: 0.0, loss: 1.0 }
    }

    #[test]
    fn a_path_that_is_thinned_at_its_last_place_keeps_that() {
        for last in [1023, 1024, 1025, 2046, 2047, 2048, 4093, 8185] {
            let mut run = Run::default();
            run.extend((0..=last).map(place), None);
            assert_eq!(run.path().last(), Some(&place(last)));
            run.extend([place(last + 1)], None);
            let epochs: Vec<u32> = run.path().iter().map(|place| place.epoch).collect();
            assert_eq!(epochs.last(), Some(&(last + 1)));
            assert!(epochs[..epochs.len() - 1].iter().all(|epoch| epoch % run.stride == 0), "{last}: {epochs:?}");
        }
    }

    #[test]
    fn a_long_path_is_thinned_evenly_and_keeps_both_ends() {
        let mut run = Run::default();
        for hundred in 0..50 {
            let from = hundred * 100 + u32::from(hundred > 0);
            run.extend((from..=(hundred + 1) * 100).map(place), None);
        }
        let epochs: Vec<u32> = run.path().iter().map(|place| place.epoch).collect();
        assert!((MOST / 2..=MOST).contains(&epochs.len()), "{}", epochs.len());
        assert_eq!((epochs[0], epochs[epochs.len() - 1], run.epochs()), (0, 5000, 5000));
        let strides: Vec<u32> = epochs.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(strides[..strides.len() - 1].iter().all(|stride| *stride == strides[0]), "{strides:?}");
    }
}
