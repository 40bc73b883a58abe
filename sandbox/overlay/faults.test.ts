import { describe, expect, test } from '@jest/globals';
import type { AwsCall, Protocol } from './aws-request.ts';
import { createFaultBoard } from './fault-board.ts';
import { FAULT_KINDS, faultEffect, type FaultKind } from './faults.ts';

function callOf(service: string, operation: string, protocol: Protocol): AwsCall {
  return {
    protocol,
    service,
    operation,
    region: 'us-east-1',
    accessKeyId: 'test',
    parameters: {},
  };
}

function bodyOf(kind: FaultKind, call: AwsCall): string {
  const effect = faultEffect(kind, call, '123456789012');
  return effect.effect === 'answer' ? effect.answer.body.toString('utf8') : effect.effect;
}

test('a refusal names the caller, the action of IAM and the resource', () => {
  expect(JSON.parse(bodyOf('denied', callOf('ecs', 'ListClusters', 'json')))).toEqual({
    __type: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/landfall-reader/session is not authorized to perform: ecs:ListClusters on resource: * because no identity-based policy allows the ecs:ListClusters action',
  });
  expect(bodyOf('denied', callOf('monitoring', 'DescribeAlarms', 'json'))).toContain(
    'perform: cloudwatch:DescribeAlarms',
  );
  expect(bodyOf('denied', callOf('ec2', 'DescribeVpcs', 'ec2'))).toMatch(
    /<Response><Errors><Error><Code>UnauthorizedOperation<\/Code><Message>You are not authorized to perform this operation\. User: /,
  );
  expect(bodyOf('denied', callOf('iam', 'GetRole', 'query'))).toMatch(
    /<ErrorResponse><Error><Type>Sender<\/Type><Code>AccessDenied<\/Code>/,
  );
});

test('JSON services that come from the query protocol name the code in a header', () => {
  const effect = faultEffect('throttled', callOf('sqs', 'ListQueues', 'json'), '123456789012');
  expect(effect).toMatchObject({
    effect: 'answer',
    answer: { headers: { 'x-amzn-query-error': 'ThrottlingException;Sender' } },
  });
});

test.each(FAULT_KINDS)('%s has an effect in every protocol', (kind) => {
  for (const protocol of ['json', 'rest-json', 'query', 'ec2'] as const) {
    expect(faultEffect(kind, callOf('s', 'O', protocol), '123456789012').effect).toEqual(
      expect.any(String),
    );
  }
});

describe('the board', () => {
  const list = callOf('ecs', 'ListClusters', 'json');
  const other = callOf('ecs', 'DescribeClusters', 'json');

  test('only what fits is hit, after and for as often as it says', () => {
    const board = createFaultBoard();
    const fault = { service: 'ecs', operation: 'ListClusters', after: 1, times: 2 };
    board.set({ ...fault, kind: 'denied' });
    expect(board.hit(other)).toBeNull();
    expect([1, 2, 3, 4].map(() => board.hit(list))).toEqual([null, 'denied', 'denied', null]);
  });

  test('a new fault of the same operation begins anew; clearing one leaves the others', () => {
    const board = createFaultBoard();
    board.set({ service: 'ecs', operation: 'ListClusters', kind: 'denied', times: 1 });
    board.hit(list);
    board.set({ service: 'ecs', operation: 'ListClusters', kind: 'reset', times: 1 });
    board.set({ service: '*', operation: '*', kind: 'hang' });
    expect([board.hit(list), board.hit(list)]).toEqual(['reset', 'hang']);
    board.clear('ecs', 'ListClusters');
    expect(board.all()).toEqual([{ service: '*', operation: '*', kind: 'hang' }]);
    board.clear();
    expect(board.hit(other)).toBeNull();
  });
});
