#!/usr/bin/env node
// The tools on a plain Node, without the compiled executable: needs "npm run build:lib".
await import('../dist/main.js');
