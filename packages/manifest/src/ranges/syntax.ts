/** A range as it was written, before a scheme gives it meaning. */

export type Operator = '=' | '<' | '<=' | '>' | '>=' | '^' | '~';

/** A version, a partial version or a wildcard, and where it stands in the text (offset from 0). */
export interface Operand {
  readonly text: string;
  readonly offset: number;
}

/** `>=1.2`. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: Operator;
  readonly operand: Operand;
}

/** `1.2:1.9`, both ends included; an end that is not given is open. */
export interface Bounds {
  readonly kind: 'bounds';
  readonly min: Operand | undefined;
  readonly max: Operand | undefined;
}

export type Term = Comparison | Bounds;

/** One side of `||`: every term must hold. Never empty. */
export interface TermSet {
  readonly offset: number;
  readonly terms: readonly Term[];
}

/** What was written: at least one side of `||`. */
export interface RangeSyntax {
  readonly sets: readonly TermSet[];
}
