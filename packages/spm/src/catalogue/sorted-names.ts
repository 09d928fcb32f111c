/** The first of `count` ascending names that is not less than `name`, or `count`. Names compare by code units. */
export function lowerBound(count: number, nameAt: (index: number) => string, name: string): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nameAt(middle) < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
