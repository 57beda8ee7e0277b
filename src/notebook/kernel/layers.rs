//! Layers and models, as Keras keeps them.

use super::arguments::{Arguments, whole};
use super::value::Numbers;
use super::{Done, Kernel, Role, Stop, Value};
use crate::nn::{Activation, Array, Dense, Fit, Loss, Network, Sgd, Unbuilt};
use crate::notebook::summary;
use crate::notebook::unclear::{Form, Unexpected};
use crate::state::MOST_EPOCHS;

/// So many units a layer may have.
const MOST_UNITS: usize = 64;
/// So many samples × epochs × units one run of all cells may train: a slider that is dragged runs them for every frame.
const MOST_WORK: usize = 10_000_000;
/// The `batch_size` of a `fit` that does not say one.
const BATCH_SIZE: usize = 32;

/// A layer, unbuilt until its first call.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) unbuilt: Unbuilt,
    pub(super) built: Option<Dense>,
    /// `input_shape=(n,)`.
    n_in: Option<usize>,
}

/// A `Sequential` of built layers.
#[derive(Debug, Clone)]
pub(super) struct Model {
    name: String,
    pub(super) layers: Vec<usize>,
    pub(super) compiled: Option<(Loss, f32)>,
    /// Whether a training left the range of numbers.
    lost: bool,
}

/// How the last `fit` was called.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::notebook) struct Fitted {
    pub(in crate::notebook) epochs: usize,
    /// Samples to a batch; all of them for nothing.
    pub(in crate::notebook) batch: Option<usize>,
}

impl Kernel {
    /// The only layer behind a variable that holds a layer or a model.
    pub(in crate::notebook) fn layer(&self, variable: &str) -> Option<(&Unbuilt, Option<&Dense>)> {
        let layer = match self.variable(variable)? {
            Value::Layer(layer) => *layer,
            Value::Model(model) => *self.models[*model].layers.first()?,
            _ => return None,
        };
        let layer = &self.layers[layer];
        Some((&layer.unbuilt, layer.built.as_ref()))
    }

    /// Loss and learning rate of the model in a variable.
    pub(in crate::notebook) fn compiled(&self, variable: &str) -> Option<(Loss, f32)> {
        match self.variable(variable)? {
            Value::Model(model) => self.models[*model].compiled,
            _ => None,
        }
    }

    pub(super) fn dense(&mut self, mut arguments: Arguments) -> Done<Value> {
        let (units, units_at) = arguments.needed("units", Form::Code("units=1"))?;
        if units == Value::Number(0.0, true) {
            let words = "Received an invalid value for `units`, expected a positive integer. Received: units=0";
            return Stop::raised(format!("ValueError: {words}"));
        }
        let units = whole((units, units_at), MOST_UNITS)?;
        let activation = match arguments.text("activation")? {
            None => Activation::Linear,
            Some((name, at)) => match Activation::from_name(&name) {
                Some(activation) => activation,
                None => return Err(Unexpected { at, expected: activations() }.into()),
            },
        };
        let use_bias = arguments.switch("use_bias")?.unwrap_or(true);
        let name = arguments.text("name")?;
        let shape = arguments.named("input_shape").map(columns).transpose()?;
        let n_in = shape.or(arguments.whole("input_dim", MOST_UNITS)?);
        arguments.finish()?;
        let name = name.map_or_else(|| self.name_for("dense"), |(name, _)| name);
        let unbuilt = Unbuilt { name, units, activation, use_bias };
        self.layers.push(Layer { unbuilt, built: None, n_in });
        Ok(Value::Layer(self.layers.len() - 1))
    }

    pub(super) fn input(&mut self, mut arguments: Arguments) -> Done<Value> {
        let n_in = columns(arguments.needed("shape", Form::Code("shape=(1,)"))?)?;
        arguments.finish()?;
        Ok(Value::Input(n_in))
    }

    pub(super) fn sgd(&mut self, mut arguments: Arguments) -> Done<Value> {
        let rate = match arguments.named_or_next("learning_rate") {
            None => Sgd::default().learning_rate,
            Some((Value::Number(rate, _), _)) if rate > 0.0 => rate as f32,
            Some((_, at)) => return Stop::unclear(at, &[Form::Number]),
        };
        arguments.finish()?;
        Ok(Value::Sgd(rate))
    }

    pub(super) fn sequential(&mut self, mut arguments: Arguments) -> Done<Value> {
        let (items, at) = arguments.needed("layers", Form::Code("[Input(shape=(1,)), Dense(1)]"))?;
        let name = arguments.text("name")?;
        arguments.finish()?;
        let Value::List(items) = items else { return Err(Unexpected::one_of(at, &["["]).into()) };
        let (mut n_in, mut layers) = (None, Vec::new());
        for item in items {
            match item {
                Value::Input(n) if layers.is_empty() => n_in = Some(n),
                Value::Layer(layer) => layers.push(layer),
                _ => return Err(Unexpected::one_of(at, &["Input(shape=(1,))", "Dense(1)"]).into()),
            }
        }
        let first = layers.first().map(|first| &self.layers[*first]);
        let known = first.and_then(|first| first.built.as_ref().map(Dense::n_in).or(first.n_in));
        // Without it Keras waits for the first data, and the cells of this page do not.
        let Some(n_in) = n_in.or(known) else { return Err(Unexpected::one_of(at, &["Input(shape=(1,))"]).into()) };
        let mut width = n_in;
        for layer in &layers {
            if self.build(*layer, width).n_in() != width {
                return Stop::unclear(at, &[Form::Columns(width)]);
            }
            width = self.layers[*layer].unbuilt.units;
        }
        if layers.is_empty() {
            return Err(Unexpected::one_of(at, &["Dense(1)"]).into());
        }
        let name = name.map_or_else(|| self.name_for("sequential"), |(name, _)| name);
        self.models.push(Model { name, layers, compiled: None, lost: false });
        Ok(Value::Model(self.models.len() - 1))
    }

    /// `dense`, `dense_1`, `dense_2` …: what Keras calls what was not given a name.
    fn name_for(&mut self, kind: &str) -> String {
        let count = &mut self.named[usize::from(kind == "sequential")];
        let name = if *count == 0 { kind.to_owned() } else { format!("{kind}_{count}") };
        *count += 1;
        name
    }

    /// The layer with weights: those it has, or new ones from the seed.
    fn build(&mut self, layer: usize, n_in: usize) -> &mut Dense {
        let Layer { unbuilt, built, .. } = &mut self.layers[layer];
        let (seed, drawn) = (u64::from(self.seed), &mut self.drawn);
        built.get_or_insert_with(|| {
            *drawn += 1;
            unbuilt.build(n_in, seed.wrapping_add(*drawn - 1))
        })
    }

    pub(super) fn call_layer(&mut self, layer: usize, x: &Array, at: usize) -> Done<Value> {
        let name = &self.layers[layer].unbuilt.name;
        let refused = format!("ValueError: Input 0 with name 'None' of layer '{name}' is incompatible with the layer:");
        let &[samples, n_in] = x.shape() else {
            let (axes, shape) = (x.shape().len(), x.shape_text());
            return Stop::raised(format!(
                "{refused} expected min_ndim=2, found ndim={axes}. Full shape received: {shape}"
            ));
        };
        if n_in == 0 {
            return Stop::unclear(at, &[Form::Columns(1)]);
        }
        let dense = self.build(layer, n_in);
        if dense.n_in() != n_in {
            let (wanted, shape) = (dense.n_in(), x.shape_text());
            return Stop::raised(format!(
                "{refused} expected axis -1 of input shape to have value {wanted}, but received input with shape {shape}"
            ));
        }
        let mut a = vec![0.0; samples * dense.units()];
        dense.forward(x.data(), &mut a);
        let array = Array::new(vec![samples, dense.units()], a);
        Ok(array.map_or(Value::Nothing, |array| Value::Tensor(prediction(array))))
    }

    pub(super) fn call_model(&mut self, model: usize, x: &Array, at: usize) -> Done<Numbers> {
        let network = self.network(model)?;
        match x.shape() {
            [samples, n_in] if *n_in == network.n_in() => {
                let array = Array::new(vec![*samples, network.output().units()], network.predict(x.data()));
                array.map(prediction).map_or_else(|| Stop::unclear(at, &[Form::Array]), Ok)
            }
            _ => Stop::unclear(at, &[Form::Columns(network.n_in())]),
        }
    }

    /// The layers of a model as the core has them.
    fn network(&self, model: usize) -> Done<Network> {
        let Model { name, layers, lost, .. } = &self.models[model];
        if *lost {
            return Err(Stop::Diverged);
        }
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

    pub(super) fn call_layer_method(
        &mut self,
        layer: usize,
        method: &str,
        mut arguments: Arguments,
        at: usize,
    ) -> Done<Value> {
        let Layer { unbuilt, built, .. } = &mut self.layers[layer];
        match method {
            "get_weights" => {
                arguments.finish()?;
                Ok(weights_value(built.as_ref().map_or_else(|| unbuilt.weights(), Dense::weights)))
            }
            "set_weights" => {
                let given = arguments.needed("weights", Form::Code("[set_w, set_b]"))?;
                arguments.finish()?;
                let own = built.as_ref().map_or_else(Vec::new, Dense::weights);
                let given = weights(given, &own)?;
                let done = match built {
                    Some(dense) => dense.set_weights(&given),
                    None => unbuilt.set_weights(&given),
                };
                done.map_or_else(Stop::raised, |()| Ok(Value::Nothing))
            }
            _ => {
                Err(Unexpected::one_of(at, &["linear_layer.get_weights()", "linear_layer.set_weights([set_w, set_b])"])
                    .into())
            }
        }
    }

    pub(super) fn call_model_method(
        &mut self,
        model: usize,
        method: &str,
        mut arguments: Arguments,
        (at, is_counted): (usize, bool),
    ) -> Done<Value> {
        match method {
            "compile" => return self.compile(model, arguments),
            "fit" => return self.fit(model, arguments, at, is_counted),
            "predict" => {
                let (x, x_at) = arguments.needed("x", Form::Array)?;
                silent(&mut arguments, at)?;
                arguments.finish()?;
                let (Value::Array(x) | Value::Tensor(x)) = x else { return Stop::unclear(x_at, &[Form::Array]) };
                if x.array.data().is_empty() {
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
                if let Some((layer, _)) = names.clone().find(|(_, own)| **own == name) {
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
        let mut network = self.network(model)?;
        match method {
            "get_weights" => {
                arguments.finish()?;
                Ok(weights_value(network.weights()))
            }
            "set_weights" => {
                let given = arguments.needed("weights", Form::Code("[set_w, set_b]"))?;
                arguments.finish()?;
                let given = weights(given, &network.weights())?;
                if let Err(error) = network.set_weights(&given) {
                    return Stop::raised(error);
                }
                self.keep(model, &network);
                Ok(Value::Nothing)
            }
            "summary" => {
                arguments.finish()?;
                self.output.text += &summary(&network);
                Ok(Value::Nothing)
            }
            _ => Err(Unexpected::one_of(at, &MODEL_METHODS).into()),
        }
    }

    fn compile(&mut self, model: usize, mut arguments: Arguments) -> Done<Value> {
        let rate = match arguments.named("optimizer") {
            Some((Value::Sgd(rate), _)) => rate,
            Some((Value::Text(name), _)) if name == "sgd" => Sgd::default().learning_rate,
            Some((_, at)) => return Err(Unexpected::one_of(at, &["SGD(learning_rate=0.01)", "'sgd'"]).into()),
            None => {
                return arguments
                    .needed("optimizer", Form::Code("optimizer=SGD(learning_rate=0.01)"))
                    .map(|_| Value::Nothing);
            }
        };
        let (name, at) = match arguments.text("loss")? {
            Some(loss) => loss,
            None => return arguments.needed("loss", Form::Code("loss='mse'")).map(|_| Value::Nothing),
        };
        let loss = match name.as_str() {
            "mse" | "mean_squared_error" => Loss::Mse,
            "binary_crossentropy" => Loss::BinaryCrossentropy,
            _ => return Err(Unexpected::one_of(at, &["'mse'", "'binary_crossentropy'"]).into()),
        };
        let loss = match (arguments.number("loss_weights")?, loss) {
            (None, loss) => loss,
            (Some((0.5, _)), Loss::Mse) => Loss::HalfMse,
            (Some((_, at)), _) => return Err(Unexpected::one_of(at, &["0.5"]).into()),
        };
        arguments.finish()?;
        self.models[model].compiled = Some((loss, rate));
        Ok(Value::Nothing)
    }

    fn fit(&mut self, model: usize, mut arguments: Arguments, at: usize, is_counted: bool) -> Done<Value> {
        let (x, x_at) = arguments.needed("x", Form::Array)?;
        let (y, y_at) = arguments.needed("y", Form::Array)?;
        let most = MOST_EPOCHS as usize;
        let epochs = arguments.whole("epochs", most)?.unwrap_or(1);
        let given_size = arguments.whole("batch_size", u32::MAX as usize)?.filter(|size| *size > 0);
        let shuffle = arguments.switch("shuffle")?.unwrap_or(true);
        silent(&mut arguments, at)?;
        arguments.finish()?;
        let Value::Array(Numbers { array: x, .. }) = x else { return Stop::unclear(x_at, &[Form::Array]) };
        let Value::Array(Numbers { array: y, .. }) = y else { return Stop::unclear(y_at, &[Form::Array]) };

        let Some((loss, learning_rate)) = self.models[model].compiled else {
            return Stop::raised("ValueError: You must call `compile()` before using the model.");
        };
        let mut network = self.network(model)?;
        let [samples, labels] = [&x, &y].map(|array| array.shape().first().copied().unwrap_or_default());
        if samples != labels {
            let words =
                "ValueError: Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.";
            return Stop::raised(format!("{words}'x' sizes: {samples}\n'y' sizes: {labels}\n"));
        }
        let units = network.output().units();
        if x.shape().get(1) != Some(&network.n_in()) {
            return Stop::unclear(x_at, &[Form::Columns(network.n_in())]);
        }
        if y.data().len() != samples * units {
            return Stop::unclear(y_at, &[Form::Columns(units)]);
        }
        let size = given_size.unwrap_or(BATCH_SIZE);
        let in_batches = size < samples;
        if in_batches && shuffle {
            // Which samples share a batch would be Keras's secret.
            return Err(Unexpected::one_of(at, &["shuffle=False"]).into());
        }
        let all = is_counted || (given_size.is_none() && !in_batches);
        self.fitted = Some(Fitted { epochs, batch: (!all).then_some(size) });
        self.work = epochs.saturating_mul(samples * units).saturating_add(self.work);
        if self.work > MOST_WORK {
            return Err(Stop::TooLong);
        }
        let mut fit = Fit::new(loss, Sgd { learning_rate }, in_batches.then_some(size));
        let done = fit.epochs(&mut network, x.data(), y.data(), epochs, |_| ());
        self.keep(model, &network);
        if done < epochs {
            self.models[model].lost = true;
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

fn activations() -> Vec<Form> {
    const QUOTED: [&str; 4] = ["'linear'", "'sigmoid'", "'tanh'", "'relu'"];
    QUOTED.into_iter().map(Form::Code).collect()
}

/// The n of `(n,)`.
fn columns((value, at): (Value, usize)) -> Done<usize> {
    match value {
        Value::Tuple(axes) => match axes.as_slice() {
            [Value::Number(n, true)] if (1.0..=MOST_UNITS as f64).contains(n) => Ok(*n as usize),
            _ => Err(Unexpected::one_of(at, &["(1,)"]).into()),
        },
        _ => Err(Unexpected::one_of(at, &["(1,)"]).into()),
    }
}

/// `verbose=0`: without it Keras prints how long it took, which is another time each time.
fn silent(arguments: &mut Arguments, at: usize) -> Done<()> {
    match arguments.named("verbose") {
        Some((Value::Number(0.0, true), _)) => Ok(()),
        given => Err(Unexpected::one_of(given.map_or(at, |(_, at)| at), &["verbose=0"]).into()),
    }
}

fn prediction(array: Array) -> Numbers {
    Numbers { array, role: Role::Prediction, is_float32: true }
}

/// What `get_weights()` returns: kernels have two axes, biases one.
fn weights_value(weights: Vec<Array>) -> Value {
    let role = |array: &Array| if array.shape().len() == 2 { Role::Kernel } else { Role::Bias };
    let value = |array| Value::Array(Numbers { role: role(&array), array, is_float32: true });
    Value::List(weights.into_iter().map(value).collect())
}

/// The arrays given to `set_weights` for those that a layer has as its `own`.
///
/// Keras counts them and then looks at one after the other: what is no array has no shape to compare.
fn weights((given, at): (Value, usize), own: &[Array]) -> Done<Vec<Array>> {
    let items = match given {
        Value::List(items) | Value::Tuple(items) => items,
        Value::Number(..) => {
            return Stop::raised(format!("TypeError: object of type '{}' has no len()", given.type_name()));
        }
        _ => return Err(Unexpected::one_of(at, &["[set_w, set_b]"]).into()),
    };
    if items.len() != own.len() {
        // The layer complains about their number before it looks at any.
        return Ok(vec![Array::from([0.0]); items.len()]);
    }
    let mut arrays = own.to_vec();
    for (array, item) in arrays.iter_mut().zip(items) {
        let given = match item {
            Value::Array(numbers) | Value::Tensor(numbers) => numbers.array,
            other => {
                return Stop::raised(format!(
                    "AttributeError: '{}' object has no attribute 'shape'",
                    other.type_name()
                ));
            }
        };
        let fits = given.shape() == array.shape();
        *array = given;
        if !fits {
            break;
        }
    }
    Ok(arrays)
}
