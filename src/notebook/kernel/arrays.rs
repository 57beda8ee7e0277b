//! What NumPy does with arrays, as far as the cells ask for it.

use super::arguments::Placed;
use super::value::Numbers;
use super::{Done, Role, Stop, Value};
use crate::nn::Array;
use crate::notebook::reader::LARGEST_WHOLE;
use crate::notebook::unclear::Form;

/// So many numbers an array may hold.
const MOST: usize = 10_000;

/// `np.array([[1, 2], [3, 4]])` of nested lists, the first text in which stands at `text_at`.
pub(super) fn array((value, at): Placed, text_at: Option<usize>) -> Done<Array> {
    if let Value::Array(numbers) | Value::Tensor(numbers) = value {
        return Ok(numbers.array.clone());
    }
    let (mut shape, mut data) = (Vec::new(), Vec::new());
    let mut level = vec![value];
    while let Some(Value::List(first)) = level.first() {
        let rows: Option<Vec<_>> =
            level.iter().map(|row| if let Value::List(row) = row { Some(row) } else { None }).collect();
        let even = rows.filter(|rows| rows.iter().all(|row| row.len() == first.len()));
        let Some(rows) = even else { return Stop::raised(uneven(&shape)) };
        shape.push(first.len());
        level = rows.into_iter().flatten().collect();
    }
    for item in level {
        match item {
            Value::Number(number, _) => data.push(*number as f32),
            Value::Scalar(number) => data.push(*number),
            Value::List(_) => return Stop::raised(uneven(&shape)),
            Value::Text(_) => return Stop::unclear(text_at.unwrap_or(at), &[Form::Number]),
            _ => return Stop::unclear(at, &[Form::Number]),
        }
    }
    Array::new(shape, data).map_or_else(|| Stop::unclear(at, &[Form::Array]), Ok)
}

fn uneven(shape: &[usize]) -> String {
    let axes: Vec<String> = shape.iter().map(usize::to_string).collect();
    let shape = if let [n] = shape { format!("({n},)") } else { format!("({})", axes.join(", ")) };
    format!(
        "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after {} \
         dimensions. The detected shape was {shape} + inhomogeneous part.",
        axes.len()
    )
}

/// `np.zeros((0, 1))`.
pub(super) fn zeros((value, at): Placed) -> Done<Array> {
    let Value::Tuple(axes) = value else { return Stop::unclear(at, &[Form::Code("(0, 1)")]) };
    let shape: Option<Vec<usize>> = axes.iter().map(length).collect();
    let size = shape.iter().flatten().try_fold(1_usize, |size, n| size.checked_mul(*n)).filter(|size| *size <= MOST);
    match (shape, size) {
        (Some(shape), Some(size)) => Array::new(shape, vec![0.0; size]).map_or_else(|| Stop::unclear(at, &[]), Ok),
        _ => Stop::unclear(at, &[Form::Simpler]),
    }
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::Number(number, true) if (0.0..=MOST as f64).contains(number) => Some(*number as usize),
        _ => None,
    }
}

/// An array to compute with.
pub(super) fn float32<'a>((value, at): Placed<'a>) -> Done<&'a Numbers> {
    match value {
        Value::Array(numbers) if numbers.is_float32 => Ok(numbers),
        Value::Array(_) => Stop::unclear(at, &[Form::Float32]),
        _ => Stop::unclear(at, &[Form::Array]),
    }
}

/// `np.dot(a, b)`: rows of a times columns of b; the last axis of a must be as long as the first of b. In NumPy's words where
/// it is not.
///
/// For arrays of one or two axes.
pub(crate) fn dot(a: &Array, b: &Array) -> Result<Array, String> {
    let (inner, rows) = a.shape().split_last().map_or((1, a.shape()), |(inner, rows)| (*inner, rows));
    let (also_inner, columns) = b.shape().split_first().map_or((1, b.shape()), |(inner, columns)| (*inner, columns));
    if inner != also_inner {
        let [one, other] = [a, b].map(|array| array.shape_text().replace(", ", ","));
        return Err(format!(
            "ValueError: shapes {one} and {other} not aligned: {inner} (dim {}) != {also_inner} (dim 0)",
            a.shape().len() - 1
        ));
    }
    let width: usize = columns.iter().product();
    // Of two numbers it is the plain product, which may be -0.
    let nothing = if a.data().len() == 1 && b.data().len() == 1 { -0.0 } else { 0.0 };
    let mut data = Vec::new();
    for row in 0..rows.iter().product() {
        for column in 0..width {
            let terms = (0..inner).map(|i| a.data()[row * inner + i] * b.data()[i * width + column]);
            data.push(terms.fold(nothing, |sum, term| sum + term));
        }
    }
    Array::new([rows, columns].concat(), data).ok_or_else(String::new)
}

/// How many numbers that makes.
pub(super) fn dot_count(a: &Array, b: &Array) -> usize {
    let rows = a.shape().split_last().map_or(&[][..], |(_, rows)| rows);
    let columns = b.shape().split_first().map_or(&[][..], |(_, columns)| columns);
    rows.iter().chain(columns).fold(1, |count, n| count.saturating_mul(*n))
}

/// `a + b`: of two plain numbers Python's; of arrays NumPy's, the axes of the smaller laid beside the last ones of the larger,
/// where an axis of length 1 is repeated.
pub(super) fn sum((one, at): (Value, usize), (other, other_at): (Value, usize)) -> Done<Value> {
    if let (Value::Number(one, is_whole), Value::Number(other, is_also_whole)) = (&one, &other) {
        let is_whole = *is_whole && *is_also_whole;
        // The f64 that holds an int holds no larger ones.
        if is_whole && (one + other).abs() > LARGEST_WHOLE {
            return Stop::unclear(at, &[Form::Simpler]);
        }
        return Ok(Value::Number(one + other, is_whole));
    }
    let [one, other] = [one, other].map(|value| match value {
        Value::Number(number, _) => scalar(number as f32),
        Value::Scalar(number) => scalar(number),
        other => other,
    });
    let (a, b) = (float32((&one, at))?, float32((&other, other_at))?);
    let role = if a.role == Role::Sum { Role::Sum } else { Role::Other };
    let [left, right] = [a.array.shape(), b.array.shape()];
    let count = left.len().max(right.len());
    let axis = |shape: &[usize], i: usize| (i + shape.len()).checked_sub(count).map_or(1, |i| shape[i]);
    let mut shape = Vec::new();
    for i in 0..count {
        let (n, m) = (axis(left, i), axis(right, i));
        if n != m && n != 1 && m != 1 {
            let [one, other] = [a, b].map(|numbers| numbers.array.shape_text().replace(", ", ","));
            let words = "ValueError: operands could not be broadcast together with shapes";
            return Stop::raised(format!("{words} {one} {other} "));
        }
        shape.push(if n == 1 { m } else { n });
    }
    let size: usize = shape.iter().product();
    if size > MOST {
        return Stop::unclear(at, &[Form::Simpler]);
    }
    // The place in an array of `own` shape of number `at` of the result.
    let place = |own: &[usize], mut at: usize| {
        let (mut place, mut stride) = (0, 1);
        for i in (0..count).rev() {
            let n = axis(own, i);
            place += stride * ((at % shape[i]) % n);
            at /= shape[i];
            stride *= n;
        }
        place
    };
    let data: Vec<f32> =
        (0..size).map(|at| a.array.data()[place(left, at)] + b.array.data()[place(right, at)]).collect();
    Ok(match data.as_slice() {
        // NumPy hands out what has no axes as a number.
        [number] if shape.is_empty() => Value::Scalar(*number),
        _ => Array::new(shape.clone(), data).map_or(Value::Nothing, |array| own(array, role)),
    })
}

fn scalar(number: f32) -> Value {
    Array::new(Vec::new(), vec![number]).map_or(Value::Nothing, |array| own(array, Role::Other))
}

/// `w[0, 0]`, `X_train[0]`, `weights[0]`.
pub(super) fn index(of: &Value, places: &[Value], at: usize) -> Done<Value> {
    let places: Vec<i64> = match places
        .iter()
        .map(|place| if let Value::Number(n, true) = place { Some(*n as i64) } else { None })
        .collect()
    {
        Some(places) => places,
        None => return Stop::unclear(at, &[Form::WholeNumber]),
    };
    match (of, places.as_slice()) {
        (Value::List(items) | Value::Tuple(items) | Value::TensorShape(items), [place]) => {
            match position(*place, items.len()) {
                Some(place) => Ok(items[place].clone()),
                None => {
                    let kind = if matches!(of, Value::List(_)) { "list" } else { "tuple" };
                    Stop::raised(format!("IndexError: {kind} index out of range"))
                }
            }
        }
        (Value::Array(Numbers { array, role, is_float32 }), [_, ..]) => {
            let (axes, count) = (array.shape().len(), places.len());
            if count > axes {
                return Stop::raised(format!(
                    "IndexError: too many indices for array: array is {axes}-dimensional, but {count} were indexed"
                ));
            }
            let (mut start, mut size) = (0, array.data().len());
            for (axis, (place, n)) in places.iter().zip(array.shape()).enumerate() {
                let Some(at) = position(*place, *n) else {
                    return Stop::raised(format!(
                        "IndexError: index {place} is out of bounds for axis {axis} with size {n}"
                    ));
                };
                size /= n;
                start += at * size;
            }
            let data = array.data()[start..start + size].to_vec();
            let rest = array.shape()[count..].to_vec();
            match (rest.is_empty(), data.first()) {
                // A number of another type than float32 has other digits; rows keep their type.
                (true, Some(_)) if !is_float32 => Stop::unclear(at, &[Form::Float32]),
                (true, Some(number)) => Ok(Value::Scalar(*number)),
                _ => Ok(Array::new(rest, data).map_or(Value::Nothing, |array| {
                    Value::Array(Numbers { array, role: *role, is_float32: *is_float32 })
                })),
            }
        }
        _ => Stop::unclear(at, &[Form::Code("w[0, 0]"), Form::Code("b[0]"), Form::Code("X_train[:1]")]),
    }
}

/// A place counted from the front or, below zero, from the end.
fn position(place: i64, count: usize) -> Option<usize> {
    let place = if place < 0 { place + count as i64 } else { place };
    usize::try_from(place).ok().filter(|place| *place < count)
}

/// `X_train[:1]`: rows.
pub(super) fn slice(of: &Value, from: Option<usize>, to: Option<usize>, at: usize) -> Done<Value> {
    match of {
        Value::Array(Numbers { array, role, is_float32 }) if !array.shape().is_empty() => {
            let rows = array.shape()[0];
            let to = to.map_or(rows, |to| to.min(rows));
            let from = from.map_or(0, |from| from.min(to));
            let width = array.data().len() / rows.max(1);
            let mut shape = array.shape().to_vec();
            shape[0] = to - from;
            let data = array.data()[from * width..to * width].to_vec();
            Ok(Array::new(shape, data)
                .map_or(Value::Nothing, |array| Value::Array(Numbers { array, role: *role, is_float32: *is_float32 })))
        }
        _ => Stop::unclear(at, &[Form::Code("X_train[:1]")]),
    }
}

/// `X_train[0].reshape(1, 1)`.
pub(super) fn reshape(numbers: &Numbers, axes: &[&Value], at: usize) -> Done<Value> {
    if axes.is_empty() {
        return Stop::unclear(at, &[Form::Code(".reshape(1, 1)")]);
    }
    let size = numbers.array.data().len();
    let given = axes.iter().map(|axis| if let Value::Number(n, true) = axis { Some(*n) } else { None });
    let Some(given) = given.collect::<Option<Vec<f64>>>() else {
        return Stop::unclear(at, &[Form::WholeNumber]);
    };
    let known: f64 = given.iter().filter(|n| **n >= 0.0).product();
    let unknown = given.iter().filter(|n| **n < 0.0).count();
    if unknown > 1 {
        return Stop::raised("ValueError: can only specify one unknown dimension");
    }
    // One axis may be -1: as long as it takes. Beside an axis of length 0 that could be anything.
    let open = size as f64 / known;
    let shape: Vec<usize> = given.iter().map(|n| if *n < 0.0 { open as usize } else { *n as usize }).collect();
    let is_sure = unknown == 0 || known > 0.0;
    match Array::new(shape, numbers.array.data().to_vec()).filter(|_| is_sure) {
        Some(array) => Ok(Value::Array(Numbers { array, ..numbers.clone() })),
        None => {
            // NumPy leaves out a -1 that comes first.
            let axes = given.iter().skip_while(|n| **n < 0.0);
            let axes = axes.map(|n| if *n < 0.0 { "newaxis".to_owned() } else { n.to_string() });
            let (axes, comma) = (axes.collect::<Vec<_>>().join(","), if given.len() == 1 { "," } else { "" });
            Stop::raised(format!("ValueError: cannot reshape array of size {size} into shape ({axes}{comma})"))
        }
    }
}

fn own(array: Array, role: Role) -> Value {
    Value::Array(Numbers { array, role, is_float32: true })
}
