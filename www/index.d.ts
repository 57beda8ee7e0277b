/**
 * wx+b as an element: `<wx-plus-b w="200" b="100" data="houses"></wx-plus-b>`.
 *
 * Importing the module defines the element. Attributes are the keys of a link; docs/embedding.md lists them.
 */

/** The weights of a layer with one input and one unit, as Keras lists them: kernel of shape (1, 1), bias of shape (1,). */
export type Weights = [kernel: [[w: number]], bias: [b: number]] | [kernel: [[w: number]]];

/** An array that holds numbers. */
export type Numbers =
  | readonly number[]
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** What a training is told. */
export interface FitOptions {
  /** Times through the examples, a whole number from 1 to 100000; 1 if not said, as in Keras. */
  epochs?: number;
  /** Above 0. Stays set afterwards. If not said, the rate that is set is used. */
  learningRate?: number;
}

/** How a training ended. */
export interface FitResult {
  /** Epochs since w and b were last set by hand. */
  epoch: number;
  /** The loss now, as the page defines it (`loss="mse"`, `"half"` or `"bce"`); NaN without examples, or if it does not measure their labels. */
  loss: number;
  /** Why no epoch can come after these: `"no-data"`, `"diverged"`, or `"too-far"` for a minimum beyond ±1000000; else `""`. */
  end: "" | "no-data" | "diverged" | "too-far";
  /** What is shown now, as the text of a link. */
  state: string;
}

/** What every event says, and `whenReady` too. */
export interface Values {
  /** What is shown, as the text of a link; undefined before the page was ever ready. */
  state: string | undefined;
  /** The weight; undefined before the page was ever ready. */
  w: number | undefined;
  /** The bias; undefined without bias and before the page was ever ready. */
  b: number | undefined;
}

/** Who moved the values: the reader, a call or attribute of the host, or training. */
export type Origin = "user" | "host" | "train";

/** `whenReady()`, and the detail of `wxplusb-ready`. */
export interface ReadyDetail extends Values {
  /** The version of the page. */
  version: string;
  /** A sentence for each pair of the link that could not be used. */
  warnings: string[];
}

/** The detail of `wxplusb-input` and `wxplusb-change`. */
export interface ChangeDetail extends Values {
  origin: Origin;
}

/** The detail of `wxplusb-train`. */
export interface TrainDetail extends ChangeDetail {
  /** Epochs since w and b were last set by hand. */
  epoch: number;
  /** The loss after that epoch; NaN where there is none. */
  loss: number;
}

/** The detail of `wxplusb-goal`. */
export interface GoalDetail extends ChangeDetail {
  /** Whether all conditions of the attribute `goal` hold now. */
  reached: boolean;
}

/** The detail of `wxplusb-error`: an attribute or the frame went wrong. A call that goes wrong rejects its promise instead. */
export interface ErrorDetail extends Values {
  code: ErrorCode;
  /** A sentence. */
  message: string;
}

/**
 * What went wrong. From the page: `unknown-type`, `bad-state`, `bad-epochs`, `bad-x`, `too-many`, `not-started`,
 * `broken`, `part-missing`.
 * From the element: `bad-weights`, `bad-x`, `bad-state`, `bad-src`, `reloaded`, `removed`.
 */
export type ErrorCode =
  | "unknown-type"
  | "bad-state"
  | "bad-epochs"
  | "bad-x"
  | "too-many"
  | "not-started"
  | "broken"
  | "part-missing"
  | "bad-weights"
  | "bad-src"
  | "reloaded"
  | "removed"
  | (string & {});

/** What a promise rejects with; a TypeError if the argument has the wrong form. */
export interface WxPlusBError extends Error {
  code: ErrorCode;
}

/**
 * The element. Its methods wait until the page is ready, and have it load at once where it would wait to be scrolled to.
 * They reject with a {@link WxPlusBError}; on an element that is in no document, not yet or no more, they wait
 * until it is in one.
 */
export class WxPlusB extends HTMLElement {
  static readonly observedAttributes: string[];

  /** The weight; undefined until the page is ready. Assigning sets the attribute, no more; undefined or null takes it away. */
  get w(): number | undefined;
  set w(value: number | string | null | undefined);

  /** The bias; undefined without bias and until the page is ready. Assigning sets the attribute, no more; undefined or null takes it away. */
  get b(): number | undefined;
  set b(value: number | string | null | undefined);

  /** What is shown, as the text of a link (`"w=200&b=100"`; what is as usual is left out); undefined until it is ready. */
  readonly state: string | undefined;

  /** Resolves when the page can be used. */
  whenReady(): Promise<ReadyDetail>;

  /** The weights as a Keras layer lists them. */
  getWeights(): Promise<Weights>;

  /** Takes what `getWeights` gives, in arrays or typed arrays. Other shapes and numbers that are not finite: TypeError. */
  setWeights(weights: readonly [kernel: readonly Numbers[], bias: Numbers] | readonly [kernel: readonly Numbers[]]): Promise<void>;

  /** Trains from where w and b stand; resolves when training has ended or was paused. */
  fit(options?: FitOptions | null): Promise<FitResult>;

  /** The outputs for inputs of shape (n, 1), in the same shape. */
  predict(inputs: readonly Numbers[]): Promise<[a: number][]>;

  /** Lays pairs of a link over what is shown (`"w=2&act=relu"`), all or none; resolves with the new state. */
  set(pairs: string): Promise<string>;

  /** Back to what the attributes say; resolves with the state. */
  reset(): Promise<string>;

  /** What is shown, in a sentence or two. */
  describe(): Promise<string>;

  /** Stops a training, whose promise then resolves; resolves with the state. */
  pause(): Promise<string>;

  // The same as of any element, with this element as `this` in the listener.
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: WxPlusB, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: WxPlusB, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** The events of the element by name. They bubble and are composed; none can be cancelled. */
export interface WxPlusBEventMap {
  /** The page can be used. Again whenever the frame was loaded anew. */
  "wxplusb-ready": CustomEvent<ReadyDetail>;
  /** A value moves, at most 60 times a second. */
  "wxplusb-input": CustomEvent<ChangeDetail>;
  /** A value has come to rest, or something else was set. */
  "wxplusb-change": CustomEvent<ChangeDetail>;
  /** Training goes on, at most 10 times a second. */
  "wxplusb-train": CustomEvent<TrainDetail>;
  /** Something the element was told by attribute, or the frame itself, went wrong. */
  "wxplusb-error": CustomEvent<ErrorDetail>;
  /** The goal of an exercise is reached, also if it is when the page opens, or no longer, also because `goal` was set or taken away. */
  "wxplusb-goal": CustomEvent<GoalDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "wx-plus-b": WxPlusB;
  }
  interface HTMLElementEventMap extends WxPlusBEventMap {}
  // They bubble up to the document and the window.
  interface DocumentEventMap extends WxPlusBEventMap {}
  interface WindowEventMap extends WxPlusBEventMap {}
}
