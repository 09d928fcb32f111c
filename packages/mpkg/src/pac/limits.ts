/** Directories nested in one another, the outermost included. */
export const MAX_NESTED_DIRECTORIES = 32;
/** Bytes of one name; what Linux file systems take (NAME_MAX). */
export const MAX_NAME_BYTES = 255;
/** Bytes of a symbolic link's target, without a terminator (PATH_MAX − 1). */
export const MAX_LINK_BYTES = 4095;
/** Bytes of one leaf's content: four size bytes. */
export const MAX_LEAF_BYTES = 0xffff_ffff;
/** Bytes of an index: three length bytes. */
export const MAX_INDEX_BYTES = 0xff_ffff;
