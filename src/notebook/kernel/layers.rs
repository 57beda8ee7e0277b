//! Layers, as Keras keeps them.

use super::arguments::{Arguments, Placed, whole};
use super::value::Numbers;
use super::{Done, Kernel, Role, Stop, Value};
use crate::nn::{Activation, Array, Dense, Unbuilt};
use crate::notebook::unclear::{Form, Unexpected};

/// So many units a layer may have.
const LARGEST: usize = 64;
/// A layer, unbuilt until its first call.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) unbuilt: Unbuilt,
    pub(super) built: Option<Dense>,
    /// `input_shape=(n,)`.
    pub(super) n_in: Option<usize>,
    /// Whether a training left the range of numbers: what Keras's layer holds then, this one does not.
    pub(super) lost: bool,
}

impl Kernel {
    /// The only layer behind a variable that holds a layer or a model; without weights, if a training has lost them.
    pub(in crate::notebook) fn layer(&self, variable: &str) -> Option<(&Unbuilt, Option<&Dense>)> {
        let layer = match self.variable(variable)? {
            Value::Layer(layer) => *layer,
            Value::Model(model) => *self.models[*model].layers.first()?,
            _ => return None,
        };
        let layer = &self.layers[layer];
        Some((&layer.unbuilt, layer.built.as_ref().filter(|_| !layer.lost)))
    }

    pub(super) fn dense(&mut self, arguments: &Arguments) -> Done<Value> {
        let (units, units_at) = arguments.needed("units", Form::Code("units=1"))?;
        if *units == Value::Number(0.0, true) {
            let words = "Received an invalid value for `units`, expected a positive integer. Received: units=0";
            return Stop::raised(format!("ValueError: {words}"));
        }
        let units = whole((units, units_at), LARGEST)?;
        let activation = match arguments.quoted_or_at("activation", 1)? {
            None => Activation::Linear,
            Some((name, at)) => match Activation::from_name(name) {
                Some(activation) => activation,
                None => return Err(Unexpected { at, expected: activations() }.into()),
            },
        };
        let use_bias = arguments.switch("use_bias")?.unwrap_or(true);
        let name = arguments.name_of_its_own()?;
        let shape = arguments.named("input_shape");
        let (n_in, dim) = (shape.map(columns).transpose()?, arguments.whole("input_dim", LARGEST)?);
        arguments.finish()?;
        let name = name.map_or_else(|| self.name_for("dense"), str::to_owned);
        if let (Some((shape, _)), Some(_)) = (shape, dim) {
            let shape = shape.repr(self.precision).unwrap_or_default();
            let words = "Unrecognized keyword arguments passed to Dense";
            return Stop::raised(format!("ValueError: {words}: {{'input_shape': {shape}}}"));
        }
        let n_in = n_in.or(dim);
        let unbuilt = Unbuilt { name, units, activation, use_bias };
        self.layers.push(Layer { unbuilt, built: None, n_in, lost: false });
        Ok(Value::Layer(self.layers.len() - 1))
    }

    pub(super) fn input(&mut self, arguments: &Arguments) -> Done<Value> {
        let n_in = columns(arguments.needed("shape", Form::Code("shape=(1,)"))?)?;
        arguments.finish()?;
        Ok(Value::Input(n_in))
    }

    /// `dense`, `dense_1`, `dense_2` …: what Keras calls what was not given a name.
    pub(super) fn name_for(&mut self, kind: &str) -> String {
        let count = &mut self.named[usize::from(kind == "sequential")];
        let name = if *count == 0 { kind.to_owned() } else { format!("{kind}_{count}") };
        *count += 1;
        name
    }

    /// The layer with weights: those it has, or new ones from the seed.
    pub(super) fn build(&mut self, layer: usize, n_in: usize) -> &mut Dense {
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
        // All axes but the last are samples.
        let Some((&n_in, leading @ [_, ..])) = x.shape().split_last() else {
            let (axes, shape) = (x.shape().len(), x.shape_text());
            return Stop::raised(format!(
                "{refused} expected min_ndim=2, found ndim={axes}. Full shape received: {shape}"
            ));
        };
        if n_in == 0 {
            return Stop::unclear(at, &[Form::Columns(1)]);
        }
        let samples: usize = leading.iter().product();
        let Unbuilt { units, use_bias, .. } = self.layers[layer].unbuilt;
        // Weights are also drawn for no samples at all.
        self.spend(samples.max(1).saturating_mul((n_in + usize::from(use_bias)).saturating_mul(units)))?;
        let lost = self.layers[layer].lost;
        let dense = self.build(layer, n_in);
        if dense.n_in() != n_in {
            let (wanted, shape) = (dense.n_in(), x.shape_text());
            return Stop::raised(format!(
                "{refused} expected axis -1 of input shape to have value {wanted}, but received input with shape {shape}"
            ));
        }
        if lost {
            return Err(Stop::Diverged);
        }
        let mut a = vec![0.0; samples * dense.units()];
        dense.forward(x.data(), &mut a);
        let array = Array::new([leading, &[dense.units()]].concat(), a);
        // With more axes its first is not that of the samples alone.
        let role = if leading.len() == 1 { Role::Prediction } else { Role::Other };
        Ok(array.map_or(Value::Nothing, |array| Value::Tensor(Numbers { role, ..prediction(array) })))
    }

    pub(super) fn call_layer_method(
        &mut self,
        layer: usize,
        method: &str,
        arguments: &Arguments,
        at: usize,
    ) -> Done<Value> {
        let Layer { unbuilt, built, lost, .. } = &mut self.layers[layer];
        match method {
            "get_weights" => {
                arguments.finish()?;
                if *lost {
                    return Err(Stop::Diverged);
                }
                Ok(weights_value(built.as_ref().map_or_else(|| unbuilt.weights(), Dense::weights)))
            }
            "set_weights" => {
                let given = one_list(arguments)?;
                let own = built.as_ref().map_or_else(Vec::new, Dense::weights);
                let done = weights(given, &own).and_then(|given| {
                    let done = match built {
                        Some(dense) => dense.set_weights(&given),
                        None => unbuilt.set_weights(&given),
                    };
                    done.map_or_else(Stop::raised, |()| Ok(Value::Nothing))
                });
                match built {
                    Some(dense) if done.is_err() => {
                        let _ = dense.set_weights(&taken(given.0, own));
                    }
                    // Numbers that are given are known.
                    _ => *lost &= done.is_err(),
                }
                done
            }
            _ => Stop::unclear(
                at,
                &[Form::Code("linear_layer.get_weights()"), Form::Code("linear_layer.set_weights([set_w, set_b])")],
            ),
        }
    }
}

fn activations() -> Vec<Form> {
    const QUOTED: [&str; 4] = ["'linear'", "'sigmoid'", "'tanh'", "'relu'"];
    QUOTED.into_iter().map(Form::Code).collect()
}

/// The n of `(n,)`.
pub(super) fn columns((value, at): Placed) -> Done<usize> {
    match value {
        Value::Tuple(axes) => match axes.as_slice() {
            [Value::Number(n, true)] if (1.0..=LARGEST as f64).contains(n) => Ok(*n as usize),
            _ => Stop::unclear(at, &[Form::Code("(1,)")]),
        },
        _ => Stop::unclear(at, &[Form::Code("(1,)")]),
    }
}

pub(super) fn prediction(array: Array) -> Numbers {
    Numbers { array, role: Role::Prediction, is_float32: true }
}

/// What `get_weights()` returns: kernels have two axes, biases one.
pub(super) fn weights_value(weights: Vec<Array>) -> Value {
    let role = |array: &Array| if array.shape().len() == 2 { Role::Kernel } else { Role::Bias };
    let value = |array| Value::Array(Numbers { role: role(&array), array, is_float32: true });
    Value::List(weights.into_iter().map(value).collect())
}

/// What `set_weights` is given: one list, where Python counts the layer itself as the first.
pub(super) fn one_list<'a>(arguments: &'a Arguments) -> Done<Placed<'a>> {
    if arguments.unnamed() > 1 {
        let given = arguments.unnamed() + 1;
        return Stop::raised(format!(
            "TypeError: Layer.set_weights() takes 2 positional arguments but {given} were given"
        ));
    }
    let given = arguments.needed("weights", Form::Code("[set_w, set_b]"))?;
    arguments.finish()?;
    Ok(given)
}

/// The items of a list, and of an array the rows; nothing for what has none.
fn listed(given: &Value) -> Option<Vec<Value>> {
    match given {
        Value::List(items) | Value::Tuple(items) => Some(items.clone()),
        Value::Array(numbers) | Value::Tensor(numbers) => {
            let (count, inner) = numbers.array.shape().split_first()?;
            let size: usize = inner.iter().product();
            let rows = (0..*count).map(|row| {
                let data = numbers.array.data().get(row * size..(row + 1) * size)?;
                let array = Array::new(inner.to_vec(), data.to_vec())?;
                Some(Value::Array(Numbers { array, role: Role::Other, is_float32: numbers.is_float32 }))
            });
            rows.collect()
        }
        _ => None,
    }
}

/// The arrays given to `set_weights` for those that a layer has as its `own`.
///
/// Keras counts them and then looks at one after the other: what is no array has no shape to compare.
pub(super) fn weights((given, at): Placed, own: &[Array]) -> Done<Vec<Array>> {
    let Some(items) = listed(given) else {
        return match given {
            Value::Number(..) => {
                Stop::raised(format!("TypeError: object of type '{}' has no len()", given.type_name()))
            }
            Value::Array(_) => Stop::raised("TypeError: len() of unsized object"),
            _ => Stop::unclear(at, &[Form::Code("[set_w, set_b]")]),
        };
    };
    if items.len() != own.len() {
        // The layer complains about their number before it looks at any.
        return Ok(vec![Array::from([0.0]); items.len()]);
    }
    let mut arrays = own.to_vec();
    for (array, item) in arrays.iter_mut().zip(&items) {
        let given = match item {
            Value::Array(numbers) | Value::Tensor(numbers) => numbers.array.clone(),
            // A number of NumPy has a shape, that of no axes.
            Value::Scalar(number) => Array::new(Vec::new(), vec![*number]).unwrap_or_else(|| array.clone()),
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

/// What a layer with these weights of its `own` has after arrays that it refused: Keras assigns one after the other, up to
/// the first that does not fit.
pub(super) fn taken(given: &Value, mut own: Vec<Array>) -> Vec<Array> {
    let Some(items) = listed(given) else { return own };
    if items.len() == own.len() {
        for (array, item) in own.iter_mut().zip(items) {
            match item {
                Value::Array(numbers) | Value::Tensor(numbers) if numbers.array.shape() == array.shape() => {
                    array.clone_from(&numbers.array);
                }
                _ => break,
            }
        }
    }
    own
}
