import { MpkgError } from '../errors.ts';
import { fsPath, textOfBytes } from '../bytes.ts';

/**
 * Gives a file its capabilities by setcap(8), since Node sets no extended attributes.
 * @throws MpkgError `tool-missing`, or `no-permission` with what setcap says
 */
export async function setCapabilities(file: string, capabilities: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const { code, message } = await new Promise<{ code: number | string | null; message: string }>(
    (resolve) => {
      let said = '';
      const child = spawn('setcap', [capabilities, fsPath(file).toString()], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child
        .on('error', (error: NodeJS.ErrnoException) =>
          resolve({ code: error.code ?? null, message: error.message }),
        )
        .on('close', (status) => resolve({ code: status, message: said.trim() }));
    },
  );
  if (code === 0) return;
  const subject = textOfBytes(file);
  if (code === 'ENOENT') {
    throw new MpkgError('tool-missing', `setcap is needed to give ${subject} ${capabilities}`, {
      subject,
      hint: 'install setcap (libcap)',
    });
  }
  throw new MpkgError('no-permission', `setcap ${capabilities}: ${message}`, { subject });
}
