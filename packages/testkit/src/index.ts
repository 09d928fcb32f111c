export {
  canMount,
  mountImage,
  mountTmpfs,
  type FileSystemType,
  type Mounted,
  type MountedImage,
} from './mount.ts';
export { canTrace, injectAt, MUTATING_CALLS, tracePoints, type CallPoint, type Effect } from './strace.ts';
export { buildTree, type Tree, type TreeNode } from './tree.ts';
export { fingerprint, type FingerprintOptions } from './fingerprint.ts';
export { LONG } from './long.ts';
export { temporaryDirectory } from './temporary.ts';
export {
  BIN,
  runTool,
  type Interrupt,
  type JsonDocument,
  type RunOptions,
  type RunResult,
  type ToolName,
} from './run.ts';
