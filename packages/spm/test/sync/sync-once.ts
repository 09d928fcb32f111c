// Syncs the archive in the folder of the first argument into the store of the second: a process of its own, for tests that end it.
import { pathToFileURL } from 'node:url';

import { syncAll } from '../../src/sync/sync.ts';
import { Transport } from '../../src/transport/transport.ts';
import { PATIENT } from '../transport/patience.ts';
import { debian, NOW } from './harness.ts';

const [archive = '', storeFolder = ''] = process.argv.slice(2);
const onEvent = (): void => undefined;
const transport = new Transport({
  timeout: PATIENT,
  retries: 0,
  retryDelay: 1,
  offline: true,
  authWarn: true,
  onEvent,
});
const policy = { override: false, now: NOW, maxIndexBytes: 1 << 26 };
await syncAll([debian('d', [pathToFileURL(`${archive}/`)])], {
  storeFolder,
  transport,
  parallel: 2,
  policy,
  onEvent,
});
