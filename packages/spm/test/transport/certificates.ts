import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificates {
  /** Path of the authority's PEM file. */
  readonly ca: string;
  readonly key: string;
  readonly valid: string;
  readonly expired: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const BY_CA = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names'];

/** A throwaway authority and two certificates for 127.0.0.1, one of them expired; undefined where there is no openssl. */
export function makeCertificates(): Certificates | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'spm-tls-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  const sign = (days: number, out: string): void =>
    openssl('x509', '-req', '-in', 'leaf.csr', ...BY_CA, '-days', String(days), '-out', out);
  try {
    openssl('version');
  } catch {
    return undefined;
  }
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  openssl('req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=a test');
  openssl('req', ...NEW_KEY, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=localhost');
  sign(2, 'valid.pem');
  sign(-1, 'expired.pem');
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    ca: join(folder, 'ca.pem'),
    key: text('leaf.key'),
    valid: text('valid.pem'),
    expired: text('expired.pem'),
  };
}
