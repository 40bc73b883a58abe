import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Report } from '../core/report.ts';
import { renderJson } from './json.ts';
import { hostileReport } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

test('the document is read back as it was', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      expect(JSON.parse(renderJson(report))).toEqual(report);
    }),
  );
});

test('keys stand in one order, wherever the report comes from', () => {
  const report = reportOf([finding({ status: 'fail', message: 'It is wrong.' })]);
  const shuffled = Object.fromEntries(Object.entries(report).toReversed()) as Report;
  expect(renderJson(shuffled)).toBe(renderJson(report));
  expect(Object.keys(JSON.parse(renderJson(shuffled)) as object)).toEqual(
    Object.keys(Report.shape).filter((key) => key in report),
  );
});
