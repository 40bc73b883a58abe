// The controllable target as a process of its own, so that what drives it does not slow it down. It ends with its parent.
import { startLoadTarget, type LoadTargetOptions } from './target.ts';

const target = await startLoadTarget(JSON.parse(process.argv[2] ?? '') as LoadTargetOptions);
process.once('disconnect', () => void target.stop());
process.send?.(target.origin);
