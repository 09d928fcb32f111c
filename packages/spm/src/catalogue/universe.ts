import type { Candidate, Slot, Universe } from '../solve/universe.ts';
import type { Rows } from '../solve/rows.ts';
import { CompressedRows } from './compressed-rows.ts';
import type { SectionName } from './file/layout.ts';
import type { CatalogueReader } from './file/reader.ts';
import { RelationRows } from './relation-rows.ts';
import { Slots } from './slots.ts';
import { SparseRows } from './sparse-rows.ts';

/** What the solver asks of a catalogue. The arrays of the file are the answer; each is read when first needed. */
export class CatalogueUniverse implements Universe {
  readonly candidateCount: number;
  readonly relationCount: number;
  protected readonly reader: CatalogueReader;
  #slots: Slots | undefined;
  #depends: Rows | undefined;
  #recommends: Rows | undefined;
  #conflicts: Rows | undefined;
  #successors: Rows | undefined;
  #members: Rows | undefined;

  constructor(reader: CatalogueReader) {
    this.reader = reader;
    this.candidateCount = reader.directory.candidateCount;
    this.relationCount = reader.directory.relationCount;
  }

  /** A slot has the number of its first candidate. */
  get slotCount(): number {
    return this.candidateCount;
  }

  slotOf(candidate: Candidate): Slot {
    return this.#slotBits().firstOf(candidate);
  }

  candidatesOf(slot: Slot): Candidate[] {
    const slots = this.#slotBits();
    const candidates = [slot];
    for (let next = slot + 1; next < this.candidateCount && !slots.begins(next); next++)
      candidates.push(next);
    return candidates;
  }

  get depends(): Rows {
    return (this.#depends ??= new CompressedRows(
      this.reader.section('dependsStarts'),
      this.reader.section('depends'),
    ));
  }

  get recommends(): Rows {
    return (this.#recommends ??= this.#sparse('recommends'));
  }

  get conflicts(): Rows {
    return (this.#conflicts ??= this.#sparse('conflicts'));
  }

  get members(): Rows {
    return (this.#members ??= new RelationRows(this.reader.section('members')));
  }

  successorsOf(candidate: Candidate): Candidate[] {
    return (this.#successors ??= this.#sparse('successors')).of(candidate);
  }

  #slotBits(): Slots {
    return (this.#slots ??= new Slots(this.reader.section('slots')));
  }

  #sparse(name: Extract<SectionName, 'recommends' | 'conflicts' | 'successors'>): Rows {
    return new SparseRows(this.reader.section(name));
  }
}
