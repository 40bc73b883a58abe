import { timeZones } from '../../collectors/postgres/catalog/time-zones.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

export default defineCheck({
  id: 'database/time-zones',
  title: 'The target knows the time zones of the source, and reckons local times alike',
  risk: 'Days begin and appointments fall an hour earlier or later than before, in the zones whose rules changed between two versions of the time zone database.',
  remediation:
    'Bring the time zone database of the older side up to date: the host’s, or the minor version of PostgreSQL.',
  fix: {
    sql: "SELECT timestamptz '2026-07-01 12:00+00' AT TIME ZONE '<zone>' /* on both sides */;",
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/view-pg-timezone-names.html',
    'https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { timeZones },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, { timeZones }) {
    const source = timeZones.get('source')?.[0]?.def.zones;
    const target = timeZones.get('target')?.[0]?.def.zones;
    if (source === undefined || target === undefined) {
      return unknown('A side did not say which time zones it knows.');
    }
    const names = Object.keys(source).sort();
    // Every PostgreSQL brings some.
    if (names.length === 0) return unknown('The source knows no time zones.');
    const missing = names.filter((name) => !Object.hasOwn(target, name));
    const other = names.filter(
      (name) => Object.hasOwn(target, name) && target[name] !== source[name],
    );
    const expected = { zones: names.length, missing: [], reckonedOtherwise: [] };
    const common = names.length - missing.length;
    const actual = { zones: common, missing, reckonedOtherwise: other };
    if (other.length > 0) {
      return fail('The target reckons local times otherwise than the source.', expected, actual);
    }
    return missing.length > 0
      ? fail('The target lacks time zones of the source.', expected, actual)
      : pass(expected, actual);
  },
});
