/** Control characters but tab and newline: C0, DEL and C1. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** A text as a terminal may show it: control characters, which it would obey, as `\x1b`. */
export function visible(text: string): string {
  return text.replace(CONTROL, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
