import { denied, testCheck } from '../../core/testing/test-check.ts';
import { imageArtifact, imageSubject } from './testing/fixtures.ts';
import check from './image-present.ts';

const having = (status: string | null) => ({ images: { 'api:1': imageArtifact({ status }) } });

testCheck(
  check,
  { ...imageSubject() },
  {
    pass: [
      { name: 'in the registry', artifacts: having(null) },
      { name: 'active', artifacts: having('ACTIVE') },
    ],
    fail: [
      {
        name: 'not in the registry',
        artifacts: { images: { 'api:1': null } },
        message: 'The image is not in the registry.',
      },
      { name: 'archived', artifacts: having('ARCHIVED'), message: 'The image cannot be pulled.' },
      {
        name: 'being fetched from the archive',
        artifacts: having('ACTIVATING'),
        message: 'The image cannot be pulled.',
      },
    ],
    unknown: [],
    error: [
      {
        name: 'denied',
        artifacts: { images: { 'api:1': denied('ecr:DescribeImages') } },
        message: 'AWS denied ecr:DescribeImages.',
      },
    ],
  },
);
