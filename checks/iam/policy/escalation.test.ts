import { expect, test } from '@jest/globals';
import { escalationsOf } from './escalation.ts';
import { ESCALATIONS } from './escalations.ts';
import { ACCOUNT, allow, deny, permissions, type RawStatement } from './testing/roles.ts';

const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const OWN = `arn:aws:iam::${ACCOUNT}:role/worker-execution`;
const passedTo = (...services: string[]) => ({
  Condition: { StringEquals: { 'iam:PassedToService': services } },
});

function found(
  policies: readonly (readonly RawStatement[])[],
  boundary: readonly RawStatement[] | null = null,
  assumed: readonly string[] = [],
): readonly string[] {
  return escalationsOf(permissions(policies, boundary), { passed: [OWN], assumed }).map(
    ({ escalation, grant }) => `${escalation.id}: ${grant}`,
  );
}

test.each<[string, readonly (readonly RawStatement[])[], readonly string[]]>([
  ['nothing', [], []],
  ['reading IAM', [[allow(['iam:Get*', 'iam:List*'])]], []],
  ['a policy for a role', [[allow('iam:PutRolePolicy')]], ['iam:PutRolePolicy: allowed']],
  ['a wildcard that holds it (I2)', [[allow('iam:Put?olePolicy')]], ['iam:PutRolePolicy: allowed']],
  ['a policy for one role', [[allow('iam:PutRolePolicy', OWN)]], ['iam:PutRolePolicy: allowed']],
  ['a policy for what is no role', [[allow('iam:PutRolePolicy', 'arn:aws:s3:::bucket')]], []],
  [
    'a policy for a role of another account',
    [[allow('iam:PutRolePolicy', 'arn:aws:iam::999999999999:role/*')]],
    [],
  ],
  [
    'a policy for a role under a condition (I3)',
    [[allow('iam:PutRolePolicy', '*', MFA)]],
    ['iam:PutRolePolicy: conditional'],
  ],
  ['a policy for a role that is denied (I3)', [[allow('iam:PutRolePolicy')], [deny('iam:*')]], []],
  [
    'a new version of a policy',
    [[allow('iam:CreatePolicyVersion', `arn:aws:iam::${ACCOUNT}:policy/worker`)]],
    ['iam:CreatePolicyVersion: allowed'],
  ],
  [
    'a key of its own, scoped by a user name (I4)',
    [
      [
        allow(
          ['iam:CreateAccessKey', 'iam:UpdateLoginProfile'],
          'arn:aws:iam::*:user/${aws:username}',
        ),
      ],
    ],
    [],
  ],
  [
    'a key of any user (I4)',
    [[allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/*')]],
    ['iam:CreateAccessKey: allowed'],
  ],
  ['one role that it may take on', [[allow('sts:AssumeRole', OWN)]], []],
  [
    'every role that it may take on',
    [[allow('sts:AssumeRole', 'arn:aws:iam::*:role/*')]],
    ['sts:AssumeRole: allowed'],
  ],
  ...['*admin*', 'prod-*', 'worker-?', 'team/*/worker'].map(
    (name): [string, readonly (readonly RawStatement[])[], readonly string[]] => [
      `roles that it may take on by a pattern: ${name}`,
      [[allow('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/${name}`)]],
      ['sts:AssumeRole: allowed'],
    ],
  ),
  [
    'one role that it may take on, in whatever account',
    [[allow('sts:AssumeRole', 'arn:aws:iam::*:role/worker-execution')]],
    [],
  ],
  [
    'roles that it may take on by a pattern, and one by its name',
    [[allow('sts:AssumeRole', [OWN, `arn:aws:iam::${ACCOUNT}:role/prod-*`])]],
    ['sts:AssumeRole: allowed'],
  ],
  [
    'roles that it may take on by a pattern, all of which are denied but one that is named',
    [
      [
        allow('sts:AssumeRole', [OWN, `${OWN}*`]),
        { Effect: 'Deny', Action: 'sts:AssumeRole', NotResource: OWN },
      ],
    ],
    [],
  ],

  ['a role to pass, and nothing to pass it to', [[allow('iam:PassRole')]], []],
  ['something to pass a role to, and none to pass', [[allow('ecs:RunTask')]], []],
  [
    'a role to pass to a task',
    [[allow(['iam:PassRole', 'ecs:RunTask'])]],
    ['iam:PassRole+ecs:RunTask: allowed'],
  ],
  [
    'the parts in several policies (I3)',
    [[allow('iam:PassRole')], [allow('ecs:RunTask')]],
    ['iam:PassRole+ecs:RunTask: allowed'],
  ],
  [
    'a part denied in another policy (I3)',
    [[allow(['iam:PassRole', 'ecs:RunTask'])], [deny('iam:PassRole')]],
    [],
  ],
  [
    'a part under a condition (I3)',
    [[allow('iam:PassRole')], [allow('ecs:RunTask', '*', MFA)]],
    ['iam:PassRole+ecs:RunTask: conditional'],
  ],
  ['its own execution role to pass (I4)', [[allow('iam:PassRole', OWN), allow('ecs:RunTask')]], []],
  [
    'its own execution role and another one to pass (I4)',
    [[allow('iam:PassRole', [OWN, `${OWN}-2`]), allow('ecs:RunTask')]],
    ['iam:PassRole+ecs:RunTask: allowed'],
  ],
  [
    'a wildcard that holds its own execution role (I4)',
    [[allow('iam:PassRole', `${OWN}*`), allow('ecs:RunTask')]],
    ['iam:PassRole+ecs:RunTask: allowed'],
  ],
  [
    'to pass what is no role (I4)',
    [[allow('iam:PassRole', 'arn:aws:s3:::bucket'), allow('ecs:RunTask')]],
    [],
  ],
  [
    'to pass to that service (I4)',
    [[allow('iam:PassRole', '*', passedTo('ecs-tasks.amazonaws.com')), allow('ecs:RunTask')]],
    ['iam:PassRole+ecs:RunTask: allowed'],
  ],
  [
    'to pass to another service (I4)',
    [[allow('iam:PassRole', '*', passedTo('lambda.amazonaws.com')), allow('ecs:RunTask')]],
    [],
  ],
  [
    'to pass to that service by a pattern (I4)',
    [
      [
        allow('iam:PassRole', '*', {
          Condition: { StringLike: { 'iam:PassedToService': 'ecs*' } },
        }),
        allow('ecs:RunTask'),
      ],
    ],
    ['iam:PassRole+ecs:RunTask: allowed'],
  ],
  [
    'to pass to any but that service (I4)',
    [
      [
        allow('iam:PassRole', '*', {
          Condition: { StringNotEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        }),
        allow('ecs:RunTask'),
      ],
    ],
    [],
  ],
  [
    'to pass under another condition (I3)',
    [[allow('iam:PassRole', '*', MFA), allow('ecs:RunTask')]],
    ['iam:PassRole+ecs:RunTask: conditional'],
  ],
  [
    'a task on an instance',
    [[allow(['iam:PassRole', 'ecs:StartTask'])]],
    ['iam:PassRole+ecs:StartTask: allowed'],
  ],
  ['a task definition alone (I4)', [[allow(['iam:PassRole', 'ecs:RegisterTaskDefinition'])]], []],
  [
    'a task definition and a service (I4)',
    [[allow(['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:CreateService'])]],
    ['iam:PassRole+ecs:RegisterTaskDefinition+ecs:CreateService: allowed'],
  ],
  [
    'a task definition and a service that is there (I4)',
    [[allow(['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:UpdateService'])]],
    ['iam:PassRole+ecs:RegisterTaskDefinition+ecs:UpdateService: allowed'],
  ],
  ['a service that is there, alone', [[allow(['iam:PassRole', 'ecs:UpdateService'])]], []],
  ['a function that nothing calls', [[allow(['iam:PassRole', 'lambda:CreateFunction'])]], []],
  [
    'a function and its call',
    [[allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'])]],
    ['iam:PassRole+lambda:CreateFunction+lambda:InvokeFunction: allowed'],
  ],
  [
    'an instance',
    [[allow(['iam:PassRole', 'ec2:RunInstances'])]],
    ['iam:PassRole+ec2:RunInstances: allowed'],
  ],
  [
    'a stack',
    [[allow(['iam:PassRole', 'cloudformation:CreateStack'])]],
    ['iam:PassRole+cloudformation:CreateStack: allowed'],
  ],
  [
    'a job of Glue',
    [[allow(['iam:PassRole', 'glue:CreateJob', 'glue:StartJobRun'])]],
    ['iam:PassRole+glue:CreateJob+glue:StartJobRun: allowed'],
  ],
  [
    'a notebook',
    [[allow(['iam:PassRole', 'sagemaker:CreateNotebookInstance'])]],
    ['iam:PassRole+sagemaker:CreateNotebookInstance: allowed'],
  ],
  [
    'a pipeline',
    [[allow(['iam:PassRole', 'datapipeline:*'])]],
    [
      'iam:PassRole+datapipeline:CreatePipeline+datapipeline:PutPipelineDefinition+datapipeline:ActivatePipeline: allowed',
    ],
  ],
  ...(
    [
      ['events:PutTargets', ['events:PutRule', 'events:PutTargets']],
      ['scheduler:UpdateSchedule', ['scheduler:UpdateSchedule']],
      ['pipes:CreatePipe', ['pipes:CreatePipe']],
      ['pipes:UpdatePipe', ['pipes:UpdatePipe']],
      [
        'states:CreateStateMachine+states:StartSyncExecution',
        ['states:CreateStateMachine', 'states:StartSyncExecution'],
      ],
      ['ec2:AssociateIamInstanceProfile', ['ec2:AssociateIamInstanceProfile']],
      ['ec2:ReplaceIamInstanceProfileAssociation', ['ec2:ReplaceIamInstanceProfileAssociation']],
    ] as const
  ).map(([id, actions]): [string, readonly (readonly RawStatement[])[], readonly string[]] => [
    `a role to pass by ${actions.join(' and ')}`,
    [[allow('iam:PassRole'), allow(actions)]],
    [`iam:PassRole+${id}: allowed`],
  ]),
  [
    'an association of a document with an instance',
    [[allow('ssm:CreateAssociation')]],
    ['ssm:CreateAssociation: allowed'],
  ],
  [
    'a state machine that answers at once',
    [[allow(['states:UpdateStateMachine', 'states:StartSyncExecution'])]],
    ['states:UpdateStateMachine+states:StartSyncExecution: allowed'],
  ],
  ['a build', [[allow(['codebuild:StartBuild'])]], ['codebuild:StartBuild: allowed']],
  ['a shell in a task', [[allow('ecs:ExecuteCommand')]], ['ecs:ExecuteCommand: allowed']],
  [
    'a shell on an instance',
    [[allow(['ssm:StartSession', 'ssm:SendCommand'])]],
    ['ssm:StartSession: allowed', 'ssm:SendCommand: allowed'],
  ],
])('%s', (_, policies, expected) => {
  expect(found(policies)).toEqual(expected);
});

test.each<[string, string, readonly string[], readonly string[]]>([
  ['that very pattern', 'role/cdk-*', ['role/cdk-*'], []],
  ['a wider pattern', 'role/cdk-*', ['role/c*'], []],
  ['a narrower pattern', 'role/cdk-*', ['role/cdk-deploy-*'], ['sts:AssumeRole: allowed']],
  ['another pattern', 'role/prod-*', ['role/cdk-*'], ['sts:AssumeRole: allowed']],
  ['every role', 'role/*', ['role/*'], ['sts:AssumeRole: allowed']],
  ['every role of every path', 'role/*', ['role/*/*'], ['sts:AssumeRole: allowed']],
  ['everything', '*', ['*'], ['sts:AssumeRole: allowed']],
])('roles to take on by a pattern, and decided is %s', (_, allowed, assumed, expected) => {
  const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:${name}`;
  const ways = found([[allow('sts:AssumeRole', arn(allowed))]], null, assumed.map(arn));
  expect(ways).toEqual(expected);
});

test('a boundary takes a way out away', () => {
  expect(found([[allow('iam:PutRolePolicy')]], [allow('s3:*')])).toEqual([]);
});

test('everything but IAM has the ways out that need nothing of IAM (I3)', () => {
  const ways = found([[{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]]);
  expect(ways).toContain('lambda:UpdateFunctionCode: allowed');
  expect(ways.filter((way) => way.includes('iam:'))).toEqual([]);
});

test('an administrator has every way out', () => {
  expect(found([[allow('*')]])).toHaveLength(ESCALATIONS.length);
});

test('the table is in order: each way is of its own, in its least form, and has a source', () => {
  const ids = ESCALATIONS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { id, steps, passedTo: services, source } of ESCALATIONS) {
    expect(source).toMatch(/^https:\/\//);
    const actions = steps.map(({ action }) => action);
    for (const action of actions) expect(action).toMatch(/^[a-z][a-z0-9-]+:[A-Z][A-Za-z0-9]+$/);
    expect([id, services.length > 0]).toEqual([id, actions.includes('iam:PassRole')]);
    const needless = ESCALATIONS.filter(
      (other) => other.id !== id && other.steps.every(({ action }) => actions.includes(action)),
    );
    expect([id, needless.map((other) => other.id)]).toEqual([id, []]);
  }
});
