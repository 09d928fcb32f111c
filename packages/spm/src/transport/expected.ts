/** What an index says about a file: the proof of its content, and what makes it safe to resume from anywhere. */
export interface Expected {
  /** Hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}
