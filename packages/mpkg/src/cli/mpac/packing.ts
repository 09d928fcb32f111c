import type { Call, Outcome, Warning } from '@mpkg/cli';
import { quoteBytes } from '../../bytes.ts';
import type { Codec } from '../../codec/codec.ts';
import type { PlannedArchive } from '../../archive/create-pac.ts';
import { modesToJson, type ModesTable } from '../../archive/modes.ts';
import { OutputFile } from '../../archive/output-file.ts';
import { writeArchive } from '../../archive/write-archive.ts';
import type { PACKING_OPTIONS } from './packing-options.ts';
import { rawLines } from './raw-lines.ts';

type PackingCall = Call<typeof PACKING_OPTIONS>;

/** Writes a planned archive, or with `--dry-run` only tells about it. */
export async function packPlanned(
  file: string,
  { source, modes }: PlannedArchive,
  { options, report, signal }: Pick<PackingCall, 'options' | 'report' | 'signal'>,
): Promise<Outcome> {
  if (modes.size > 0) report.warn(lossOf(file, modes));
  const table = modesToJson(modes);
  if (options['dry-run']) {
    const result = { file, entries: source.index.length, bytes: null, sha256: null, modes: table };
    return { result, bytes: rawLines(source.index.paths()) };
  }
  using kept = options.modes === undefined ? undefined : new OutputFile(options.modes);
  kept?.write(Buffer.from(`${JSON.stringify(table, null, 2)}\n`));
  const total = source.head.length + source.index.contentBytes;
  const { entries, bytes, sha256 } = await writeArchive(file, source, {
    codec: options.compress as Codec | undefined,
    level: options.level,
    signal,
    onProgress: (done) => report.progress({ id: file, label: file, done, total, unit: 'bytes' }),
  });
  kept?.commit();
  return { result: { file, entries, bytes, sha256, modes: table }, lines: [`${sha256}  ${file}`] };
}

function lossOf(file: string, modes: ModesTable): Warning {
  const count =
    modes.size === 1 ? '1 entry has a mode or owner' : `${modes.size} entries have modes or owners`;
  const [path = ''] = modes.keys();
  return {
    code: 'modes-lost',
    subject: file,
    message: `${count} that an archive does not store, the first is ${quoteBytes(path)}; --modes FILE keeps the table`,
  };
}
