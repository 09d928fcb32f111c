import type { Call, CommonValues } from '@mpkg/cli';
import { loadConfiguration } from '../../../config/load.ts';
import type { TransactionOptions } from '../../../transaction/options.ts';
import { relayEvents } from './relay-events.ts';

type EngineCall = Pick<Call, 'report' | 'signal'> & {
  readonly options: CommonValues & { readonly config: string | undefined; readonly 'no-sync'?: boolean };
};

/** The engine's options for a call; its events go to the reporter. */
export function engineOptions({ options, report, signal }: EngineCall): TransactionOptions {
  return {
    root: options.root,
    prefix: options.prefix,
    configuration: options.config === undefined ? undefined : loadConfiguration(options.config),
    waitSeconds: options.wait,
    sync: options['no-sync'] !== true,
    signal,
    onEvent: relayEvents(report),
    tellsLeaves: options.json === 'stream',
  };
}
