import type { Bytes } from '../bytes.ts';
import { compileRules, ruleOf, type PathRules, type RuleNode } from '../config/rules.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import { formatId, type PackageId } from '../state/package-id.ts';
import { join } from '../tree/paths.ts';
import { isInside, type Place } from '../tree/place.ts';
import type { Resolution, TreeView } from '../tree/view.ts';
import { Claims } from './claims.ts';
import type { DeployPlan, EntryAction, PlannedEntry } from './deploy-plan.ts';
import { Refusals } from './refusals.ts';

export const NEW_SUFFIX = '.mpkg-new';
/** Begins the names of stages and of a state in the making. */
const RESERVED_PREFIX = '.mpkg-';

export interface DeployInput extends PackageId {
  readonly index: PacIndex;
  readonly prefix: Bytes;
  /** The prefix in the tree, as far as it exists. */
  readonly base: Resolution;
  readonly rules: PathRules;
  /** Paths from the prefix that are configuration: what exists there stays. */
  readonly configuration: ReadonlySet<Bytes>;
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
  readonly #refusals = new Refusals();
  readonly #top: Container;
  readonly #base: Place;
  /** By entry of its directory; a directory that is left out has none. */
  readonly #containers: (Container | undefined)[] = [];
  readonly #entries: PlannedEntry[] = [];
  readonly #claims = new Claims(this.#entries);
  readonly #skipped: Bytes[] = [];
  readonly #directories: Bytes[] = [];
  readonly #elsewhere: Record<Bytes, Bytes> = {};

  constructor(view: TreeView, input: DeployInput) {
    this.#view = view;
    this.#input = input;
    const { directory, missing } = input.base;
    let path = directory.path;
    for (const name of missing) {
      this.#entries.push({ entry: -1, action: 'make', directory: path, name, path: '' as Bytes });
      this.#directories.push((path = join(path, name)));
    }
    for (let at: Place | null = directory; at !== null && at.path !== ''; at = at.parent) {
      this.#directories.unshift(at.path);
    }
    this.#base = directory;
    this.#top = {
      place: missing.length === 0 ? directory : undefined,
      path,
      rule: compileRules(input.rules),
    };
  }

  decide(entry: number): void {
    const { index } = this.#input;
    const parent = index.parent(entry);
    const container = parent < 0 ? this.#top : this.#containers[parent];
    if (container === undefined) return;
    const name = index.name(entry);
    const rule = ruleOf(container.rule, name);
    const isDirectory = index.isDirectory(entry);
    const verdict = this.#isReserved(container.path, name) ? 'deny' : isDirectory ? rule.verdict : rule.below;
    if (verdict === 'skip') this.#skipped.push(index.path(entry));
    else if (verdict === 'deny') this.#refusals.denied.push(index.path(entry));
    else if (isDirectory) this.#directory(entry, container, rule);
    else this.#leaf(entry, container, name);
  }

  finish(): DeployPlan {
    const { group, name, prefix } = this.#input;
    this.#refusals.throwIfAny(formatId({ group, name }));
    return {
      group,
      name,
      prefix,
      entries: this.#entries,
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

  #directory(entry: number, container: Container, rule: RuleNode): void {
    const { index } = this.#input;
    const name = index.name(entry);
    const claimed = this.#claims.at(container.path, name);
    if (claimed === 'leaf') {
      this.#refusals.conflicts.push(index.path(entry));
      return;
    }
    if (claimed === 'directory') {
      this.#enter(entry, undefined, join(container.path, name), rule);
      return;
    }
    const place = container.place && this.#view.child(container.place, name);
    if (place === undefined || place.after === 'absent') {
      this.#plan('make', entry, container, name);
      this.#enter(entry, undefined, join(container.path, name), rule);
      return;
    }
    const found = place.after === 'link' ? this.#view.follow(place) : place;
    if (found?.after !== 'directory') {
      this.#refusals.conflicts.push(index.path(entry));
    } else if (!isInside(found, this.#base)) {
      this.#refusals.escaping.push(index.path(entry));
    } else if (found.path === this.#input.state) {
      this.#refusals.denied.push(index.path(entry));
    } else {
      if (found !== place) {
        this.#elsewhere[index.path(entry)] = found.path;
        this.#claims.begin();
      }
      this.#enter(entry, found, found.path, rule);
    }
  }

  #enter(entry: number, place: Place | undefined, path: Bytes, rule: RuleNode): void {
    this.#containers[entry] = { place, path, rule };
    this.#directories.push(path);
  }

  #leaf(entry: number, container: Container, name: Bytes): void {
    const path = this.#input.index.path(entry);
    if (this.#claims.at(container.path, name) !== undefined) {
      this.#refusals.conflicts.push(path);
      return;
    }
    const place = container.place && this.#view.child(container.place, name);
    const isConfiguration = this.#input.configuration.has(path);
    const action = this.#actionFor(place, isConfiguration);
    if (action !== undefined) {
      this.#plan(action, entry, container, name);
    } else if (isConfiguration && place?.after !== 'directory') {
      if (place?.departure === 'save') this.#plan('carry', entry, container, name);
      this.#beside(entry, container, `${name}${NEW_SUFFIX}` as Bytes);
    } else {
      this.#refusals.conflicts.push(path);
    }
  }

  /** The new version of a configuration file that stays as the user has it. */
  #beside(entry: number, container: Container, name: Bytes): void {
    const action = this.#actionFor(container.place && this.#view.child(container.place, name), false);
    if (action === undefined) {
      this.#refusals.conflicts.push(`${this.#input.index.path(entry)}${NEW_SUFFIX}` as Bytes);
    } else {
      this.#plan(action, entry, container, name);
    }
  }

  /** Undefined where something is in the way, or a configuration file must stay. */
  #actionFor(place: Place | undefined, isConfiguration: boolean): EntryAction | undefined {
    if (place === undefined || (place.before === 'absent' && place.after === 'absent')) return 'write';
    if (place.before === 'directory') return this.#input.vacates(place) ? 'write' : undefined;
    if (place.after !== 'absent') return undefined;
    if (this.#input.carries) return 'carry';
    return isConfiguration && place.departure === 'save' ? undefined : 'refresh';
  }

  #plan(action: EntryAction, entry: number, container: Container, name: Bytes): void {
    const { index } = this.#input;
    const suffix = name.slice(index.name(entry).length);
    const path = `${index.path(entry)}${suffix}` as Bytes;
    const planned = { entry, action, directory: container.path, name, path };
    this.#entries.push(planned);
    this.#claims.add(planned);
  }
}
