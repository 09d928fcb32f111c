import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { wordsOfFile } from '../../src/foreign/archive/file-name.ts';

describe('the name of a file', () => {
  const files: readonly (readonly [file: string, name: string, version?: string])[] = [
    ['log4j-1.2-api-2.20.0.jar', 'log4j-1.2-api', '2.20.0'],
    ['guava-33.0.0-jre.jar', 'guava', '33.0.0-jre'],
    ['app-1.0-SNAPSHOT.jar', 'app', '1.0-SNAPSHOT'],
    ['app-1.0.0-rc1.tar.xz', 'app', '1.0.0-rc1'],
    ['app_v2.3.tgz', 'app', '2.3'],
    ['app-2.3-4.zip', 'app', '2.3-4'],
    ['tool-1.2-bin.zip', 'tool', '1.2'],
    ['tool-1.2-uber.jar', 'tool', '1.2'],
    ['tool-bin.zip', 'tool-bin'],
    ['java-8-openjdk.tar.gz', 'java-8-openjdk'],
    ['sha-256.zip', 'sha-256'],
    ['python3.11.tar', 'python3.11'],
    ['1.2.zip', '1.2'],
    ['-1.2.zip', '-1.2'],
    ['.zip', '.zip'],
  ];
  for (const [file, name, version] of files) {
    test(`${file} is ${name} ${version ?? 'without a version'}`, () => {
      assert.deepEqual(wordsOfFile(file), { name, ...(version !== undefined && { version }) });
    });
  }

  const programs: readonly (readonly [file: string, name: string, version?: string])[] = [
    ['kubectl-v1.30.1-linux-amd64', 'kubectl', '1.30.1'],
    ['jq-linux64', 'jq-linux64'],
    ['jq-linux-x86_64', 'jq'],
    ['Editor-2.1-x86_64.AppImage', 'Editor', '2.1'],
    ['run.sh', 'run.sh'],
    ['sha256', 'sha256'],
    ['linux', 'linux'],
    ['-amd64', '-amd64'],
  ];
  for (const [file, name, version] of programs) {
    test(`of a program, ${file} is ${name} ${version ?? 'without a version'}`, () => {
      assert.deepEqual(wordsOfFile(file, true), { name, ...(version !== undefined && { version }) });
    });
  }
});
