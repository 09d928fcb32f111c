import type { Call, CommonValues, OptionTable } from '@mpkg/cli';
import type { TransactionOptions } from '../../transaction/options.ts';
import { relayEvents } from './relay-events.ts';

/** What every command of mpkg takes besides the common flags. */
export const ENGINE_OPTIONS = {
  config: { kind: 'text', placeholder: 'FILE', summary: 'Read FILE instead of etc/mpkg.conf of the root' },
} as const satisfies OptionTable;

/** What the commands that change something take as well. */
export const CHANGE_OPTIONS = {
  ...ENGINE_OPTIONS,
  'no-sync': {
    kind: 'flag',
    summary: 'Do not wait for the disk: for images that are thrown away after a crash',
  },
} as const satisfies OptionTable;

type EngineCall = Pick<Call, 'report' | 'signal'> & {
  readonly options: CommonValues & { readonly config: string | undefined; readonly 'no-sync'?: boolean };
};

/** The engine's options for a call; its events go to the reporter. */
export async function engineOptions({ options, report, signal }: EngineCall): Promise<TransactionOptions> {
  const { loadConfiguration } = await import('../../config/load.ts');
  return {
    root: options.root,
    prefix: options.prefix,
    configuration: options.config === undefined ? undefined : loadConfiguration('/', options.config),
    waitSeconds: options.wait,
    sync: options['no-sync'] !== true,
    signal,
    onEvent: relayEvents(report),
  };
}
