import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './undeclared-roles.ts';

const role = (name: string, path = '/') => ({ name, arn: `arn:${name}`, path });
const having = (...roles: ReturnType<typeof role>[]) => ({ roles: { all: roles } });
const MESSAGE = 'A role in the scope is not declared.';

testCheck(
  check,
  {
    name: 'roles',
    path: ['scope'],
    scope: { namePrefixes: ['shop-'], tags: { Project: 'shop' } },
    declared: ['shop-task'],
  },
  {
    pass: [
      {
        name: 'the declared role and one of others',
        artifacts: having(role('shop-task'), role('other')),
      },
      {
        name: 'roles that AWS made for its services',
        artifacts: having(
          role('shop-ecs', '/aws-service-role/ecs.amazonaws.com/'),
          role('shop-sso', '/aws-reserved/sso.amazonaws.com/'),
        ),
      },
      { name: 'none', artifacts: having() },
    ],
    fail: [
      {
        name: 'another role',
        artifacts: having(role('shop-task'), role('shop-old')),
        message: MESSAGE,
        details: ['Not declared: shop-old.'],
      },
      {
        name: 'one that the console made for a service',
        artifacts: having(role('shop-batch', '/service-role/')),
        message: MESSAGE,
        details: ['Not declared: shop-batch.'],
      },
    ],
    unknown: [
      {
        name: 'no list',
        artifacts: { roles: { all: null } },
        message: 'AWS gave no list of the roles.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { roles: { all: denied('iam:ListRoles') } },
        message: 'AWS denied iam:ListRoles.',
      },
    ],
  },
);
