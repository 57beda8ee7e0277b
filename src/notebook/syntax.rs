//! What a cell says, as a tree: the few forms of Python that the cells of the course are made of.

/// One line of a cell that does something: `value`, `w = value` or `w, b = value`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub(super) target: Target,
    pub(super) value: Expr,
}

/// Where a value goes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// Nowhere; on the last line of a cell, to the reader.
    Nowhere,
    /// Into a variable.
    Name(String),
    /// One by one into several.
    Names(Vec<String>),
}

/// A part of a line that has a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expr {
    /// Where it begins, in bytes of the cell.
    pub(super) at: usize,
    pub(super) kind: Kind,
}

/// What kind of part.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// `200`, `-1.03`.
    Number(Number),
    /// `'linear'`.
    Text(String),
    /// `f"w = {w}"`: texts and values by turns.
    Template(Vec<Expr>),
    /// `w[0, 0]:.2f` in such a text: a number with so many digits after the point.
    Rounded(Box<Expr>, usize),
    /// `True`, `False`.
    Switch(bool),
    /// `linear_layer`.
    Name(String),
    /// `[set_w, set_b]`.
    List(Vec<Expr>),
    /// `(1,)`.
    Tuple(Vec<Expr>),
    /// `w.shape`.
    Attribute(Box<Expr>, String),
    /// `Dense(1, activation='linear')`.
    Call(Box<Expr>, Vec<Argument>),
    /// `w[0, 0]`.
    Index(Box<Expr>, Vec<Expr>),
    /// `X_train[:1]`.
    Slice(Box<Expr>, Option<usize>, Option<usize>),
    /// `np.dot(X_train, w) + b`.
    Sum(Box<Expr>, Box<Expr>),
}

/// A number as Python holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Whether it was written without a point, and so is an `int`.
    pub(super) whole: bool,
}

/// What stands between the brackets of a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Argument {
    /// Where it begins.
    pub(super) at: usize,
    /// The name before the `=`, if it has one.
    pub(super) name: Option<String>,
    pub(super) value: Expr,
}
