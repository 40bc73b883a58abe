import type { EcsTaskDefinition } from '../../collectors/aws/ecs/task-definitions.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './task-size.ts';
import { definitionArtifact, serviceSubject } from './testing/fixtures.ts';

const sized = (facts: Partial<EcsTaskDefinition> = {}) => ({
  definitions: { 'main/worker': definitionArtifact(facts) },
});
const OTHER = 'The tasks have another size than declared.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the declared size', artifacts: sized() },
    { name: 'the same in larger units', artifacts: sized({ cpu: '.5 vCPU', memory: '1 GB' }) },
  ],
  fail: [
    {
      name: 'no revision in use',
      artifacts: { definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
    { name: 'less CPU', artifacts: sized({ cpu: '256' }), message: OTHER },
    { name: 'more memory', artifacts: sized({ memory: '2048' }), message: OTHER },
  ],
  unknown: [
    ...(['cpu', 'memory'] as const).map((fact) => ({
      name: `ECS leaves out ${fact}`,
      artifacts: sized({ [fact]: null }),
      message: 'ECS does not give the size of the task.',
    })),
    {
      name: 'a unit that is new to us',
      artifacts: sized({ memory: '1024 KiB' }),
      message: 'ECS gives the size of the task in units of another kind.',
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
