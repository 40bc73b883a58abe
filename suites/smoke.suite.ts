import accountIdentity from '../checks/account/identity.ts';
import ecsCircuitBreaker from '../checks/ecs/circuit-breaker.ts';
import ecsDeployedRevision from '../checks/ecs/deployed-revision.ts';
import ecsDeploymentSettled from '../checks/ecs/deployment-settled.ts';
import ecsNoPublicIp from '../checks/ecs/no-public-ip.ts';
import ecsRunningCount from '../checks/ecs/running-count.ts';
import ecsServiceActive from '../checks/ecs/service-active.ts';
import { defineSuite } from '../core/suite.ts';

/** After each deploy, in seconds: is what was deployed up, healthy and closed to the world? */
export default defineSuite({
  id: 'smoke',
  title: 'The deployment is up, healthy and closed',
  when: 'After each deploy.',
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
