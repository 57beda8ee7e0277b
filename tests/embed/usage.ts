// Everything that www/index.d.ts declares, used as a course page would; `tsc --noEmit --strict` has to accept it, and every
// line below a "@ts-expect-error" has to be refused. Nothing here is run.

import { WxPlusB } from "../../www/index.js";
import type {
  ChangeDetail,
  ErrorCode,
  ErrorDetail,
  FitOptions,
  FitResult,
  GoalDetail,
  Numbers,
  Origin,
  ReadyDetail,
  TrainDetail,
  Values,
  Weights,
  WxPlusBError,
  WxPlusBEventMap,
} from "../../www/index.js";

// The element by its name, by its class, and from markup.
const neuron: WxPlusB = document.createElement("wx-plus-b");
const found: WxPlusB | null = document.querySelector("wx-plus-b");
const all: NodeListOf<WxPlusB> = document.querySelectorAll("wx-plus-b");
const isOne: boolean = neuron instanceof WxPlusB && neuron instanceof HTMLElement && found !== all[0];
const attributes: string[] = WxPlusB.observedAttributes;

// Attributes, and the two properties that stand for one.
neuron.setAttribute("data", "houses");
neuron.title = "A neuron";
// @ts-expect-error: undefined until the page is ready
const certain: number = neuron.w;
neuron.w = 200;
neuron.b = "100";
neuron.b = neuron.w;
neuron.b = null;
const w: number | undefined = neuron.w;
const b: number | undefined = neuron.b;
const state: string | undefined = neuron.state;
// @ts-expect-error: read only
neuron.state = "w=2";
// @ts-expect-error: a number or its text
neuron.w = [[200]];

// Methods.
export async function teach(): Promise<void> {
  const ready: ReadyDetail = await neuron.whenReady();
  const words: string[] = [ready.version, ...ready.warnings];

  const weights: Weights = await neuron.getWeights();
  const [[[kernel]], bias] = weights;
  const sum: number = kernel + (bias?.[0] ?? 0);
  await neuron.setWeights(weights);
  await neuron.setWeights([[[200]], [100]]);
  await neuron.setWeights([[[200]]]);
  await neuron.setWeights([[Float32Array.of(200)], Float64Array.of(100)]);
  const row: Numbers = [1];
  // @ts-expect-error: something with a length is no array
  await neuron.setWeights([[{ length: 1, 0: 200 }], [100]]);
  // @ts-expect-error: a kernel has two dimensions
  await neuron.setWeights([[200], [100]]);
  // @ts-expect-error: numbers, not text
  await neuron.setWeights([[["200"]], ["100"]]);
  // @ts-expect-error: weights are needed
  await neuron.setWeights();

  const recipe: FitOptions = { epochs: 1000, learningRate: 0.01 };
  const result: FitResult = await neuron.fit(recipe);
  const ended: [number, number, string] = [result.epoch, result.loss, result.state];
  await neuron.fit();
  await neuron.fit({});
  // @ts-expect-error: Python's name
  await neuron.fit({ learning_rate: 0.01 });

  const outputs: [number][] = await neuron.predict([[1], row, Float32Array.of(2)]);
  const first: number | undefined = outputs[0]?.[0];
  // @ts-expect-error: inputs have two dimensions
  await neuron.predict([1, 2]);

  const texts: string[] = [
    await neuron.set("w=2&b=1"),
    await neuron.reset(),
    await neuron.describe(),
    await neuron.pause(),
  ];
  // @ts-expect-error: the text of a link
  await neuron.set({ w: 2 });

  console.log(words, sum, ended, first, texts);
}

// Errors.
neuron.setWeights([[[Number.NaN]], [0]]).catch((error: WxPlusBError) => {
  const code: ErrorCode = error.code;
  const known = code === "bad-weights" || code === "removed";
  console.log(known, error.message, error instanceof TypeError);
});

// Events, on the element and wherever they bubble to.
neuron.addEventListener("wxplusb-ready", ({ detail }) => console.log(detail.version.length, detail.warnings.length));
neuron.addEventListener("wxplusb-input", (event) => {
  const detail: ChangeDetail = event.detail;
  const origin: Origin = detail.origin;
  const values: Values = detail;
  console.log(origin === "user", values.w?.toFixed(2), values.b ?? "no bias", values.state);
});
neuron.addEventListener("wxplusb-change", function () {
  const own: number | undefined = this.w;
  console.log(own);
});
document.addEventListener("wxplusb-train", ({ detail }: CustomEvent<TrainDetail>) => {
  console.log(detail.epoch + 1, detail.loss.toPrecision(3));
});
window.addEventListener("wxplusb-goal", ({ detail }: CustomEvent<GoalDetail>) => console.log(detail.reached === true));
document.body.addEventListener("wxplusb-error", ({ detail }: CustomEvent<ErrorDetail>) => {
  console.log(detail.code, detail.message);
});
const names: (keyof WxPlusBEventMap)[] = ["wxplusb-ready", "wxplusb-input", "wxplusb-change", "wxplusb-train"];
// @ts-expect-error: no such event
names.push("wxplusb-drag");
// @ts-expect-error: "us" is nobody
const nobody: Origin = "us";

console.log(isOne, attributes, w, b, state, certain, nobody);
