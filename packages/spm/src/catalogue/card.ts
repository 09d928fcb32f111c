import type { PackageKind } from '../solve/universe.ts';
import type { MultiArch } from './record.ts';

/** The line that a catalogue keeps of each candidate: what a plan shows of it, and where its details are. */
export interface Card {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** The rank of the repository: the place in the directory's list. */
  readonly repository: number;
  readonly kind: PackageKind;
  readonly multiArch: MultiArch;
  readonly essential: boolean;
  /** Bytes. */
  readonly downloadBytes: number;
  readonly installedBytes: number;
  /** Where the details lie, counted from the first. */
  readonly detailsOffset: number;
  readonly detailsLength: number;
}

const ESSENTIAL = 'essential';
const SEPARATOR = '\t';

export function printCard(card: Card): string {
  const { name, version, architecture, repository, kind, multiArch } = card;
  const identity = `${name}\t${version}\t${architecture}\t${repository}`;
  const treatment = `${kind}\t${multiArch}\t${card.essential ? ESSENTIAL : ''}`;
  const bytes = `${card.downloadBytes}\t${card.installedBytes}`;
  return `${identity}\t${treatment}\t${bytes}\t${card.detailsOffset}\t${card.detailsLength}`;
}

export function parseCard(line: string): Card {
  const fields = line.split(SEPARATOR);
  return {
    name: fields[0] ?? '',
    version: fields[1] ?? '',
    architecture: fields[2] ?? '',
    repository: Number(fields[3]),
    kind: fields[4] as PackageKind,
    multiArch: fields[5] as MultiArch,
    essential: fields[6] === ESSENTIAL,
    downloadBytes: Number(fields[7]),
    installedBytes: Number(fields[8]),
    detailsOffset: Number(fields[9]),
    detailsLength: Number(fields[10]),
  };
}

/** The name alone, without reading the rest. */
export function nameOnCard(line: string): string {
  return line.slice(0, line.indexOf(SEPARATOR));
}
