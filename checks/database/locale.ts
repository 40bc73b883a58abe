import { server, type Server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

function localeOf({ provider, collate, ctype, locale }: Server) {
  return { provider, collate: plain(collate), ctype: plain(ctype), locale: plain(locale) };
}

/** `en_US.utf8` and `en_US.UTF-8` are one. */
function plain(locale: string | null): string | null {
  return locale?.replace(/\.utf-?8$/i, '.UTF-8') ?? null;
}

export default defineCheck({
  id: 'database/locale',
  title: 'Both databases have the same locale of the same provider',
  risk: 'Texts are sorted, compared and changed in case by other rules.',
  remediation:
    'Create the target database with the provider, LC_COLLATE and LC_CTYPE of the source.',
  fix: {
    sql: "CREATE DATABASE <database> TEMPLATE template0 LC_COLLATE '<locale>' LC_CTYPE '<locale>';",
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/locale.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/PostgreSQL-Collations.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const expected = localeOf(servers.source);
    const actual = localeOf(servers.target);
    return JSON.stringify(expected) === JSON.stringify(actual)
      ? pass(expected, actual)
      : fail('The target has another locale than the source.', expected, actual);
  },
});
