// The watchdog as it is, with shells to end: what it does to k6 is in the integration tests of runs.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { ENDED_THE_LOAD } from './exit-code.ts';

const SILENCE_MS = 600;
const GRACE_MS = 700;

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

type Ended = readonly [code: number | null, signal: NodeJS.Signals | null];

/** A shell in a group of its own that goes on until it is ended. */
async function shell(trap: string) {
  const child = spawn('/bin/sh', ['-c', `${trap}; echo started; while :; do sleep 0.05; done`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  const ended = once(child, 'exit') as unknown as Promise<Ended>;
  await once(child.stdout, 'data');
  return { child, pid: Number(child.pid), ended };
}

async function watchdog(watched: readonly number[], silenceMs = SILENCE_MS) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), String(silenceMs), String(GRACE_MS)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  started.push(child);
  const ended = once(child, 'exit') as unknown as Promise<Ended>;
  await once(child.stdout, 'data');
  for (const pid of watched) child.stdin.write(`watch ${pid}\n`);
  return { child, ended, say: (word: string) => child.stdin.write(`${word}\n`) };
}

const ORDERLY = "trap 'exit 105' INT";
const DEAF = "trap '' INT";

test.each<[string, string, Ended]>([
  ['is interrupted', ORDERLY, [105, null]],
  ['that does not end of it is killed', DEAF, [null, 'SIGKILL']],
])('in silence, a process %s', async (_what, trap, end) => {
  const watched = await shell(trap);
  const { ended } = await watchdog([watched.pid]);
  expect(await watched.ended).toEqual(end);
  expect(await ended).toEqual([ENDED_THE_LOAD, null]);
});

test.each<[string, string, Ended]>([
  ['is interrupted', ORDERLY, [105, null]],
  ['that does not end of it is killed', DEAF, [null, 'SIGKILL']],
])('when the pipe closes without a word, a process %s', async (_what, trap, end) => {
  const watched = await shell(trap);
  const { child, ended } = await watchdog([watched.pid]);
  child.stdin.end();
  expect(await watched.ended).toEqual(end);
  expect(await ended).toEqual([ENDED_THE_LOAD, null]);
});

test('as long as there are signs of life nothing is ended, and nothing when it is told that all is done', async () => {
  const watched = await shell(ORDERLY);
  // A busy machine may keep the next sign waiting, and this must be no silence.
  const { ended, say } = await watchdog([watched.pid], 4_000);
  for (let beats = 0; beats < 20; beats += 1) {
    await sleep(250);
    say('beat');
  }
  say('done');
  expect(await ended).toEqual([0, null]);
  await sleep(2 * GRACE_MS);
  expect([watched.child.exitCode, watched.child.signalCode]).toEqual([null, null]);
}, 30_000);

test('what is over is left alone, and all of the others are ended', async () => {
  const [over, one, other] = [await shell(ORDERLY), await shell(ORDERLY), await shell(DEAF)];
  const { ended, say } = await watchdog([over.pid, one.pid, other.pid]);
  say(`over ${over.pid}`);
  expect(await one.ended).toEqual([105, null]);
  expect(await other.ended).toEqual([null, 'SIGKILL']);
  expect(await ended).toEqual([ENDED_THE_LOAD, null]);
  expect([over.child.exitCode, over.child.signalCode]).toEqual([null, null]);
});

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  '%s does not end it before what it watches',
  async (signal) => {
    const watched = await shell(ORDERLY);
    const { child, ended } = await watchdog([watched.pid]);
    child.kill(signal);
    expect(await watched.ended).toEqual([105, null]);
    expect(await ended).toEqual([ENDED_THE_LOAD, null]);
  },
);
