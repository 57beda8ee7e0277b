//! The functions and methods that the cells call: a closed list.

use std::iter;

use super::arguments::{Arguments, whole};
use super::value::Numbers;
use super::{Done, Kernel, Role, Stop, Value, arrays, in_module, path, unprintable};
use crate::nn::Array;
use crate::notebook::syntax::{Argument, Expr, Kind};
use crate::notebook::unclear::{Form, Unexpected};

/// What can be called by name, as the cells call it.
const FUNCTIONS: [&str; 10] = [
    "np.array",
    "np.dot",
    "np.zeros",
    "np.set_printoptions",
    "keras.utils.set_random_seed",
    "Dense",
    "Input",
    "Sequential",
    "SGD",
    "print",
];

impl Kernel {
    pub(super) fn call(&mut self, callee: &Expr, given: &[Argument]) -> Done<Value> {
        let name = path(callee).unwrap_or_default();
        let at = callee.at;
        // TensorFlow has Keras in it.
        let name = name.strip_prefix("tf.").filter(|rest| rest.starts_with("keras.")).unwrap_or(&name);
        let function: fn(&mut Self, &Arguments) -> Done<Value> = match name {
            "np.array" => Self::array,
            "np.zeros" => Self::zeros,
            "np.dot" => Self::dot,
            "np.set_printoptions" => Self::set_printoptions,
            "keras.utils.set_random_seed" | "tf.random.set_seed" => Self::set_random_seed,
            "len" => Self::len,
            "print" => Self::print,
            "Dense" | "keras.layers.Dense" => Self::dense,
            "Input" | "keras.Input" | "keras.layers.Input" => Self::input,
            "SGD" | "keras.optimizers.SGD" => Self::sgd,
            "Sequential" | "keras.Sequential" | "keras.models.Sequential" => Self::sequential,
            _ => return self.call_value(callee, given),
        };
        let arguments = Arguments::of(self, at, given)?;
        function(self, &arguments)
    }

    /// Calls a method, a layer or a model.
    fn call_value(&mut self, callee: &Expr, given: &[Argument]) -> Done<Value> {
        let at = callee.at;
        let unknown = Unexpected::one_of(at, &FUNCTIONS);
        match &callee.kind {
            Kind::Attribute(..) if in_module(callee) => Err(unknown.into()),
            Kind::Attribute(of, method) => {
                let of = self.value(of)?;
                // `batch_size=len(X_train)` means all, however many they are.
                let is_size = |argument: &Argument| argument.name.as_deref() == Some("batch_size");
                let is_counted =
                    given.iter().any(|argument| is_size(argument) && matches!(argument.value.kind, Kind::Call(..)));
                let arguments = Arguments::of(self, at, given)?;
                match (of, method.as_str()) {
                    (Value::Array(numbers), "reshape") => {
                        let axes: Vec<&Value> = iter::from_fn(|| arguments.next()).map(|(axis, _)| axis).collect();
                        arguments.finish()?;
                        arrays::reshape(&numbers, &axes, at)
                    }
                    (Value::Array(_), _) => Stop::unclear(at, &[Form::Code(".reshape(1, 1)")]),
                    (Value::Tensor(numbers), "numpy") => {
                        arguments.finish()?;
                        Ok(Value::Array(numbers))
                    }
                    (Value::Layer(layer), _) => self.call_layer_method(layer, method, &arguments, at),
                    (Value::Model(model), _) => self.call_model_method(model, method, &arguments, (at, is_counted)),
                    _ => Err(unknown.into()),
                }
            }
            Kind::Name(name) if self.variable(name).is_none() && !super::VARIABLES.contains(&name.as_str()) => {
                Err(unknown.into())
            }
            _ => {
                let callee = self.value(callee)?;
                let arguments = Arguments::of(self, at, given)?;
                let (x, x_at) = arguments.needed("inputs", Form::Array)?;
                arguments.finish()?;
                match (callee, x) {
                    (Value::Layer(layer), Value::Array(x) | Value::Tensor(x)) => self.call_layer(layer, &x.array, x_at),
                    (Value::Model(model), Value::Array(x) | Value::Tensor(x)) => {
                        self.call_model(model, &x.array, x_at).map(Value::Tensor)
                    }
                    (Value::Layer(_) | Value::Model(_), _) => Stop::unclear(x_at, &[Form::Array]),
                    _ => Err(unknown.into()),
                }
            }
        }
    }

    fn array(&mut self, arguments: &Arguments) -> Done<Value> {
        let array = arrays::array(arguments.needed("object", Form::Array)?, arguments.text_at("object"))?;
        typed(array, arguments)
    }

    fn zeros(&mut self, arguments: &Arguments) -> Done<Value> {
        let array = arrays::zeros(arguments.needed("shape", Form::Code("(0, 1)"))?)?;
        typed(array, arguments)
    }

    fn dot(&mut self, arguments: &Arguments) -> Done<Value> {
        let at = arguments.at;
        let a = arrays::float32(arguments.needed("a", Form::Array)?)?;
        let b = arrays::float32(arguments.needed("b", Form::Array)?)?;
        arguments.finish()?;
        let is_usual = |numbers: &Numbers| (1..=2).contains(&numbers.array.shape().len());
        // What has no numbers in it can still make many.
        let made = arrays::dot_count(&a.array, &b.array);
        let products = a.array.data().len() * b.array.data().len();
        if !is_usual(a) || !is_usual(b) || made.max(products) > MOST_PRODUCTS {
            return Stop::unclear(at, &[Form::Simpler]);
        }
        self.spend(products)?;
        let role = if b.role == Role::Kernel { Role::Sum } else { Role::Other };
        match arrays::dot(&a.array, &b.array) {
            Ok(array) => match (array.shape(), array.data()) {
                ([], [number]) => Ok(Value::Scalar(*number)),
                _ => Ok(Value::Array(Numbers { array, role, is_float32: true })),
            },
            Err(words) => Stop::raised(words),
        }
    }

    fn set_printoptions(&mut self, arguments: &Arguments) -> Done<Value> {
        if let Some(given) = arguments.named_or_at("precision", 0) {
            self.precision = whole(given, super::super::numpy::DEFAULT_PRECISION)?;
        }
        arguments.finish()?;
        Ok(Value::Nothing)
    }

    fn set_random_seed(&mut self, arguments: &Arguments) -> Done<Value> {
        let seed = whole(arguments.needed("seed", Form::WholeNumber)?, u32::MAX as usize)?;
        arguments.finish()?;
        self.seed = u32::try_from(seed).unwrap_or(u32::MAX);
        self.drawn = 0;
        Ok(Value::Nothing)
    }

    fn len(&mut self, arguments: &Arguments) -> Done<Value> {
        let (value, at) = arguments.needed("obj", Form::Array)?;
        arguments.finish()?;
        match value {
            Value::Array(numbers) | Value::Tensor(numbers) => numbers
                .array
                .shape()
                .first()
                .map_or_else(|| Stop::unclear(at, &[Form::Array]), |n| Ok(Value::Number(*n as f64, true))),
            Value::List(items) | Value::Tuple(items) => Ok(Value::Number(items.len() as f64, true)),
            _ => Stop::unclear(at, &[Form::Array]),
        }
    }

    fn print(&mut self, arguments: &Arguments) -> Done<Value> {
        let at = arguments.at;
        let (mut texts, mut values) = (Vec::new(), Vec::new());
        while let Some((value, at)) = arguments.next() {
            texts.push(value.str(self.precision).ok_or_else(|| unprintable(at))?);
            values.push(value);
        }
        arguments.finish()?;
        self.show(&texts.join(" "), &values, at)?;
        Ok(Value::Nothing)
    }
}

/// A page answers at once, so it does not multiply everything by everything.
const MOST_PRODUCTS: usize = 1_000_000;

/// An array of the type that the call asks for.
fn typed(array: Array, arguments: &Arguments) -> Done<Value> {
    let dtype = arguments.quoted_or_at("dtype", 1)?;
    arguments.finish()?;
    match dtype {
        Some((name, at)) if name != "float32" => Stop::unclear(at, &[Form::Code("np.float32")]),
        dtype => Ok(Value::Array(Numbers { array, role: Role::Other, is_float32: dtype.is_some() })),
    }
}
