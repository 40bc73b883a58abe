import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './used-features.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

const fact = (kind: string, def: Record<string, string>) => ({ kind, id: 'app.x', def });
const NOTHING = { source: [], target: [] };
const seen = {
  columns: NOTHING,
  extensions: NOTHING,
  relations: NOTHING,
  routines: NOTHING,
  server: { source: server({ versionNumber: 120_022 }), target: server() },
  triggers: NOTHING,
  types: NOTHING,
};
const both = (one: ReturnType<typeof fact>) => ({ source: [one], target: [one] });
const ENUM = fact('type', { typtype: 'e' });
const PGCRYPTO = {
  kind: 'extension',
  id: 'pgcrypto',
  def: { version: '1.3', schema: 'public' },
};

testCheck(
  check,
  { ...database(), use: 'enums' },
  {
    pass: [
      { name: 'enums', artifacts: { ...seen, types: both(ENUM) } },
      {
        name: 'jsonb',
        subject: { use: 'jsonb' },
        artifacts: { ...seen, columns: both(fact('column', { type: 'jsonb' })) },
      },
      {
        name: 'range partitions',
        subject: { use: 'range-partitions' },
        artifacts: { ...seen, relations: both(fact('relation', { partkey: 'RANGE (at)' })) },
      },
      {
        name: 'triggers',
        subject: { use: 'triggers' },
        artifacts: { ...seen, triggers: both(fact('trigger', {})) },
      },
      {
        name: 'functions',
        subject: { use: 'functions' },
        artifacts: { ...seen, routines: both(fact('routine', {})) },
      },
      {
        name: 'gen_random_uuid, of an extension in the source and of PostgreSQL itself in the target',
        subject: { use: 'gen_random_uuid' },
        artifacts: { ...seen, extensions: { source: [PGCRYPTO], target: [] } },
      },
    ],
    fail: [
      {
        name: 'enums that became texts',
        artifacts: { ...seen, types: { source: [ENUM], target: [fact('type', { typtype: 'd' })] } },
        message: 'The target has no enums.',
      },
      {
        name: 'partitions that became one table',
        subject: { use: 'range-partitions' },
        artifacts: {
          ...seen,
          relations: {
            source: [fact('relation', { partkey: 'RANGE (at)' })],
            target: [fact('relation', {})],
          },
        },
        message: 'The target has no range-partitions.',
      },
      {
        name: 'a use that the source knows nothing of',
        artifacts: seen,
        message: 'The source has no enums: the declared use is wrong, or the database.',
      },
    ],
    unknown: [
      {
        name: 'a word that is not known',
        subject: { use: 'time travel' },
        artifacts: seen,
        message: 'How to look for time travel is not known here.',
      },
    ],
    error: [
      {
        name: 'a side that could not be seen',
        artifacts: { ...seen, types: { source: [ENUM], target: denied('postgresql:x') } },
        message: 'AWS denied postgresql:x.',
      },
    ],
  },
);
