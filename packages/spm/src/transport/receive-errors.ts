import { SpmError } from '../errors.ts';
import type { Expected } from './expected.ts';

export function tooLong(source: string, limit: number): SpmError {
  return new SpmError('size-limit', `${source} is longer than the ${limit} bytes that are accepted`, {
    subject: source,
    hint: 'spm config set network.max-index-bytes BYTES',
    details: { limit },
  });
}

export function wrongSize(source: string, size: number, expected: Expected): SpmError {
  const message = `${source} has ${size} bytes or more; its index says ${expected.size}`;
  return new SpmError('size-mismatch', message, {
    subject: source,
    details: { size, expected: expected.size },
  });
}

export function wrongDigest(source: string, sha256: string, expected: Expected): SpmError {
  const message = `${source} is not what its index describes: sha256 ${sha256}, expected ${expected.sha256}`;
  return new SpmError('digest-mismatch', message, {
    subject: source,
    details: { sha256, expected: expected.sha256 },
  });
}

export function cut(source: string, received: number, announced: number): SpmError {
  const message = `${source}: the transfer ended after ${received} of ${announced} bytes`;
  return new SpmError('transfer-cut', message, { subject: source, details: { received, announced } });
}

export function stalled(source: string, received: number, milliseconds: number): SpmError {
  const message = `${source}: nothing came for ${milliseconds / 1000} s, after ${received} bytes`;
  return new SpmError('transfer-stalled', message, { subject: source, details: { received } });
}
