import type { Cost } from '../solve/index.ts';
import { sizeText } from './size-text.ts';

/** `installs 29 packages, removes 1, downloads 3.4 MB`. */
export function costText({ installs, removals, changes, downloadBytes }: Cost): string {
  const parts = [
    installs === 0 ? '' : `installs ${installs} ${installs === 1 ? 'package' : 'packages'}`,
    removals === 0 ? '' : `removes ${removals}`,
    changes === 0 ? '' : `changes ${changes}`,
    downloadBytes === 0
      ? ''
      : `downloads ${sizeText(Math.abs(downloadBytes))}${downloadBytes < 0 ? ' less' : ''}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'changes nothing else' : parts.join(', ');
}
