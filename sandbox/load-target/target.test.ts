import { afterEach, expect, test } from '@jest/globals';
import { replaySojourns } from './replay.ts';
import { startLoadTarget, type LoadTarget, type LoadTrace } from './target.ts';

let target: LoadTarget | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

async function start(meanMs: number, slots: number): Promise<string> {
  target = await startLoadTarget({ slots, service: { kind: 'constant', meanMs }, seed: 7 });
  return target.origin;
}

async function ask<Answer>(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer;
}

test('serves in its slots what waits in one line, and tells what was', async () => {
  const origin = await start(40, 2);
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() =>
      fetch(`${origin}/work`, { method: 'POST', headers: { 'x-landfall-load': 'run-1' } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await expect(ask(`${origin}/stats`)).resolves.toEqual({
    slots: 2,
    busy: 0,
    waiting: 0,
    served: 4,
    failed: 0,
    usage: expect.any(Object),
    markers: { 'run-1': 4 },
  });
  const { arrivedMs, serviceMs, sojournMs } = await ask<LoadTrace>(`${origin}/trace`);
  const replayed = replaySojourns(arrivedMs, serviceMs, 2);
  expect(sojournMs).toHaveLength(4);
  for (const [index, ms] of sojournMs.entries()) {
    expect(Math.abs(ms - (replayed[index] ?? 0))).toBeLessThan(4);
  }
  const waited = answers.map(({ headers }) => Number(headers.get('x-queue-ms')) > 20);
  expect(waited.filter(Boolean)).toHaveLength(2);
});

test('more slots serve more at a time', async () => {
  const origin = await start(40, 1);
  await expect(ask(`${origin}/stats`)).resolves.toMatchObject({ slots: 1 });
  const scaled = await fetch(`${origin}/scale?slots=4`, { method: 'POST' });
  await expect(scaled.json()).resolves.toMatchObject({ slots: 4 });
  await Promise.all([1, 2, 3, 4].map(() => fetch(`${origin}/work`)));
  const { serviceMs, sojournMs } = await ask<LoadTrace>(`${origin}/trace`);
  for (const [index, ms] of sojournMs.entries()) {
    expect(Math.abs(ms - (serviceMs[index] ?? 0))).toBeLessThan(4);
  }
});

test('fails the share that it is told to', async () => {
  const origin = await start(1, 50);
  await fetch(`${origin}/fail?share=0.5`, { method: 'POST' });
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async () => (await fetch(`${origin}/work`)).status),
  );
  const failed = statuses.filter((status) => status === 500).length;
  expect(failed).toBeGreaterThan(30);
  expect(failed).toBeLessThan(70);
  await expect(ask(`${origin}/stats`)).resolves.toMatchObject({ served: 100, failed });
});

test.each(['/scale?slots=0', '/scale?slots=1.5', '/scale', '/fail?share=2', '/fail', '/other'])(
  'POST %s is refused and changes nothing',
  async (path) => {
    const origin = await start(1, 3);
    expect((await fetch(`${origin}${path}`, { method: 'POST' })).status).toBe(404);
    await expect(ask(`${origin}/stats`)).resolves.toMatchObject({ slots: 3, failed: 0 });
  },
);
