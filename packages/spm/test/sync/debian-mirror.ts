import { Loopback, type LoopbackOptions } from '../transport/loopback.ts';
import { indexText, type Suite, suiteFiles } from './archive.ts';
import type { SyncRun } from './harness.ts';

/** A suite, and what became of it a month later. */
export const OLD: Suite = {
  suite: 'stable',
  date: 'Mon, 01 Jan 2026 00:00:00 UTC',
  indexes: { 'main/binary-amd64': indexText(2000, 1), 'extra/binary-amd64': indexText(3, 1) },
};
export const NEW: Suite = {
  ...OLD,
  date: 'Mon, 02 Feb 2026 00:00:00 UTC',
  indexes: { ...OLD.indexes, 'main/binary-amd64': indexText(2000, 2) },
};
export const OLD_MAIN = OLD.indexes['main/binary-amd64'] ?? '';
export const NEW_MAIN = NEW.indexes['main/binary-amd64'] ?? '';

const servers: Loopback[] = [];

/** A mirror of the suite; `stopServers` ends it. */
export async function serve(suite: Suite, options: LoopbackOptions = {}): Promise<Loopback> {
  const server = await Loopback.start(options);
  servers.push(server);
  publish(server, suite);
  return server;
}

export function publish(server: Loopback, suite: Suite): void {
  server.files.clear();
  for (const [path, content] of suiteFiles(suite)) server.put(path, content);
}

export async function stopServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
}

export const outcomes = ({ results }: SyncRun) =>
  results.map((result) => (result.outcome === 'failed' ? result.error.code : result.outcome));
