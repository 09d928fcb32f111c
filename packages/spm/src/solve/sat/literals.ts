/** A Boolean variable of the search. Variable 0 is the constant true. */
export type Variable = number;
/** A variable or its negation: `variable << 1`, plus 1 when negated. */
export type Literal = number;

export const TRUE: Literal = 0;
export const FALSE: Literal = 1;

export const positive = (variable: Variable): Literal => variable << 1;
export const negative = (variable: Variable): Literal => (variable << 1) | 1;
export const not = (literal: Literal): Literal => literal ^ 1;
export const variableOf = (literal: Literal): Variable => literal >> 1;
export const isNegative = (literal: Literal): boolean => (literal & 1) === 1;
