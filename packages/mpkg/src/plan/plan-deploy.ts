import type { Bytes } from '../bytes.ts';
import { compileRules, ruleOf, type PathRules, type RuleNode } from '../config/rules.ts';
import type { EntryKind } from '../pac/kind.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import { formatId, type PackageId } from '../package-id.ts';
import { join } from '../tree/paths.ts';
import { isInside, type Place } from '../tree/place.ts';
import type { Resolution, TreeView } from '../tree/view.ts';
import { Claims } from './claims.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { NEW_SUFFIX, PlannedEntries, type EntryAction } from './planned-entries.ts';
import { Refusals } from './refusals.ts';

/** Begins the names of stages and of a state in the making. */
const RESERVED_PREFIX = '.mpkg-';

export interface DeployInput extends PackageId {
  readonly index: PacIndex;
  readonly prefix: Bytes;
  /** The prefix in the tree, as far as it exists. */
  readonly base: Resolution;
  /** Of the group. */
  readonly rules: PathRules;
  /** More paths to skip. */
  readonly skips: readonly Bytes[];
  /** Paths from the prefix that are configuration: what exists there stays. */
  readonly configuration: readonly Bytes[];
  /** The same archive is deployed already: what it put there is carried over unread. */
  readonly carries: boolean;
  /** The directory of the state, from the root of the tree; packages keep out of it. */
  readonly state: Bytes;
  /** Whether a directory will be gone by then, with everything in it. */
  readonly vacates: (directory: Place) => boolean;
}

/** A directory of the package while its entries are walked. */
interface Container {
  /** Undefined where the directory is still to be made. */
  readonly place: Place | undefined;
  readonly path: Bytes;
  readonly rule: RuleNode;
}

/** One entry, to be put under a name in its directory. */
interface Item {
  readonly entry: number;
  readonly kind: EntryKind;
  readonly name: Bytes;
  readonly container: Container;
  /** The new version of a configuration file, put beside it. */
  readonly isBeside: boolean;
}

/**
 * Decides every entry of an archive from its index, the rules and the tree. Looks only at names in directories that exist.
 * @throws MpkgError `path-denied`, `link-escapes`, `file-conflict`, each with all the paths it is about
 */
export function planDeploy(view: TreeView, input: DeployInput): DeployPlan {
  const planner = new DeployPlanner(view, input);
  for (let entry = 0; entry < input.index.length; entry++) planner.decide(entry);
  return planner.finish();
}

class DeployPlanner {
  readonly #view: TreeView;
  readonly #input: DeployInput;
  readonly #configuration: ReadonlySet<Bytes>;
  readonly #refusals = new Refusals();
  readonly #top: Container;
  readonly #base: Place;
  /** By entry of its directory; a directory that is left out has none. */
  readonly #containers: (Container | undefined)[] = [];
  /** The directory of the entry before, where it exists. */
  #inside: Place | undefined;
  readonly #entries: PlannedEntries;
  readonly #claims: Claims;
  readonly #skipped: Bytes[] = [];
  readonly #directories: Bytes[] = [];
  readonly #elsewhere: Record<Bytes, Bytes> = Object.create(null) as Record<Bytes, Bytes>;

  constructor(view: TreeView, input: DeployInput) {
    this.#view = view;
    this.#input = input;
    this.#entries = new PlannedEntries(input.index, input.base.missing.length + input.configuration.length);
    this.#claims = new Claims(this.#entries);
    const { directory, missing } = input.base;
    let path = directory.path;
    for (const name of missing) {
      this.#entries.addAbove(path, name);
      this.#directories.push((path = join(path, name)));
    }
    for (let at: Place | null = directory; at !== null && at.path !== ''; at = at.parent) {
      this.#directories.unshift(at.path);
    }
    this.#base = directory;
    this.#configuration = new Set(input.configuration);
    this.#top = {
      place: missing.length === 0 ? directory : undefined,
      path,
      rule: compileRules({ ...input.rules, skip: [...input.rules.skip, ...input.skips] }),
    };
  }

  decide(entry: number): void {
    const { index } = this.#input;
    const parent = index.parent(entry);
    const container = parent < 0 ? this.#top : this.#containers[parent];
    if (container === undefined) return;
    if (container.place !== this.#inside) {
      if (this.#inside !== undefined) this.#view.leave(this.#inside);
      this.#inside = container.place;
    }
    const kind = index.kind(entry);
    const item = { entry, kind, name: index.name(entry), container, isBeside: false };
    const rule = ruleOf(container.rule, item.name);
    const verdict = this.#isReserved(container.path, item.name)
      ? 'deny'
      : kind === 'dir'
        ? rule.verdict
        : rule.below;
    if (verdict === 'skip') this.#skipped.push(this.#pathOf(item));
    else if (verdict === 'deny') this.#refusals.denied.push(this.#pathOf(item));
    else if (kind === 'dir') this.#directory(item, rule);
    else this.#leaf(item);
  }

  finish(): DeployPlan {
    const { group, name, prefix, skips, configuration } = this.#input;
    // Of what is replaced a directory may go, for a leaf to come; a link that leads there then does so no more.
    for (const [path, place] of Object.entries(this.#elsewhere)) {
      if (this.#claims.isBehindLeaf(place)) this.#refusals.conflicts.push(path as Bytes);
    }
    this.#refusals.throwIfAny(formatId({ group, name }));
    return {
      group,
      name,
      prefix,
      entries: this.#entries,
      skips,
      configuration,
      skipped: this.#skipped,
      directories: this.#directories,
      elsewhere: this.#elsewhere,
    };
  }

  /** What mpkg uses itself: the directory of its state, and the names of its stages. */
  #isReserved(directory: Bytes, name: Bytes): boolean {
    if (name.startsWith(RESERVED_PREFIX)) return true;
    const { state } = this.#input;
    return state.endsWith(name) && join(directory, name) === state;
  }

  #directory(item: Item, rule: RuleNode): void {
    const { entry, name, container } = item;
    const claimed = this.#claims.at(container.path, name);
    const place = container.place && this.#view.child(container.place, name);
    const found = place?.after === 'link' ? this.#view.follow(place) : place;
    if (claimed === 'leaf') {
      this.#refusals.conflicts.push(this.#pathOf(item));
    } else if (claimed === 'directory') {
      this.#enter(entry, undefined, join(container.path, name), rule);
    } else if (place === undefined || place.after === 'absent') {
      this.#plan('make', item);
      this.#enter(entry, undefined, join(container.path, name), rule);
    } else if (found?.after !== 'directory') {
      this.#refusals.conflicts.push(this.#pathOf(item));
    } else if (!isInside(found, this.#base)) {
      this.#refusals.escaping.push(this.#pathOf(item));
    } else if (found.path === this.#input.state) {
      this.#refusals.denied.push(this.#pathOf(item));
    } else {
      if (found !== place) this.#noteElsewhere(this.#pathOf(item), found);
      this.#enter(entry, found, found.path, rule);
    }
  }

  /** The directories above are held as well: no entry of the package may be there to do it. */
  #noteElsewhere(path: Bytes, place: Place): void {
    this.#elsewhere[path] = place.path;
    for (let at = place.parent; at !== null; at = at.parent) this.#directories.push(at.path);
    this.#claims.begin();
  }

  #enter(entry: number, place: Place | undefined, path: Bytes, rule: RuleNode): void {
    this.#containers[entry] = { place, path, rule };
    this.#directories.push(path);
  }

  #leaf(item: Item): void {
    const { name, container } = item;
    const place = container.place && this.#view.child(container.place, name);
    const isConfiguration = this.#configuration.size > 0 && this.#configuration.has(this.#pathOf(item));
    const isClaimed = this.#claims.at(container.path, name) !== undefined;
    const action = isClaimed ? undefined : this.#actionFor(place, isConfiguration);
    if (action !== undefined) {
      this.#plan(action, item);
    } else if (isConfiguration && !isClaimed && place?.after !== 'directory') {
      if (place?.departure === 'save') this.#plan('carry', item);
      this.#beside({ ...item, name: `${name}${NEW_SUFFIX}` as Bytes, isBeside: true });
    } else {
      this.#refusals.conflicts.push(this.#pathOf(item));
    }
  }

  /** The new version of a configuration file that stays as the user has it. */
  #beside(item: Item): void {
    const { name, container } = item;
    const action = this.#actionFor(container.place && this.#view.child(container.place, name), false);
    if (action === undefined) this.#refusals.conflicts.push(this.#pathOf(item));
    else this.#plan(action, item);
  }

  /** Undefined where something is in the way, or a configuration file must stay. */
  #actionFor(place: Place | undefined, isConfiguration: boolean): EntryAction | undefined {
    if (place === undefined || (place.before === 'absent' && place.after === 'absent')) return 'write';
    if (place.before === 'directory') return this.#input.vacates(place) ? 'write' : undefined;
    if (place.after !== 'absent') return undefined;
    if (this.#input.carries) return 'carry';
    return isConfiguration && place.departure === 'save' ? undefined : 'refresh';
  }

  #plan(action: EntryAction, { entry, name, container, isBeside }: Item): void {
    const directory = container.path;
    this.#entries.add({ entry, action, directory, name, isBeside });
    this.#claims.add(directory, name, action);
  }

  /** From the group's prefix. */
  #pathOf({ entry, isBeside }: Item): Bytes {
    const path = this.#input.index.path(entry);
    return isBeside ? (`${path}${NEW_SUFFIX}` as Bytes) : path;
  }
}
