// In the executable instead of packages/mpkg/src/collect-garbage.ts.

export function collectGarbage(): void {
  Bun.gc(true);
}
