const ELSEWHERE = ' of another architecture in another version than ';

/** How a conflict reads that no package states: of a library with itself in another architecture. */
export function elsewhereText(name: string, version: string): string {
  return `${name}${ELSEWHERE}${version}`;
}

/** Whether a conflict is such a one; no requirement that a repository can write reads so. */
export function isElsewhere(text: string): boolean {
  return text.includes(ELSEWHERE);
}
