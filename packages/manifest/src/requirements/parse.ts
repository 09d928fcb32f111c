/**
 * The grammar of requirements:
 *
 *     requirement = alternative ("|" alternative)*
 *     alternative = name [":" architecture] [range | "@" (range | version)]
 *
 * The range of an alternative is that of `ranges/parse.ts`. Blanks may stand around `|`, and between name and range.
 */
import { ManifestError } from '../errors.ts';
import { anyVersion, resolveRange } from '../ranges/index.ts';
import { takePinnedRange, takeRange } from '../ranges/parse.ts';
import type { RangeSyntax } from '../ranges/index.ts';
import { Cursor } from '../text/cursor.ts';
import { columnAt } from '../text/position.ts';
import type { SchemeName } from '../versions/scheme.ts';
import { isArchitecture, isNameCode, isPackageName } from './name.ts';
import type { PackageName } from './name.ts';
import type { Alternative, AlternativeSyntax, Requirement, RequirementSyntax } from './requirement.ts';

function fail(cursor: Cursor, offset: number, message: string, hint?: string): ManifestError {
  return new ManifestError('requirement-invalid', `\`${cursor.text}\`: ${message}`, {
    subject: cursor.text,
    position: columnAt(offset),
    hint,
  });
}

function takeName(cursor: Cursor): PackageName {
  cursor.skipBlanks();
  const { offset } = cursor;
  if (cursor.startsWith('|')) {
    throw fail(cursor, offset, 'a package name is missing before `|`', 'separate alternatives by one `|`');
  }
  const name = cursor.takeWhile(isNameCode);
  if (isPackageName(name)) return name;
  if (name !== '') throw fail(cursor, offset, 'a package name begins with a letter or a digit');
  throw fail(cursor, offset, 'a package name is missing here');
}

function takeArchitecture(cursor: Cursor): string | undefined {
  if (!cursor.take(':')) return undefined;
  const { offset } = cursor;
  const architecture = cursor.takeWhile(isNameCode);
  if (isArchitecture(architecture)) return architecture;
  throw fail(
    cursor,
    offset,
    'an architecture follows a name and `:`',
    'put a space before the bounds of a version',
  );
}

function takeVersions(cursor: Cursor): RangeSyntax | undefined {
  if (cursor.take('@')) return takePinnedRange(cursor);
  cursor.skipBlanks();
  return cursor.atEnd || isLoneBar(cursor) ? undefined : takeRange(cursor);
}

/** `|` but not the `||` of a range. */
function isLoneBar(cursor: Cursor): boolean {
  return cursor.startsWith('|') && !cursor.startsWith('||');
}

function takeAlternative(cursor: Cursor): AlternativeSyntax {
  const name = takeName(cursor);
  const architecture = takeArchitecture(cursor);
  const range = takeVersions(cursor);
  cursor.skipBlanks();
  if (cursor.atEnd || isLoneBar(cursor)) return { name, architecture, range };
  throw fail(
    cursor,
    cursor.offset,
    'only `|` may follow here',
    'write a range of versions after a space instead of `@`',
  );
}

/** The requirement that is written in `text`. Throws `requirement-invalid` or `range-invalid` with the column. */
export function parseRequirementSyntax(text: string): RequirementSyntax {
  const cursor = new Cursor(text);
  const alternatives = [takeAlternative(cursor)];
  while (cursor.take('|')) alternatives.push(takeAlternative(cursor));
  return { alternatives };
}

/** Gives the ranges of a written requirement their meaning. Throws `range-invalid` with the column in `text`. */
export function resolveRequirement(syntax: RequirementSyntax, scheme: SchemeName, text: string): Requirement {
  const alternatives = syntax.alternatives.map(({ name, architecture, range }): Alternative => {
    const resolved = range === undefined ? anyVersion(scheme) : resolveRange(range, scheme, text);
    return { name, architecture, range: resolved };
  });
  return { alternatives };
}

/** Reads and resolves in one step. Throws `requirement-invalid` or `range-invalid` with the column. */
export function parseRequirement(text: string, scheme: SchemeName): Requirement {
  return resolveRequirement(parseRequirementSyntax(text), scheme, text);
}
