// By hand, and only what is needed: the axes once on a canvas of their own, then one path a picture.
const MARGIN = { left: 50, right: 10, top: 10, bottom: 40 };

const plot = (id, name, ink, steps) => {
  const holder = document.getElementById(id);
  const [width, height] = [holder.clientWidth, holder.clientHeight];
  const layer = () => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    canvas.style.position = "absolute";
    return holder.appendChild(canvas).getContext("2d");
  };
  const [x0, x1] = REACH.x;
  const [y0, y1] = REACH[name];
  const right = (width - MARGIN.left - MARGIN.right) / (x1 - x0);
  const up = (height - MARGIN.top - MARGIN.bottom) / (y1 - y0);
  const px = (x) => MARGIN.left + (x - x0) * right;
  const py = (y) => MARGIN.top + (y1 - y) * up;

  const still = layer();
  still.font = "13px sans-serif";
  still.strokeStyle = "#d0d7de";
  still.beginPath();
  still.textAlign = "center";
  for (const x of [-4, -2, 0, 2, 4]) {
    still.moveTo(px(x), py(y0));
    still.lineTo(px(x), py(y1));
    still.fillText(x, px(x), py(y0) + 16);
  }
  still.fillText("x", px(0), py(y0) + 34);
  still.textAlign = "right";
  for (const y of steps) {
    still.moveTo(px(x0), py(y));
    still.lineTo(px(x1), py(y));
    still.fillText(y, px(x0) - 6, py(y) + 4);
  }
  still.fillText(name, 12, py((y0 + y1) / 2));
  still.stroke();

  const live = layer();
  live.strokeStyle = ink;
  live.lineWidth = 2.5;
  live.lineJoin = "round";
  live.rect(px(x0), py(y1), (x1 - x0) * right, (y1 - y0) * up);
  live.clip();
  return (f, w, b) => {
    live.clearRect(0, 0, width, height);
    live.beginPath();
    for (let at = 0; at < COUNT; at++) live.lineTo(px(X[at]), py(f(X[at], w, b)));
    live.stroke();
  };
};
const line = plot("line", "z", INK.z, [-10, -5, 0, 5, 10]);
const sigmoid = plot("output", "a", INK.a, [0, 0.5, 1]);

follow((w, b) => {
  line(sum, w, b);
  sigmoid(output, w, b);
});
