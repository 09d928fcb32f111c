import type { Disk } from '../tree/disk.ts';

/** Bytes after which the disk is given work: few enough to keep it busy, enough to be worth a process. */
const BATCH_BYTES = 64 * 2 ** 20;
/** What a new file costs a flush beside its content, in bytes that take as long; about that on ext4. */
const FILE_BYTES = 20 * 2 ** 10;

/**
 * Lets the disk begin with what is staged while more is being staged, so that the sync before the commit finds little to wait
 * for. It promises nothing: that sync is made all the same.
 */
export class WriteBehind {
  readonly #disk: Disk;
  readonly #directories: () => readonly string[];
  #waiting = 0;
  #running: Promise<void> | undefined;
  readonly #failures: unknown[] = [];

  /** @param directories one on each file system that is to be flushed */
  constructor(disk: Disk, directories: () => readonly string[]) {
    this.#disk = disk;
    this.#directories = directories;
  }

  /** The same disk; what is made and written on it counts. */
  watched(): Disk {
    return {
      ...this.#disk,
      create: (path, mode) => {
        const descriptor = this.#disk.create(path, mode);
        this.#count(FILE_BYTES);
        return descriptor;
      },
      write: (descriptor, bytes) => {
        this.#disk.write(descriptor, bytes);
        this.#count(bytes.length);
      },
    };
  }

  /**
   * Waits for what was begun.
   * @throws what the system said of it, since it tells of a lost write only once
   */
  async settle(): Promise<void> {
    await this.#running;
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  #count(bytes: number): void {
    this.#waiting += bytes;
    if (this.#waiting < BATCH_BYTES || this.#running !== undefined) return;
    this.#waiting = 0;
    this.#running = this.#flush();
  }

  async #flush(): Promise<void> {
    try {
      await Promise.all(this.#directories().map((directory) => this.#disk.syncFileSystem(directory)));
    } catch (error) {
      this.#failures.push(error);
    } finally {
      this.#running = undefined;
    }
  }
}
