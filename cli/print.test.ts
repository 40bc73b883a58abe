import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { print } from './print.ts';

test('waits for a slow reader', async () => {
  let waiting = 0;
  let most = 0;
  const slow = new Writable({
    highWaterMark: 10,
    decodeStrings: false,
    write: (_chunk, _encoding, done) => {
      void nextTurn().then(() => {
        waiting -= 1;
        done();
      });
    },
  });
  const pieces = function* () {
    for (let at = 0; at < 100; at += 1) {
      waiting += 1;
      most = Math.max(most, waiting);
      yield 'x'.repeat(20);
    }
  };
  await print(pieces(), slow);
  expect(most).toBeLessThanOrEqual(2);
});

test('ends quietly when nobody reads on, and says what else goes wrong', async () => {
  const failing = (code: string) =>
    new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error(code), { code }));
      },
    });
  const pieces = Array.from({ length: 10 }, () => 'x'.repeat(100_000));
  await expect(print(pieces, failing('EPIPE'))).resolves.toBeUndefined();
  await expect(print(pieces, failing('ENOSPC'))).rejects.toThrow('ENOSPC');
});

/** A program that prints five megabytes in pieces and then a line on standard error. */
const PROGRAM = `
import { print } from ${JSON.stringify(`${import.meta.dirname}/print.ts`)};
await print(Array.from({ length: 500 }, () => 'x'.repeat(9_999) + '\\n'));
process.stderr.write('done');
process.exitCode = 3;
`;

test.each([
  ['a reader of everything', 'cat', 5_000_000],
  ['a reader of a little', 'head -c 100000', 100_000],
])('%s gets it all, and the exit code stays', async (_, reader, bytes) => {
  const program = spawn(
    'sh',
    ['-c', `(node --input-type=module -e "$0"; echo " $?" >&2) | ${reader} | wc -c`, PROGRAM],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [stdout, stderr] = ['', ''];
  program.stdout.on('data', (chunk) => (stdout += String(chunk)));
  program.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await new Promise((resolve) => program.on('close', resolve));
  expect([Number(stdout), stderr.trim()]).toEqual([bytes, 'done 3']);
});
