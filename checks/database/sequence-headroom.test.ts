import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './sequence-headroom.ts';
import { database } from './testing/database.ts';
import { at } from './testing/sequences.ts';

const both = (source: ReturnType<typeof at>, target: typeof source) => ({
  sequencePositions: { source, target },
});
const same = (last: string, def = {}) => both(at(last, def), at(last, def));
const OBJECT = 'app.ids -> app.rows.id';
const SHORT = 'The sequence app.ids has few numbers left for app.rows.id.';
const UNREAD = 'Where the sequence app.ids is could not be read.';
const found = { message: SHORT, objects: { [OBJECT]: SHORT } };
const INT4 = { columnType: 'int4', maximum: '2147483647' };
const FALLS = { increment: '-1', minimum: '-2147483648', maximum: '-1', columnType: 'int4' };

testCheck(check, database(), {
  pass: [
    { name: 'far from its end', artifacts: same('100') },
    { name: 'a column of four bytes with time', artifacts: same('1499999999', INT4) },
    {
      name: 'one in ten numbers left',
      artifacts: same('89', { minimum: '0', maximum: '100', called: true }),
    },
    {
      name: 'one that begins again at its end',
      artifacts: same('100', { maximum: '100', cycles: true }),
    },
    { name: 'one that falls and has time', artifacts: same('-5', FALLS) },
    {
      name: 'one that fills a numeric column, which has no end',
      artifacts: same('5000000000', { columnType: 'numeric' }),
    },
    { name: 'one that the source lacks', artifacts: both([], at('100')) },
  ],
  fail: [
    {
      name: 'fewer than one in ten',
      artifacts: same('91', { minimum: '0', maximum: '100' }),
      ...found,
    },
    {
      name: 'a sequence of eight bytes that fills a column of four',
      artifacts: same('2000000000', { columnType: 'int4' }),
      ...found,
    },
    {
      name: 'a column of four bytes of which a third is left',
      artifacts: same('1500000000', INT4),
      ...found,
    },
    {
      name: 'a target that is not set yet to what the source has given',
      artifacts: both(at('1600000000', INT4), at('1', { ...INT4, called: false })),
      ...found,
    },
    {
      name: 'one that falls and is near its end',
      artifacts: same('-1600000000', FALLS),
      ...found,
    },
    {
      name: 'one past its end',
      artifacts: same('40000', { columnType: 'int2' }),
      ...found,
    },
    {
      name: 'one that fills no column',
      artifacts: same('99', { maximum: '100', column: null, columnType: null }),
      message: 'The sequence app.ids has few numbers left.',
      objects: { [OBJECT]: 'The sequence app.ids has few numbers left.' },
    },
  ],
  unknown: [
    {
      name: 'one that could not be read in the target',
      artifacts: both(at('1'), at(null, { called: null })),
      message: UNREAD,
      objects: { [OBJECT]: UNREAD },
    },
    {
      name: 'one that could not be read in the source',
      artifacts: both(at(null, { called: null }), at('1')),
      message: UNREAD,
      objects: { [OBJECT]: UNREAD },
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
