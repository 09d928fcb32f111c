import type { OptionTable } from '@mpkg/cli';

/** How a question about a system that is only imagined names it. */
export const INSTALLED_OPTION = {
  installed: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'Take what is installed from a list, as dpkg-query -W prints one, instead of this system',
  },
} as const satisfies OptionTable;
