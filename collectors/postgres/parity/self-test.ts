import type { HashAlgorithm } from '../../../core/parity/row-hash.ts';
import { query, textAt, type Ask } from './query.ts';

/**
 * Known answers of the hash function. PostgreSQL does not document it, but hash partitions rest on it, and 11 to 18 on
 * little-endian machines agree; a server that does not must not be compared by it.
 */
const HASHES = query(
  `SELECT hashtextextended('', 0), hashtextextended('migration parity', 42), hashtextextended(repeat('é😀x', 100), 7)`,
);
const KNOWN_HASHES = ['-6939563903564495251', '4239322605788697839', '9132538120249896466'];

const DIGEST = query(`SELECT md5('migration parity') AS "landfall digest"`);
const KNOWN_DIGEST = 'e66b29972c00f97126fe18efefb72164';

/** The text of one value of each type whose text depends on settings or versions. Its name tells it from an application's. */
const RENDERING = query(`
SELECT concat_ws('|', 0.1::float8 + 0.2::float8, '-0'::float8, 'NaN'::float8, 1e300::float8, 0.1::real, 1.500::numeric,
  'NaN'::numeric, timestamptz '2024-02-29 12:34:56.789012+05:30', timestamp 'infinity', date '0044-03-15 BC',
  interval '1 mon -2 days 03:04:05.6', '\\x00ff'::bytea, '{"b": 1, "a": [1.0, null]}'::jsonb, ARRAY['a b', NULL, 'c"d'],
  ROW(1, 'x y', NULL), 12.5::text::money, int4range(1, 5), time '01:02:03.4', inet '10.0.0.0/8', true, B'101') AS "landfall text"`);

/** How this server can hash rows; null when it can in no way that is known. */
export async function readAlgorithms(ask: Ask): Promise<readonly HashAlgorithm[]> {
  const [hashes] = await ask(HASHES);
  const algorithms: HashAlgorithm[] = [];
  if (KNOWN_HASHES.every((known, at) => hashes?.[at] === known)) {
    algorithms.push('hashtextextended');
  }
  const isKnown = await ask(DIGEST).then(
    ([row]) => row?.[0] === KNOWN_DIGEST,
    // A server in FIPS mode has no md5.
    () => false,
  );
  return isKnown ? [...algorithms, 'md5'] : algorithms;
}

export async function readRendering(ask: Ask): Promise<string> {
  const [row] = await ask(RENDERING);
  return textAt(row ?? [], 0);
}
