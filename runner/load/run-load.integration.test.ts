// Real k6 against a target on loopback: what ends a run, and that none of it passes for a run that was all there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { greatestCpuShare } from '../../load/judge/generator-cpu.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { planFor } from '../../load/plan/testing/plans.ts';
import { forkLoadTarget } from '../../sandbox/load-target/process.ts';
import type { LoadStats, LoadTarget } from '../../sandbox/load-target/target.ts';
import { runK6 } from './k6-process.ts';
import { runLoad } from './run-load.ts';
import { describeWithK6 } from './testing/k6-for-tests.ts';

jest.setTimeout(60_000);

describeWithK6('runs of k6', (k6) => {
  let target: LoadTarget;
  beforeAll(async () => {
    target = await forkLoadTarget({
      slots: 50,
      service: { kind: 'constant', meanMs: 20 },
      seed: 1,
    });
  });
  afterAll(async () => {
    await target.stop();
  });

  const stats = async () => (await (await fetch(`${target.origin}/stats`)).json()) as LoadStats;
  const endOf = (run: Awaited<ReturnType<typeof runLoad>>) => {
    const [result] = run.results;
    return result?.end.kind === 'exited' ? result.end.exitCode : (result?.end.kind ?? null);
  };
  const steady = (seconds: number, requestsPerSecond: number) => ({
    phases: [{ name: 'steady', seconds, requestsPerSecond }],
  });

  test('one that comes to its end is all there, and no more was sent than was planned', async () => {
    const before = await stats();
    const write = { name: 'write', weight: 1, method: 'POST', path: '/work', body: 'x' } as const;
    const read = { name: 'read', weight: 3, method: 'GET', path: '/work?a=b' } as const;
    const plan = planFor(
      target.origin,
      { ...steady(2, 50), requests: [read, write] },
      { limits: { ...planFor(target.origin, {}).limits, writes: true }, marker: 'run-7' },
    );
    const run = await runLoad(plan, { k6 });
    expect(run.problems).toEqual([]);
    expect(run.stop).toBeNull();
    const counts: Record<string, number> = {};
    for (const { name, outcome, latency } of run.fold.series()) {
      const key = `${name} ${outcome}`;
      counts[key] = (counts[key] ?? 0) + latency.count;
    }
    const writes = counts['write ok'] ?? 0;
    expect(counts).toEqual({ 'read ok': 100 - writes, 'write ok': writes });
    const after = await stats();
    expect(after.served - before.served).toBe(100);
    expect(after.markers).toEqual({ 'run-7': writes });
  });

  test('what k6 takes of the CPU is looked at each second', async () => {
    const run = await runLoad(planFor(target.origin, steady(4, 100)), {
      k6,
      share: { kind: 'whole', processes: 2 },
    });
    const { samples, cpus } = run.cpu;
    // The lead of two processes, and four seconds.
    expect(samples.length).toBeGreaterThanOrEqual(6);
    expect(cpus).toBeGreaterThan(0);
    const taken = [0, 1].map((of) => samples.flatMap(({ k6: seconds }) => seconds[of] ?? []));
    for (const [first = Number.NaN, ...later] of taken) {
      expect(later.at(-1)).toBeGreaterThan(first);
      expect(later.at(-1)).toBeLessThan(20);
    }
    const share = greatestCpuShare([run.cpu], run.fold.account(), { fromSeconds: 0, toSeconds: 4 });
    expect(share).toEqual({ kind: 'estimate', ratio: expect.any(Number) });
  });

  test('what fails, and what is not answered in time, is counted as that', async () => {
    await fetch(`${target.origin}/fail?share=1`, { method: 'POST' });
    const failing = await runLoad(planFor(target.origin, steady(1, 20)), { k6 });
    await fetch(`${target.origin}/fail?share=0`, { method: 'POST' });
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const late = await runLoad(planFor(origin, steady(1, 20), { timeoutMs: 200 }), { k6 });
    silent.closeAllConnections();
    silent.close();
    await once(silent, 'close');
    const gone = await runLoad(planFor(origin, steady(1, 20)), { k6 });
    const outcomes = (run: typeof failing) => [
      ...new Set([...run.fold.series()].map(({ outcome }) => outcome)),
    ];
    expect([failing.problems, outcomes(failing)]).toEqual([[], ['server-error']]);
    expect([late.problems, outcomes(late)]).toEqual([[], ['timeout']]);
    expect([gone.problems, outcomes(gone)]).toEqual([[], ['no-answer']]);
  });

  test('a redirect is not followed, and is no success', async () => {
    let visits = 0;
    const elsewhere = createServer((_, response) => {
      visits += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const place = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/work`;
    const redirecting = createServer((_, response) => {
      response.writeHead(302, { location: place }).end();
    }).listen(0, '127.0.0.1');
    await once(redirecting, 'listening');
    const origin = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
    const run = await runLoad(planFor(origin, steady(1, 10)), { k6 });
    for (const server of [elsewhere, redirecting]) {
      server.close();
      server.closeAllConnections();
    }
    expect(run.problems).toEqual([]);
    expect(new Set([...run.fold.series()].map(({ outcome }) => outcome))).toEqual(
      new Set(['redirect']),
    );
    expect(visits).toBe(0);
  });

  test('an address that no load may go to is not even connected to', async () => {
    const run = await runLoad(planFor('http://169.254.169.254', steady(1, 5)), { k6 });
    const slowest = Math.max(
      ...[...run.fold.series()].map(({ latency }) => latency.maxMicros ?? Infinity),
    );
    expect([...run.fold.series()].map(({ outcome }) => outcome)).toEqual(['no-answer']);
    // A connection that nobody answers takes until its timeout.
    expect(slowest).toBeLessThan(500_000);
  });

  test('without the login that its plan asks for nothing is sent', async () => {
    const before = (await stats()).served;
    const plan = planFor(target.origin, steady(1, 20), {
      headersFromEnvironment: { authorization: 'LANDFALL_LOAD_AUTHORIZATION' },
    });
    const run = await runLoad(plan, { k6 });
    expect(run.results[0]?.lastWords).toContain(
      'landfall: LANDFALL_LOAD_AUTHORIZATION is not set.',
    );
    expect(run.problems[0]).toBe('The program that k6 runs failed before it sent anything.');
    expect((await stats()).served).toBe(before);
  });

  // Plans that were never validated: k6's program is the second to look.
  const unvalidated = (change: Partial<ScenarioPlan>) => ({
    ...planFor(target.origin, steady(1, 20)),
    ...change,
  });
  const request = (change: object) => {
    const [scenario] = planFor(target.origin, steady(1, 20)).scenarios;
    const [work] = scenario?.requests ?? [];
    return {
      scenarios: [{ ...scenario, requests: [{ ...work, ...change }] }],
    } as Partial<ScenarioPlan>;
  };

  test.each<[string, () => ScenarioPlan, RegExp, number]>([
    [
      'another host behind the allowed one',
      () => unvalidated(request({ path: '@localhost:1/' })),
      /landfall: \[redacted\]localhost:1\/ is not of an allowed origin\./,
      0,
    ],
    [
      'an origin that is not allowed',
      () => unvalidated({ allowedOrigins: ['http://127.0.0.1:1'] }),
      /landfall: http:\/\/127\.0\.0\.1:\d+\/work is not of an allowed origin\./,
      0,
    ],
    [
      'more requests than the limit',
      () => unvalidated({ limits: { ...planFor(target.origin, {}).limits, requests: 5 } }),
      /landfall: the limit of 5 requests is reached\./,
      5,
    ],
    [
      'a write that is not allowed',
      () => unvalidated(request({ method: 'DELETE' })),
      /landfall: DELETE may change something, which is not allowed\./,
      0,
    ],
  ])('the program refuses %s (108)', async (_, plan, words, sent) => {
    const before = await stats();
    const run = await runLoad(plan(), { k6 });
    expect(endOf(run)).toBe(108);
    expect(run.results[0]?.lastWords).toMatch(words);
    const refused = 'The program that k6 runs refused to go on.';
    expect(run.problems[0]).toBe(refused);
    expect(run.stop).toEqual({ by: 'generator', sentence: refused });
    expect((await stats()).served - before.served).toBeLessThanOrEqual(sent);
  });

  test('a limit of the plan ends it early (99)', async () => {
    await fetch(`${target.origin}/fail?share=1`, { method: 'POST' });
    const plan = planFor(target.origin, steady(20, 20), {
      fuse: { errorRatio: 0.5, p95Ms: 5_000, afterSeconds: 1 },
    });
    const run = await runLoad(plan, { k6 });
    await fetch(`${target.origin}/fail?share=0`, { method: 'POST' });
    expect(endOf(run)).toBe(99);
    expect(run.problems[0]).toBe('k6 ended because a limit of the plan was exceeded.');
    expect(run.fold.account().requests).toBeLessThan(400);
    expect(run.fold.account().requests).toBeGreaterThan(10);
  });

  test('options that k6 does not take are told (104)', async () => {
    const fuse = { errorRatio: Number.NaN, p95Ms: 1, afterSeconds: 0 };
    const wrong = await runLoad(unvalidated({ fuse }), { k6 });
    expect([endOf(wrong), wrong.fold.account().requests]).toEqual([104, 0]);
    expect(wrong.problems[0]).toBe('k6 does not take its options.');
  });

  test('an interrupt leaves what was seen until then (105)', async () => {
    const controller = new AbortController();
    const running = runLoad(planFor(target.origin, steady(30, 40)), {
      k6,
      signal: controller.signal,
    });
    await sleep(3_500);
    controller.abort();
    const run = await running;
    expect(endOf(run)).toBe(105);
    expect(run.stop).toEqual({ by: 'caller', sentence: 'The run was interrupted.' });
    const { requests, unreadableLines } = run.fold.account();
    expect(unreadableLines).toBe(0);
    expect(requests).toBeGreaterThan(20);
    expect(requests).toBeLessThan(200);
    expect(run.problems[0]).toBe('k6 was stopped by a signal.');
    expect(run.problems).toContain(`${requests} of 1200 planned requests were sent or dropped.`);
  });

  /** Another program than ours, in a folder that goes with it. */
  async function runScript(script: string) {
    const folder = await mkdtemp(join(tmpdir(), 'landfall-script-'));
    await writeFile(join(folder, 'script.js'), script);
    const words = ['run', '-q', '--address', '', '--no-usage-report', 'script.js'];
    const result = await runK6({
      program: k6.program,
      args: words,
      environment: { HOME: folder, K6_AUTO_EXTENSION_RESOLUTION: 'false' },
      folder,
      read: () => undefined,
    });
    await rm(folder, { recursive: true });
    return result.end;
  }

  test.each([
    ['throws in every iteration', 0, 'export default () => { throw new Error("no"); };'],
    ['throws before it begins', 107, 'throw new Error("no"); export default () => {};'],
    ['cannot be parsed', 107, 'export default ('],
    ['aborts', 108, 'import exec from "k6/execution"; export default () => exec.test.abort();'],
    ['fails', 110, 'import exec from "k6/execution"; export default () => exec.test.fail();'],
  ])('a program that %s ends with %i', async (_, exitCode, script) => {
    await expect(runScript(script)).resolves.toMatchObject({ kind: 'exited', exitCode });
  });

  test('one whose iterations all throw ends with 0, and is not all there', async () => {
    // k6 takes no tag without a value, and throws.
    const run = await runLoad(unvalidated(request({ name: null })), { k6 });
    expect(endOf(run)).toBe(0);
    expect(run.problems).toEqual(['0 of 20 planned requests were sent or dropped.']);
  });

  // What a process's children are is read from /proc.
  const onLinux = process.platform === 'linux' ? test : test.skip;

  /** A process of its own that sends a load of a minute, and what it started. */
  async function holdLoad(silenceMs: number) {
    const holder = spawn(
      process.execPath,
      [
        join(import.meta.dirname, 'testing', 'hold-load.ts'),
        ...[target.origin, k6.program, String(silenceMs)],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const lines = createInterface({ input: holder.stdout })[Symbol.asyncIterator]();
    const next = async () => JSON.parse(String((await lines.next()).value)) as unknown;
    const pids = (await next()) as { k6: number; watchdog: number };
    return { holder, pids, next };
  }

  /** Whether a process is no more; one that nobody has waited for yet does nothing either. */
  function isGone(pid: number): boolean {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') ?? true;
    } catch {
      return true;
    }
  }

  async function untilGone(pid: number, seconds: number): Promise<boolean> {
    for (let tries = 0; tries < 10 * seconds && !isGone(pid); tries += 1) await sleep(100);
    return isGone(pid);
  }

  const served = async () => (await stats()).served;

  onLinux('neither k6 nor its watchdog outlives the process that reads it', async () => {
    const { holder, pids } = await holdLoad(15_000);
    expect([isGone(pids.k6), isGone(pids.watchdog)]).toEqual([false, false]);
    holder.kill('SIGKILL');
    expect(await untilGone(pids.k6, 5)).toBe(true);
    expect(await untilGone(pids.watchdog, 5)).toBe(true);
  });

  const HUNG = 'The load was ended because Landfall did not give a sign of life for 3 s.';

  onLinux('k6 does not go on when the process that reads it is stopped', async () => {
    const { holder, pids, next } = await holdLoad(3_000);
    const before = await served();
    holder.kill('SIGSTOP');
    // It goes on at first: nobody knows yet.
    await sleep(1_500);
    expect(await served()).toBeGreaterThan(before);
    expect(isGone(pids.k6)).toBe(false);
    expect(await untilGone(pids.k6, 15)).toBe(true);
    const after = await served();
    await sleep(2_000);
    expect(await served()).toBe(after);

    holder.kill('SIGCONT');
    const run = (await next()) as { stop: unknown; problems: readonly string[]; requests: number };
    expect(run.stop).toEqual({ by: 'guard', sentence: HUNG });
    expect(run.problems[0]).toBe(HUNG);
    expect(run.problems).toContain(`${run.requests} of 600 planned requests were sent or dropped.`);
    expect(await untilGone(pids.watchdog, 5)).toBe(true);
  });

  onLinux('k6 that somebody else kills is told as what ended the load', async () => {
    const { pids, next } = await holdLoad(15_000);
    process.kill(pids.k6, 'SIGKILL');
    expect(await next()).toMatchObject({
      stop: { by: 'generator', sentence: 'k6 was killed by SIGKILL.' },
    });
    expect(await untilGone(pids.watchdog, 5)).toBe(true);
  });

  onLinux('a load whose watchdog is gone is ended', async () => {
    const { pids, next } = await holdLoad(15_000);
    process.kill(pids.watchdog, 'SIGKILL');
    expect(await next()).toMatchObject({
      stop: {
        by: 'guard',
        sentence:
          'The load was ended because its watchdog was gone (SIGKILL): had Landfall hung, nothing would have ended it.',
      },
    });
    expect(await untilGone(pids.k6, 5)).toBe(true);
  });
});
