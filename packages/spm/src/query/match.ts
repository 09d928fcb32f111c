import { solve, type Candidate, type Request } from '../solve/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { candidatesByText, foundOf, type Found } from './find.ts';

/** A package that fits the machine: its architecture, and what is installed on it. */
export interface Match extends Found {
  /** `upgrade`: another version is installed. */
  readonly fits: 'installed' | 'upgrade' | 'new';
}

export interface Matches {
  readonly packages: readonly Match[];
  /** How many have the words but cannot be installed here without removing something. */
  readonly unfit: number;
}

/**
 * The packages with the words that run on this machine and can be installed beside everything that is installed.
 *
 * @param request what is installed and held to; each package is asked for on top of it.
 */
export function matchPackages(
  catalogue: Catalogue,
  words: readonly string[],
  { request, onChecked }: { request: Request; onChecked: (done: number, total: number) => void },
): Matches {
  const architectures = new Set([...catalogue.architectures, 'all']);
  const candidates = candidatesByText(catalogue, words, false).filter((candidate) =>
    architectures.has(catalogue.architectureOf(candidate)),
  );
  const fitting = candidates.filter((candidate, index) => {
    onChecked(index, candidates.length);
    return fits(catalogue, request, candidate);
  });
  return {
    packages: fitting.map((candidate) => ({
      ...foundOf(catalogue, candidate),
      fits: stateOf(catalogue, request, candidate),
    })),
    unfit: candidates.length - fitting.length,
  };
}

function fits(catalogue: Catalogue, request: Request, candidate: Candidate): boolean {
  if (stateOf(catalogue, request, candidate) === 'installed') return true;
  const target = {
    name: catalogue.nameOf(candidate),
    architecture: catalogue.architectureOf(candidate),
    range: `=${catalogue.versionOf(candidate)}`,
  };
  const asked = {
    ...request,
    jobs: [{ job: 'install', target }],
    removals: 'named',
    minimal: false,
  } as const;
  return solve(catalogue, asked, { conflicts: 1000 }).kind === 'solution';
}

function stateOf(catalogue: Catalogue, { installed = [] }: Request, candidate: Candidate): Match['fits'] {
  const slot = catalogue.slotOf(candidate);
  const there = installed.find((other) => catalogue.slotOf(other.candidate) === slot);
  if (there === undefined) return 'new';
  return there.candidate === candidate ? 'installed' : 'upgrade';
}
