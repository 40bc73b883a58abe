import loadCurrentDeployment from '../checks/load/current-deployment.ts';
import loadErrors from '../checks/load/errors.ts';
import loadKeepsUp from '../checks/load/keeps-up.ts';
import loadLatency from '../checks/load/latency.ts';
import { defineSuite } from '../core/suite.ts';
import compliance from './compliance.suite.ts';

/** Before traffic moves: everything that must hold when users arrive. */
export default defineSuite({
  id: 'cutover',
  title: 'Ready to move traffic to AWS',
  when: 'Just before the cutover.',
  checks: [...compliance.checks, loadLatency, loadErrors, loadKeepsUp, loadCurrentDeployment],
});
