#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Start-up is most of what a user waits for in the small commands.
enableCompileCache();

// A reader that has seen enough (`landfall list | head`) is no fault: what was found still decides the exit code.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv);
