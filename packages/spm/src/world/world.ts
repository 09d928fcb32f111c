/**
 * The world: what the user asks of the system, one wish a line. It is all that is needed to rebuild the same system elsewhere; which
 * packages are installed to fulfil it is the state's business.
 *
 *     install nginx
 *     install java with openjdk-17-jre
 *     install zlib in musl
 *     pin python3 =3.11.2-1
 *     block tomcat >=10
 *     skip nginx usr/share/doc
 *     integrate nginx
 *     option nginx tls=true
 */

/** A line of the world; lines are equal when their texts are. */
export interface Wish {
  readonly verb: Verb;
  /** `name`, `name:arch` or `group:name`, as it was asked for. */
  readonly subject: string;
  /** The group of mpkg that the user chose; it is in the subject, too. */
  readonly group?: string;
  /** A range of versions, or empty; of `skip`, a path; of `option`, its name and value. */
  readonly range: string;
  /** The provider chosen for an abstract package. */
  readonly provider: string | undefined;
}

/**
 * `install`: keep it installed; `pin`: keep it at these versions; `block`: never install these versions; `skip`: leave that
 * path of it out; `integrate`: link it
 * into the system; `option`: install only what was built so.
 */
export type Verb = 'install' | 'pin' | 'block' | 'skip' | 'integrate' | 'option';

/** Lines that go and lines that come. */
export interface WorldChange {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export const NO_CHANGE: WorldChange = { removed: [], added: [] };

/** Lines in order, without duplicates. */
export type World = ReadonlySet<string>;

/** The world after a change; a removed line that is not there is no error, so that a change may be carried out twice. */
export function changed(world: World, { removed, added }: WorldChange): World {
  const gone = new Set(removed);
  return new Set(
    [...world]
      .filter((line) => !gone.has(line))
      .concat(added)
      .toSorted(),
  );
}

export function inverse({ removed, added }: WorldChange): WorldChange {
  return { removed: added, added: removed };
}

/** What turns one world into another. */
export function difference(from: World, to: World): WorldChange {
  return {
    removed: [...from].filter((line) => !to.has(line)),
    added: [...to].filter((line) => !from.has(line)),
  };
}
