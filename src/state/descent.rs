//! Gradient descent as a step of the state: w and b go where the training takes them, and the run keeps its path.

use super::judgement::counted;
use super::{End, LIMIT, Milestone, Param, State};
use crate::nn::{Dense, Fit, Network, Sgd, Step};

/// The code that trains, where the program comes in parts: the first picture needs none of it.
#[cfg(all(feature = "split", target_arch = "wasm32"))]
static CODE: std::sync::OnceLock<fn(&mut State, u32)> = std::sync::OnceLock::new();

/// Brings the code that trains. Until then no epoch can be done; where the program is one piece, it is there anyway.
pub fn bring_training() {
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    CODE.get_or_init(|| State::descend);
}

/// Does so many epochs.
pub(super) fn descend(state: &mut State, count: u32) {
    #[cfg(all(feature = "split", target_arch = "wasm32"))]
    if let Some(code) = CODE.get() {
        code(state, count);
    }
    #[cfg(not(all(feature = "split", target_arch = "wasm32")))]
    state.descend(count);
}

impl State {
    /// Epochs from where the neuron stands, until it can go no further.
    fn descend(&mut self, count: u32) {
        if self.cannot_train() {
            return;
        }
        // Held by themselves, because the state changes while they are looked at.
        let examples = self.training.examples.clone();
        let (x, y) = (counted(examples.inputs(), self.training.use_weight), examples.labels());
        let mut network = Network::from(self.layer());
        let batch = self.training.batch.and_then(|size| usize::try_from(size).ok());
        let mut fit = Fit::new(self.training.loss, Sgd { learning_rate: self.training.learning_rate }, batch);
        let before = self.training.run.epochs();
        let mut places = Vec::new();
        if self.training.run.path().is_empty() {
            places.push(self.milestone(0, self.loss()));
        }
        self.training.run.begin(self.spans, self.training.steps());
        let mut end = None;
        for epoch in 1..=count {
            let step = fit.epoch(&mut network, &x, y);
            let (w, b) = network.output().first_parameters();
            // Beyond the limit the page could neither show nor link where the training stands.
            if matches!(step, Step::Diverged) || w.abs() > LIMIT || b.abs() > LIMIT {
                let start = self.training.run.path().first().or(places.first()).map_or(f32::NAN, |place| place.loss);
                end = Some(if self.was_arriving(start) { End::TooFar } else { End::Diverged });
                break;
            }
            self.follow(w, b);
            // The loss of a place is known when the next step begins there; of the last one it is computed.
            places.push(self.milestone(before + epoch, f32::NAN));
            if let (Step::Epoch { loss }, [.., last, _]) = (step, places.as_mut_slice())
                && batch.is_none_or(|size| size >= x.len())
            {
                last.loss = loss;
            }
        }
        let loss = self.loss();
        if let Some(last) = places.last_mut() {
            last.loss = loss;
        }
        // In mini-batches the loss changes within an epoch: there each place is measured by itself, in one pass.
        let measured: Vec<_> = places.into_iter().map(|place| self.measured(place, &x, y)).collect();
        self.training.run.extend(measured, end);
    }

    fn measured(&self, place: Milestone, x: &[f32], y: &[f32]) -> Milestone {
        if place.loss.is_finite() {
            return place;
        }
        let bias = self.use_bias.then_some(place.b);
        let mut z = vec![0.0; x.len()];
        Dense::neuron(place.w, bias, self.activation).pre_activation(x, &mut z);
        Milestone { loss: self.training.loss.value(self.activation, &z, y).min(f32::MAX), ..place }
    }

    fn milestone(&self, epoch: u32, loss: f32) -> Milestone {
        let neuron = self.neuron();
        Milestone { epoch, w: neuron.w, b: neuron.b, loss }
    }

    /// Moves w and b where the training went, their sliders' ranges along with them.
    pub(super) fn follow(&mut self, w: f32, b: f32) {
        for (param, value, counts) in [(Param::W, w, self.training.use_weight), (Param::B, b, self.use_bias)] {
            if counts {
                let span = &mut self.spans[param as usize];
                *span = span.widened_to(value);
                self.values[param as usize] = value + 0.0;
            }
        }
    }
}
