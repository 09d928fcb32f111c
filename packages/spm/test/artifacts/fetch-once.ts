/** Fetches one artifact in a process of its own: `fetch-once.ts DIRECTORY CA REQUEST`; prints the path. */
import type { ArtifactRequest } from '../../src/artifacts/request.ts';
import { run } from './delivery.ts';

const [directory = '', ca, asked = ''] = process.argv.slice(2);
const { paths } = await run([JSON.parse(asked) as ArtifactRequest], { directory, ca });
process.stdout.write(`${String(paths[0])}\n`);
