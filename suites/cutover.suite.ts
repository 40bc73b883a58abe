import { defineSuite } from '../core/suite.ts';
import compliance from './compliance.suite.ts';

/** Before traffic moves: everything that must hold when users arrive. */
export default defineSuite({
  id: 'cutover',
  title: 'Ready to move traffic to AWS',
  when: 'Just before the cutover.',
  checks: compliance.checks,
});
