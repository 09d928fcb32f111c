/**
 * The bytes of a file, brought in by the system as they are touched; undefined where the runtime cannot do that.
 * The executable has another form of this module.
 *
 * @throws the file system's errors.
 */
export function mapFile(_path: string): Uint8Array<ArrayBuffer> | undefined {
  return undefined;
}
