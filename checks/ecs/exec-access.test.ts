import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './exec-access.ts';
import { clusterArtifact, serviceArtifact, serviceSubject } from './testing/fixtures.ts';

type Configuration = ReturnType<typeof clusterArtifact>['executeCommand'];
const running = (executeCommand: boolean | null, configuration: Configuration = null) => ({
  services: { 'main/worker': serviceArtifact({ executeCommand }) },
  clusters: { main: clusterArtifact({ executeCommand: configuration }) },
});
const allowed = { ...serviceSubject({ executeCommand: true }) };

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'off', artifacts: running(false) },
    { name: 'left out, which means off (E5)', artifacts: running(null) },
    {
      name: 'declared, logged and under a key',
      subject: allowed,
      artifacts: running(true, { logging: 'OVERRIDE', kmsKeyId: 'key-1' }),
    },
    { name: 'declared, and off all the same', subject: allowed, artifacts: running(false) },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { ...running(false), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'on, which nobody declared',
      artifacts: running(true, { logging: 'OVERRIDE', kmsKeyId: 'key-1' }),
      message: 'Commands can be run in the containers, which is not declared.',
    },
    {
      name: 'declared, and not logged',
      subject: allowed,
      artifacts: running(true, { logging: 'NONE', kmsKeyId: 'key-1' }),
      message: 'Commands that are run are not logged.',
    },
    ...[null, { logging: null, kmsKeyId: null }].map((configuration) => ({
      name: `declared, and the cluster says ${JSON.stringify(configuration)}`,
      subject: allowed,
      artifacts: running(true, configuration),
      message: 'Commands are sent without a key of the cluster.',
    })),
    {
      name: 'declared, and the cluster does not exist',
      subject: allowed,
      artifacts: { ...running(true), clusters: { main: null } },
      message: 'The cluster does not exist.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { ...running(false), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
