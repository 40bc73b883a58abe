import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './time-zones.ts';
import { database } from './testing/database.ts';

const side = (zones: Readonly<Record<string, string>>) => [
  { kind: 'time_zones', id: 'server', def: { zones } },
];
const ZONES = { 'Europe/Berlin': 'b', 'America/Sao_Paulo': 's', UTC: 'u' };
const seen = (target: Readonly<Record<string, string>>, source = side(ZONES)) => ({
  timeZones: { source, target: side(target) },
});

testCheck(check, database(), {
  pass: [
    { name: 'the same', artifacts: seen(ZONES) },
    { name: 'a zone that the source lacks', artifacts: seen({ ...ZONES, 'Europe/Kyiv': 'k' }) },
  ],
  fail: [
    {
      name: 'a zone whose clocks no longer change in one of two versions',
      artifacts: seen({ ...ZONES, 'America/Sao_Paulo': 'older' }),
      message: 'The target reckons local times otherwise than the source.',
    },
    {
      name: 'a zone that the target lacks',
      artifacts: seen({ 'Europe/Berlin': 'b', UTC: 'u' }),
      message: 'The target lacks time zones of the source.',
    },
    {
      name: 'no zone at all in the target',
      artifacts: seen({}),
      message: 'The target lacks time zones of the source.',
    },
  ],
  unknown: [
    {
      name: 'a source without a zone',
      artifacts: seen({}, side({})),
      message: 'The source knows no time zones.',
    },
    {
      name: 'a source that says nothing',
      artifacts: seen(ZONES, []),
      message: 'A side did not say which time zones it knows.',
    },
  ],
  error: [
    {
      name: 'a target that could not be seen',
      artifacts: { timeZones: { source: side(ZONES), target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
