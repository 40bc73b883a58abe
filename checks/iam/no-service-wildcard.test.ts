import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-service-wildcard.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, roleArtifact, roleSubject } from './testing/fixtures.ts';

const WILDCARD = 'A wildcard allows actions that do more than read.';
const actions = (...names: readonly string[]) => roleArtifact([inline(allow(names))]);
const offending = (name: string, details: readonly string[], ...names: readonly string[]) => ({
  name,
  artifacts: actions(...names),
  message: WILDCARD,
  details,
});

testCheck(check, roleSubject(), {
  pass: [
    { name: 'actions by name', artifacts: actions('sqs:SendMessage', 'dynamodb:PutItem') },
    { name: 'no policy at all', artifacts: roleArtifact([]) },
    {
      name: 'wildcards of actions that only read',
      artifacts: actions('ecs:Describe*', 'S3:LIST*', 'sqs:GetQueue*', 'ecr:BatchGet*'),
    },
    { name: 'a denial of a service', artifacts: roleArtifact([inline(deny('iam:*'))]) },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    offending('a whole service', ['inline allows sqs:*.'], 'sqs:*'),
    offending('a whole service in another case (I2)', ['inline allows sqs:*.'], 'SQS:*'),
    offending('everything', ['inline allows *.'], '*'),
    offending('a beginning that writes', ['inline allows sqs:send*.'], 'sqs:Send*'),
    offending('a single character (I2)', ['inline allows sqs:sendmessag?.'], 'sqs:SendMessag?'),
    offending('an end', ['inline allows iam:*policy.'], 'iam:*Policy'),
    offending('half of a verb that reads', ['inline allows s3:ge*.'], 's3:Ge*'),
    offending('reading in all services', ['inline allows *:get*.'], '*:Get*'),
    offending(
      'what is named as if it read',
      ['inline allows redshift:getcluster*.'],
      'redshift:GetCluster*',
    ),
    ...[
      ['ec2:Get*', 'ec2:get*'],
      ['sts:Get*', 'sts:get*'],
      ['sso:GetRole*', 'sso:getrole*'],
      ['cognito-identity:GetCredentials*', 'cognito-identity:getcredentials*'],
    ].map(([action = '', told = '']) =>
      offending(
        `credentials that are named as if they were read: ${action}`,
        [`inline allows ${told}.`],
        action,
      ),
    ),
    offending(
      'one wildcard among names',
      ['inline allows s3:*.'],
      's3:GetObject',
      's3:*',
      'ecs:List*',
    ),
    {
      name: 'all actions but some (I3)',
      artifacts: roleArtifact([inline({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })]),
      message: WILDCARD,
      details: ['inline allows everything but some actions.'],
    },
    {
      name: 'a whole service, denied again elsewhere',
      artifacts: roleArtifact([inline(allow('s3:*'), deny('s3:Delete*'))]),
      message: WILDCARD,
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
