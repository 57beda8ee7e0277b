//! What leaves the page: the plots of the open view as one picture with title and values, and the numbers behind them.

use std::sync::Arc;

use crate::data;
use crate::draw::{Palette, Panel, Row, Sheet, sheet};
use crate::figure::{self, Figure, Ink, Mark, Terrain};
use crate::nn::Activation;
use crate::number;
use crate::state::{Param, State, View};
use crate::words::{self, learn, share};

/// The most examples that a picture shows.
const MOST_DOTS: usize = 5000;

/// The picture as SVG.
#[must_use]
pub fn svg(state: &State, palette: Palette) -> String {
    let panel = |formula: &str, ink, caption: &str, figure| Panel {
        formula: formula.into(),
        ink,
        caption: caption.into(),
        figure,
    };
    let examples = || {
        let [x, y] = learn::axes(state);
        let ink = if state.activation == Activation::Linear { Ink::Sum } else { Ink::Output };
        panel(&format!("{y} ↑"), ink, &format!("{x} →"), with_fewer_dots(figure::examples(state)))
    };
    let (width, description, rows) = match state.view {
        View::Explore => {
            let line = panel("z = wx + b", Ink::Sum, &words::text("line-title"), figure::line(state));
            let formula = state.activation.formula();
            let output = panel(formula, Ink::Output, &words::text("output-title"), figure::output(state));
            let rows = vec![Row { height: 280, panels: vec![line] }, Row { height: 280, panels: vec![output] }];
            (640, words::description(state), rows)
        }
        View::Notebook => {
            let rows = vec![Row { height: 320, panels: vec![examples()] }];
            (640, words::description(state), rows)
        }
        View::Train => {
            let terrain = Arc::new(Terrain::of(state));
            let caption = format!("{}: b ↑, w →", words::text("surface-title"));
            let surface = panel("J(w, b)", Ink::Error, &caption, figure::surface(state, &terrain));
            let curve = panel("J", Ink::Error, &words::text("loss-curve-title"), figure::loss_curve(state));
            let rows =
                vec![Row { height: 320, panels: vec![examples(), surface] }, Row { height: 180, panels: vec![curve] }];
            (960, learn::outcome_where(state, false), rows)
        }
    };
    sheet(&Sheet { title: share::title(state), lines: share::values(state), description, width, rows }, palette)
}

/// Some of very many examples: 100,000 of them make a file of twelve megabytes that looks the same.
fn with_fewer_dots(mut figure: Figure) -> Figure {
    for mark in &mut figure.still {
        if let Mark::Cloud { points, .. } = mark {
            points.0 = data::sampled(points, MOST_DOTS).into();
        }
    }
    figure
}

/// The numbers as CSV: of the neuron at each grid line of x and at the probe, or of each example.
///
/// Every number is the shortest text that stands for this float32; one that is not finite (a loss of labels that it cannot
/// measure) is an empty cell.
#[must_use]
pub fn csv(state: &State) -> String {
    let rows: Vec<[f32; 5]> = match state.view {
        View::Explore => {
            let neuron = state.neuron();
            let mut places: Vec<f32> = figure::line(state).x.ticks().iter().map(|tick| tick.at as f32).collect();
            places.push(state.value(Param::X));
            places.sort_by(f32::total_cmp);
            places.dedup();
            places.into_iter().map(|x| [x, neuron.z(x), neuron.a(x), neuron.w, neuron.b]).collect()
        }
        View::Train | View::Notebook => (0..state.training.examples.points().len())
            .filter_map(|at| state.judged(at))
            .map(|judged| [judged.x, judged.y, judged.predicted, judged.error, judged.term])
            .collect(),
    };
    let header = match state.view {
        View::Explore => "x,z,a,w,b",
        View::Train | View::Notebook => "x,y,y_hat,error,loss_term",
    };
    let cell = |value: f32| if value.is_finite() { number::plain(value) } else { String::new() };
    let line = |row: [f32; 5]| row.map(cell).join(",") + "\n";
    rows.into_iter().fold(format!("{header}\n"), |csv, row| csv + &line(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Point;
    use crate::number::read;
    use crate::state::Action;

    fn table(csv: &str) -> (Vec<&str>, Vec<Vec<f32>>) {
        let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let header = lines.next().unwrap_or_default();
        (header, lines.map(|line| line.iter().map(|cell| read(cell).expect("a number")).collect()).collect())
    }

    #[test]
    fn the_numbers_of_a_neuron_stand_at_the_grid_lines_and_at_the_probe() {
        let state = State::open(&[Action::Set(Param::W, 0.1), Action::Set(Param::X, 0.3)]);
        let csv = csv(&state);
        let (header, rows) = table(&csv);
        assert_eq!(header, ["x", "z", "a", "w", "b"]);
        let places: Vec<f32> = rows.iter().map(|row| row[0]).collect();
        assert_eq!(places, [-5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 0.3, 1.0, 2.0, 3.0, 4.0, 5.0]);
        for row in rows {
            assert_eq!(row, [row[0], state.neuron().z(row[0]), state.neuron().a(row[0]), 0.1, -1.0], "to the last bit");
        }
        // Pasted into the page it is the points of the line.
        for point in crate::data::read(&csv).points {
            assert_eq!(point.y, state.neuron().z(point.x));
        }
    }

    #[test]
    fn the_numbers_of_a_training_are_its_examples() {
        let state = State::open(&[Action::Show(View::Train), Action::Set(Param::W, -1.03), Action::Set(Param::B, 0.0)]);
        assert_eq!(
            csv(&state),
            "x,y,y_hat,error,loss_term\n1,300,-1.03,-301.03,90619.06\n2,500,-2.06,-502.06,252064.23\n"
        );
    }

    #[test]
    fn a_picture_of_very_many_examples_shows_an_even_part_of_them_and_the_table_has_all() {
        let points: Vec<_> = (0..100_000u32).map(|at| Point { x: at as f32 / 1e5, y: 0.5 }).collect();
        let state = State::open(&[Action::Show(View::Train), Action::UsePoints(points.into())]);
        let size = svg(&state, Palette::LIGHT).len();
        assert!(size < 2_000_000, "{size} bytes");
        assert_eq!(csv(&state).lines().count(), 100_001);
    }

    #[test]
    fn a_picture_carries_its_title_and_its_description_also_for_those_who_do_not_see_it() {
        for view in View::ALL {
            let state = State::open(&[Action::Show(view)]);
            let svg = svg(&state, Palette::LIGHT);
            assert!(svg.contains(&format!("<title>{}</title><desc>", share::title(&state))), "{view:?}");
            for line in share::values(&state) {
                assert!(svg.contains(&line), "{line}");
            }
        }
    }
}
