//! A cell's output and what is to be said about it, in words.

use crate::notebook::{Caption, Cell, Form, Output, Problem, Role, Trouble, Unclear};
use crate::words;

/// What the cell printed.
pub(super) fn printed(cell: &Cell) -> String {
    cell.output.as_ref().map(|output| output.text.trim_end().to_owned()).unwrap_or_default()
}

/// What Python, NumPy or Keras said against it.
pub(super) fn raised(cell: &Cell) -> String {
    match &cell.output {
        Some(Output { trouble: Some(Trouble::Raised(sentence)), .. }) => sentence.clone(),
        _ => String::new(),
    }
}

/// What this page says against it.
pub(super) fn complaint(cell: &Cell) -> String {
    match (&cell.problem, cell.output.as_ref().and_then(|output| output.trouble.as_ref())) {
        (Some(Problem::Unclear(unclear)), _) | (None, Some(Trouble::Unclear(unclear))) => sentence(unclear),
        (Some(Problem::Refused(refusal)), _) => words::refusal(refusal),
        (None, Some(Trouble::Diverged)) => words::text("fit-diverged"),
        (None, Some(Trouble::TooLong)) => words::text("fit-too-long"),
        (None, Some(Trouble::Raised(_)) | None) => String::new(),
    }
}

/// Whether the cell cannot be used, or has failed.
pub(super) fn is_in(cell: &Cell) -> bool {
    cell.problem.is_some() || cell.output.as_ref().is_some_and(|output| output.trouble.is_some())
}

/// The shapes of the arrays in it.
pub(super) fn captions(cell: &Cell) -> String {
    let captions = cell.output.as_ref().map(|output| output.captions.as_slice()).unwrap_or_default();
    captions.iter().map(caption).collect::<Vec<_>>().join("; ")
}

/// What someone hears who has run the cell.
pub(super) fn spoken(cell: &Cell, title: &str) -> String {
    let parts = [printed(cell), raised(cell), complaint(cell)];
    let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if said.is_empty() { words::say("no-output", &[("title", title)]) } else { said }
}

fn caption(Caption { role, shape }: &Caption) -> String {
    let (name, axes) = match role {
        Role::Inputs => (words::text("role-inputs"), words::text("axes-inputs")),
        Role::Labels => (words::text("role-labels"), words::text("axes-outputs")),
        Role::Kernel => (words::text("role-kernel"), words::text("axes-kernel")),
        Role::Bias => (words::text("role-bias"), words::text("axes-bias")),
        Role::Sum => (words::text("role-sum"), words::text("axes-outputs")),
        Role::Prediction => (words::text("role-prediction"), words::text("axes-outputs")),
        Role::Other => (words::text("role-other"), String::new()),
    };
    words::say("caption", &[("role", &name), ("shape", shape), ("axes", &axes)])
}

fn sentence(Unclear { line, column, found, expected }: &Unclear) -> String {
    let forms: Vec<_> = expected.iter().map(form).collect();
    let id = if found.is_empty() { "unclear-end" } else { "unclear" };
    let (line, column) = (line.to_string(), column.to_string());
    let expected = words::one_of(&forms);
    words::say(id, &[("line", &line), ("column", &column), ("expected", &expected), ("found", found)])
}

fn form(form: &Form) -> String {
    match form {
        Form::Code(code) => words::say("form-code", &[("code", code)]),
        Form::Number => words::text("form-number"),
        Form::WholeNumber => words::text("form-whole"),
        Form::WholeUpTo(most) => words::say("form-whole-up-to", &[("most", &most.to_string())]),
        Form::Text => words::text("form-text"),
        Form::Array => words::text("form-array"),
        Form::Float32 => words::text("form-float32"),
        Form::Columns(count) => words::say("form-columns", &[("count", &count.to_string())]),
        Form::Name => words::text("form-name"),
        Form::Value => words::text("form-value"),
        Form::NewLine => words::text("form-line"),
        Form::Simpler => words::text("form-simpler"),
    }
}
