import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Finding } from '../../../core/finding.ts';
import type { Handed, Told, TriedFault } from './messages.ts';

/** A process with a deployed sandbox of its own, in which faults are tried. */
export interface Lane {
  /** Every finding of the deployment as it was declared. */
  readonly unbroken: readonly Finding[];
  /** @throws {Error} when the process ended instead. */
  tryFault(id: string): Promise<TriedFault>;
  /** Resolves once its sandbox is down. */
  stop(): Promise<void>;
}

/** @throws {Error} when the process ended before its sandbox was deployed; what was wrong stands in its own output. */
export async function startLane(): Promise<Lane> {
  const child = fork(join(import.meta.dirname, 'main.ts'));
  const told = await toldBy(child);
  if (told.kind !== 'unbroken') throw new Error('A lane of the matrix began with a fault.');
  return {
    unbroken: told.findings,
    tryFault: async (id) => {
      const answer = toldBy(child);
      child.send({ fault: id } satisfies Handed);
      const tried = await answer;
      if (tried.kind !== 'tried') throw new Error('A lane of the matrix began twice.');
      return tried.result;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function toldBy(child: ChildProcess): Promise<Told> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as Told),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`A lane of the matrix ended with ${String(code)}.`);
      }),
    ]);
  } finally {
    waiting.abort();
  }
}
