import { expect, test } from '@jest/globals';
import { isMalformed, parseDocument } from './document.ts';
import { letsIn } from './resource-access.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:tasks';
const RULE = 'arn:aws:events:us-east-1:123456789012:rule/main/orders';
const REQUEST = {
  service: 'events.amazonaws.com',
  action: 'sqs:sendmessage',
  resource: QUEUE,
  context: new Map([
    ['aws:sourcearn', RULE],
    ['aws:sourceaccount', '123456789012'],
    ['aws:securetransport', 'true'],
  ]),
};
const allow = (facts: object = {}) => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  ...facts,
});
const deny = (facts: object = {}) => allow({ Effect: 'Deny', Principal: '*', ...facts });

test.each<[string, readonly object[], 'yes' | 'no' | 'unclear']>([
  ['the service', [allow()], 'yes'],
  ['everyone', [allow({ Principal: '*' })], 'yes'],
  ['another service', [allow({ Principal: { Service: 'sns.amazonaws.com' } })], 'no'],
  [
    'all but another',
    [allow({ Principal: undefined, NotPrincipal: { Service: 'sns.amazonaws.com' } })],
    'yes',
  ],
  [
    'all but this one',
    [allow({ Principal: undefined, NotPrincipal: { Service: 'events.amazonaws.com' } })],
    'no',
  ],
  ['every action', [allow({ Action: 'SQS:*' })], 'yes'],
  ['another action', [allow({ Action: 'sqs:ReceiveMessage' })], 'no'],
  ['another queue', [allow({ Resource: `${QUEUE}-dlq` })], 'no'],
  ['any queue', [allow({ Resource: '*' })], 'yes'],
  ['no resource, which is the queue itself', [allow({ Resource: undefined })], 'yes'],
  ['for this rule', [allow({ Condition: { ArnEquals: { 'aws:SourceArn': RULE } } })], 'yes'],
  [
    'for another rule',
    [allow({ Condition: { ArnEquals: { 'aws:SourceArn': `${RULE}-2` } } })],
    'no',
  ],
  [
    'for another account',
    [allow({ Condition: { StringEquals: { 'aws:SourceAccount': '999988887777' } } })],
    'no',
  ],
  [
    'by something unknown',
    [allow({ Condition: { StringEquals: { 'aws:PrincipalTag/t': 'x' } } })],
    'unclear',
  ],
  ['nobody: no statement', [], 'no'],
  ['a denial for all', [allow(), deny()], 'no'],
  [
    'a denial of what is not TLS',
    [allow(), deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    'yes',
  ],
  [
    'a denial by something unknown',
    [allow(), deny({ Condition: { StringEquals: { 'aws:PrincipalTag/t': 'x' } } })],
    'unclear',
  ],
  [
    'a denial by something unknown of what nobody allows',
    [deny({ Condition: { StringEquals: { 'aws:PrincipalTag/t': 'x' } } })],
    'no',
  ],
])('%s', (_, Statement, answer) => {
  const document = parseDocument(JSON.stringify({ Statement }), 'resource');
  if (isMalformed(document)) throw new Error(document.malformed);
  expect(letsIn(document, REQUEST)).toBe(answer);
});
