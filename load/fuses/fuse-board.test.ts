import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BLIND_LOOKS, FuseBoard } from './fuse-board.ts';
import type { Fuse } from './fuse.ts';
import type { Look } from './sight.ts';

const alarm: Fuse = { kind: 'alarm', name: 'errors', isNamed: true };
const queue: Fuse = { kind: 'dead-letter-queue', name: 'dead', isNamed: true };
const pooled: Fuse = {
  ...{ kind: 'connections', name: 'orders', isNamed: false },
  limit: { least: 200, most: 200, isDeclared: true },
};
const fuses = [alarm, queue, pooled];

const OK: Look = { kind: 'alarm', state: 'OK' };
const ALARM: Look = { kind: 'alarm', state: 'ALARM' };
const BLIND: Look = { kind: 'unseen', why: 'AWS denied it.' };
const messages = (count: number): Look => ({ kind: 'dead-letter-queue', messages: count });
const connections = (count: number): Look => ({ kind: 'connections', perMinute: [count] });

const AT = '2026-11-29T12:00:00.000Z';
const looks = (a: Look = OK, q: Look = messages(4), c: Look = connections(9)) =>
  new Map<Fuse, Look>([
    [alarm, a],
    [queue, q],
    [pooled, c],
  ]);

test('what is whole refuses nothing, also with messages that were there before', () => {
  expect(new FuseBoard(fuses).begin(looks(), AT)).toEqual({ refusals: [], notes: [] });
});

test.each<[string, Map<Fuse, Look>, readonly string[]]>([
  [
    'an alarm',
    looks(ALARM),
    [
      'The alarm errors is in ALARM. Send the load when it is OK again, or take it out of load.fuses.alarms.',
    ],
  ],
  [
    'a named fuse that is not seen',
    looks(OK, BLIND),
    ['The dead-letter queue dead is named as a fuse of the load, and is not seen. AWS denied it.'],
  ],
  [
    'a database that is full, named or not',
    looks(OK, messages(0), connections(199)),
    [
      'The number of connections of orders is 199, and it takes 200: that is more than 90 %. See to what holds them first: load takes more of them.',
    ],
  ],
  [
    'all that was not looked at, but for what need not be',
    new Map(),
    [
      'The alarm errors is named as a fuse of the load, and is not seen. It was not looked at.',
      'The dead-letter queue dead is named as a fuse of the load, and is not seen. It was not looked at.',
    ],
  ],
])('before the load, %s refuses it', (_what, seen, refusals) => {
  expect(new FuseBoard(fuses).begin(seen, AT).refusals).toEqual(refusals);
});

test('a database that nobody named and that is not seen is told, and refuses nothing however long', () => {
  const board = new FuseBoard(fuses);
  const blind = looks(OK, messages(0), BLIND);
  expect(board.begin(blind, AT)).toEqual({
    refusals: [],
    notes: ['The number of connections of orders is not seen. AWS denied it.'],
  });
  for (let look = 0; look < 5; look += 1) {
    expect(board.observe(blind, AT)).toEqual({ end: null, notes: [] });
  }
  expect(board.records()[2]).toEqual({
    ...{ kind: 'connections', name: 'orders', isNamed: false },
    ...{ looks: 6, blindLooks: 6, lastSeenAt: null, blown: null },
  });
});

test('a named one that is not seen is told at once, and ends the load at the third look in a row', () => {
  const board = new FuseBoard(fuses);
  board.begin(looks(), AT);
  const note = 'The alarm errors is not seen. AWS denied it.';
  expect(board.observe(looks(BLIND), AT)).toEqual({ end: null, notes: [note] });
  expect(board.observe(looks(BLIND), AT)).toEqual({ end: null, notes: [] });
  expect(board.observe(looks(), AT)).toEqual({ end: null, notes: [] });
  expect(board.observe(looks(BLIND), AT)).toEqual({ end: null, notes: [note] });
  expect(board.observe(looks(BLIND), AT).end).toBeNull();
  expect(board.observe(looks(BLIND), AT).end).toBe(
    'The alarm errors is named as a fuse of the load, and was not seen in 3 looks in a row. AWS denied it.',
  );
});

test('a message more than the fewest since the beginning ends the load, also where there were more before', () => {
  const board = new FuseBoard(fuses);
  board.begin(looks(), AT);
  expect(board.observe(looks(OK, messages(1)), AT).end).toBeNull();
  expect(board.observe(looks(OK, messages(2)), AT).end).toBe(
    'The dead-letter queue dead has 2 messages, and had 1 before.',
  );
});

test('what does harm is told before what is not seen, and is kept', () => {
  const board = new FuseBoard([queue, alarm]);
  board.begin(looks(), AT);
  board.observe(looks(OK, BLIND), AT);
  board.observe(looks(OK, BLIND), AT);
  expect(board.observe(looks(ALARM, BLIND), AT).end).toBe('The alarm errors is in ALARM.');
  expect(board.records().map(({ name, blown }) => [name, blown])).toEqual([
    ['dead', null],
    ['errors', 'The alarm errors is in ALARM.'],
  ]);
});

test('a load goes on exactly as long as no alarm was seen and no named fuse was unseen too often in a row', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(OK, ALARM, BLIND), { maxLength: 12 }), (sequence) => {
      const board = new FuseBoard([alarm]);
      board.begin(new Map([[alarm, OK]]), AT);
      let inARow = 0;
      let isHarmed = false;
      for (const look of sequence) {
        inARow = look === BLIND ? inARow + 1 : 0;
        isHarmed ||= look === ALARM;
        const { end } = board.observe(new Map([[alarm, look]]), AT);
        expect(end === null).toBe(!isHarmed && inARow < BLIND_LOOKS);
      }
    }),
  );
});
