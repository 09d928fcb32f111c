/** Texts with placeholders in braces. */
export const PLACEHOLDERS = ['name', 'version', 'arch', 'libc', 'platform'] as const;

export type Placeholders = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The placeholders in a text, as written and with their offsets. */
export function placeholdersIn(text: string): readonly { readonly name: string; readonly offset: number }[] {
  return Array.from(text.matchAll(PLACEHOLDER), (match) => ({ name: match[1] ?? '', offset: match.index }));
}

/** The text with every placeholder filled in; all of them are known. */
export function fillIn(text: string, values: Placeholders): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) => values[name as keyof Placeholders]);
}
