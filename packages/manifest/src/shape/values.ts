/** What the values of manifests, indexes and profiles look like; one pattern each, for hand-written checks and schemas alike. */

export const NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
export const ARCHITECTURE = /^[a-z][a-z0-9_-]*$/;
/** One line of text that is not blank at either end. */
export const LINE = /^\S(?:[^\n\r]*\S)?$/;
export const SHA256 = /^[0-9a-f]{64}$/;
/** Seconds, UTC: `2026-01-31T23:59:59Z`. */
export const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
/** From the root of a pac, without a leading `/`, `.`, `..` or an empty step. */
export const PATH = /^(?!\.{1,2}(?:\/|$))[^/\0]+(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)*$/;
/** As PATH; a prefix may end in `/`. */
export const PATH_PREFIX = /^(?!\.{1,2}(?:\/|$))[^/\0]+(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)*\/?$/;
/** An absolute path inside the root. */
export const PROGRAM = /^\/[^\0]+$/;
/** An absolute directory that needs no quoting in a shell or a list separated by `:`. */
export const DIRECTORY = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.+@%-]+)+$/;
/** As a shell takes it. */
export const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Not empty, of any number of lines. */
export const TEXT = /^[^\0]+$/;
/** Octal, with the set-id and sticky digit where there is one. */
export const MODE = /^[0-7]{3,4}$/;
/** A name of passwd(5) or group(5), or a number. */
export const ACCOUNT = /^(?:[A-Za-z_][A-Za-z0-9_-]*\$?|\d{1,10})$/;
