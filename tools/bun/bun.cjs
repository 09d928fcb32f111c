#!/usr/bin/env node
'use strict';

// Starts the bun binary that the lock file pins for this platform, with this process replaced where Node can do so.
const { spawnSync } = require('node:child_process');

const cpu = process.arch === 'arm64' ? 'aarch64' : process.arch;
const isMusl = !process.report.getReport().header.glibcVersionRuntime;
const binary = require.resolve(`@oven/bun-${process.platform}-${cpu}${isMusl ? '-musl' : ''}/bin/bun`);
const argv = process.argv.slice(2);

if (process.execve) process.execve(binary, [binary, ...argv], process.env);

const child = spawnSync(binary, argv, { stdio: 'inherit' });
if (child.signal) process.kill(process.pid, child.signal);
process.exitCode = child.status ?? 1;
