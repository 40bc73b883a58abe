import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderPublication, type PublicationFacts } from './publication.ts';
import { hostileText, OBEYED } from './testing/hostile.ts';

const facts: PublicationFacts = {
  run: '01KATZ9XJ0D4R8V0C2Q3Y5W7N9',
  account: '123456789012',
  region: 'eu-west-1',
  dryRun: false,
  imported: [
    { status: 'FAILED', isArchived: false },
    { status: 'PASSED', isArchived: true },
    { status: 'PASSED', isArchived: false },
  ],
  refused: [],
  outdated: 0,
  left: 0,
  unremembered: null,
};

test('what was published', () => {
  expect(renderPublication(facts, false)).toBe(
    [
      'published run 01KATZ9XJ0D4R8V0C2Q3Y5W7N9 to Security Hub of 123456789012 eu-west-1',
      '  imported  3 (1 FAILED, 0 NOT_AVAILABLE, 2 PASSED; 1 archived)',
      '',
    ].join('\n'),
  );
});

test('each failure, and all that was not sent', () => {
  const refused = [{ check: 'ecs/steady', subject: 'main/api', id: 'landfall/1', reason: 'No.' }];
  const all = { ...facts, refused, outdated: 2, left: 3, unremembered: 'EROFS' };
  expect(renderPublication(all, false).split('\n').slice(2)).toEqual([
    '  not sent  3 (waived, not applicable, or of no account)',
    '  outdated  2 (a later look was published already)',
    '  FAILED    1',
    '    - ecs/steady on main/api: No.',
    '      id landfall/1',
    '  The store does not know what was published, so it will not be archived when it passes: EROFS',
    '',
  ]);
});

test('a dry run says that it was one', () => {
  expect(renderPublication({ ...facts, dryRun: true }, false)).toMatch(
    /^would publish .*\n {2}to send {2}3 /,
  );
});

test('holds nothing that a terminal would obey', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const refused = [{ check: text, subject: text, id: text, reason: text }];
      const shown = renderPublication({ ...facts, refused, unremembered: text }, false);
      for (const pattern of Object.values(OBEYED)) expect(shown).not.toMatch(pattern);
    }),
  );
});
