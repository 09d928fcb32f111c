/** Converts one package in a process of its own: `convert-once.ts CACHE FILE SHA256`; prints the code of its failure. */
import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { SpmError } from '../../src/errors.ts';
import { convert } from '../../src/foreign/convert.ts';

const [cache = '', path = '', sha256 = ''] = process.argv.slice(2);
try {
  await convert(new ArtifactCache(cache), { path, sha256, name: 'sample.deb' });
} catch (error) {
  process.stdout.write(error instanceof SpmError ? error.code : String(error));
  process.exitCode = 1;
}
