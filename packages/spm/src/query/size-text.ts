const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
const STEP = 1000;

/** Bytes for a person, in decimal units as package managers show them: `512 B`, `3.4 MB`, `-1.2 GB`. */
export function sizeText(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  // What would be rounded up to the next unit is shown in it.
  while (Math.abs(amount) >= STEP - 0.05 && unit < UNITS.length - 1) {
    amount /= STEP;
    unit++;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit]}`;
}
