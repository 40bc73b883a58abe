import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const TimeZones = z.strictObject({
  /** A digest of the local times that the zone has at {@link SAMPLES}, by the zone's name. */
  zones: z.record(z.string(), z.string()),
});
/** How a server reckons local times. */
export type TimeZones = z.infer<typeof TimeZones>;

/**
 * Every second week from the beginning of 2020 to that of 2030: the last changes of rules go on for ever, and their dates
 * move from year to year, so that hardly any shows at none of them. https://data.iana.org/time-zones/tzdb/NEWS
 */
const SAMPLES = `generate_series(timestamptz '2020-01-01 00:00:00+00', timestamptz '2030-01-01 00:00:00+00', interval '14 days')`;

/** Copies of all zones, with and without leap seconds, and names of the host's own that some installations list. */
const NO_ZONES = String.raw`^(posix/|right/|localtime$|posixrules$|Factory$)`;

/** The version of the time zone database is told nowhere: what it says is compared. */
export const timeZones = defineTypedCatalog({
  name: 'time-zones',
  title: 'Local times of every time zone, from 2020 to 2030',
  privilege: null,
  def: TimeZones,
  sql: `
    WITH told AS (
      SELECT
        z.name,
        md5(string_agg((s.at AT TIME ZONE z.name)::text, ',' ORDER BY s.at)) AS digest
      FROM (SELECT n.name FROM pg_timezone_names n WHERE n.name !~ '${NO_ZONES}') z
      CROSS JOIN ${SAMPLES} s(at)
      GROUP BY z.name
    )
    SELECT
      'time_zones' AS kind,
      'server' AS id,
      jsonb_build_object('zones', coalesce(jsonb_object_agg(t.name, t.digest), '{}')) AS def
    FROM told t
  `,
});
