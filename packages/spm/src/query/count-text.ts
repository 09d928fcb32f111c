/** `1 package`, `2 packages`; of a noun whose plural ends with `s`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
