import { denied, testCheck } from '../../core/testing/test-check.ts';
import { imageArtifact, imageSubject } from './testing/fixtures.ts';
import check from './image-size.ts';

const weighing = (sizeBytes: number | null) => ({
  images: { 'api:1': imageArtifact({ sizeBytes }) },
});

testCheck(
  check,
  { ...imageSubject() },
  {
    pass: [{ name: 'as much as it may', artifacts: weighing(50_000_000) }],
    fail: [
      {
        name: 'not in the registry',
        artifacts: { images: { 'api:1': null } },
        message: 'The image is not in the registry.',
      },
      {
        name: 'a byte more',
        artifacts: weighing(50_000_001),
        message: 'The image weighs more than declared.',
      },
    ],
    unknown: [
      {
        name: 'ECR does not say',
        artifacts: weighing(null),
        message: 'ECR does not say how much the image weighs.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { images: { 'api:1': denied('ecr:DescribeImages') } },
        message: 'AWS denied ecr:DescribeImages.',
      },
    ],
  },
);
