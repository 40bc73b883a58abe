import { denied, testCheck } from '../../core/testing/test-check.ts';
import { repositoryArtifact, repositorySubject } from './testing/fixtures.ts';
import check from './tag-immutability.ts';

const having = (tagMutability: string | null, ...exclusions: string[]) => ({
  repositories: { api: repositoryArtifact({ tagMutability, exclusions }) },
});
const MOVED = 'Tags can be moved to other images.';

testCheck(
  check,
  { ...repositorySubject({ deployedTags: ['1.4.2'] }) },
  {
    pass: [
      { name: 'immutable', artifacts: having('IMMUTABLE') },
      {
        name: 'immutable but for tags that are not deployed',
        artifacts: having('IMMUTABLE_WITH_EXCLUSION', 'dev-*', 'latest'),
      },
      {
        name: 'mutable but for tags that are deployed',
        artifacts: having('MUTABLE_WITH_EXCLUSION', '1.*'),
      },
    ],
    fail: [
      {
        name: 'absent from ECR',
        artifacts: { repositories: { api: null } },
        message: 'The repository does not exist.',
      },
      { name: 'mutable', artifacts: having('MUTABLE'), message: MOVED },
      {
        name: 'immutable but for the deployed tag',
        artifacts: having('IMMUTABLE_WITH_EXCLUSION', '1.4.*'),
        message: 'A deployed tag is excepted, and can be moved.',
      },
      {
        name: 'mutable but for other tags',
        artifacts: having('MUTABLE_WITH_EXCLUSION', '2.*'),
        message: MOVED,
      },
      {
        name: 'mutable with exceptions, and nothing is deployed',
        subject: { deployedTags: [] },
        artifacts: having('MUTABLE_WITH_EXCLUSION', '2.*'),
        message: MOVED,
      },
    ],
    unknown: [
      {
        name: 'nothing is said',
        artifacts: having(null),
        message: 'ECR does not say whether tags can be moved.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { repositories: { api: denied('ecr:DescribeRepositories') } },
        message: 'AWS denied ecr:DescribeRepositories.',
      },
    ],
  },
);
