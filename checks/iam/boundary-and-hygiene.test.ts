import { denied, testCheck } from '../../core/testing/test-check.ts';
import { allow } from './policy/testing/roles.ts';
import { inline, roleArtifact, roleSubject } from './testing/fixtures.ts';
import check from './boundary-and-hygiene.ts';

const policies = [inline(allow('sqs:SendMessage'))];
const bounded = roleArtifact(policies, [allow('sqs:*')]);
const OTHER = 'The role has another permissions boundary.';

testCheck(
  check,
  { ...roleSubject({ permissionsBoundary: 'boundary' }) },
  {
    pass: [
      { name: 'the policy of the declared name', artifacts: bounded },
      {
        name: 'the policy of the declared ARN',
        subject: {
          ...roleSubject({ permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary' }),
        },
        artifacts: bounded,
      },
    ],
    fail: [
      {
        name: 'absent from IAM',
        artifacts: { roles: { 'worker-task': null } },
        message: 'The role does not exist.',
      },
      {
        name: 'none',
        artifacts: roleArtifact(policies),
        message: 'The role has no permissions boundary.',
      },
      {
        name: 'a policy whose name ends alike',
        subject: { ...roleSubject({ permissionsBoundary: 'ary' }) },
        artifacts: bounded,
        message: OTHER,
      },
      {
        name: "AWS's policy of the same name",
        subject: { ...roleSubject({ permissionsBoundary: 'arn:aws:iam::aws:policy/boundary' }) },
        artifacts: bounded,
        message: OTHER,
      },
    ],
    unsettled: [],
    unknown: [],
    error: [
      {
        name: 'the boundary is denied',
        artifacts: { roles: { 'worker-task': denied('iam:GetPolicy') } },
        message: 'AWS denied iam:GetPolicy.',
      },
    ],
  },
);
