// The k6 processes that are run here are shell scripts: what k6 itself does is in the integration tests.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { planFor } from '../../load/plan/testing/plans.ts';
import { beginLine, requestLines } from '../../sandbox/bench-load/k6-lines.ts';
import { runLoad, type LoadRunOptions } from './run-load.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-run-load-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hasEnded = () => existsSync(join(folder, 'ended'));

/**
 * Two processes: the first tells a request as soon as the second is there, and goes on; the second does `onInterrupt` when it is
 * interrupted, in which `tell` tells a request and `end` ends it. Both end by themselves after a while, so that nothing is left behind.
 */
async function runTwo(onInterrupt: string, options: Partial<LoadRunOptions>) {
  const program = join(folder, 'k6');
  const told = beginLine() + requestLines({ intendedMs: 0, latencyMs: 5 });
  await writeFile(join(folder, 'told'), told);
  const script = `#!/bin/sh
tell() { /bin/cat '${folder}/told'; }
end() { : > '${folder}/ended'; exit 105; }
loop() { n=0; while [ $n -lt 1000 ]; do n=$((n+1)); /bin/sleep 0.02; done; }
interrupts=0
case "$*" in
  *'--execution-segment 0:1/2 '*)
    while [ ! -e '${folder}/ready' ]; do /bin/sleep 0.02; done
    tell; loop;;
  *)
    trap 'interrupts=$((interrupts+1)); ${onInterrupt}' INT
    : > '${folder}/ready'
    loop;;
esac
`;
  await writeFile(program, script, { mode: 0o755 });
  return runLoad(planFor('http://127.0.0.1:9', {}), {
    k6: { program },
    share: { kind: 'whole', processes: 2 },
    ...options,
  });
}

const UNREADABLE = 'What k6 says cannot be read: the disk is full';

test('when what one process says cannot be read the other is ended, and only then is it told', async () => {
  const running = runTwo('/bin/sleep 0.5; end', {
    observe: () => {
      throw new Error('the disk is full');
    },
  });
  await expect(running).rejects.toThrow(UNREADABLE);
  expect(hasEnded()).toBe(true);
}, 30_000);

test('until the other has ended it is watched: it does not go on when Landfall hangs', async () => {
  let told = 0;
  let endedMeanwhile = false;
  const running = runTwo('if [ $interrupts = 1 ]; then tell; else end; fi', {
    silenceMs: 2_000,
    observe: () => {
      told += 1;
      if (told === 1) throw new Error('the disk is full');
      // Of the second process, which Landfall has interrupted once and does not again before long.
      if (told > 2) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000);
      endedMeanwhile = hasEnded();
    },
  });
  await expect(running).rejects.toThrow(UNREADABLE);
  expect(told).toBeGreaterThan(1);
  expect(endedMeanwhile).toBe(true);
}, 60_000);
