import type { Call } from '@mpkg/cli';

import { editConfig, previewConfig } from '../../config/edit.ts';
import { compileConfig } from '../../config/compile.ts';
import { pathsOf } from '../surroundings.ts';

/** Edits the configuration file; with `--dry-run` only checks that the result would be valid. */
export async function saveConfig(
  call: Pick<Call, 'options' | 'cwd'>,
  edit: (text: string) => string,
): Promise<void> {
  const paths = pathsOf(call);
  if (call.options['dry-run']) return previewConfig(paths.config, edit);
  await editConfig(paths.config, edit);
  await compileConfig(paths);
}
