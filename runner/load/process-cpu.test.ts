import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { availableCpus } from './available-cpus.ts';
import { cpuSecondsOf, secondsOfPs, secondsOfStat } from './process-cpu.ts';

test.each([
  ['4242 (k6) S 1 4242 4242 0 -1 4194560 9 0 0 0 150 50 0 0 20 0 9 0 1 2 3', 2],
  ['4242 (a ) b) S 1 4242 4242 0 -1 4194560 9 0 0 0 7 0 0 0 20 0 9 0 1 2 3', 0.07],
  ['4242 (k6) S 1 4242', null],
  ['', null],
])('the stat %j', (stat, seconds) => {
  expect(secondsOfStat(stat)).toBe(seconds);
});

test.each([
  ['  0:01.25\n', 1.25],
  ['00:01:02', 62],
  ['2-03:04:05', 183_845],
  ['', null],
  ['CPU', null],
])('what ps says, %j', (text, seconds) => {
  expect(secondsOfPs(text)).toBe(seconds);
});

test.each(['linux', 'darwin'] as const)(
  'a program that works is seen to, as %s has it',
  async (platform) => {
    // Whole seconds are all that some a ps tells.
    const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    const deadline = Date.now() + 20_000;
    let seconds: number | null = 0;
    while ((seconds ?? 0) < 1 && Date.now() < deadline) {
      seconds = await cpuSecondsOf(busy.pid ?? 0, platform);
    }
    busy.kill('SIGKILL');
    await once(busy, 'close');
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThan(20);
    await expect(cpuSecondsOf(busy.pid ?? 0, platform)).resolves.toBeNull();
  },
  30_000,
);

test.each<[string, Readonly<Record<string, string>>, number]>([
  ['half a CPU', { '/': 'max 100000', '/a': '50000 100000', '/a/b': 'max 100000' }, 0.5],
  ['the least of several', { '/': '60000 100000', '/a': '50000 100000', '/a/b': '1 4' }, 0.25],
])('a control group leaves %s', async (_what, limits, cpus) => {
  const read = (path: string) => {
    if (path === '/proc/self/cgroup') return Promise.resolve('1:name=systemd:/x\n0::/a/b\n');
    const group = path.replace('/sys/fs/cgroup', '').replace(/\/?cpu\.max$/, '') || '/';
    const limit = limits[group];
    return limit === undefined ? Promise.reject(new Error(path)) : Promise.resolve(`${limit}\n`);
  };
  await expect(availableCpus(read)).resolves.toBe(cpus);
});

test('without control groups there are the CPUs of the machine', async () => {
  const read = () => Promise.reject(new Error('There is none.'));
  const cpus = await availableCpus(read);
  expect(cpus).toBeGreaterThanOrEqual(1);
  expect(Number.isInteger(cpus)).toBe(true);
});
