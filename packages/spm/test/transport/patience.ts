/** Milliseconds that no machine is too busy for. */
export const PATIENT = 600_000;

/**
 * How long a client waits for a silent server: very long, so that a busy machine is not taken for a silent server, until the server has
 * been asked and says no more.
 */
export class Patience {
  /** Milliseconds. */
  left = PATIENT;

  /** To be called by a server that has been asked and falls silent. */
  lose(): void {
    this.left = 50;
  }

  restore(): void {
    this.left = PATIENT;
  }
}
