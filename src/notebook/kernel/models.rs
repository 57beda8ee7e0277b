//! Models: layers in a row, and their training.

use super::arguments::Arguments;
use super::layers::{one_list, prediction, taken, weights, weights_value};
use super::value::Numbers;
use super::{Done, Kernel, Stop, Value};
use crate::nn::{Array, Dense, Fit, Loss, Network, Sgd};
use crate::notebook::summary;
use crate::notebook::unclear::{Form, Unexpected};
use crate::state::MOST_EPOCHS;

/// The `batch_size` of a `fit` that does not say one.
pub(in crate::notebook) const BATCH_SIZE: usize = 32;

/// A `Sequential` of built layers.
#[derive(Debug, Clone)]
pub(super) struct Model {
    name: String,
    pub(super) layers: Vec<usize>,
    pub(super) compiled: Option<(Loss, f32)>,
    /// Whether it has been trained since it was compiled: its optimizer then counts the steps.
    is_trained: bool,
}

/// How the last `fit` was called.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::notebook) struct Fitted {
    pub(in crate::notebook) epochs: usize,
    /// Samples to a batch; all of them for nothing.
    pub(in crate::notebook) batch: Option<usize>,
}

impl Kernel {
    /// Loss and learning rate of the model in a variable.
    pub(in crate::notebook) fn compiled(&self, variable: &str) -> Option<(Loss, f32)> {
        match self.variable(variable)? {
            Value::Model(model) => self.models[*model].compiled,
            _ => None,
        }
    }

    pub(super) fn sgd(&mut self, arguments: &Arguments) -> Done<Value> {
        let rate = match arguments.named_or_next("learning_rate") {
            None => Sgd::default().learning_rate,
            Some((Value::Number(rate, false), _)) => *rate as f32,
            Some((given @ (Value::Number(_, true) | Value::Switch(_)), _)) => {
                let words = "ValueError: Argument `learning_rate` should be float, or an instance of LearningRateSchedule, \
                    or a callable (that takes in the current iteration value and returns the corresponding learning rate \
                    value). Received instead: learning_rate=";
                return Stop::raised(words.to_owned() + &given.repr(self.precision).unwrap_or_default());
            }
            Some((_, at)) => return Stop::unclear(at, &[Form::Number]),
        };
        arguments.finish()?;
        Ok(Value::Sgd(rate))
    }

    pub(super) fn sequential(&mut self, arguments: &Arguments) -> Done<Value> {
        let (items, at) = arguments.needed("layers", Form::Code("[Input(shape=(1,)), Dense(1)]"))?;
        let name = arguments.name_of_its_own()?;
        arguments.finish()?;
        let Value::List(items) = items else { return Stop::unclear(at, &[Form::Code("[")]) };
        let (mut n_in, mut layers) = (None, Vec::new());
        for item in items {
            match item {
                Value::Input(n) if layers.is_empty() => n_in = Some(*n),
                Value::Layer(layer) => layers.push(*layer),
                _ => return Stop::unclear(at, &[Form::Code("Input(shape=(1,))"), Form::Code("Dense(1)")]),
            }
        }
        // The name is taken before the first layer is looked at.
        let name = name.map_or_else(|| self.name_for("sequential"), str::to_owned);
        for (i, layer) in layers.iter().enumerate() {
            if layers[..i].contains(layer) {
                return Stop::unclear(at, &[Form::Code("Dense(1)")]);
            }
            let name = &self.layers[*layer].unbuilt.name;
            if layers[..i].iter().any(|other| self.layers[*other].unbuilt.name == *name) {
                return Stop::raised(format!(
                    "ValueError: All layers added to a Sequential model should have unique names. Name '{name}' is already \
                     the name of a layer in this model. Update the `name` argument to pass a unique name."
                ));
            }
        }
        let first = layers.first().map(|first| &self.layers[*first]);
        let known = first.and_then(|first| first.built.as_ref().map(Dense::n_in).or(first.n_in));
        // Without it Keras waits for the first data, and the cells of this page do not.
        let Some(n_in) = n_in.or(known) else { return Stop::unclear(at, &[Form::Code("Input(shape=(1,))")]) };
        let mut width = n_in;
        for layer in &layers {
            if self.build(*layer, width).n_in() != width {
                return Stop::unclear(at, &[Form::Columns(width)]);
            }
            width = self.layers[*layer].unbuilt.units;
        }
        if layers.is_empty() {
            return Stop::unclear(at, &[Form::Code("Dense(1)")]);
        }
        self.models.push(Model { name, layers, compiled: None, is_trained: false });
        Ok(Value::Model(self.models.len() - 1))
    }

    pub(super) fn call_model(&mut self, model: usize, x: &Array, at: usize) -> Done<Numbers> {
        let network = self.network(model)?;
        // A model of one input takes what has no axis for it; a layer alone does not.
        let samples = match x.shape() {
            [samples] if network.n_in() == 1 => *samples,
            [samples, n_in] if *n_in == network.n_in() => *samples,
            _ => return Stop::unclear(at, &[Form::Columns(network.n_in())]),
        };
        self.spend(samples.saturating_mul(network.parameter_count()))?;
        let array = Array::new(vec![samples, network.output().units()], network.predict(x.data()));
        array.map(prediction).map_or_else(|| Stop::unclear(at, &[Form::Array]), Ok)
    }

    /// The layers of a model as the core has them, to compute with.
    fn network(&self, model: usize) -> Done<Network> {
        if self.models[model].layers.iter().any(|layer| self.layers[*layer].lost) {
            return Err(Stop::Diverged);
        }
        self.stack(model)
    }

    /// The same, whether or not their numbers are known.
    fn stack(&self, model: usize) -> Done<Network> {
        let Model { name, layers, .. } = &self.models[model];
        let built = layers.iter().filter_map(|layer| self.layers[*layer].built.clone()).collect();
        // Models are made of built layers that fit together.
        let mut network = Network::new(built).ok_or(Stop::Diverged)?;
        network.name.clone_from(name);
        Ok(network)
    }

    fn keep(&mut self, model: usize, network: &Network) {
        for (layer, trained) in self.models[model].layers.iter().zip(network.layers()) {
            self.layers[*layer].built = Some(trained.clone());
        }
    }

    /// Notes of all layers of a model whether their numbers are lost.
    fn mark(&mut self, model: usize, lost: bool) {
        for layer in &self.models[model].layers {
            self.layers[*layer].lost = lost;
        }
    }

    pub(super) fn call_model_method(
        &mut self,
        model: usize,
        method: &str,
        arguments: &Arguments,
        (at, is_counted): (usize, bool),
    ) -> Done<Value> {
        match method {
            "compile" => return self.compile(model, arguments),
            "fit" => return self.fit(model, arguments, at, is_counted),
            "predict" => {
                let (x, x_at) = arguments.needed("x", Form::Array)?;
                silent(arguments, at)?;
                arguments.finish()?;
                let (Value::Array(x) | Value::Tensor(x)) = x else { return Stop::unclear(x_at, &[Form::Array]) };
                if x.array.shape().first() == Some(&0) {
                    // As of Keras 3.15, which has no better words for it.
                    let words = "cannot access local variable 'batch_outputs' where it is not associated with a value";
                    return Stop::raised(format!("UnboundLocalError: {words}"));
                }
                return self.call_model(model, &x.array, x_at).map(Value::Array);
            }
            "get_layer" => {
                let (name, name_at) = arguments.needed("name", Form::Text)?;
                arguments.finish()?;
                let Value::Text(name) = name else { return Stop::unclear(name_at, &[Form::Text]) };
                let names = self.models[model].layers.iter().map(|layer| (*layer, &self.layers[*layer].unbuilt.name));
                if let Some((layer, _)) = names.clone().find(|(_, own)| *own == name) {
                    return Ok(Value::Layer(layer));
                }
                let own: Vec<String> = names.map(|(_, name)| format!("'{name}'")).collect();
                return Stop::raised(format!(
                    "ValueError: No such layer: {name}. Existing layers are: [{}].",
                    own.join(", ")
                ));
            }
            _ => {}
        }
        let mut network = self.stack(model)?;
        match method {
            "get_weights" => {
                arguments.finish()?;
                Ok(weights_value(self.network(model)?.weights()))
            }
            "set_weights" => {
                let given = one_list(arguments)?;
                let own = network.weights();
                let done = weights(given, &own)
                    .and_then(|given| network.set_weights(&given).map_or_else(Stop::raised, |()| Ok(Value::Nothing)));
                if done.is_err() {
                    let _ = network.set_weights(&taken(given.0, own));
                }
                self.keep(model, &network);
                if done.is_ok() {
                    self.mark(model, false);
                }
                done
            }
            "summary" => {
                arguments.finish()?;
                self.show(summary(&network, self.models[model].is_trained).trim_end_matches('\n'), &[], at)?;
                Ok(Value::Nothing)
            }
            _ => Err(Unexpected::one_of(at, &MODEL_METHODS).into()),
        }
    }

    fn compile(&mut self, model: usize, arguments: &Arguments) -> Done<Value> {
        let rate = match arguments.named_or_at("optimizer", 0) {
            Some((Value::Sgd(rate), _)) => *rate,
            Some((Value::Text(name), _)) if name == "sgd" => Sgd::default().learning_rate,
            Some((_, at)) => return Stop::unclear(at, &[Form::Code("SGD(learning_rate=0.01)"), Form::Code("'sgd'")]),
            None => return Stop::unclear(arguments.at, &[Form::Code("optimizer=SGD(learning_rate=0.01)")]),
        };
        let Some((name, at)) = arguments.quoted_or_at("loss", 1)? else {
            return Stop::unclear(arguments.at, &[Form::Code("loss='mse'")]);
        };
        let loss = match name {
            "mse" | "mean_squared_error" => Loss::Mse,
            "binary_crossentropy" => Loss::BinaryCrossentropy,
            _ => return Stop::unclear(at, &[Form::Code("'mse'"), Form::Code("'binary_crossentropy'")]),
        };
        let loss = match (arguments.named("loss_weights"), loss) {
            (None, loss) => loss,
            (Some((Value::Number(0.5, _), _)), Loss::Mse) => Loss::HalfMse,
            (Some((_, at)), Loss::Mse) => return Stop::unclear(at, &[Form::Code("0.5")]),
            // Half of it is offered for the squared one alone.
            (Some(_), _) => return Stop::unclear(at, &[Form::Code("'mse'")]),
        };
        arguments.finish()?;
        self.models[model].compiled = Some((loss, rate));
        self.models[model].is_trained = false;
        Ok(Value::Nothing)
    }

    fn fit(&mut self, model: usize, arguments: &Arguments, at: usize, is_counted: bool) -> Done<Value> {
        let (x, x_at) = arguments.needed("x", Form::Array)?;
        let (y, y_at) = arguments.needed("y", Form::Array)?;
        let most = MOST_EPOCHS as usize;
        let epochs = arguments.whole("epochs", most)?.unwrap_or(1);
        let given_size = arguments.whole("batch_size", u32::MAX as usize)?.filter(|size| *size > 0);
        let shuffle = arguments.switch("shuffle")?.unwrap_or(true);
        silent(arguments, at)?;
        arguments.finish()?;
        let Value::Array(Numbers { array: x, .. }) = x else { return Stop::unclear(x_at, &[Form::Array]) };
        let Value::Array(Numbers { array: y, .. }) = y else { return Stop::unclear(y_at, &[Form::Array]) };

        let Some((loss, learning_rate)) = self.models[model].compiled else {
            return Stop::raised("ValueError: You must call `compile()` before using the model.");
        };
        let mut network = self.network(model)?;
        let [samples, labels] = [x, y].map(|array| array.shape().first().copied().unwrap_or_default());
        if samples != labels {
            let words =
                "ValueError: Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.";
            return Stop::raised(format!("{words}'x' sizes: {samples}\n'y' sizes: {labels}\n"));
        }
        let units = network.output().units();
        if x.shape().get(1) != Some(&network.n_in()) || x.shape().len() != 2 {
            return Stop::unclear(x_at, &[Form::Columns(network.n_in())]);
        }
        if y.data().len() != samples * units || y.shape().len() > 2 {
            return Stop::unclear(y_at, &[Form::Columns(units)]);
        }
        let size = given_size.unwrap_or(BATCH_SIZE);
        let in_batches = size < samples;
        if in_batches && shuffle {
            // Which samples share a batch would be Keras's secret.
            return Stop::unclear(at, &[Form::Code("shuffle=False")]);
        }
        let all = is_counted || (given_size.is_none() && !in_batches);
        self.fitted = Some(Fitted { epochs, batch: (!all).then_some(size) });
        self.spend(epochs.saturating_mul(samples * network.parameter_count()))?;
        let mut fit = Fit::new(loss, Sgd { learning_rate }, in_batches.then_some(size));
        let done = fit.epochs(&mut network, x.data(), y.data(), epochs, |_| ());
        self.keep(model, &network);
        self.models[model].is_trained |= epochs > 0;
        if done < epochs {
            self.mark(model, true);
            return Err(Stop::Diverged);
        }
        Ok(Value::History)
    }
}

const MODEL_METHODS: [&str; 7] = [
    "model.summary()",
    "model.get_layer('L1')",
    "model.get_weights()",
    "model.set_weights([set_w, set_b])",
    "model.compile(optimizer=SGD(learning_rate=0.01), loss='mse')",
    "model.fit(X_train, Y_train, epochs=1000, verbose=0)",
    "model.predict(X_train, verbose=0)",
];

/// `verbose=0`: without it Keras prints how long it took, which is another time each time.
fn silent(arguments: &Arguments, at: usize) -> Done<()> {
    match arguments.named("verbose") {
        Some((Value::Number(0.0, true), _)) => Ok(()),
        given => Err(Unexpected::one_of(given.map_or(at, |(_, at)| at), &["verbose=0"]).into()),
    }
}
