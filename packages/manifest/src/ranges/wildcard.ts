/** Whether the last dot-separated part is `x`, `X` or `*`. */
export function endsInWildcard(text: string): boolean {
  const last = text.charAt(text.length - 1);
  if (last !== 'x' && last !== 'X' && last !== '*') return false;
  return text.length === 1 || text.charAt(text.length - 2) === '.';
}

/** The dot-separated parts before the trailing wildcards: `1` of `1.x.x`, none of `*`. */
export function dropWildcards(text: string): readonly string[] {
  let rest = text;
  while (endsInWildcard(rest)) rest = rest.slice(0, -2);
  return rest === '' ? [] : rest.split('.');
}
