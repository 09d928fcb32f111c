/** Why a paragraph of an index was passed over. */
export interface IndexProblem {
  /** Counted from 1, in the decompressed index. */
  readonly line: number;
  /** The package, where its name could be read. */
  readonly subject: string;
  readonly message: string;
}
