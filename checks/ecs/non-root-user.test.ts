import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './non-root-user.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const running = (
  container: Parameters<typeof containerArtifact>[0] = {},
  facts: Parameters<typeof definitionArtifact>[0] = {},
) => ({
  definitions: {
    'main/worker': definitionArtifact({ containers: [containerArtifact(container)], ...facts }),
  },
});
const MESSAGE = 'A container runs as root.';
const AS_ROOT = ['Container worker runs as root.'];

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'an id', artifacts: running({ user: '1000' }) },
    { name: 'a name and a group', artifacts: running({ user: 'app:root' }) },
    { name: 'an id that begins like that of root', artifacts: running({ user: '01000:0' }) },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { ...running(), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    ...['root', '0', '0:0', 'root:app', '00:1000'].map((user) => ({
      name: `the user is ${user} (E8)`,
      artifacts: running({ user }),
      message: MESSAGE,
      details: AS_ROOT,
    })),
    {
      name: 'one is root, and of the other nothing is said',
      artifacts: running(
        {},
        {
          containers: [
            containerArtifact({ user: '0' }),
            containerArtifact({ name: 'sidecar', user: null }),
          ],
        },
      ),
      message: MESSAGE,
      details: AS_ROOT,
    },
  ],
  unknown: [
    ...[null, '', ':1000'].map((user) => ({
      name: `the image decides: ${JSON.stringify(user)} (E8)`,
      artifacts: running({ user }),
      message:
        'A container runs as the user of its image, which the task definition does not name.',
    })),
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
