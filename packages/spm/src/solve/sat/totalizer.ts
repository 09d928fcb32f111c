import { type Literal, not, positive } from './literals.ts';
import type { Sat } from './sat.ts';

/**
 * Counts true literals: output `k` (from 0) is true when more than `k` of the inputs are. Only that direction is encoded,
 * which is what assuming an output false needs (Bailleux and Boufkhad 2003).
 */
export function totalizer(sat: Sat, inputs: readonly Literal[], origin: number): Literal[] {
  if (inputs.length === 1) return inputs.slice();
  const middle = inputs.length >> 1;
  const left = totalizer(sat, inputs.slice(0, middle), origin);
  const right = totalizer(sat, inputs.slice(middle), origin);
  return merge(sat, left, right, origin);
}

function merge(sat: Sat, left: readonly Literal[], right: readonly Literal[], origin: number): Literal[] {
  const outputs: Literal[] = [];
  for (let k = 0; k < left.length + right.length; k++) outputs.push(positive(sat.newVariable()));
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      if (i + j === 0) continue;
      const clause = [outputs[i + j - 1] as Literal];
      if (i > 0) clause.push(not(left[i - 1] as Literal));
      if (j > 0) clause.push(not(right[j - 1] as Literal));
      sat.add(clause, origin);
    }
  }
  for (let k = 1; k < outputs.length; k++) {
    sat.add([not(outputs[k] as Literal), outputs[k - 1] as Literal], origin);
  }
  return outputs;
}
