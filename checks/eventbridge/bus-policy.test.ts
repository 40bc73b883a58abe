import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './bus-policy.ts';

const ARN = 'arn:aws:events:us-east-1:123456789012:event-bus/main';
const having = (policy: string | null) => ({ buses: { main: { arn: ARN, policy } } });
const allowing = (facts: object) =>
  having(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'events:PutEvents', Resource: ARN, ...facts },
    }),
  );
const UNTOLD_OWNER =
  'The policy lets in a network or an organization, and whose that is cannot be told.';
const OTHERS = 'The policy of the bus lets in others.';

testCheck(
  check,
  { name: 'main', path: ['buses', 'main'] },
  {
    pass: [
      { name: 'no policy', artifacts: having(null) },
      {
        name: 'a role of the account',
        artifacts: allowing({ Principal: { AWS: 'arn:aws:iam::123456789012:role/app' } }),
      },
      {
        name: 'everyone of the declared organization (I7)',
        subject: { organization: 'o-1234567890' },
        artifacts: allowing({
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
        }),
      },
    ],
    fail: [
      { name: 'absent', artifacts: { buses: { main: null } }, message: 'The bus does not exist.' },
      {
        name: 'everyone',
        artifacts: allowing({ Principal: '*' }),
        message: OTHERS,
        details: ['Let in: Everyone (everyone).'],
      },
      {
        name: 'another account',
        artifacts: allowing({ Principal: { AWS: 'arn:aws:iam::999988887777:root' } }),
        message: OTHERS,
      },
      {
        name: 'everyone of another organization than the declared one',
        subject: { organization: 'o-0987654321' },
        artifacts: allowing({
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
        }),
        message: OTHERS,
        details: ['Let in: Everyone (everyone).'],
      },
    ],
    unknown: [
      {
        name: 'everyone of an organization, and none is declared',
        artifacts: allowing({
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
        }),
        message: UNTOLD_OWNER,
      },
      {
        name: 'a policy that is no JSON',
        artifacts: having('<'),
        message: 'The policy of the bus cannot be read. The document is not JSON.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { buses: { main: denied('events:DescribeEventBus') } },
        message: 'AWS denied events:DescribeEventBus.',
      },
    ],
  },
);
