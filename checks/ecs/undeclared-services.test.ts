import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './undeclared-services.ts';

const PLACE = 'arn:aws:ecs:us-east-1:123456789012:service';
const having = (...arns: string[]) => ({ services: { main: arns } });

testCheck(
  check,
  { name: 'main', path: ['clusters', 'main'], declared: ['app', 'worker'] },
  {
    pass: [
      {
        name: 'the declared services',
        artifacts: having(`${PLACE}/main/app`, `${PLACE}/main/worker`),
      },
      { name: 'ARNs of the old form', artifacts: having(`${PLACE}/app`) },
      { name: 'none', artifacts: having() },
    ],
    fail: [
      {
        name: 'no cluster',
        artifacts: { services: { main: null } },
        message: 'The cluster does not exist.',
      },
      {
        name: 'another service',
        artifacts: having(`${PLACE}/main/app`, `${PLACE}/main/app-old`),
        message: 'A service of the cluster is not declared.',
        details: ['Not declared: app-old.'],
      },
    ],
    unknown: [],
    error: [
      {
        name: 'denied',
        artifacts: { services: { main: denied('ecs:ListServices') } },
        message: 'AWS denied ecs:ListServices.',
      },
    ],
  },
);
