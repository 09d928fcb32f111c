/** Bytes of a buffer that what is fetched or converted passes through. */
const BUFFER_BYTES = 256 * 1024;

/** As many as were ever in use at a time. */
const spares: Buffer[] = [];

/** A buffer with whatever was in it. Many files read or written in turn need no more memory than those that are open at a time. */
export function takeBuffer(): Buffer {
  return spares.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
}

/** Gives a buffer back; nothing may use it any more. */
export function giveBack(buffer: Buffer): void {
  spares.push(buffer);
}
