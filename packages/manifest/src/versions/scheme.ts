/** How a repository writes and orders its versions; declared once, in the head of its index. */
export type SchemeName = 'semver' | 'debian';

/** Why a text is not a version. */
export interface VersionProblem {
  /** The first offending character, counted from 0; the length of the text when it ends too early. */
  readonly offset: number;
  readonly message: string;
  /** The text that was probably meant. */
  readonly suggestion?: string;
}

export interface VersionScheme {
  readonly name: SchemeName;
  /** `undefined` for a version of this scheme. */
  readonly problem: (version: string) => VersionProblem | undefined;
  /**
   * Negative, zero or positive as `a` is older than, equal to or newer than `b`. A total order on the scheme's versions, in
   * which differently spelled versions may be equal (`1.0` and `1.00`, `1.0.0+a` and `1.0.0+b`). Neither allocates nor throws.
   */
  readonly compare: (a: string, b: string) => number;
}
