import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-privileged.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const running = (
  container: Parameters<typeof containerArtifact>[0] = {},
  facts: Parameters<typeof definitionArtifact>[0] = {},
) => ({
  definitions: {
    'main/worker': definitionArtifact({ containers: [containerArtifact(container)], ...facts }),
  },
});
const declaring = (addedCapabilities: ['SYS_PTRACE']) => ({
  declared: {
    ...serviceSubject().declared,
    task: {
      ...serviceSubject().declared.task,
      containers: { worker: { image: 'worker:1', ports: [], logGroup: '/w', addedCapabilities } },
    },
  },
});
const MESSAGE = 'A container has privileges that are not declared.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'no privilege', artifacts: running() },
    {
      name: 'AWS leaves the flag out, which means false (E5)',
      artifacts: running({ privileged: null }),
    },
    {
      name: 'processes are shared within the task alone',
      artifacts: running({}, { pidMode: 'task' }),
    },
    {
      name: 'a declared capability',
      subject: declaring(['SYS_PTRACE']),
      artifacts: running({ addedCapabilities: ['SYS_PTRACE'] }),
    },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { ...running(), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'privileged',
      artifacts: running({ privileged: true }),
      message: MESSAGE,
      details: ['Container worker is privileged.'],
    },
    {
      name: 'a capability that nobody declared',
      artifacts: running({ addedCapabilities: ['SYS_PTRACE'] }),
      message: MESSAGE,
      details: ['Container worker has the capability SYS_PTRACE.'],
    },
    {
      name: 'another capability than declared',
      subject: declaring(['SYS_PTRACE']),
      artifacts: running({ addedCapabilities: ['SYS_PTRACE', 'NET_ADMIN'] }),
      message: MESSAGE,
      details: ['Container worker has the capability NET_ADMIN.'],
    },
    {
      name: 'the second container alone (E8)',
      artifacts: running(
        {},
        {
          containers: [
            containerArtifact(),
            containerArtifact({ name: 'sidecar', privileged: true }),
          ],
        },
      ),
      message: MESSAGE,
      details: ['Container sidecar is privileged.'],
    },
    {
      name: 'the namespaces and the network of the host',
      artifacts: running({}, { networkMode: 'host', pidMode: 'host', ipcMode: 'host' }),
      message: MESSAGE,
      details: [
        'The tasks have the network mode host.',
        'The tasks share the processes of their host.',
        'The tasks share the memory of their host.',
      ],
    },
  ],
  unknown: [
    {
      name: 'the network mode is not given',
      artifacts: running({}, { networkMode: null }),
      message: 'ECS does not give the network mode of the tasks.',
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
