import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import { liveSessions, type LiveSession } from '../../collectors/postgres/catalog/live-sessions.ts';
import { server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SEES_NO_SESSIONS } from './blind.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** RDS’s own sessions come from the server itself. */
function isOpen({ id, def }: Fact<LiveSession>): boolean {
  if (id.startsWith('rdsadmin@')) return false;
  return !def.ssl || !def.versions.every(isModern);
}

function isModern(version: string | null): boolean {
  return version === 'TLSv1.2' || version === 'TLSv1.3';
}

export default defineCheck({
  id: 'database/tls',
  title: 'The target takes connections by TLS 1.2 or later alone, and none is without',
  risk: 'Passwords and data cross the network for others to read.',
  remediation:
    'Set rds.force_ssl to 1 in the cluster’s parameter group, and let the applications connect with sslmode=verify-full.',
  fix: { sql: 'SELECT * FROM pg_stat_ssl WHERE NOT ssl;' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/ssl-tcp.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html#AuroraPostgreSQL.Security.SSL',
  ],
  controls: [],
  proves: ['aurora/encryption'],
  needs: { server, liveSessions },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { server, liveSessions }) {
    const own = server.get('target')?.[0]?.def;
    const sessions = liveSessions.get('target');
    if (own === undefined || sessions === null) {
      return unknown('The target did not say how it takes connections.');
    }
    if (!own.seesSessions) return SEES_NO_SESSIONS;
    const forced = own.forceSsl;
    const open = sessions.filter(isOpen).map(({ id }) => id);
    const expected = { forced: '1', ownVersion: 'TLSv1.2 or later', sessionsWithout: [] };
    const actual = { forced, ownVersion: own.tlsVersion, sessionsWithout: open };
    if (own.tls !== true || !isModern(own.tlsVersion)) {
      return fail('The target took a connection without TLS 1.2 or later.', expected, actual);
    }
    if (open.length > 0) {
      return fail(
        'Clients of the target are connected without TLS 1.2 or later.',
        expected,
        actual,
      );
    }
    return forced === '1' || forced === 'on'
      ? pass(expected, actual)
      : fail(
          'The target would take connections without TLS: rds.force_ssl is off.',
          expected,
          actual,
        );
  },
});
