import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Repository } from '../../src/repos/repository.ts';
import type { SyncPolicy } from '../../src/sync/context.ts';
import type { RepositorySync } from '../../src/sync/sync.ts';
import { syncAll } from '../../src/sync/sync.ts';
import { decompressed } from '../../src/repos/compression/decompress.ts';
import { syncedIndexes } from '../../src/sync/synced-repositories.ts';
import type { TransportEvent } from '../../src/transport/events.ts';
import { Transport } from '../../src/transport/transport.ts';
import { CERTIFICATES } from '../transport/loopback.ts';
import { PATIENT } from '../transport/patience.ts';

export const NOW = Date.parse('2026-06-01T00:00:00Z');

export interface SyncRun {
  readonly results: readonly RepositorySync[];
  /** The codes of all warnings, in order. */
  readonly warnings: readonly string[];
  readonly events: readonly TransportEvent[];
}

export interface RunOptions {
  readonly policy?: Partial<SyncPolicy>;
  readonly offline?: boolean;
  /** Instead of the harness's own folder. */
  readonly storeFolder?: string;
}

/** A store in a temporary folder, synced as often as a test likes. */
export class Harness {
  readonly folder = mkdtempSync(join(tmpdir(), 'spm-sync-'));

  async sync(
    repositories: readonly Repository[],
    { policy, offline = false, storeFolder = this.folder }: RunOptions = {},
  ): Promise<SyncRun> {
    const events: TransportEvent[] = [];
    const onEvent = (event: TransportEvent): void => void events.push(event);
    const transport = new Transport({
      timeout: PATIENT,
      retries: 1,
      retryDelay: 1,
      authWarn: false,
      ca: CERTIFICATES?.ca,
      offline,
      onEvent,
    });
    try {
      const results = await syncAll(repositories, {
        storeFolder,
        transport,
        parallel: 4,
        onEvent,
        policy: { override: false, now: NOW, maxIndexBytes: 1 << 26, ...policy },
      });
      const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.warning.code] : []));
      return { results, warnings, events };
    } finally {
      transport.close();
    }
  }

  /** The decompressed indexes of a repository, in order. */
  async texts(repository: string): Promise<string[]> {
    const indexes = syncedIndexes(this.folder, repository);
    return Promise.all(
      indexes.map(async (index) => {
        const chunks: Buffer[] = [];
        for await (const chunk of decompressed(index.file, index.compression))
          chunks.push(Buffer.from(chunk));
        return Buffer.concat(chunks).toString();
      }),
    );
  }

  stateText(repository: string): string {
    return readFileSync(join(this.folder, repository, 'state.json'), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export function debian(
  name: string,
  urls: readonly (string | URL)[],
  more: Partial<Repository> = {},
): Repository {
  return {
    name,
    kind: 'debian',
    urls: urls.map((url) => new URL(url)),
    suites: ['stable'],
    components: ['main'],
    architectures: ['amd64'],
    trust: [],
    keyring: undefined,
    ...more,
  };
}

export const native = (url: string, more: Partial<Repository> = {}): Repository =>
  debian('n', [url], { kind: 'index', suites: [], components: [], ...more });
