import { expect, test } from '@jest/globals';
import type { WireAnswer } from './aws-error.ts';
import type { AwsCall } from './aws-request.ts';
import { createDeviationBoard } from './deviation-board.ts';
import type { Deviation } from './deviation.ts';

const call = (operation: string, parameters = {}): AwsCall => ({
  protocol: 'json',
  service: 'ecs',
  region: 'us-east-1',
  accessKeyId: 'test',
  operation,
  parameters,
});
const answer = (body: object): WireAnswer => ({
  status: 200,
  headers: {},
  body: Buffer.from(JSON.stringify(body)),
});
const ADD: Deviation = {
  name: 'ecs/add',
  form: 'json',
  service: 'ecs',
  operations: ['DescribeServices'],
  edit: (body, { member, value }, parameters) => ({
    ...body,
    [String(member)]: parameters['value'] ?? value,
  }),
};
const edited = (board: ReturnType<typeof createDeviationBoard>, of: AwsCall): unknown =>
  JSON.parse(board.apply(of, answer({ kept: 1 })).body.toString('utf8'));

test('a deviation edits the answers of its operation, and of no other', () => {
  const board = createDeviationBoard([ADD]);
  board.set('ecs/add', { member: 'a', value: 2 });
  expect(edited(board, call('DescribeServices'))).toEqual({ kept: 1, a: 2 });
  expect(edited(board, call('DescribeClusters'))).toEqual({ kept: 1 });
});

test('it knows what was asked', () => {
  const board = createDeviationBoard([ADD]);
  board.set('ecs/add', { member: 'a', value: 2 });
  expect(edited(board, call('DescribeServices', { value: 3 }))).toEqual({ kept: 1, a: 3 });
});

test('under ids of their own one deviation is on several times, and each is cleared alone', () => {
  const board = createDeviationBoard([ADD]);
  board.set('ecs/add', { member: 'a', value: 2 }, 'first');
  board.set('ecs/add', { member: 'b', value: 3 }, 'second');
  expect(edited(board, call('DescribeServices'))).toEqual({ kept: 1, a: 2, b: 3 });
  board.clear('first');
  expect(edited(board, call('DescribeServices'))).toEqual({ kept: 1, b: 3 });
  expect(board.active()).toEqual([
    { id: 'second', name: 'ecs/add', arguments: { member: 'b', value: 3 } },
  ]);
});

test('without an id new arguments replace the old', () => {
  const board = createDeviationBoard([ADD]);
  board.set('ecs/add', { member: 'a', value: 2 });
  board.set('ecs/add', { member: 'b', value: 3 });
  expect(edited(board, call('DescribeServices'))).toEqual({ kept: 1, b: 3 });
  board.clear();
  expect(edited(board, call('DescribeServices'))).toEqual({ kept: 1 });
});
