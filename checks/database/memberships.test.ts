import { denied, testCheck } from '../../core/testing/test-check.ts';
import memberships from './memberships.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const member = factsOfKind('member', { admin: false, inherit: true, set: true });
const role = factsOfKind('role', { super: false, replication: false });

testCheck(memberships, database(), {
  pass: [
    {
      name: 'the same memberships',
      artifacts: {
        memberships: both([member('reader<-app')]),
        roles: both([
          role('app'),
          role('repl', { replication: true }),
          role('root', { super: true }),
        ]),
      },
    },
    {
      name: 'what Aurora has in the place of attributes, and the target’s own administrator',
      artifacts: {
        memberships: both(
          [],
          [
            member('rds_superuser<-root'),
            member('rds_replication<-repl'),
            member('rds_iam<-app'),
            member('app<-admin', { admin: true }),
            member('rds_superuser<-admin'),
            member('pg_monitor<-watcher'),
          ],
        ),
        roles: both([
          role('app'),
          role('repl', { replication: true }),
          role('root', { super: true }),
        ]),
      },
    },
  ],
  fail: [
    {
      name: 'a role of the target alone that may do what the owner may',
      artifacts: {
        memberships: both([], [member('owner<-intern')]),
        roles: both([role('owner')]),
      },
      message: 'The target has the membership owner<-intern, which the source lacks.',
      objects: {
        'membership owner<-intern':
          'The target has the membership owner<-intern, which the source lacks.',
      },
    },
    {
      name: 'one that was not moved, one that is new, and one that may be granted on',
      artifacts: {
        memberships: both(
          [member('reader<-app'), member('writer<-app')],
          [member('owner<-app'), member('reader<-app', { admin: true })],
        ),
        roles: both([
          role('app'),
          role('repl', { replication: true }),
          role('root', { super: true }),
        ]),
      },
      message: 'The target has the membership owner<-app, which the source lacks.',
      objects: {
        'membership owner<-app':
          'The target has the membership owner<-app, which the source lacks.',
        'membership reader<-app':
          'The membership reader<-app has another right to grant it in the target.',
        'membership writer<-app':
          'The target lacks the membership writer<-app, which the source has.',
      },
    },
    {
      name: 'the application as a superuser of Aurora, and as one that replicates',
      artifacts: {
        memberships: both([], [member('rds_replication<-app'), member('rds_superuser<-app')]),
        roles: both([
          role('app'),
          role('repl', { replication: true }),
          role('root', { super: true }),
        ]),
      },
      message: 'The target has the membership rds_replication<-app, which the source lacks.',
      objects: {
        'membership rds_replication<-app':
          'The target has the membership rds_replication<-app, which the source lacks.',
        'membership rds_superuser<-app':
          'The target has the membership rds_superuser<-app, which the source lacks.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { memberships: both([]), roles: { source: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
