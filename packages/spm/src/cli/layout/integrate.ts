import { defineCommand, type Handler } from '@mpkg/cli';

const OPTIONS = {
  commands: {
    kind: 'text',
    placeholder: 'DIR',
    summary: 'Link commands into DIR instead of /usr/local/bin',
  },
  trust: { kind: 'flag', summary: 'Also have the system trust the certificates that packages bring' },
} as const;

const integrate: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { carryOut } = await import('../change/carry-out.ts');
  const { resolveInstalled } = await import('../../plan/remove.ts');
  const { planIntegration } = await import('../../integrate/plan-integration.ts');
  const { integrationWishes } = await import('../../integrate/wishes.ts');
  const { COMMAND_DIRECTORY, commandDirectoryOf } = await import('../../integrate/command-directory.ts');
  const { keepPacked } = await import('../../integrate/keep-packed.ts');
  const { commands = COMMAND_DIRECTORY, trust } = call.options;
  const commandDirectory = commandDirectoryOf(commands);
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store, { cache }) => {
      const named = call.operands.map((name) => {
        return { id: resolveInstalled(store, name), commandDirectory, trust };
      });
      const made = planIntegration(store, named.length > 0 ? named : integrationWishes(store.world()));
      for (const warning of made.warnings) call.report.warn(warning);
      keepPacked(cache, made.packed);
      return made.plan;
    },
  });
};

export const INTEGRATE = defineCommand({
  name: 'integrate',
  summary: 'link what packages bring into the system: commands, menus, services, environment, libraries',
  description: [
    'Applies what a package asks of the system around it: links to its commands in /usr/local/bin and other links, PATH and variables in /etc/profile.d, directories for the dynamic linker in /etc/ld.so.conf.d, menu entries, services. Services are not enabled or started.',
    'Nothing is overwritten: when something is in the way, all of it is named, nothing is changed, and the exit status is 4. What is applied already is left alone, so it may be repeated; it puts back what has been damaged, and follows a package that was updated.',
    'It is a transaction like others: "spm undo" takes it back, and so does "spm deintegrate". It goes with the package when that is removed. Without NAME, everything that was integrated before is brought up to date, as it was asked for then.',
    'Certificates are trusted only with --trust. When a cache cannot be made anew afterwards, such as that of ldconfig, the exit status is 14 and "spm recover" tries again.',
  ],
  operands: [
    { name: 'NAME', summary: 'an installed package', optional: true, many: true, complete: 'package' },
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm integrate tomcat', does: 'Make the commands of tomcat found, and its service known.' },
    { command: 'spm integrate jdk --commands /opt/bin', does: 'Link its commands somewhere else.' },
  ],
  exits: [3, 4, 8, 9, 11, 12, 14],
  load: async () => integrate,
});
