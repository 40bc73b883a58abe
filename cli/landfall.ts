#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Start-up is most of what a user waits for in the small commands.
enableCompileCache();

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv);
