// The process that is run here is a shell script: what k6 itself does is in the integration tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runK6, type K6Process } from './k6-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-k6-process-'));
});
afterEach(() => rm(folder, { recursive: true }));

function shell(script: string, other: Partial<K6Process> = {}) {
  let text = '';
  const running = runK6({
    program: '/bin/sh',
    args: ['-c', script],
    environment: { PATH: '/usr/bin:/bin' },
    folder,
    read: (piece) => {
      text += piece;
    },
    graceMs: 200,
    ...other,
  });
  return { running, text: () => text };
}

test('all that it says is read, and how it ended is told', async () => {
  const { running, text } = shell('echo one; echo two; echo no such thing >&2; exit 104');
  await expect(running).resolves.toEqual({
    end: {
      kind: 'exited',
      exitCode: 104,
      reason: 'configuration',
      sentence: 'k6 does not take its options.',
    },
    wasStopped: false,
    lastWords: 'no such thing',
  });
  expect(text()).toBe('one\ntwo\n');
});

test('it has no other environment than it is given', async () => {
  process.env['LANDFALL_TEST_PASSWORD'] = 'hunter2';
  const { running, text } = shell('/usr/bin/env');
  await running;
  delete process.env['LANDFALL_TEST_PASSWORD'];
  expect(
    text()
      .split('\n')
      .map((line) => line.split('=')[0])
      .sort(),
  ).toEqual(['', 'PATH', 'PWD']);
});

test('of its last words no secret is kept', async () => {
  const { running } = shell('echo "Authorization: Bearer abcdefghijkl" >&2; exit 107');
  await expect(running).resolves.toMatchObject({ lastWords: 'Authorization: [redacted]' });
});

test('a program that is not there is told', async () => {
  const { running } = shell('', { program: join(folder, 'nothing') });
  const { end } = await running;
  expect(end).toEqual({
    kind: 'not-started',
    sentence: `k6 cannot be started: spawn ${join(folder, 'nothing')} ENOENT.`,
  });
});

test('while what it said is worked on, it waits', async () => {
  // A pipe holds 64 KiB: of 4 MB most is not written before it is read.
  const script = 'dd if=/dev/zero bs=1000 count=4000 2>/dev/null; echo done >&2';
  let largest = 0;
  let read = 0;
  const { running } = shell(script, {
    read: async (piece) => {
      largest = Math.max(largest, piece.length);
      read += piece.length;
      await sleep(1);
    },
  });
  await expect(running).resolves.toMatchObject({ lastWords: 'done' });
  expect(read).toBe(4_000_000);
  expect(largest).toBeLessThanOrEqual(1 << 20);
});

const STARTED = 'echo started; ';

/** Aborts once the script has set its trap, and not before. */
function stopped(trap: string) {
  const controller = new AbortController();
  return shell(`${trap}; ${STARTED} while :; do sleep 0.02; done`, {
    signal: controller.signal,
    read: () => {
      controller.abort();
    },
  }).running;
}

test('the first interrupt lets it end in order', async () => {
  await expect(stopped(`trap 'echo bye >&2; exit 105' INT`)).resolves.toEqual({
    end: {
      kind: 'exited',
      exitCode: 105,
      reason: 'interrupted',
      sentence: 'k6 was stopped by a signal.',
    },
    wasStopped: true,
    lastWords: 'bye',
  });
});

test('one that does not end is interrupted again', async () => {
  const trap = `count=0; trap 'count=$((count+1)); [ $count = 2 ] && exit 105' INT`;
  await expect(stopped(trap)).resolves.toMatchObject({
    end: { kind: 'exited', exitCode: 105 },
    wasStopped: true,
  });
});

test('and then killed', async () => {
  await expect(stopped(`trap '' INT`)).resolves.toEqual({
    end: { kind: 'killed', signal: 'SIGKILL', sentence: 'k6 was killed by SIGKILL.' },
    wasStopped: true,
    lastWords: '',
  });
});

test('one whose words cannot be read is not left running', async () => {
  const { running } = shell(`${STARTED} while :; do sleep 0.02; done`, {
    read: () => {
      throw new Error('the disk is full');
    },
  });
  await expect(running).rejects.toThrow('What k6 says cannot be read: the disk is full');
});

test('what is secret is not kept of what it said, wherever that was cut', async () => {
  const secret = 'canary-with-$&-in-it';
  const { running } = shell(
    `for i in 1 2 3; do printf 'x%.0s' $(seq 1 3000) >&2; printf '%s' "$SECRET" >&2; done`,
    { environment: { PATH: '/usr/bin:/bin', SECRET: secret }, secrets: [secret] },
  );
  const { lastWords } = await running;
  expect(lastWords).toContain('[redacted]');
  expect(lastWords).not.toContain('canary');
});
