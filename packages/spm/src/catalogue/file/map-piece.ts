/** Brings `length` bytes of an open file into memory as they are touched; undefined where that is not to be had. */
export type MapPiece = (fd: number, offset: number, length: number) => Uint8Array<ArrayBuffer> | undefined;

/** The executable has another form of this module. */
export const mapPiece: MapPiece = () => undefined;
