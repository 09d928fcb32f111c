import type { Candidate, Relation, Slot, Universe } from '../solve/universe.ts';
import type { CatalogueReader } from './file/reader.ts';
import { RankedBits } from './ranked-bits.ts';
import { RelationHeads } from './relation-heads.ts';
import { SparseRows } from './sparse-rows.ts';

/** What the solver asks of a catalogue. Every answer is a view of the file's arrays, each of which is read when first needed. */
export class CatalogueUniverse implements Universe {
  readonly candidateCount: number;
  readonly relationCount: number;
  protected readonly reader: CatalogueReader;
  /** The candidates with which a slot begins: a slot is a run of candidates. */
  #slots: RankedBits | undefined;
  #dependsStarts: Uint32Array | undefined;
  #depends: Uint32Array | undefined;
  #recommends: SparseRows | undefined;
  #conflicts: SparseRows | undefined;
  #successors: SparseRows | undefined;
  #relations: RelationHeads | undefined;

  constructor(reader: CatalogueReader) {
    this.reader = reader;
    this.candidateCount = reader.directory.candidateCount;
    this.relationCount = reader.directory.relationCount;
  }

  get slotCount(): number {
    return this.#slotBits().rank(this.candidateCount);
  }

  slotOf(candidate: Candidate): Slot {
    return this.#slotBits().rank(candidate + 1) - 1;
  }

  candidatesOf(slot: Slot): Candidate[] {
    const first = this.#slotBits().select(slot);
    const candidates = [first];
    for (let next = first + 1; next < this.candidateCount && !this.#slotBits().has(next); next++) {
      candidates.push(next);
    }
    return candidates;
  }

  depends(candidate: Candidate): Uint32Array {
    this.#dependsStarts ??= this.reader.section('dependsStarts');
    this.#depends ??= this.reader.section('depends');
    return this.#depends.subarray(this.#dependsStarts[candidate], this.#dependsStarts[candidate + 1]);
  }

  recommends(candidate: Candidate): Uint32Array {
    this.#recommends ??= new SparseRows(this.reader.section('recommends'));
    return this.#recommends.row(candidate);
  }

  conflicts(candidate: Candidate): Uint32Array {
    this.#conflicts ??= new SparseRows(this.reader.section('conflicts'));
    return this.#conflicts.row(candidate);
  }

  successorsOf(candidate: Candidate): Uint32Array {
    this.#successors ??= new SparseRows(this.reader.section('successors'));
    return this.#successors.row(candidate);
  }

  members(relation: Relation): Uint32Array {
    return this.#heads().members(relation);
  }

  alternativeEnds(relation: Relation): Uint32Array {
    return this.#heads().alternativeEnds(relation);
  }

  #slotBits(): RankedBits {
    return (this.#slots ??= new RankedBits(this.reader.section('slots')));
  }

  #heads(): RelationHeads {
    return (this.#relations ??= new RelationHeads(
      this.reader.section('relations'),
      this.reader.section('members'),
    ));
  }
}
