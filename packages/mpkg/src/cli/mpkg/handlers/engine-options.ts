import path from 'node:path';
import type { Call, CommonValues } from '@mpkg/cli';
import { loadConfiguration } from '../../../config/load.ts';
import type { TransactionOptions } from '../../../transaction/options.ts';
import { relayEvents } from './relay-events.ts';

type EngineCall = Pick<Call, 'report' | 'signal' | 'cwd'> & {
  readonly options: CommonValues & { readonly config: string | undefined; readonly 'no-sync'?: boolean };
};

/** The engine's options for a call; its events go to the reporter. */
export async function engineOptions({
  options,
  report,
  signal,
  cwd,
}: EngineCall): Promise<TransactionOptions> {
  return {
    root: options.root,
    prefix: prefixOf(options, cwd),
    configuration: options.config === undefined ? undefined : await loadConfiguration(options.config, signal),
    waitSeconds: options.wait,
    sync: options['no-sync'] !== true,
    signal,
    onEvent: relayEvents(report),
    tellsLeaves: options.json === 'stream',
  };
}

/** Inside a root a prefix starts there; otherwise it is a directory like any other that is named on the command line. */
function prefixOf({ root, prefix }: CommonValues, cwd: string): string | undefined {
  return root === undefined && prefix !== undefined ? path.resolve(cwd, prefix) : prefix;
}
