import accountIdentity from '../checks/account/identity.ts';
import ecsCircuitBreaker from '../checks/ecs/circuit-breaker.ts';
import ecsDeployedRevision from '../checks/ecs/deployed-revision.ts';
import ecsDeploymentSettled from '../checks/ecs/deployment-settled.ts';
import ecsNoPublicIp from '../checks/ecs/no-public-ip.ts';
import ecsRunningCount from '../checks/ecs/running-count.ts';
import ecsServiceActive from '../checks/ecs/service-active.ts';
import { defineSuite } from '../core/suite.ts';

/** Before traffic moves: everything that must hold when users arrive. */
export default defineSuite({
  id: 'cutover',
  title: 'Ready to move traffic to AWS',
  when: 'Just before the cutover.',
  checks: [
    accountIdentity,
    ecsCircuitBreaker,
    ecsDeployedRevision,
    ecsDeploymentSettled,
    ecsNoPublicIp,
    ecsRunningCount,
    ecsServiceActive,
  ],
});
