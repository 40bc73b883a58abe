// As the command line does it: plain JavaScript, and the compile cache and the settings of memory before anything else.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('../../../runner/memory.mjs');
await import('./script.ts');
