// Stands in for node-gyp-build-optional-packages inside the bundle; the build prepends the import of EMBEDDED, the path of the
// addon inside the executable. The addon must be loaded exactly once per thread: a second load replaces lmdb's
// per-thread buffer and reads return zeros.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

let addon;

export default function load() {
  addon ??= loadBeside() ?? loadExtracted();
  return addon;
}

function open(file) {
  const module = { exports: {} };
  process.dlopen(module, file);
  return module.exports;
}

/** A distribution may install the addon as a file instead of having it extracted. */
function loadBeside() {
  const here = path.dirname(process.execPath);
  const files = [path.join(here, 'lmdb.node'), path.join(here, '..', 'lib', 'mpkg', 'lmdb.node')];
  const file = files.find((candidate) => fs.existsSync(candidate));
  return file === undefined ? undefined : open(file);
}

function loadExtracted() {
  const bytes = fs.readFileSync(EMBEDDED);
  const errors = [];
  for (const base of privateBases()) {
    try {
      return open(extract(bytes, base));
    } catch (error) {
      errors.push(`${base}: ${error.message}`);
    }
  }
  throw new Error(`cannot load the lmdb addon: ${errors.join('; ')}`);
}

function privateBases() {
  const { XDG_RUNTIME_DIR, XDG_CACHE_HOME, HOME } = process.env;
  const cache = HOME && path.join(HOME, '.cache');
  return [XDG_RUNTIME_DIR, os.tmpdir(), XDG_CACHE_HOME, cache, '/dev/shm', '/var/tmp'].filter(Boolean);
}

/** The addon's file below `base`, in a directory that only this user can write, with its content checked. */
function extract(bytes, base) {
  const uid = process.getuid();
  const directory = path.join(base, `.mpkg-native-${uid}`);
  try {
    fs.mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const status = fs.lstatSync(directory);
  if (!status.isDirectory() || status.uid !== uid || (status.mode & 0o022) !== 0)
    throw new Error('not private');
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 24);
  const file = path.join(directory, `lmdb-${digest}.node`);
  if (!holds(file, bytes)) {
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, bytes, { flag: 'wx', mode: 0o500 });
    fs.renameSync(temporary, file);
  }
  return file;
}

function holds(file, bytes) {
  try {
    return fs.readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}
