import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { operatingUser } from './operating-user.ts';

/** A server that belongs to this process. */
export interface KeptProcess {
  ended(): boolean;
  /** The last that it wrote. */
  log(): string;
  /** Ends it; a word keeps its folder. */
  end(word?: string): Promise<void>;
  /** A process that has a server may still end: only what the user awaits keeps it alive. */
  detach(): void;
}

interface KeepOptions {
  /** Its working folder, which is removed when it ends. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What ends it at once: QUIT is PostgreSQL's immediate shutdown. */
  readonly stopSignal: 'QUIT' | 'KILL';
}

const STOP_TIMEOUT_MS = 10_000;
const MAX_LOG_CHARACTERS = 4_000;

/**
 * The server ends, and its folder with it, when the pipe from its owner does: nothing is left behind, however the owner
 * dies. A line on the pipe ends the server alone.
 * https://www.postgresql.org/docs/current/server-shutdown.html
 */
const KEEPER = `
trap '' INT TERM
folder=$0
signal=$1
shift
"$@" </dev/null &
server=$!
(
  read -r keep <&3
  kill -$signal $server 2>/dev/null
  while kill -0 $server 2>/dev/null; do sleep 0.05; done
  [ -n "$keep" ] || rm -rf "$folder"
) &
wait $server
`;

/** Starts a server as the user that servers run as. */
export function keep(command: readonly string[], options: KeepOptions): KeptProcess {
  const { folder, environment, stopSignal } = options;
  const keeper = spawn('/bin/sh', ['-c', KEEPER, folder, stopSignal, ...command], {
    ...operatingUser(),
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let tail = '';
  keeper.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-MAX_LOG_CHARACTERS);
  });
  return {
    ended: () => keeper.exitCode !== null || keeper.pid === undefined,
    log: () => tail,
    end: (word = '') => endOf(keeper, word),
    detach: () => {
      keeper.unref();
      for (const stream of keeper.stdio) (stream as { unref?: () => void } | null)?.unref?.();
    },
  };
}

async function endOf(keeper: ChildProcess, word: string): Promise<void> {
  // Also when the server has ended by itself: its keeper's other half waits for the pipe.
  (keeper.stdio[3] as Writable | null)?.end(word);
  if (keeper.pid === undefined || keeper.exitCode !== null || keeper.signalCode !== null) return;
  const gone = once(keeper, 'exit');
  keeper.ref();
  const timer = setTimeout(() => keeper.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}
