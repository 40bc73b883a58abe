import { denied, testCheck } from '../../core/testing/test-check.ts';
import { repositoryArtifact, repositorySubject } from './testing/fixtures.ts';
import check from './policy-lifecycle.ts';

const lifecycle = (selection: object) =>
  JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: {
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
          ...selection,
        },
        action: { type: 'expire' },
      },
    ],
  });
const UNTAGGED = lifecycle({ tagStatus: 'untagged' });
const having = (access: object | string | null, text: string | null = UNTAGGED) => ({
  repositories: { api: repositoryArtifact() },
  policies: {
    api: {
      access:
        access === null || typeof access === 'string'
          ? access
          : JSON.stringify({ Version: '2012-10-17', Statement: access }),
      lifecycle: text,
    },
  },
});
const pull = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'ecr:BatchGetImage' });
const TAKES = 'The lifecycle policy may take away an image that runs.';

testCheck(
  check,
  { ...repositorySubject({ deployedTags: ['1.4.2'] }) },
  {
    pass: [
      { name: 'no access policy, and images without a tag go', artifacts: having(null) },
      {
        name: 'a role of the account',
        artifacts: having(pull({ AWS: 'arn:aws:iam::123456789012:role/build' })),
      },
      {
        name: 'other tags go',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['dev-'] })),
      },
      {
        name: 'other patterns go',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPatternList: ['*-rc*'] })),
      },
    ],
    fail: [
      {
        name: 'absent from ECR',
        artifacts: { ...having(null), repositories: { api: null } },
        message: 'The repository does not exist.',
      },
      {
        name: 'public',
        artifacts: having(pull('*')),
        message: 'The policy of the repository lets in others.',
        details: ['Let in: Everyone (everyone).'],
      },
      {
        name: 'another account',
        artifacts: having(pull({ AWS: '999988887777' })),
        message: 'The policy of the repository lets in others.',
      },
      {
        name: 'nothing ever goes',
        artifacts: having(null, null),
        message: 'The repository has no lifecycle policy.',
      },
      {
        name: 'everything goes',
        artifacts: having(null, lifecycle({ tagStatus: 'any' })),
        message: TAKES,
      },
      {
        name: 'the deployed tag goes by its beginning',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['1'] })),
        message: TAKES,
      },
      {
        name: 'the deployed tag goes by a pattern',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPatternList: ['*.2'] })),
        message: TAKES,
      },
    ],
    unknown: [
      {
        name: 'an access policy that is no JSON',
        artifacts: having('<'),
        message: 'The policy of the repository cannot be read.',
      },
      {
        name: 'a lifecycle policy that is no JSON',
        artifacts: having(null, '<'),
        message: 'The lifecycle policy of the repository cannot be read.',
      },
      {
        name: 'a lifecycle policy of another shape',
        artifacts: having(null, '{"rules":[{}]}'),
        message: 'The lifecycle policy of the repository cannot be read.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { ...having(null), policies: { api: denied('ecr:GetLifecyclePolicy') } },
        message: 'AWS denied ecr:GetLifecyclePolicy.',
      },
    ],
  },
);
