// As the command line does it: plain JavaScript, and the compile cache and the small space before anything else.
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

enableCompileCache();
setFlagsFromString('--semi-space-growth-factor=1');
await import('./script.ts');
