/** What a command hands back; only the reporter prints it. */
export interface Outcome {
  /** The `result` of the JSON document; what is long in it is `Rows`. */
  readonly result: unknown;
  /** Lines for stdout when the output is text; raw bytes pass through unchanged. */
  readonly lines?: Iterable<string>;
  readonly bytes?: AsyncIterable<Uint8Array>;
  /** Exit status; 0 when absent. */
  readonly exit?: number;
  readonly transaction?: number | string;
}
