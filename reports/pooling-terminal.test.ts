import { expect, test } from '@jest/globals';
import { renderPooling } from './pooling-terminal.ts';

const RESULT = {
  server: 'pooler:6432/app',
  declaredMode: 'transaction',
  promises: [
    { says: 'Queries with parameters work.', status: 'pass' as const },
    { says: 'A client has its own time zone.', status: 'unknown' as const },
  ],
  notPromised: ['A temporary table is lost to its client.'],
  notes: ['Nothing is known of the time zone: \u001b[2J.'],
  left: true,
};

test('promises, what nobody may rely on, and what is not known', () => {
  expect(renderPooling(RESULT, false)).toBe(
    [
      'pooler:6432/app, declared in transaction mode',
      '',
      'pass     Queries with parameters work.',
      'unknown  A client has its own time zone.',
      '',
      'Nobody may rely on these in transaction mode:',
      '  A temporary table is lost to its client.',
      '',
      'Nothing is known of the time zone: \\u{1b}[2J.',
      '',
      'Something that was tried may still be on a server connection: RECONNECT on the console ends it.',
      '',
    ].join('\n'),
  );
});

test('a status has a colour where that is wanted', () => {
  const shown = renderPooling({ ...RESULT, notPromised: [], notes: [], left: false }, true);
  expect(shown).toContain('\u001b[32mpass   \u001b[0m  Queries with parameters work.');
});
