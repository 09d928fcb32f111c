const WILDCARD = /(?:^|\.)[xX*]$/;

/** Whether the last dot-separated part is `x`, `X` or `*`. */
export function endsInWildcard(text: string): boolean {
  return WILDCARD.test(text);
}

/** The dot-separated parts before the trailing wildcards: `1` of `1.x.x`, none of `*`. */
export function dropWildcards(text: string): readonly string[] {
  let rest = text;
  while (endsInWildcard(rest)) rest = rest.replace(WILDCARD, '');
  return rest === '' ? [] : rest.split('.');
}
