import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './volume-encryption.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const running = (
  container: Parameters<typeof containerArtifact>[0] = {},
  facts: Parameters<typeof definitionArtifact>[0] = {},
) => ({
  definitions: {
    'main/worker': definitionArtifact({ containers: [containerArtifact(container)], ...facts }),
  },
});
const mounting = (transitEncryption: string | null, iamAuthorization: string | null = 'ENABLED') =>
  running({}, { fileSystems: [{ volume: 'shared', transitEncryption, iamAuthorization }] });

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'nothing is mounted', artifacts: running() },
    { name: 'encrypted', artifacts: mounting('ENABLED'), details: [] },
    {
      name: 'encrypted, and mounted by everybody',
      artifacts: mounting('ENABLED', null),
      details: ['Volume shared is mounted without IAM.'],
    },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { ...running(), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    ...['DISABLED', null].map((state) => ({
      name: `transit encryption is ${String(state)} (E5)`,
      artifacts: mounting(state),
      message: 'A volume is mounted without encryption in transit.',
      details: ['Volume shared is not encrypted in transit.'],
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
