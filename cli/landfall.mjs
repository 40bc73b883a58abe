#!/usr/bin/env node
// Plain JavaScript, as few files of ours are: it is read before the compile cache is on, and to strip the types of a
// single file Node loads a compiler, for 15 MiB and 50 ms.
import { enableCompileCache } from 'node:module';

// Start-up is most of what a user waits for in the small commands.
enableCompileCache();

await import('../runner/memory.mjs');

// A reader that has seen enough (`landfall list | head`) is no fault: what was found still decides the exit code.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv);
