import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './undeclared-schedules.ts';

const schedule = (name: string, group = 'default') => ({ name, arn: `arn:${name}`, group });
const having = (...schedules: ReturnType<typeof schedule>[]) => ({ schedules: { all: schedules } });
const MESSAGE = 'A schedule in the scope is not declared.';

testCheck(
  check,
  {
    name: 'schedules',
    path: ['scope'],
    scope: { namePrefixes: ['shop-'] },
    declared: ['shop-nightly'],
  },
  {
    pass: [
      {
        name: 'the declared schedule and one of others',
        artifacts: having(schedule('shop-nightly'), schedule('other', 'jobs')),
      },
      { name: 'none', artifacts: having() },
    ],
    fail: [
      {
        name: 'another schedule',
        artifacts: having(schedule('shop-nightly'), schedule('shop-hourly')),
        message: MESSAGE,
        details: ['Not declared: shop-hourly.'],
      },
      {
        name: 'one of a declared name in another group',
        artifacts: having(schedule('shop-nightly'), schedule('shop-nightly', 'old')),
        message: MESSAGE,
        details: ['Not declared: shop-nightly.'],
      },
    ],
    unknown: [
      {
        name: 'no list',
        artifacts: { schedules: { all: null } },
        message: 'AWS gave no list of the schedules.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { schedules: { all: denied('scheduler:ListSchedules') } },
        message: 'AWS denied scheduler:ListSchedules.',
      },
    ],
  },
);
