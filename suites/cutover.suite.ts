import identity from '../checks/account/identity.ts';
import circuitBreaker from '../checks/ecs/circuit-breaker.ts';
import { defineSuite } from '../core/suite.ts';

/** After each deploy, in seconds: is what was deployed up, healthy and closed to the world? */
export default defineSuite({
  id: 'cutover',
  title: 'The deployment is up, healthy and closed',
  when: 'After each deploy.',
  checks: [identity, circuitBreaker],
});
