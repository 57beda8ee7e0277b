//! The arrays that weights travel in, and what Keras says when they do not fit.

use std::error::Error;
use std::fmt;

/// Numbers with a shape, as in NumPy's `np.array(…, dtype=float32)`; row-major.
///
/// `Array::from([[200.0]])` is `np.array([[200]])`, a kernel of shape (1, 1); `Array::from([100.0])` is `np.array([100])`,
/// a bias of shape (1,). The count of numbers always is the product of the shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    shape: Vec<usize>,
    data: Vec<f32>,
}

impl Array {
    /// An array of this shape, or `None` when `data` does not fill it exactly. The shape `[]` holds one number.
    pub fn new(shape: Vec<usize>, data: Vec<f32>) -> Option<Self> {
        let size = shape.iter().try_fold(1_usize, |size, n| size.checked_mul(*n))?;
        (size == data.len()).then_some(Self { shape, data })
    }

    /// Its length along each axis, outermost first.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Its numbers, the last axis running fastest.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// Its shape as Python writes a tuple: `(1, 1)`, `(1,)`, `()`.
    pub fn shape_text(&self) -> String {
        match self.shape.as_slice() {
            [n] => format!("({n},)"),
            axes => {
                let axes: Vec<String> = axes.iter().map(usize::to_string).collect();
                format!("({})", axes.join(", "))
            }
        }
    }
}

impl<const N: usize> From<[f32; N]> for Array {
    /// A vector of shape (N,).
    fn from(data: [f32; N]) -> Self {
        Self { shape: vec![N], data: data.to_vec() }
    }
}

impl<const ROWS: usize, const COLUMNS: usize> From<[[f32; COLUMNS]; ROWS]> for Array {
    /// A matrix of shape (ROWS, COLUMNS).
    fn from(rows: [[f32; COLUMNS]; ROWS]) -> Self {
        Self { shape: vec![ROWS, COLUMNS], data: rows.concat() }
    }
}

/// Why a layer did not take the arrays given to `set_weights`. Its text is Keras's, word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// Too few or too many arrays.
    Count {
        /// The layer's name.
        layer: String,
        /// How many arrays the layer has: 0 before it is built, 1 without a bias, else 2.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// The right number of arrays, but one of another shape; the first such one.
    Shape {
        /// The layer's name.
        layer: String,
        /// The shape the layer has there, as [`Array::shape_text`] writes it.
        expected: String,
        /// The shape given.
        given: String,
    },
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { layer, expected, given } => write!(
                f,
                "ValueError: You called `set_weights(weights)` on layer '{layer}' with a weight list of length {given}, \
                 but the layer was expecting {expected} weights."
            ),
            Self::Shape { layer, expected, given } => write!(
                f,
                "ValueError: Layer {layer} weight shape {expected} is not compatible with provided weight shape {given}."
            ),
        }
    }
}

impl Error for WeightsError {}

/// Whether `given` has the number and the shapes of the layer's `own` arrays.
pub(super) fn check(layer: &str, own: &[Array], given: &[Array]) -> Result<(), WeightsError> {
    let layer = layer.to_owned();
    if own.len() != given.len() {
        return Err(WeightsError::Count { layer, expected: own.len(), given: given.len() });
    }
    match own.iter().zip(given).find(|(own, given)| own.shape != given.shape) {
        Some((own, given)) => Err(WeightsError::Shape { layer, expected: own.shape_text(), given: given.shape_text() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::Array;

    #[test]
    fn shapes_read_as_python_tuples() {
        let scalar = Array::new(vec![], vec![200.0]).unwrap();
        for (array, expected) in [
            (Array::from([[200.0]]), "(1, 1)"),
            (Array::from([100.0]), "(1,)"),
            (Array::from([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), "(3, 2)"),
            (scalar, "()"),
        ] {
            assert_eq!(array.shape_text(), expected);
        }
    }

    #[test]
    fn an_array_is_never_half_full() {
        assert_eq!(Array::new(vec![2, 2], vec![1.0; 3]), None);
        assert_eq!(Array::new(vec![usize::MAX, 2], vec![]), None);
        assert!(Array::new(vec![0, 2], vec![]).is_some());
    }
}
