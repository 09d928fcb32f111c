import { SpmError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import { parseWish, printWish } from '../world/text.ts';
import type { Wish, World } from '../world/world.ts';
import { COMMAND_DIRECTORY, commandDirectoryOf } from './command-directory.ts';

/** How a package is to be integrated; in the world it is `integrate NAME [at DIRECTORY] [trusting]`. */
export interface IntegrationWish {
  readonly id: PackageId;
  /** Where links to commands go, absolute. */
  readonly commandDirectory: string;
  /** Have the system trust the certificates. */
  readonly trust: boolean;
}

export function wishOfIntegration({ id, commandDirectory, trust }: IntegrationWish): Wish {
  const words = [
    ...(commandDirectory === COMMAND_DIRECTORY ? [] : ['at', commandDirectory]),
    ...(trust ? ['trusting'] : []),
  ];
  return { verb: 'integrate', subject: id, range: words.join(' '), provider: undefined };
}

/** What a world wants integrated. @throws SpmError `config-invalid` for a line that says something else */
export function integrationWishes(world: World): IntegrationWish[] {
  return [...world]
    .map(parseWish)
    .filter(({ verb }) => verb === 'integrate')
    .map(integrationOf);
}

function integrationOf(wish: Wish): IntegrationWish {
  const [, directory = COMMAND_DIRECTORY, trusting] =
    /^(?:at (\S+))? ?(trusting)?$/.exec(wish.range) ?? unclear(wish);
  return {
    id: wish.subject as PackageId,
    commandDirectory: commandDirectoryOf(directory),
    trust: trusting !== undefined,
  };
}

function unclear(wish: Wish): never {
  const line = printWish(wish);
  throw new SpmError('config-invalid', `the world says \`${line}\``, {
    subject: line,
    hint: 'write `integrate NAME [at DIRECTORY] [trusting]`',
  });
}
