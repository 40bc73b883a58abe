import type { EcsContainer } from '../../collectors/aws/ecs/task-definitions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './image-reference.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const REPOSITORY = '123456789012.dkr.ecr.us-east-1.amazonaws.com/worker';
const DIGEST = `sha256:${'0'.repeat(64)}`;
const running = (...containers: Partial<EcsContainer>[]) => ({
  definitions: {
    'main/worker': definitionArtifact({ containers: containers.map(containerArtifact) }),
  },
});
const released = (image: string) => {
  const { declared } = serviceSubject();
  const containers = { worker: { image, ports: [8080], logGroup: '/ecs/worker' } };
  return { declared: { ...declared, task: { ...declared.task, containers } } };
};
const OTHER = 'A container has another image than the released one.';
const NOT_THESE = 'The containers are not the declared ones.';

const FOREIGN = 'public.ecr.aws/docker/library/worker';

testCheck(
  check,
  { ...serviceSubject(), elsewhere: [] },
  {
    pass: [
      { name: 'the released tag', artifacts: running({}) },
      {
        name: 'the released digest',
        artifacts: running({ image: `${REPOSITORY}@${DIGEST}` }),
        subject: released(`${REPOSITORY}:1.4.2@${DIGEST}`),
      },
      {
        name: 'a digest of the registry of the account, which is compared with what runs',
        artifacts: running({ image: `${REPOSITORY}:1.4.2@${DIGEST}` }),
      },
      {
        name: 'the released digest in another registry',
        artifacts: running({ image: `${FOREIGN}@${DIGEST}` }),
        subject: { ...released(`${FOREIGN}:1.4.2@${DIGEST}`), elsewhere: ['worker'] },
      },
      {
        name: 'the released tag in another registry',
        artifacts: running({ image: `${FOREIGN}:1.4.2` }),
        subject: { ...released(`${FOREIGN}:1.4.2`), elsewhere: ['worker'] },
      },
    ],
    fail: [
      {
        name: 'no revision in use',
        artifacts: { definitions: { 'main/worker': null } },
        message: 'The service runs no task definition.',
      },
      {
        name: 'another tag',
        artifacts: running({ image: `${REPOSITORY}:1.4.3` }),
        message: OTHER,
        details: ['Container worker has another image.'],
      },
      {
        name: 'the repository of another account',
        artifacts: running({ image: '999999999999.dkr.ecr.us-east-1.amazonaws.com/worker:1.4.2' }),
        message: OTHER,
      },
      {
        name: 'a tag where a digest is declared',
        artifacts: running({}),
        subject: released(`${REPOSITORY}:1.4.2@${DIGEST}`),
        message: OTHER,
      },
      ...['', ':latest'].map((tag) => ({
        name: `the image "${tag}", as declared`,
        artifacts: running({ image: `${REPOSITORY}${tag}` }),
        subject: released(`${REPOSITORY}${tag}`),
        message: 'An image is named by what can move.',
        details: ['Container worker has no fixed image.'],
      })),
      {
        name: 'a container that nobody declared',
        artifacts: running({}, { name: 'miner' }),
        message: NOT_THESE,
        details: ['Container miner is not declared.'],
      },
      {
        name: 'a declared container is not there',
        artifacts: running({ name: 'other' }),
        message: NOT_THESE,
        details: ['Container worker is not there.', 'Container other is not declared.'],
      },
    ],
    unknown: [
      {
        name: 'a digest beside the released tag in another registry, where the tag may name another',
        artifacts: running({ image: `${FOREIGN}:1.4.2@${DIGEST}` }),
        subject: { ...released(`${FOREIGN}:1.4.2`), elsewhere: ['worker'] },
        message: 'Whether a digest in another registry is that of the declared tag is not seen.',
      },
      {
        name: 'ECS leaves out the image',
        artifacts: running({ image: null }),
        message: 'ECS does not give the image of every container.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') } },
        message: 'AWS denied ecs:DescribeTaskDefinition.',
      },
    ],
  },
);
