import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './sequence-positions.ts';
import { database } from './testing/database.ts';
import { at } from './testing/sequences.ts';

const both = (source: ReturnType<typeof at>, target: typeof source) => ({
  sequencePositions: { source, target },
});
const OBJECT = 'app.ids -> app.rows.id';
const THERE = 'The next value of the sequence app.ids is already in app.rows.id of the target.';
const BEHIND = 'The sequence app.ids of the target is behind that of the source.';

testCheck(check, database(), {
  pass: [
    { name: 'as in the source', artifacts: both(at('100'), at('100')) },
    { name: 'ahead of the source', artifacts: both(at('100'), at('5000')) },
    {
      name: 'set to the next value and not called',
      artifacts: both(at('100'), at('101', { called: false })),
    },
    {
      name: 'an empty column',
      artifacts: both(
        at('1', { called: false, greatest: null }),
        at('1', { called: false, greatest: null }),
      ),
    },
    {
      name: 'one that falls',
      artifacts: both(
        at('-5', { increment: '-1', least: '-5', greatest: '0' }),
        at('-5', { increment: '-1', least: '-5', greatest: '0' }),
      ),
    },
    {
      name: 'one behind columns that hold no numbers, no further than in the source',
      artifacts: both(
        at('7', { column: null, greatest: null, least: null }),
        at('7', { column: null, greatest: null, least: null }),
      ),
    },
    {
      name: 'numbers that JavaScript would round',
      artifacts: both(
        at('9007199254740993', { greatest: '9007199254740993' }),
        at('9007199254740993', { greatest: '9007199254740993' }),
      ),
    },
  ],
  fail: [
    {
      name: 'one that was not moved',
      artifacts: both(at('100'), at('1', { called: false })),
      message: THERE,
      objects: { [OBJECT]: THERE },
    },
    {
      name: 'set to the greatest value and not called',
      artifacts: both(at('100'), at('100', { called: false })),
      message: THERE,
      objects: { [OBJECT]: THERE },
    },
    {
      name: 'past the rows, which were deleted, and not past what the source has given',
      artifacts: both(at('250'), at('120')),
      message: BEHIND,
      objects: { [OBJECT]: BEHIND },
    },
    {
      name: 'one that lost its column on the way',
      artifacts: both(at('250'), at('1', { column: null, greatest: null, least: null })),
      message: BEHIND,
      objects: { [OBJECT]: BEHIND },
    },
    {
      name: 'one that falls and is not below the least',
      artifacts: both(
        at('-9', { increment: '-1', least: '-9' }),
        at('-3', { increment: '-1', least: '-9' }),
      ),
      message: THERE,
      objects: { [OBJECT]: THERE },
    },
  ],
  unknown: [
    {
      name: 'one that could not be read',
      artifacts: both(at('1'), at(null, { called: null })),
      message: 'Where the sequence app.ids of the target is could not be read.',
      objects: { [OBJECT]: 'Where the sequence app.ids of the target is could not be read.' },
    },
    {
      name: 'one that could not be read in the source',
      artifacts: both(at(null, { called: null }), at('100')),
      message: 'Where the sequence app.ids of the source is could not be read.',
      objects: { [OBJECT]: 'Where the sequence app.ids of the source is could not be read.' },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { sequencePositions: { source: at('1'), target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
