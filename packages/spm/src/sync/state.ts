import type { Compression } from '../repos/compression/compression.ts';
import type { Validators } from '../transport/origin.ts';

/** What the store holds of one repository: the content of its `state.json`. */
export interface RepositoryState {
  readonly heads: readonly HeadState[];
}

/** One head as it was last accepted. */
export interface HeadState extends StoredObject {
  readonly id: string;
  /** Where it came from, without a password. */
  readonly url: string;
  /** Which of the head's possible paths it was. */
  readonly path: string;
  readonly validators: Validators;
  readonly identity: string;
  readonly edition: number | null;
  readonly signature: 'verified' | 'unverified';
  /** The signature that lay beside it, in base64, so that an unchanged head is verified without asking for it again. */
  readonly detached: string | null;
  readonly parts: readonly PartState[];
}

export interface PartState extends StoredObject {
  readonly id: string;
  readonly compression: Compression;
  /** The digest by which the head vouched for it: of the file, or of its decompressed content. */
  readonly proof: string | null;
  /** URLs below which the packages lie that it lists, best first. */
  readonly packages: readonly string[];
}

/** A file of the store, named after its content. */
export interface StoredObject {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export const NOTHING: RepositoryState = { heads: [] };

const FORMAT = 1;

export function printState(state: RepositoryState): string {
  return `${JSON.stringify({ format: FORMAT, ...state }, null, 1)}\n`;
}

/** The state in a text; `NOTHING` when another version wrote it or it is damaged, so that all is fetched again. */
export function parseState(text: string): RepositoryState {
  try {
    const state = JSON.parse(text) as (RepositoryState & { format: number }) | null;
    const isSound = state?.format === FORMAT && Array.isArray(state.heads) && state.heads.every(isHead);
    if (isSound) return { heads: state.heads };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return NOTHING;
}

function isHead(head: Partial<HeadState> | null): boolean {
  return typeof head?.sha256 === 'string' && Array.isArray(head.parts) && head.parts.every(isPart);
}

function isPart(part: Partial<PartState> | null): boolean {
  return typeof part?.sha256 === 'string' && Array.isArray(part.packages);
}
