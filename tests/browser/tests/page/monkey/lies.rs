//! A monkey must see what is wrong: each thing that it looks at is falsified, and it says which.

use super::look::Seen;
use super::{look_after, loose};

/// What is done to a page, and a word of what the monkey then says.
const LIES: [(&str, &str, &str); 15] = [
    ("w=2", "id('w').value = 5", "slider w beside"),
    ("w=2", "id('w-value').value = '5'", "slider w beside"),
    ("w=2", "for (const one of ['b', 'b-value']) id(one).value = 3", "the slider b shows"),
    ("w=2", "history.replaceState(null, '', '?w=3')", "the address"),
    ("w=2", "id('description').append('!')", "the description"),
    ("w=2", "id('view-explore').id = 'view-train'", "the view"),
    ("w=2", "shift('line', 0)", "plot-line"),
    ("w=2", "shift('output', 9)", "plot-output"),
    ("w=2", "plot('line').dataset.axes = '0,1,0,1'", "plot-line has the axes"),
    ("view=train&data=houses&w=150", "shift('data', 9)", "plot-data"),
    ("view=train&data=houses&w=150", "id('description').textContent = 'w = 1, b = 0'", "does not tell"),
    ("w=2", "plot('line').querySelectorAll('canvas')[1].width -= 9", "stretched pictures"),
    ("view=notebook", "id('code-set-weights').value += ' '", "the cell set-weights"),
    ("w=2", "dispatchEvent(new ErrorEvent('error', { message: 'thrown' }))", "thrown"),
    (
        "w=2",
        "document.body.append(Object.assign(document.createElement('p'), { id: 'failure', textContent: 'broken' }))",
        "broken",
    ),
];

#[test]
fn a_monkey_sees_each_lie() {
    for (query, lie, word) in LIES {
        let mut host = loose(query, 0);
        let told = host.inside(|page| {
            page.run_async::<bool>("monkey.seeing('').then(() => done(true));");
            let honest = Seen::default().judge(&look_after(page, "nothing"));
            assert_eq!(honest, Ok(()), "{query}");
            page.script(&format!(
                "/** Moves what is drawn down by so many pixels, or wipes it away. */
                const shift = (part, rows) => {{
                    const shown = layers(plot(part));
                    const live = shown.live();
                    const copy = new OffscreenCanvas(live.width, live.height);
                    copy.getContext('2d').putImageData(live, 0, 0);
                    const drawn = plot(part).querySelectorAll('canvas')[1].getContext('2d');
                    drawn.putImageData(shown.under(), 0, 0);
                    drawn.save();
                    drawn.resetTransform();
                    if (rows) drawn.drawImage(copy, 0, rows);
                    drawn.restore();
                }};
                {lie};"
            ));
            Seen::default().judge(&look_after(page, lie))
        });
        host.page.let_log();
        assert!(told.as_ref().is_err_and(|sentence| sentence.contains(word)), "{lie}: {told:?}");
    }
}
