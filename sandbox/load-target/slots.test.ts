import { expect, test } from '@jest/globals';
import { Slots, type Served } from './slots.ts';

/** A clock that jumps from the end of one service to that of the next. */
function simulation(slots: number) {
  let now = 0;
  const ends: { atMs: number; end: () => void }[] = [];
  const queue = new Slots(slots, () => now);
  const order: string[] = [];
  const served: Record<string, Served> = {};
  const enter = (name: string, serviceMs: number) => {
    const serve = () =>
      new Promise<void>((end) => {
        order.push(name);
        ends.push({ atMs: now + serviceMs, end });
      });
    void queue.enter(serve).then((times) => {
      served[name] = times;
    });
  };
  const advanceTo = async (ms: number) => {
    for (;;) {
      ends.sort((left, right) => left.atMs - right.atMs);
      const next = ends[0];
      if (next === undefined || next.atMs > ms) break;
      ends.shift();
      now = next.atMs;
      next.end();
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    now = ms;
  };
  return { queue, enter, advanceTo, order, served };
}

test('serves so many at a time, in the order of arrival', async () => {
  const { queue, enter, advanceTo, order, served } = simulation(2);
  for (const name of ['a', 'b', 'c', 'd']) enter(name, 50);
  expect([queue.busy, queue.waiting]).toEqual([2, 2]);
  await advanceTo(200);
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  expect(served).toEqual({
    a: { arrivedMs: 0, startedMs: 0, endedMs: 50 },
    b: { arrivedMs: 0, startedMs: 0, endedMs: 50 },
    c: { arrivedMs: 0, startedMs: 50, endedMs: 100 },
    d: { arrivedMs: 0, startedMs: 50, endedMs: 100 },
  });
  expect([queue.busy, queue.waiting]).toEqual([0, 0]);
});

test('slots that are added take from the line at once, and those taken away end what they serve', async () => {
  const { queue, enter, advanceTo, served } = simulation(1);
  for (const name of ['a', 'b', 'c']) enter(name, 50);
  await advanceTo(10);
  queue.scale(3);
  expect([queue.busy, queue.waiting]).toEqual([3, 0]);
  queue.scale(1);
  enter('d', 50);
  await advanceTo(200);
  expect(served['c']).toEqual({ arrivedMs: 0, startedMs: 10, endedMs: 60 });
  expect(served['d']).toEqual({ arrivedMs: 10, startedMs: 60, endedMs: 110 });
});

test('tells exactly how long slots were busy, and how many there were, whenever it is looked at', async () => {
  const { queue, enter, advanceTo } = simulation(2);
  await advanceTo(100);
  expect(queue.usage()).toEqual({ atMs: 100, busyMs: 0, slotMs: 200 });
  for (const name of ['a', 'b', 'c']) enter(name, 50);
  await advanceTo(120);
  expect(queue.usage()).toEqual({ atMs: 120, busyMs: 40, slotMs: 240 });
  queue.scale(3);
  await advanceTo(300);
  // From 120 on: a and b to 150, c to 170, in three slots.
  expect(queue.usage()).toEqual({ atMs: 300, busyMs: 150, slotMs: 240 + 3 * 180 });
  queue.scale(1);
  await advanceTo(310);
  expect(queue.usage()).toEqual({ atMs: 310, busyMs: 150, slotMs: 790 });
});
