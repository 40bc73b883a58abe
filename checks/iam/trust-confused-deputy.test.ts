import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './trust-confused-deputy.ts';
import { documentText, ROLE, type RawStatement } from './policy/testing/roles.ts';
import { roleSubject } from './testing/fixtures.ts';

const TASKS = 'ecs-tasks.amazonaws.com';
const trusts = (...statements: readonly RawStatement[]) => ({
  trusts: { 'worker-task': { arn: ROLE, document: documentText(statements) } },
});
const assume = (Service: string, Condition?: RawStatement): RawStatement => ({
  Effect: 'Allow',
  Principal: { Service },
  Action: 'sts:AssumeRole',
  ...(Condition !== undefined && { Condition }),
});
const when = (operator: string, key: string, value: string | readonly string[]) => ({
  [operator]: { [key]: value },
});
const OWN = when('StringEquals', 'aws:SourceAccount', '123456789012');
const OTHER = '111122223333';
const EVENTS = 'events.amazonaws.com';
const OPEN = 'A service may use the role for anybody.';
const NOT_BOUND = [`${TASKS} is not bound to this account.`];

testCheck(check, roleSubject(), {
  pass: [
    {
      name: 'bound to the account',
      artifacts: trusts(assume(TASKS, OWN)),
      details: [],
    },
    ...[
      when('StringEqualsIfExists', 'AWS:sourceaccount', '123456789012'),
      when('ArnLike', 'aws:SourceArn', 'arn:aws:ecs:us-east-1:123456789012:*'),
      when('ArnLike', 'aws:SourceArn', 'arn:aws:*:*:123456789012:*'),
    ].map((condition) => ({
      name: `bound by ${JSON.stringify(condition)} (I7)`,
      artifacts: trusts(assume(TASKS, condition)),
      details: [],
    })),
    {
      name: 'bound to the account and to another one that is declared',
      subject: roleSubject({ trustAccounts: [OTHER] }) as never,
      artifacts: trusts(
        assume(TASKS, when('StringEquals', 'aws:SourceAccount', ['123456789012', OTHER])),
      ),
    },
    {
      name: 'bound to the declared organization',
      subject: { organization: 'o-abcdefghij' },
      artifacts: trusts(assume(TASKS, when('StringEquals', 'aws:SourceOrgID', 'o-abcdefghij'))),
    },
    {
      name: 'a service that may not say for whom it asks (I6)',
      artifacts: trusts(assume('cloudtrail.amazonaws.com')),
      details: [
        'cloudtrail.amazonaws.com is not bound to this account, and may not say for whom it asks.',
      ],
    },
    {
      name: 'a service-linked role, which nobody can change (I6)',
      artifacts: {
        trusts: {
          'worker-task': {
            arn: 'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/worker-task',
            document: documentText([assume('ecs.amazonaws.com')]),
          },
        },
      },
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { trusts: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    { name: 'no condition', artifacts: trusts(assume(TASKS)), message: OPEN, details: NOT_BOUND },
    ...[
      when('StringLike', 'aws:SourceArn', '*'),
      when('ArnLike', 'aws:SourceArn', 'arn:aws:ecs:us-east-1:*:cluster/*'),
      when('StringNotEquals', 'aws:SourceAccount', '000000000000'),
      when('StringEquals', 'aws:PrincipalTag/team', 'platform'),
      when('Null', 'aws:SourceAccount', 'false'),
    ].map((condition) => ({
      name: `a condition that lets strangers in: ${JSON.stringify(condition)} (I7)`,
      artifacts: trusts(assume(TASKS, condition)),
      message: OPEN,
      details: NOT_BOUND,
    })),
    ...[
      [EVENTS, 'arn:aws:events:us-east-1:*:rule/*'],
      ['scheduler.amazonaws.com', 'arn:aws:scheduler:*:*:schedule-group/*'],
      ['states.amazonaws.com', 'arn:aws:states:us-east-1:*:stateMachine:*'],
      ['backup.amazonaws.com', 'arn:aws:backup:*:*:*'],
      ['vpc-flow-logs.amazonaws.com', 'arn:aws:ec2:*:*:vpc-flow-log/*'],
      [TASKS, 'arn:aws:ecs:eu-west-1:*:cluster/*'],
      [TASKS, 'arn:aws:ecs:*:*:service/*'],
    ].map(([service = '', arn = '']) => ({
      name: `${arn} of every account`,
      artifacts: trusts(assume(service, when('ArnLike', 'aws:SourceArn', arn))),
      message: OPEN,
      details: [`${service} is not bound to this account.`],
    })),
    ...[
      when('StringEquals', 'aws:SourceAccount', ['123456789012', OTHER]),
      when('ArnLike', 'aws:SourceArn', `arn:aws:ecs:us-east-1:${OTHER}:*`),
      when('StringEqualsIfExists', 'aws:SourceOrgID', 'o-abcdefghij'),
    ].map((condition) => ({
      name: `bound to others: ${JSON.stringify(condition)}`,
      artifacts: trusts(assume(TASKS, condition)),
      message: OPEN,
      details: NOT_BOUND,
    })),
    {
      name: 'bound to another organization than the declared one',
      subject: { organization: 'o-abcdefghij' },
      artifacts: trusts(assume(TASKS, when('StringEquals', 'aws:SourceOrgID', 'o-zyxwvutsrq'))),
      message: OPEN,
      details: NOT_BOUND,
    },
    {
      name: 'bound in one statement, and not in the other',
      artifacts: trusts(assume(TASKS, OWN), assume(TASKS)),
      message: OPEN,
      details: NOT_BOUND,
    },
  ],
  unknown: [
    {
      name: 'bound to an organization, and none is declared',
      artifacts: trusts(assume(TASKS, when('StringEquals', 'aws:SourceOrgID', 'o-abcdefghij'))),
      message:
        'A service may use the role for an organization, and the spec does not declare which is its own.',
    },
    {
      name: 'no document',
      artifacts: { trusts: { 'worker-task': { arn: ROLE, document: '{' } } },
      message: 'The trust policy cannot be read.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { trusts: { 'worker-task': denied('iam:GetRole') } },
      message: 'AWS denied iam:GetRole.',
    },
  ],
});
