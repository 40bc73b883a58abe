import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './roles-bound.ts';
import { definitionArtifact, serviceSubject } from '../ecs/testing/fixtures.ts';

const ROLES = 'arn:aws:iam::123456789012:role';
const TASK = `${ROLES}/worker-task`;
const EXECUTION = `${ROLES}/worker-execution`;
const bound = (
  taskRoleArn: string | null = TASK,
  executionRoleArn: string | null = EXECUTION,
  trusts: Readonly<Record<string, { arn: string; document: string } | null>> = {},
) => ({
  definitions: { 'main/worker': definitionArtifact({ taskRoleArn, executionRoleArn }) },
  trusts: {
    'worker-task': { arn: TASK, document: '{}' },
    'worker-execution': { arn: EXECUTION, document: '{}' },
    ...trusts,
  },
});
const OTHER = 'The tasks have other roles than declared.';

testCheck(
  check,
  { ...serviceSubject(), undeclared: [] },
  {
    pass: [{ name: 'both', artifacts: bound() }],
    fail: [
      {
        name: 'no revision in use',
        artifacts: { ...bound(), definitions: { 'main/worker': null } },
        message: 'The service runs no task definition.',
      },
      {
        name: 'no task role',
        artifacts: bound(null),
        message: OTHER,
        details: ['The tasks have no task role.'],
      },
      {
        name: 'no execution role',
        artifacts: bound(TASK, null),
        message: OTHER,
        details: ['The tasks have no execution role.'],
      },
      {
        name: 'the two are exchanged',
        artifacts: bound(EXECUTION, TASK),
        message: OTHER,
        details: [
          'The task role is worker-execution and not worker-task.',
          'The execution role is worker-task and not worker-execution.',
        ],
      },
      {
        name: 'one role for both, which is declared so',
        subject: {
          declared: {
            ...serviceSubject().declared,
            roles: { task: 'worker-task', execution: 'worker-task' },
          },
        },
        artifacts: bound(TASK, TASK),
        message: 'The tasks have the rights that ECS needs to start them.',
      },
      {
        name: 'deleted since',
        artifacts: bound(TASK, EXECUTION, { 'worker-task': null }),
        message: 'A role of the tasks does not exist.',
        details: ['The task role worker-task does not exist.'],
      },
      {
        name: 'of the same name in another account',
        artifacts: bound('arn:aws:iam::999988887777:role/worker-task'),
        message: 'A role of the tasks does not exist.',
      },
    ],
    unknown: [
      {
        name: 'a role that the spec does not declare',
        subject: { undeclared: ['worker-task'] },
        artifacts: bound(),
        message: 'The spec does not declare the role of the service, so nobody looked for it.',
      },
    ],
    error: [
      {
        name: 'the role is denied',
        artifacts: { ...bound(), trusts: { 'worker-task': denied('iam:GetRole') } },
        message: 'AWS denied iam:GetRole.',
      },
    ],
  },
);
