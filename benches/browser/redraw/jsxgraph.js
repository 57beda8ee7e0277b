// A functiongraph of 201 points that reads w and b; nothing that can be dragged, which JSXGraph would look after.
let [w, b] = [0, 0];
const plot = (id, name, ink, f) => {
  const [min, max] = REACH[name];
  const room = (max - min) / 10;
  const axis = (name) => ({ name, withLabel: true, ticks: { drawZero: true } });
  const board = JXG.JSXGraph.initBoard(id, {
    boundingbox: [REACH.x[0] - 0.7, max + room, REACH.x[1] + 0.3, min - room],
    axis: true,
    defaultAxes: { x: axis("x"), y: axis(name) },
    showCopyright: false,
    showNavigation: false,
    showInfobox: false,
    pan: { enabled: false },
    zoom: { enabled: false },
  });
  const points = { doAdvancedPlot: false, numberPointsLow: COUNT, numberPointsHigh: COUNT };
  board.create("functiongraph", [(x) => f(x, w, b), ...REACH.x], {
    ...points,
    strokeColor: ink,
    strokeWidth: 2.5,
    highlight: false,
  });
  return board;
};
const boards = [plot("line", "z", INK.z, sum), plot("output", "a", INK.a, output)];

follow((weight, bias) => {
  [w, b] = [weight, bias];
  for (const board of boards) board.update();
});
