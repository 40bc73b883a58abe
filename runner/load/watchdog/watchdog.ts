import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { ENDED_THE_LOAD } from './exit-code.ts';

export interface WatchdogOptions {
  /** How long this process may say nothing; 15 s unless told. */
  readonly silenceMs?: number;
  /** How long k6 may then take to end in order before it is killed. */
  readonly graceMs?: number;
  /** Is told, as a sentence, why nothing more may be sent: it had to end the load, or it is gone itself. */
  readonly onEnd: (sentence: string) => void;
}

/** Ends processes when this one hangs: it dies of nothing then, and they would go on. */
export interface Watchdog {
  /** @param pid of a process that leads a group of its own, as a detached one does. */
  watch(pid: number): void;
  /** That process has ended. */
  over(pid: number): void;
  /** It is not needed any more. What it had to do is told to `onEnd` before this resolves. */
  end(): Promise<void>;
}

const SILENCE_MS = 15_000;
const GRACE_MS = 10_000;
const BEAT_MS = 1_000;
/** For the watchdog to end when it is told. */
const END_MS = 5_000;

/**
 * Starts a process that is told each second that this one still works, and that ends what it watches when it was not for too long:
 * because this process was stopped, its event loop is blocked, its machine has no memory left, or it died. It interrupts the process
 * group, waits, and kills it. It stands beside k6, not between k6 and its reader, so that a pipe of k6 has one reader, who is waited for.
 * It is in a session of its own: what stops this process by its group or its terminal does not stop it.
 * @throws {Error} when it does not start: then nothing may be sent.
 */
export async function startWatchdog({
  silenceMs = SILENCE_MS,
  graceMs = GRACE_MS,
  onEnd,
}: WatchdogOptions): Promise<Watchdog> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), String(silenceMs), String(graceMs)],
    { detached: true, env: {}, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  let isTold = false;
  const ended = new Promise<void>((resolve) => {
    const onExit = (code: number | null, how: string) => {
      clearInterval(beating);
      if (!isTold || code === ENDED_THE_LOAD) onEnd(whyEnded(code, how, silenceMs));
      resolve();
    };
    child.once('error', ({ message }) => {
      onExit(null, message);
    });
    child.once('exit', (code, signal) => {
      onExit(code, signal ?? `exit code ${code ?? 'unknown'}`);
    });
  });
  // A pipe without a reader: that it ended is told by its end.
  child.stdin.on('error', () => undefined);
  const say = (line: string) => {
    child.stdin.write(`${line}\n`);
  };
  const beating = setInterval(() => {
    say('beat');
  }, BEAT_MS);
  const isReady = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    ended.then(() => false),
  ]);
  if (!isReady) throw new Error('The watchdog of the load did not start, and nothing is sent.');
  return {
    watch: (pid) => {
      say(`watch ${pid}`);
    },
    over: (pid) => {
      say(`over ${pid}`);
    },
    end: async () => {
      isTold = true;
      say('done');
      // One that was stopped itself does not hear it.
      const killing = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(killing);
      child.stdin.destroy();
    },
  };
}

function whyEnded(code: number | null, how: string, silenceMs: number): string {
  return code === ENDED_THE_LOAD
    ? `The load was ended because Landfall did not give a sign of life for ${silenceMs / 1000} s.`
    : `The load was ended because its watchdog was gone (${how}): had Landfall hung, nothing would have ended it.`;
}
