import type { InstalledPackage, Job, Request, Target } from '../../src/solve/request.ts';
import { MemoryUniverse, type PackageSpec } from './memory-universe.ts';

/** A solver test as text; the format is described in test/solve/cases/README.md. */
export interface SolverCase {
  readonly title: string;
  readonly universe: MemoryUniverse;
  readonly request: Request;
  readonly expected: readonly string[];
}

type Section = 'repo' | 'installed' | 'request' | 'expect' | 'none';

/** Reads the cases of a file. @throws Error naming the line that cannot be read */
export function parseCases(text: string): SolverCase[] {
  const cases: SolverCase[] = [];
  let builder: CaseBuilder | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    try {
      if (line.startsWith('== ')) {
        if (builder) cases.push(builder.build());
        builder = new CaseBuilder(line.slice(3));
      } else if (line.trim() !== '' && !line.startsWith('#')) builder?.read(line);
    } catch (cause) {
      throw new Error(`line ${index + 1}: ${line}`, { cause });
    }
  }
  if (builder) cases.push(builder.build());
  return cases;
}

class CaseBuilder {
  readonly #title: string;
  readonly #specs: PackageSpec[] = [];
  readonly #installed: { spec: PackageSpec; explicit: boolean }[] = [];
  readonly #requestLines: string[] = [];
  readonly #expected: string[] = [];
  #section: Section = 'none';
  #repository = '';

  constructor(title: string) {
    this.#title = title;
  }

  read(line: string): void {
    if (!line.startsWith(' ')) this.#open(line);
    else if (this.#section === 'repo') this.#specs.push(parsePackage(line.trim(), this.#repository).spec);
    else if (this.#section === 'installed') this.#installed.push(parsePackage(line.trim(), 'installed'));
    else if (this.#section === 'request') this.#requestLines.push(line.trim());
    else if (this.#section === 'expect') this.#expected.push(line.slice(2));
    else throw new Error('a line before any section');
  }

  build(): SolverCase {
    const specs = this.#specs.slice();
    const installed = this.#installed.map(({ spec, explicit }): InstalledPackage => {
      const known = specs.findIndex((other) => sameVersion(other, spec));
      return { candidate: known < 0 ? specs.push(spec) - 1 : known, explicit };
    });
    const request = parseRequest(this.#requestLines, installed);
    return { title: this.#title, universe: new MemoryUniverse(specs), request, expected: this.#expected };
  }

  #open(line: string): void {
    const [word, name = ''] = line.split(' ');
    if (word !== 'repo' && word !== 'installed' && word !== 'request' && word !== 'expect') {
      throw new Error(`no such section: ${word}`);
    }
    this.#section = word;
    this.#repository = name;
  }
}

function sameVersion(a: PackageSpec, b: PackageSpec): boolean {
  return a.name === b.name && a.version === b.version && a.architecture === b.architecture;
}

/** `name[:arch] version [auto][: clause; clause …]`. */
function parsePackage(line: string, repository: string): { spec: PackageSpec; explicit: boolean } {
  const colon = line.indexOf(': ');
  const head = colon < 0 ? line : line.slice(0, colon);
  const [qualified = '', version = '', mark] = head.split(' ');
  const [name = '', architecture] = qualified.split(':');
  const clauses = colon < 0 ? [] : line.slice(colon + 2).split(';');
  const fields = Object.fromEntries(clauses.map((clause) => parseClause(clause.trim())));
  const spec = { name, version, repository, ...(architecture ? { architecture } : {}), ...fields };
  return { spec, explicit: mark !== 'auto' };
}

function parseClause(clause: string): [string, unknown] {
  const space = clause.indexOf(' ');
  const word = clause.slice(0, space);
  const rest = clause.slice(space + 1);
  switch (word) {
    case 'needs':
      return ['depends', rest.split(', ')];
    case 'recommends':
    case 'conflicts':
    case 'provides':
    case 'replaces':
      return [word, rest.split(', ')];
    case 'kind':
      return ['kind', rest];
    case 'standard':
    case 'series':
      return [word, rest];
    case 'bytes':
      return ['bytes', Number(rest)];
    default:
      throw new Error(`no such clause: ${word}`);
  }
}

/** `name[:arch][@range] [from REPOSITORY]`; a range may contain spaces. */
export function parseTarget(text: string): Target {
  const [what = '', repository] = text.split(' from ');
  const [qualified = '', range] = what.split('@');
  const [name = '', architecture] = qualified.split(':');
  return {
    name,
    ...(range === undefined ? {} : { range }),
    ...(architecture === undefined ? {} : { architecture }),
    ...(repository === undefined ? {} : { repository }),
    typed: what,
  };
}

function parseRequest(lines: readonly string[], installed: readonly InstalledPackage[]): Request {
  const values = (word: string): string[] =>
    lines.filter((line) => line.split(' ')[0] === word).map((line) => line.slice(word.length + 1));
  const targets = (word: string): Target[] => values(word).map(parseTarget);
  const [architecture] = values('arch');
  const [profile] = values('profile');
  return {
    jobs: lines.flatMap(parseJob),
    installed,
    holds: targets('hold'),
    pins: targets('pin'),
    blacklist: targets('blacklist'),
    override: values('override'),
    providers: targets('with'),
    preferences: targets('chosen'),
    refused: values('refused'),
    removable: targets('removable'),
    recommends: values('recommends').includes('on'),
    removals: values('removals').includes('named') ? 'named' : 'fewest',
    minimal: lines.includes('minimal'),
    ...(architecture === undefined ? {} : { architecture }),
    ...(profile === undefined ? {} : { profile: parseProfile(profile) }),
  };
}

function parseJob(line: string): Job[] {
  const space = line.indexOf(' ');
  const word = space < 0 ? line : line.slice(0, space);
  const target = parseTarget(line.slice(space + 1));
  if (word === 'upgrade') return [space < 0 ? { job: 'upgrade' } : { job: 'upgrade', target }];
  return word === 'install' || word === 'remove' || word === 'keep' ? [{ job: word, target }] : [];
}

/** `NAME package version, package version`. */
function parseProfile(text: string): NonNullable<Request['profile']> {
  const space = text.indexOf(' ');
  const tuples = text
    .slice(space + 1)
    .split(', ')
    .map((tuple) => {
      const [name = '', version = ''] = tuple.split(' ');
      return { name, version };
    });
  return { name: text.slice(0, space), tuples };
}
