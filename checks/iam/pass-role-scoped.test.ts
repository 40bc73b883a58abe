import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pass-role-scoped.ts';
import { allow, deny, type RawStatement } from './policy/testing/roles.ts';
import { inline, roleArtifact, roleSubject } from './testing/fixtures.ts';

const UNSCOPED = 'The role may pass more than named roles to named services.';
const EXECUTION = 'arn:aws:iam::123456789012:role/worker-execution';
const NO_ROLES = 'inline does not name the roles to pass.';
const NO_SERVICES = 'inline does not name the services to pass roles to.';
const to = (operator: string, value: string | string[] = 'ecs-tasks.amazonaws.com') => ({
  Condition: { [operator]: { 'iam:PassedToService': value } },
});
const passing = (
  resource: string | string[],
  more: RawStatement = {},
  ...others: readonly RawStatement[]
) => roleArtifact([inline(allow('iam:PassRole', resource, more), ...others)]);

testCheck(check, roleSubject(), {
  pass: [
    { name: 'no role is passed', artifacts: roleArtifact([inline(allow('sqs:SendMessage'))]) },
    {
      name: 'one role by name to one service by name',
      artifacts: passing(EXECUTION, to('StringEquals')),
    },
    {
      name: 'an operator for patterns without one',
      artifacts: passing([EXECUTION], to('StringLike')),
    },
    {
      name: 'everything, and passing is denied (I3)',
      artifacts: roleArtifact([inline(allow('*'), deny('iam:PassRole'))]),
    },
    {
      name: 'everything, within a boundary without IAM (I3)',
      artifacts: roleArtifact([inline(allow('*'))], [allow('s3:*')]),
    },
    {
      name: 'what is passed is no role',
      artifacts: passing('arn:aws:s3:::bucket'),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'any role to any service',
      artifacts: passing('*'),
      message: UNSCOPED,
      details: [NO_ROLES, NO_SERVICES],
    },
    {
      name: 'roles by a pattern (I4)',
      artifacts: passing('arn:aws:iam::123456789012:role/worker-*', to('StringEquals')),
      message: UNSCOPED,
      details: [NO_ROLES],
    },
    {
      name: 'a role by a variable',
      artifacts: passing(
        'arn:aws:iam::123456789012:role/${aws:PrincipalTag/role}',
        to('StringEquals'),
      ),
      message: UNSCOPED,
      details: [NO_ROLES],
    },
    {
      name: 'one role to any service',
      artifacts: passing(EXECUTION),
      message: UNSCOPED,
      details: [NO_SERVICES],
    },
    {
      name: 'to services by a pattern (I7)',
      artifacts: passing(EXECUTION, to('StringLike', '*.amazonaws.com')),
      message: UNSCOPED,
      details: [NO_SERVICES],
    },
    {
      name: 'to a service if there is one (I7)',
      artifacts: passing(EXECUTION, to('StringEqualsIfExists')),
      message: UNSCOPED,
      details: [NO_SERVICES],
    },
    {
      name: 'to all but a service',
      artifacts: passing(EXECUTION, to('StringNotEquals')),
      message: UNSCOPED,
      details: [NO_SERVICES],
    },
    {
      name: 'by a wildcard that holds the action (I2)',
      artifacts: roleArtifact([inline(allow('IAM:Pass*', EXECUTION))]),
      message: UNSCOPED,
      details: [NO_SERVICES],
    },
    {
      name: 'one role is denied again, and others are not',
      artifacts: passing('*', to('StringEquals'), deny('iam:PassRole', EXECUTION)),
      message: UNSCOPED,
      details: [NO_ROLES],
    },
  ],
  unknown: [
    {
      name: 'a policy that cannot be read',
      artifacts: roleArtifact([{ name: 'inline', arn: null, document: '{' }]),
      message: 'A policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'one of the policies is denied',
      artifacts: { roles: { 'worker-task': denied('iam:GetPolicy') } },
      message: 'AWS denied iam:GetPolicy.',
    },
  ],
});
