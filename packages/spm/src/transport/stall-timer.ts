/** Calls back once when `restart` was not called for a while. */
export class StallTimer {
  expired = false;
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number, onExpiry: () => void) {
    this.#timer = setTimeout(() => {
      this.expired = true;
      onExpiry();
    }, milliseconds);
  }

  restart(): void {
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
