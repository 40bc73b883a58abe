// As the command line does it: plain JavaScript, and the compile cache before anything else.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./script.ts');
