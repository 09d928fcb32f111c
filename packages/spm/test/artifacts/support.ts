import { createHash, randomBytes } from 'node:crypto';

import type { ArtifactRequest } from '../../src/artifacts/request.ts';
import { CERTIFICATES, Loopback } from '../transport/loopback.ts';
import * as delivery from './delivery.ts';

export interface Sample {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly size: number;
}

export function sample(size: number): Sample {
  const bytes = randomBytes(size);
  return { bytes, size, sha256: createHash('sha256').update(bytes).digest('hex') };
}

export interface Mirror extends AsyncDisposable {
  readonly server: Loopback;
}

/** An https server on the loopback that serves the samples as `/NAME`. */
export async function mirror(samples: Readonly<Record<string, Sample>>): Promise<Mirror> {
  const server = await Loopback.start({ tls: 'valid' });
  for (const [name, { bytes }] of Object.entries(samples)) server.put(`/${name}`, bytes);
  return { server, [Symbol.asyncDispose]: () => server.stop() };
}

export function request(
  name: string,
  { sha256, size }: Sample,
  ...mirrors: readonly Mirror[]
): ArtifactRequest {
  return { subject: name, sha256, size, urls: mirrors.map(({ server }) => server.url(`/${name}`).href) };
}

/** Delivers from mirrors of `mirror`. */
export function run(
  requests: readonly ArtifactRequest[],
  options: delivery.RunOptions,
): Promise<delivery.Delivery> {
  return delivery.run(requests, { ca: CERTIFICATES?.ca, ...options });
}

export function start(requests: readonly ArtifactRequest[], options: delivery.RunOptions): delivery.Started {
  return delivery.start(requests, { ca: CERTIFICATES?.ca, ...options });
}
