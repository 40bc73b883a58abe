import type { ConsoleGate } from '../postgres/console.ts';
import type { PostgresGate } from '../postgres/reader.ts';

/** The way to databases of a test that has none: to ask of them is a mistake of the test. */
export const noDatabases: PostgresGate = {
  readerFor: () => ({
    read: () => {
      throw new Error('this test has no databases');
    },
    hostOf: () => null,
  }),
  ledger: () => [],
  close: () => Promise.resolve(),
};

/** The same for a pooler. */
export const noPooler: ConsoleGate = {
  readerFor: () => ({
    read: () => {
      throw new Error('this test has no pooler');
    },
  }),
  ledger: () => [],
  close: () => Promise.resolve(),
};
