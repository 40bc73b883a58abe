import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './readonly-rootfs.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceArtifact,
  serviceSubject,
} from './testing/fixtures.ts';

const running = (
  container: Parameters<typeof containerArtifact>[0] = {},
  facts: Parameters<typeof definitionArtifact>[0] = {},
  executeCommand = false,
) => ({
  services: { 'main/worker': serviceArtifact({ executeCommand }) },
  definitions: {
    'main/worker': definitionArtifact({ containers: [containerArtifact(container)], ...facts }),
  },
});
const writable = {
  declared: {
    ...serviceSubject().declared,
    task: {
      ...serviceSubject().declared.task,
      containers: {
        worker: { image: 'worker:1', ports: [], logGroup: '/w', readonlyRootFilesystem: false },
      },
    },
  },
};
const MESSAGE = 'A container can write into its own file system.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'read-only', artifacts: running() },
    {
      name: 'read-only, though ECS Exec needs to write',
      artifacts: running({}, {}, true),
      details: ['ECS Exec needs a writable file system, so commands will not run.'],
    },
    {
      name: 'writable, as declared',
      subject: writable,
      artifacts: running({ readonlyRootFilesystem: false }),
      details: ['Container worker is writable, as declared.'],
    },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { ...running(), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'AWS leaves it out, which means writable (E5)',
      artifacts: running({ readonlyRootFilesystem: null }),
      message: MESSAGE,
      details: ['Container worker is writable.'],
    },
    {
      name: 'one of two containers (E8)',
      subject: writable,
      artifacts: running(
        {},
        {
          containers: [
            containerArtifact(),
            containerArtifact({ name: 'sidecar', readonlyRootFilesystem: false }),
          ],
        },
      ),
      message: MESSAGE,
      details: ['Container sidecar is writable.'],
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: {
        ...running(),
        definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
      },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
  ],
});
