export { commandWith } from './again.ts';
export { EXIT_STATUS, EXIT_UPDATES } from './exit-status.ts';
export { COMMON_OPTIONS, type CommonValues } from './common-options.ts';
export {
  defineCommand,
  type Call,
  type Command,
  type Example,
  type Handler,
  type Operand,
  type Tool,
} from './command.ts';
export type { OptionSpec, OptionTable, OptionValues } from './options.ts';
export type { Outcome } from './outcome.ts';
export { Rows } from './rows.ts';
export { failureOf, UsageError, type Failure } from './failure.ts';
export { nearest } from './parse/nearest.ts';
export type { EventKind, Progress, Reporter, Warning } from './report/reporter.ts';
export type { Output, Stream } from './report/output.ts';
export { VERSION } from './version.ts';
export { runTool, type Surroundings } from './run.ts';
export { startAgain } from './start-again.ts';
