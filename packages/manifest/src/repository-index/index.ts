export { parseIndexEntry, printIndexEntry } from './entry.ts';
export { parseIndexHead, parseIndexTail } from './head.ts';
export type { IndexTail } from './head.ts';
export { compareEntries } from './order.ts';
export type { Integration } from './integration.ts';
export { IndexReader } from './reader.ts';
export type { RunningSha256 } from './reader.ts';
export { INDEX_FORMAT } from './types.ts';
export type {
  BuildIdentity,
  EntryKind,
  IndexEntry,
  IndexHead,
  IndexTrigger,
  ModeRow,
  OptionValue,
  PublishedFile,
} from './types.ts';
export { writeIndex } from './write.ts';
