import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './circuit-breaker.ts';
import { serviceArtifact, serviceSubject } from './testing/fixtures.ts';

const both = { enable: true, rollback: true };
const NO_ROLLBACK = 'No failed rollout is rolled back.';
const service = (facts: Parameters<typeof serviceArtifact>[0]) => ({
  services: { 'main/worker': serviceArtifact(facts) },
});

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the circuit breaker rolls back', artifacts: service({ circuitBreaker: both }) },
    {
      name: 'deployment alarms roll back instead',
      artifacts: service({ circuitBreaker: null, deploymentAlarms: both }),
    },
    {
      name: 'AWS leaves the controller out (E5)',
      artifacts: service({ deploymentController: null, circuitBreaker: both }),
    },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    { name: 'nothing is set', artifacts: service({ circuitBreaker: null }), message: NO_ROLLBACK },
    {
      name: 'it stops but does not roll back',
      artifacts: service({ circuitBreaker: { enable: true, rollback: false } }),
      message: NO_ROLLBACK,
    },
    {
      name: 'it is off',
      artifacts: service({ circuitBreaker: { enable: false, rollback: true } }),
      message: NO_ROLLBACK,
    },
    {
      name: 'one guard is on and the other rolls back',
      artifacts: service({
        circuitBreaker: { enable: true, rollback: false },
        deploymentAlarms: { enable: false, rollback: true },
      }),
      message: NO_ROLLBACK,
    },
    {
      name: 'another controller than declared',
      artifacts: service({ deploymentController: 'CODE_DEPLOY' }),
      message: 'The service has another deployment controller than the declared one.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
