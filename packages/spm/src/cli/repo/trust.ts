import { resolve } from 'node:path';

import type { Handler } from '@mpkg/cli';
import { defineCommand } from '@mpkg/cli';

const OPTIONS = {
  keyring: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'Accept only what a key of this OpenPGP keyring signed',
  },
} as const;

const trustRepo: Handler<typeof OPTIONS> = async (call) => {
  const { indexOf, trustRepository } = await import('../../repos/edit.ts');
  const { seenIdentities } = await import('../../sync/synced-heads.ts');
  const { saveConfig } = await import('../config/save-config.ts');
  const { pathsOf, settingsFor } = await import('../surroundings.ts');
  const [name = '', ...given] = call.operands;
  const { keyring } = call.options;
  const { repositories } = await settingsFor(call);
  indexOf(
    repositories.map((each) => each.name),
    name,
  );
  const isKeyringOnly = keyring !== undefined && given.length === 0;
  const seen = (): string[] => seenIdentities(pathsOf(call).repositories, name);
  const trust = {
    ...(!isKeyringOnly && { identities: given.length > 0 ? given : seen() }),
    ...(keyring !== undefined && { keyring: resolve(call.cwd, keyring) }),
  };
  await saveConfig(call, (text) => trustRepository(text, name, trust));
  return { result: { name, ...trust }, lines: trust.identities ?? [] };
};

export const REPO_TRUST = defineCommand({
  name: 'repo trust',
  aliases: ['account trust'],
  summary: 'accept who publishes a repository, or name the keyring that signs it',
  description: [
    'Whoever publishes a repository at its first sync is kept, and another publisher is refused later. This command accepts other publishers: those named, or without IDENTITY those of the last sync. They are written into the configuration.',
    'With --keyring, an index is taken only when gpgv vouches for its signature.',
  ],
  operands: [
    { name: 'NAME', summary: 'a repository of the list' },
    { name: 'IDENTITY', summary: 'a publisher, as messages name it', optional: true, many: true },
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm repo trust debian Debian/Debian/bookworm', does: 'Accept this publisher and no other.' },
    {
      command: 'spm repo trust debian --keyring /usr/share/keyrings/debian-archive-keyring.gpg',
      does: 'Demand a signature.',
    },
  ],
  exits: [3, 12],
  load: async () => trustRepo,
});
