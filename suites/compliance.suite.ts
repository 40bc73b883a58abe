import accountIdentity from '../checks/account/identity.ts';
import ecsCircuitBreaker from '../checks/ecs/circuit-breaker.ts';
import ecsDeployedRevision from '../checks/ecs/deployed-revision.ts';
import ecsDeploymentSettled from '../checks/ecs/deployment-settled.ts';
import ecsNoPublicIp from '../checks/ecs/no-public-ip.ts';
import ecsRunningCount from '../checks/ecs/running-count.ts';
import ecsServiceActive from '../checks/ecs/service-active.ts';
import { defineSuite } from '../core/suite.ts';

/** On a schedule: is everything that the spec states about the deployment still true? */
export default defineSuite({
  id: 'compliance',
  title: 'The deployment is what the spec says',
  when: 'On a schedule, and after every change of the deployment.',
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
