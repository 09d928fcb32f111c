import { SpmError } from '../errors.ts';
import { parseTarget } from './target.ts';

/** A package in a list of what is installed, as written. */
export interface Listed {
  readonly name: string;
  readonly version: string;
  /** Undefined: that of the repositories' package of this version. */
  readonly architecture: string | undefined;
  /** Asked for by name, rather than pulled in by another. */
  readonly explicit: boolean;
}

/**
 * Reads a list of installed packages: lines `NAME[:ARCH] VERSION [explicit|dep]`, as `dpkg-query -W` prints them, or a JSON array of
 * `{name, version, architecture?, explicit?}`. Explicit is the default.
 *
 * @throws SpmError `request-invalid` with the line
 */
export function parseInstalledList(text: string, file: string): Listed[] {
  return text.trimStart().startsWith('[') ? fromJson(text, file) : fromLines(text, file);
}

function fromLines(text: string, file: string): Listed[] {
  return text.split('\n').flatMap((line, index): Listed[] => {
    const [subject = '', version, mark = 'explicit', ...rest] = line.trim().split(/\s+/);
    if (subject === '' || subject.startsWith('#')) return [];
    if (version === undefined || rest.length > 0 || !['explicit', 'dep'].includes(mark)) {
      throw malformed(`${file}:${index + 1}`, 'write NAME VERSION, then explicit or dep');
    }
    const { name, architecture } = parseTarget(subject);
    return [{ name, version, architecture, explicit: mark === 'explicit' }];
  });
}

function fromJson(text: string, file: string): Listed[] {
  const list = parseJson(text, file) as readonly Partial<Record<keyof Listed, unknown>>[];
  return list.map(({ name, version, architecture, explicit = true }, index) => {
    if (typeof name !== 'string' || typeof version !== 'string') {
      throw malformed(file, `entry ${index + 1} has no name and version`);
    }
    return {
      name,
      version,
      architecture: typeof architecture === 'string' ? architecture : undefined,
      explicit: explicit === true,
    };
  });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(file, error instanceof Error ? error.message : String(error));
  }
}

function malformed(subject: string, reason: string): SpmError {
  return new SpmError('request-invalid', `${subject}: this is no list of installed packages: ${reason}`, {
    subject,
  });
}
