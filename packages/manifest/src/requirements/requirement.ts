import type { Range, RangeSyntax } from '../ranges/index.ts';
import type { PackageName } from './name.ts';

/** `name:arch >=1.2` as it was written. */
export interface AlternativeSyntax {
  readonly name: PackageName;
  /** After `:`; `undefined` means the architecture of the package that requires. */
  readonly architecture: string | undefined;
  /** `undefined` means every version. */
  readonly range: RangeSyntax | undefined;
}

/** `a | b >= 2` as it was written; never empty, the preferred alternative first. */
export interface RequirementSyntax {
  readonly alternatives: readonly AlternativeSyntax[];
}

/** A name and the versions that will do, in the scheme of its repository. */
export interface Alternative {
  readonly name: PackageName;
  readonly architecture: string | undefined;
  readonly range: Range;
}

/** What must be installed: any one of the alternatives, the first where nothing speaks against it. */
export interface Requirement {
  readonly alternatives: readonly Alternative[];
}
