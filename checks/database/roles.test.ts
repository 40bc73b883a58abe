import { denied, testCheck } from '../../core/testing/test-check.ts';
import roles from './roles.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const role = factsOfKind('role', {
  super: false,
  inherit: true,
  createrole: false,
  createdb: false,
  login: true,
  replication: false,
  bypassrls: false,
  connlimit: -1,
  validuntil: null,
});
const member = factsOfKind('member', {});
const table = factsOfKind('relation', { rls: false });

testCheck(roles, database(), {
  pass: [
    {
      name: 'the same roles, and the target’s own administrator',
      artifacts: {
        roles: both(
          [role('app')],
          [role('app'), role('admin', { createrole: true, createdb: true })],
        ),
        memberships: both([]),
        relations: both([]),
      },
    },
    {
      name: 'a member of rds_superuser in the place of a superuser',
      artifacts: {
        roles: both(
          [
            role('root', {
              super: true,
              createrole: true,
              createdb: true,
              replication: true,
              bypassrls: true,
            }),
          ],
          [role('root', { createrole: true, createdb: true, validuntil: 'infinity' })],
        ),
        memberships: both([], [member('rds_superuser<-root')]),
        relations: both([]),
      },
    },
    {
      name: 'one that sees rows past their policies, as the superuser did',
      artifacts: {
        roles: both([role('root', { super: true })], [role('root', { bypassrls: true })]),
        memberships: both([], [member('rds_superuser<-root')]),
        relations: both([table('a.t', { rls: true })]),
      },
    },
    {
      name: 'superusers on both sides, where policies are',
      artifacts: {
        roles: both([role('root', { super: true })]),
        memberships: both([]),
        relations: both([table('a.t', { rls: true })]),
      },
    },
    {
      name: 'rds_replication in the place of an attribute',
      artifacts: {
        roles: both([role('repl', { replication: true })], [role('repl')]),
        memberships: both([], [member('rds_replication<-repl')]),
        relations: both([]),
      },
    },
    {
      name: 'a higher limit of connections',
      artifacts: {
        roles: both([role('app', { connlimit: 90 })], [role('app', { connlimit: -1 })]),
        memberships: both([]),
        relations: both([]),
      },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, one that cannot log in, and one with too few connections',
      artifacts: {
        roles: both(
          [role('app'), role('dashboard', { connlimit: 5 }), role('gone')],
          [role('app', { login: false }), role('dashboard', { connlimit: 1 })],
        ),
        memberships: both([]),
        relations: both([]),
      },
      message: 'The role app has another right to log in in the target.',
      objects: {
        'role app': 'The role app has another right to log in in the target.',
        'role dashboard': 'The role dashboard has another limit of connections in the target.',
        'role gone': 'The target lacks the role gone, which the source has.',
      },
    },
    {
      name: 'a limit where the source has none',
      artifacts: {
        roles: both([role('app')], [role('app', { connlimit: 500 })]),
        memberships: both([]),
        relations: both([]),
      },
      message: 'The role app has another limit of connections in the target.',
      objects: { 'role app': 'The role app has another limit of connections in the target.' },
    },
    {
      name: 'rights that the source does not give',
      artifacts: {
        roles: both([role('app')], [role('app', { super: true, bypassrls: true })]),
        memberships: both([]),
        relations: both([]),
      },
      message:
        'The role app has another rights as a superuser and right to pass by row security in the target.',
      objects: {
        'role app':
          'The role app has another rights as a superuser and right to pass by row security in the target.',
      },
    },
    {
      name: 'a superuser that is not even a member of rds_superuser',
      artifacts: {
        roles: both([role('root', { super: true })], [role('root')]),
        memberships: both([]),
        relations: both([]),
      },
      message: 'The role root has another rights as a superuser in the target.',
      objects: { 'role root': 'The role root has another rights as a superuser in the target.' },
    },
    {
      name: 'a superuser in whose place somebody does not see rows past their policies',
      artifacts: {
        roles: both([role('root', { super: true })], [role('root')]),
        memberships: both([], [member('rds_superuser<-root')]),
        relations: both([table('a.t', { rls: true })]),
      },
      message: 'The role root has another right to pass by row security in the target.',
      objects: {
        'role root': 'The role root has another right to pass by row security in the target.',
      },
    },
    {
      name: 'one that can no longer replicate',
      artifacts: {
        roles: both([role('repl', { replication: true })], [role('repl')]),
        memberships: both([]),
        relations: both([]),
      },
      message: 'The role repl has another right to replicate in the target.',
      objects: { 'role repl': 'The role repl has another right to replicate in the target.' },
    },
    {
      name: 'a password that ends',
      artifacts: {
        roles: both([role('app')], [role('app', { validuntil: '2026-12-01T00:00:00+00:00' })]),
        memberships: both([]),
        relations: both([]),
      },
      message: 'The role app has another end of its password in the target.',
      objects: { 'role app': 'The role app has another end of its password in the target.' },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        roles: both([]),
        memberships: { source: [], target: denied('postgresql:catalog') },
        relations: both([]),
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
