import { denied, testCheck } from '../../core/testing/test-check.ts';
import {
  DIGEST,
  imageArtifact,
  repositoryArtifact,
  repositorySubject,
} from './testing/fixtures.ts';
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
const having = (
  access: object | string | null,
  text: string | null = UNTAGGED,
  tags: string[] | null = ['1.4.2'],
) => ({
  repositories: { api: repositoryArtifact() },
  images: { 'api:1.4.2': imageArtifact({ tags }), [BY_DIGEST]: imageArtifact({ tags }) },
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
const BY_DIGEST = `api@${DIGEST}`;
const byDigest = { deployedTags: [], deployedImages: [{ name: BY_DIGEST, tag: null }] };
const pull = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: 'ecr:BatchGetImage' });
const TAKES = 'The lifecycle policy may take away an image that runs.';

testCheck(
  check,
  {
    ...repositorySubject({
      deployedTags: ['1.4.2'],
      deployedImages: [{ name: 'api:1.4.2', tag: '1.4.2' }],
    }),
  },
  {
    pass: [
      { name: 'no access policy, and images without a tag go', artifacts: having(null) },
      {
        name: 'a role of the account',
        artifacts: having(pull({ AWS: 'arn:aws:iam::123456789012:role/build' })),
      },
      {
        name: 'images without a tag go, and the one that runs by its digest has one',
        artifacts: having(null),
        subject: byDigest,
      },
      {
        name: 'other tags go',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['dev-'] })),
      },
      {
        name: 'images go that have a tag for each of several prefixes, and this one has not',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['1', 'dev-'] })),
      },
      {
        name: 'other patterns go',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPatternList: ['*-rc*'] })),
      },
    ],
    fail: [
      {
        name: 'everything goes, and an image that runs by its digest with it',
        artifacts: having(null, lifecycle({ tagStatus: 'any' }), null),
        subject: byDigest,
        message: TAKES,
      },
      {
        name: 'an image that runs by its digest goes, since it has no tag',
        artifacts: having(null, UNTAGGED, null),
        subject: byDigest,
        message: TAKES,
      },
      {
        name: 'an image that runs by its digest goes by a tag that it has',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['dev-'] }), [
          'dev-7',
        ]),
        subject: byDigest,
        message: TAKES,
      },
      {
        name: 'the deployed image goes by another tag that it has',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['dev-'] }), [
          '1.4.2',
          'dev-7',
        ]),
        message: TAKES,
      },
      {
        name: 'the deployed image goes by a tag for each of several prefixes',
        artifacts: having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['1', 'dev-'] }), [
          '1.4.2',
          'dev-7',
        ]),
        message: TAKES,
      },
      {
        name: 'others are let in, and the tags of the image that runs are denied',
        artifacts: {
          ...having([pull('*')]),
          images: { 'api:1.4.2': denied('ecr:DescribeImages') },
        },
        message: 'The policy of the repository lets in others.',
      },
      {
        name: 'an image that is gone, by the tag that it is declared by',
        artifacts: {
          ...having(null, lifecycle({ tagStatus: 'tagged', tagPrefixList: ['1'] })),
          images: { 'api:1.4.2': null },
        },
        message: TAKES,
      },
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
        name: 'everyone by an endpoint',
        artifacts: having({
          ...pull('*'),
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
        }),
        message:
          'The policy lets in a network or an organization, and whose that is cannot be told.',
      },
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
        name: 'the tags of the image that runs are denied',
        artifacts: { ...having(null), images: { 'api:1.4.2': denied('ecr:DescribeImages') } },
        message: 'AWS denied ecr:DescribeImages.',
      },
      {
        name: 'denied',
        artifacts: { ...having(null), policies: { api: denied('ecr:GetLifecyclePolicy') } },
        message: 'AWS denied ecr:GetLifecyclePolicy.',
      },
    ],
  },
);
