import { SpmError } from '../errors.ts';
import { stateDigest } from '../state/digest.ts';
import type { StateStore } from '../state/store.ts';
import { means } from '../world/subject.ts';
import { parseWish, printWish } from '../world/text.ts';
import type { Verb, Wish, WorldChange } from '../world/world.ts';
import { chosenGroup } from './chosen-group.ts';
import { makePlan } from './make-plan.ts';
import { partsOf, type PackageId } from '../package/package.ts';
import type { Plan } from './plan.ts';

/** A plan that changes no package, only what is asked for. */
export function planWishes(store: StateStore, request: readonly string[], world: WorldChange): Plan {
  return makePlan({ request, base: { state: stateDigest(store), catalogue: null }, changes: [], world });
}

/** The change that makes this the one wish of its verb about its subject. */
export function replacing(store: StateStore, wish: Wish): WorldChange {
  const line = printWish(wish);
  const removed = linesAbout(store, wish.verb, wish.subject).filter((other) => other !== line);
  return { removed, added: store.world().has(line) ? [] : [line] };
}

/** `mark explicit`: it stays although nothing needs it. @throws SpmError `package-not-installed` */
export function planMarkExplicit(store: StateStore, id: PackageId): Plan {
  requireInstalled(store, id);
  const group = chosenGroup(store, id);
  const wish: Wish = {
    verb: 'install',
    subject: group === undefined ? subjectOf(store, id) : id,
    range: '',
    provider: undefined,
    ...(group !== undefined && { group }),
  };
  const isWished = linesAbout(store, 'install', id).length > 0;
  return planWishes(
    store,
    ['mark', 'explicit', id],
    isWished ? { removed: [], added: [] } : replacing(store, wish),
  );
}

/** `mark dep`: it stays only while something needs it. @throws SpmError `package-not-installed` */
export function planMarkDependency(store: StateStore, id: PackageId): Plan {
  requireInstalled(store, id);
  return planWishes(store, ['mark', 'dep', id], { removed: linesAbout(store, 'install', id), added: [] });
}

/** `pin`: only these versions from now on; without a range, the one that is installed. */
export function planPin(store: StateStore, words: string, range: string | undefined): Plan {
  const installed = [...store.installed().packages.values()].find((each) => means(words, each));
  if (range === undefined && installed === undefined) throw notInstalled(words);
  const subject = installed === undefined ? words : subjectOf(store, installed.id);
  const wish: Wish = { verb: 'pin', subject, range: range ?? `=${installed?.version}`, provider: undefined };
  return planWishes(store, ['pin', subject, wish.range], replacing(store, wish));
}

/** How a wish is to name an installed package: one of another architecture as `NAME:ARCHITECTURE`, which the solver knows too. */
function subjectOf(store: StateStore, id: PackageId): string {
  const { group, name } = partsOf(id);
  const isForeign = store.installed().packages.get(id)?.architecture === group;
  return isForeign ? `${name}:${group}` : id;
}

/** `blacklist add`: none of these versions; without a range, none at all. */
export function planBlock(store: StateStore, subject: string, range = ''): Plan {
  const line = printWish({ verb: 'block', subject, range, provider: undefined });
  const added = store.world().has(line) ? [] : [line];
  return planWishes(
    store,
    ['blacklist', 'add', subject, range].filter((word) => word !== ''),
    { removed: [], added },
  );
}

const FORGETTING = {
  block: ['is not blacklisted', 'spm blacklist list'],
  pin: ['is not pinned', 'spm pin'],
} as const;

/** Takes every wish of the verb about the subject back: `blacklist rm`, `pin --rm`. @throws SpmError `package-unknown` */
export function planForget(store: StateStore, verb: keyof typeof FORGETTING, subject: string): Plan {
  const removed = linesAbout(store, verb, subject);
  if (removed.length > 0) return planWishes(store, ['forget', verb, subject], { removed, added: [] });
  const [text, hint] = FORGETTING[verb];
  throw new SpmError('package-unknown', `${subject} ${text}`, { subject, hint });
}

/** The wishes of that verb about the subject. */
export function linesAbout(store: StateStore, verb: Verb, subject: string): string[] {
  const installed = store.installed().packages.get(subject as PackageId);
  const isMeant = (words: string): boolean =>
    installed === undefined ? words === subject : means(words, installed);
  return [...store.world()].filter((line) => {
    const wish = parseWish(line);
    return wish.verb === verb && isMeant(wish.subject);
  });
}

function requireInstalled(store: StateStore, id: PackageId): void {
  if (!store.installed().packages.has(id)) throw notInstalled(id);
}

function notInstalled(words: string): SpmError {
  return new SpmError('package-not-installed', `${words} is not installed`, {
    subject: words,
    hint: 'spm installed',
  });
}
