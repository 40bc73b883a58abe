import { denied, testCheck } from '../../core/testing/test-check.ts';
import privileges from './privileges.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';
import { server } from './testing/server.ts';

const acl = factsOfKind('acl', { SELECT: false });
const servers = (versionNumber = 150_018) => ({
  source: server({ versionNumber }),
  target: server({ versionNumber: 180_004 }),
});

testCheck(privileges, database(), {
  pass: [
    {
      name: 'the same privileges',
      artifacts: {
        privileges: both([acl('table a.t -> app')]),
        server: servers(),
      },
    },
    {
      name: 'MAINTAIN, which a source before 17 does not know',
      artifacts: {
        privileges: both([acl('table a.t -> app')], [acl('table a.t -> app', { MAINTAIN: false })]),
        server: servers(),
      },
    },
    {
      name: 'what the roles of Aurora itself may do',
      artifacts: {
        privileges: both([], [acl('database app -> rdsadmin'), acl('schema a -> rds_superuser')]),
        server: servers(),
      },
    },
  ],
  fail: [
    {
      name: 'everybody may read a table of heartbeats: the table may be extra, a right may not',
      artifacts: { privileges: both([], [acl('table a.heartbeat -> PUBLIC')]), server: servers() },
      message: 'The target has the grant on table a.heartbeat -> PUBLIC, which the source lacks.',
      objects: {
        'grant on table a.heartbeat -> PUBLIC':
          'The target has the grant on table a.heartbeat -> PUBLIC, which the source lacks.',
      },
    },
    {
      name: 'one that was lost, one for everybody that is new, one that may be granted on, and one that lacks a right',
      artifacts: {
        privileges: both(
          [
            acl('table a.gone -> app'),
            acl('table a.option -> app'),
            acl('table a.t -> app', { INSERT: false }),
          ],
          [
            acl('table a.option -> app', { SELECT: true }),
            acl('table a.t -> PUBLIC'),
            acl('table a.t -> app'),
          ],
        ),
        server: servers(),
      },
      message: 'The target lacks the grant on table a.gone -> app, which the source has.',
      objects: {
        'grant on table a.gone -> app':
          'The target lacks the grant on table a.gone -> app, which the source has.',
        'grant on table a.option -> app':
          'The grant on table a.option -> app has another right to SELECT in the target.',
        'grant on table a.t -> PUBLIC':
          'The target has the grant on table a.t -> PUBLIC, which the source lacks.',
        'grant on table a.t -> app':
          'The grant on table a.t -> app has another right to INSERT in the target.',
      },
    },
    {
      name: 'MAINTAIN, which a source of 17 would have granted itself',
      artifacts: {
        privileges: both([acl('table a.t -> app')], [acl('table a.t -> app', { MAINTAIN: false })]),
        server: servers(170_010),
      },
      message: 'The grant on table a.t -> app has another right to MAINTAIN in the target.',
      objects: {
        'grant on table a.t -> app':
          'The grant on table a.t -> app has another right to MAINTAIN in the target.',
      },
    },
    {
      name: 'CREATE for everybody in the schema public, which 15 took away',
      artifacts: {
        privileges: both(
          [acl('schema public -> PUBLIC', { CREATE: false, USAGE: false })],
          [acl('schema public -> PUBLIC', { USAGE: false })],
        ),
        server: servers(140_000),
      },
      message: 'The grant on schema public -> PUBLIC has another right to CREATE in the target.',
      objects: {
        'grant on schema public -> PUBLIC':
          'The grant on schema public -> PUBLIC has another right to CREATE in the target.',
      },
    },
    {
      name: 'a role that is called like one of Aurora',
      artifacts: {
        privileges: both([], [acl('table a.t -> rds_admin_app')]),
        server: servers(),
      },
      message: 'The target has the grant on table a.t -> rds_admin_app, which the source lacks.',
      objects: {
        'grant on table a.t -> rds_admin_app':
          'The target has the grant on table a.t -> rds_admin_app, which the source lacks.',
      },
    },
  ],
  unknown: [
    {
      name: 'a source that does not tell its version',
      artifacts: { privileges: both([]), server: { source: [], target: [] } },
      message: 'A side did not say what it is.',
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: {
        privileges: { source: [], target: denied('postgresql:catalog') },
        server: servers(),
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
