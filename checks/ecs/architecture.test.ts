import type { EcsTaskDefinition } from '../../collectors/aws/ecs/task-definitions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './architecture.ts';
import { definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const on = (platform: EcsTaskDefinition['platform']) => ({
  definitions: { 'main/worker': definitionArtifact({ platform }) },
});
const { declared } = serviceSubject();
const onArm = { declared: { ...declared, task: { ...declared.task, architecture: 'ARM64' } } };
const OTHER = 'The tasks run on another CPU architecture.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the declared platform', artifacts: on({ architecture: 'X86_64', family: 'LINUX' }) },
    { name: 'AWS leaves the platform out, which means X86_64 on Linux (E5)', artifacts: on(null) },
    {
      name: 'AWS leaves the members out (E5)',
      artifacts: on({ architecture: null, family: null }),
    },
    {
      name: 'ARM64 as declared',
      artifacts: on({ architecture: 'ARM64', family: 'LINUX' }),
      subject: onArm,
    },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    {
      name: 'another architecture',
      artifacts: on({ architecture: 'ARM64', family: 'LINUX' }),
      message: OTHER,
    },
    {
      name: 'the default, and ARM64 is declared',
      artifacts: on(null),
      subject: onArm,
      message: OTHER,
    },
    {
      name: 'Windows',
      artifacts: on({ architecture: 'X86_64', family: 'WINDOWS_SERVER_2022_CORE' }),
      message: 'The tasks run under another operating system.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') } },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
  ],
});
