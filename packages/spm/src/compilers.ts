/**
 * Tells the compilers of the runtime that this run is over before compiled code pays: they would only compete with it. Does nothing
 * but in the executable, which has another form of this module.
 */
export function holdBackCompilers(): void {
  // Node has no such setting.
}

/** Tells them that it takes longer after all. */
export function callCompilers(): void {
  // Node has no such setting.
}
