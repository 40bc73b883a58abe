import { denied, testCheck } from '../../core/testing/test-check.ts';
import ownership from './ownership.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const schema = factsOfKind('schema', { owner: 'app' });
const relation = factsOfKind('relation', { owner: 'app' });
const routine = factsOfKind('routine', { owner: 'app', secdef: false });
const type = factsOfKind('type', { owner: 'app' });
const role = factsOfKind('role', { super: false });
const member = factsOfKind('member', {});

testCheck(ownership, database(), {
  pass: [
    {
      name: 'the same owners',
      artifacts: {
        schemas: both([schema('a')]),
        relations: both([relation('a.t')]),
        routines: both([routine('a.f()')]),
        types: both([type('a.e')]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
    },
    {
      name: 'a member of rds_superuser in the place of a superuser',
      artifacts: {
        schemas: both([]),
        relations: both(
          [relation('a.t', { owner: 'postgres' })],
          [relation('a.t', { owner: 'admin' })],
        ),
        routines: both([]),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
    },
    {
      name: 'the schema public, which from 15 on belongs to the owner of the database',
      artifacts: {
        schemas: both(
          [schema('public', { owner: 'postgres' })],
          [schema('public', { owner: 'pg_database_owner' })],
        ),
        relations: both([]),
        routines: both([]),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
    },
    {
      name: 'an object that one side lacks, which another check finds',
      artifacts: {
        schemas: both([]),
        relations: both([relation('a.t')], [relation('a.u')]),
        routines: both([]),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
    },
  ],
  fail: [
    {
      name: 'other owners of a schema, a table, a routine and a type: a finding each',
      artifacts: {
        schemas: both([schema('a')], [schema('a', { owner: 'dms' })]),
        relations: both([relation('a.t')], [relation('a.t', { owner: 'dms' })]),
        routines: both([routine('a.f()')], [routine('a.f()', { owner: 'dms' })]),
        types: both([type('a.e')], [type('a.e', { owner: 'dms' })]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
      message: 'The relation a.t has another owner in the target.',
      objects: {
        'relation a.t': 'The relation a.t has another owner in the target.',
        'routine a.f()': 'The routine a.f() has another owner in the target.',
        'schema a': 'The schema a has another owner in the target.',
        'type a.e': 'The type a.e has another owner in the target.',
      },
    },
    {
      name: 'a routine that ran with a superuser’s rights',
      artifacts: {
        schemas: both([]),
        relations: both([]),
        routines: both(
          [routine('a.f()', { owner: 'postgres', secdef: true })],
          [routine('a.f()', { owner: 'admin', secdef: true })],
        ),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
      message: 'The routine a.f() has another owner in the target.',
      objects: { 'routine a.f()': 'The routine a.f() has another owner in the target.' },
    },
    {
      name: 'somebody else in the place of a superuser',
      artifacts: {
        schemas: both([]),
        relations: both(
          [relation('a.t', { owner: 'postgres' })],
          [relation('a.t', { owner: 'dms' })],
        ),
        routines: both([]),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
      message: 'The relation a.t has another owner in the target.',
      objects: { 'relation a.t': 'The relation a.t has another owner in the target.' },
    },
    {
      name: 'an object of the application that the administrator made',
      artifacts: {
        schemas: both([]),
        relations: both([relation('a.t')], [relation('a.t', { owner: 'admin' })]),
        routines: both([]),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: both([], [member('rds_superuser<-admin')]),
      },
      message: 'The relation a.t has another owner in the target.',
      objects: { 'relation a.t': 'The relation a.t has another owner in the target.' },
    },
  ],
  error: [
    {
      name: 'memberships that could not be seen',
      artifacts: {
        schemas: both([]),
        relations: both([]),
        routines: both([]),
        types: both([]),
        roles: both([role('app'), role('postgres', { super: true })]),
        memberships: { source: [], target: denied('postgresql:catalog') },
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
