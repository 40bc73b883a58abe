// A process of its own, beside k6: it ends k6 when the process that reads k6 says nothing any more. Started by watchdog.ts.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENDED_THE_LOAD } from './exit-code.ts';

const [silenceMs = NaN, graceMs = NaN] = process.argv.slice(2).map(Number);
const TICK_MS = 100;

/** Process groups, by the id of the process that leads them. */
const watched = new Set<number>();
let silentMs = 0;
let tickedMs = performance.now();
let isEnding = false;
let isDone = false;

// Whoever ends Landfall by a signal to all of its processes gets an orderly end of it, and this one ends with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
const ticking = setInterval(() => {
  const now = performance.now();
  // When all processes were stopped together, such as with their machine, nobody was silent for as long as it was.
  silentMs += Math.min(now - tickedMs, 10 * TICK_MS);
  tickedMs = now;
  if (silentMs >= silenceMs) void endAll();
}, TICK_MS);

lines.on('line', (line) => {
  silentMs = 0;
  const [word, pid] = line.split(' ');
  // Any other word is a sign of life and nothing else.
  if (word === 'watch') watched.add(Number(pid));
  if (word === 'over') watched.delete(Number(pid));
  if (word === 'done') {
    isDone = true;
    finish();
  }
});
lines.on('close', () => {
  // Closed without a word: Landfall died.
  if (!isDone) void endAll();
});
process.stdout.write('ready\n');

/** Asks each group to end, and kills what has not ended after the time of grace. */
async function endAll(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  clearInterval(ticking);
  process.exitCode = ENDED_THE_LOAD;
  signalAll('SIGINT');
  const untilMs = performance.now() + graceMs;
  while (watched.size > 0 && !isDone && performance.now() < untilMs) {
    await sleep(TICK_MS);
    signalAll(0);
  }
  signalAll('SIGKILL');
  finish();
}

/** A group that is not there any more, or is not ours, is let go of: its number may come to be that of another. */
function signalAll(signal: NodeJS.Signals | 0): void {
  for (const group of watched) {
    try {
      process.kill(-group, signal);
    } catch {
      watched.delete(group);
    }
  }
}

function finish(): void {
  clearInterval(ticking);
  process.stdin.destroy();
}
