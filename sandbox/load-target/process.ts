import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadTarget, LoadTargetOptions } from './target.ts';

/** Starts the controllable target as a process of its own. */
export async function forkLoadTarget(options: LoadTargetOptions): Promise<LoadTarget> {
  const child = fork(join(import.meta.dirname, 'main.ts'), [JSON.stringify(options)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [origin] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error('The load target ended before it listened.');
    }),
  ])) as [string];
  return {
    origin,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
