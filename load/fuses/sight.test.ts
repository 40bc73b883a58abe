import { expect, test } from '@jest/globals';
import type { Fuse } from './fuse.ts';
import { sightOf, type Look } from './sight.ts';

const alarm: Fuse = { kind: 'alarm', name: 'errors', isNamed: true };
const queue: Fuse = { kind: 'dead-letter-queue', name: 'jobs-dead', isNamed: true };
const derived: Fuse = {
  ...{ kind: 'connections', name: 'orders', isNamed: false },
  limit: { least: 200, most: 220, isDeclared: false },
};
const declared: Fuse = { ...derived, limit: { least: 200, most: 200, isDeclared: true } };

const connections = (...perMinute: readonly number[]): Look => ({ kind: 'connections', perMinute });
const messages = (count: number): Look => ({ kind: 'dead-letter-queue', messages: count });
const state = (value: string | null): Look => ({ kind: 'alarm', state: value });

test.each<[string, Fuse, Look, number | null]>([
  ['an alarm that is OK', alarm, state('OK'), null],
  ['an alarm without data', alarm, state('INSUFFICIENT_DATA'), null],
  ['an empty queue', queue, messages(0), 0],
  ['a queue that had as many messages', queue, messages(7), 7],
  ['a queue that has fewer', queue, messages(2), 7],
  ['a queue that is seen for the first time', queue, messages(7), null],
  ['90 % of the connections', derived, connections(180), null],
  ['connections that were too many and are not any more', derived, connections(199, 150), null],
])('%s is whole', (_what, fuse, look, fewest) => {
  expect(sightOf(fuse, look, fewest)).toEqual({ state: 'whole' });
});

test.each<[string, Fuse, Look, number | null, string]>([
  ['an alarm', alarm, state('ALARM'), null, 'The alarm errors is in ALARM.'],
  [
    'a message more',
    queue,
    messages(1),
    0,
    'The dead-letter queue jobs-dead has 1 message, and had 0 before.',
  ],
  [
    'a message more than were left',
    queue,
    messages(3),
    2,
    'The dead-letter queue jobs-dead has 3 messages, and had 2 before.',
  ],
  [
    'more than 90 % of the least that it surely takes',
    derived,
    connections(100, 181),
    null,
    'The number of connections of orders is 181, and it takes between 200 and 220: that is more than 90 %.',
  ],
  [
    'more than 90 % of what is declared',
    declared,
    connections(200),
    null,
    'The number of connections of orders is 200, and it takes 200: that is more than 90 %.',
  ],
])('%s blows it', (_what, fuse, look, fewest, why) => {
  expect(sightOf(fuse, look, fewest)).toEqual({ state: 'blown', why });
});

test.each<[string, Fuse, Look, string]>([
  ['what could not be asked', alarm, { kind: 'unseen', why: 'AWS denied it.' }, 'AWS denied it.'],
  [
    'an alarm without a state',
    alarm,
    state(null),
    'The answer to cloudwatch:DescribeAlarms lacks its state.',
  ],
  [
    'a state that nobody knows',
    alarm,
    state('ok'),
    'CloudWatch tells a state of it that is not known: ok.',
  ],
  [
    'a database of which nothing is reported',
    derived,
    connections(),
    'CloudWatch has not reported it for the last minutes.',
  ],
  ['what is no number', derived, connections(NaN), 'CloudWatch reported what is no number.'],
  ['a look at something else', queue, state('OK'), 'It was looked at as alarm.'],
])('%s is unseen, and not whole', (_what, fuse, look, why) => {
  expect(sightOf(fuse, look, 0)).toEqual({ state: 'unseen', why });
});
