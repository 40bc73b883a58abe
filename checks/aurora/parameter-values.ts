// Units as PostgreSQL writes them. https://www.postgresql.org/docs/current/config-setting.html
const KIB = 1024;
const BYTES = { B: 1, kB: KIB, MB: KIB ** 2, GB: KIB ** 3, TB: KIB ** 4 };
const MICROSECONDS = { us: 1, ms: 1e3, s: 1e6, min: 60e6, h: 3600e6, d: 86_400e6 };
const SUFFIXES: Readonly<Record<string, number>> = { ...BYTES, ...MICROSECONDS };

/**
 * What a bare number counts, in bytes or microseconds, for parameters that plans set: RDS takes bare numbers only, and
 * plans are written with units. From `pg_settings.unit`, https://www.postgresql.org/docs/current/runtime-config.html
 */
const BARE_NUMBERS: Readonly<Record<string, number>> = {
  autovacuum_naptime: MICROSECONDS.s,
  autovacuum_vacuum_cost_delay: MICROSECONDS.ms,
  checkpoint_timeout: MICROSECONDS.s,
  deadlock_timeout: MICROSECONDS.ms,
  effective_cache_size: 8 * BYTES.kB,
  idle_in_transaction_session_timeout: MICROSECONDS.ms,
  idle_session_timeout: MICROSECONDS.ms,
  lock_timeout: MICROSECONDS.ms,
  log_autovacuum_min_duration: MICROSECONDS.ms,
  log_min_duration_statement: MICROSECONDS.ms,
  log_temp_files: BYTES.kB,
  logical_decoding_work_mem: BYTES.kB,
  maintenance_work_mem: BYTES.kB,
  max_wal_size: BYTES.MB,
  shared_buffers: 8 * BYTES.kB,
  statement_timeout: MICROSECONDS.ms,
  tcp_keepalives_idle: MICROSECONDS.s,
  tcp_keepalives_interval: MICROSECONDS.s,
  temp_buffers: 8 * BYTES.kB,
  temp_file_limit: BYTES.kB,
  wal_sender_timeout: MICROSECONDS.ms,
  work_mem: BYTES.kB,
};

const BOOLEANS: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  yes: true,
  1: true,
  off: false,
  false: false,
  no: false,
  0: false,
};

/** Whose order does not matter. */
const SETS = new Set(['shared_preload_libraries']);

/** Whether two values of a parameter mean the same to PostgreSQL. */
export function isSameValue(parameter: string, one: string, other: string): boolean {
  if (one.trim() === other.trim()) return true;
  if (SETS.has(parameter)) return membersOf(one).join() === membersOf(other).join();
  const quantities = [quantityOf(parameter, one), quantityOf(parameter, other)];
  if (quantities[0] !== null && quantities[1] !== null) return quantities[0] === quantities[1];
  const booleans = [booleanOf(one), booleanOf(other)];
  return booleans[0] !== null && booleans[0] === booleans[1];
}

/** A number in the smallest unit of its kind; negative ones, which switch something off, have none. */
function quantityOf(parameter: string, value: string): number | null {
  const [, digits, suffix = ''] = /^\s*(-?\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(value) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits);
  if (number < 0) return number;
  if (suffix === '') return number * (BARE_NUMBERS[parameter] ?? 1);
  // A suffix says nothing where it is not known what the other's bare number counts.
  if (!Object.hasOwn(BARE_NUMBERS, parameter)) return null;
  return Object.hasOwn(SUFFIXES, suffix) ? number * (SUFFIXES[suffix] ?? 1) : null;
}

function booleanOf(value: string): boolean | null {
  const word = value.trim().toLowerCase();
  return Object.hasOwn(BOOLEANS, word) ? (BOOLEANS[word] ?? null) : null;
}

function membersOf(list: string): readonly string[] {
  const members = list.split(',').map((member) => member.trim());
  return [...new Set(members.filter((member) => member !== ''))].sort();
}
