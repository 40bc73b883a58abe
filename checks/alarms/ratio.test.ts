import { expect, test } from '@jest/globals';
import { parseMetric, parseRatio } from './ratio.ts';

test.each([
  'm1/m2',
  ' m1 / m2 ',
  'FILL(m1, 0) / m2',
  'm1/FILL(m2,1)',
  'IF(m2 > 0, m1 / m2, 0)',
  'IF(m2>0,FILL(m1,0)/m2,0)',
  'IF(m2, m1/m2, 0.0)',
  'IF(m1 != 0, m1/FILL(m2, REPEAT), 0)',
])('%s is the ratio', (expression) => {
  expect(parseRatio(expression)).toEqual({ numerator: 'm1', denominator: 'm2', scale: 1 });
});

test.each(['100 * m1 / m2', '100*(m1/m2)', '(m1/m2)*100', 'm1/m2*100', 'IF(m2>0,100*m1/m2,0)'])(
  '%s is a percentage',
  (expression) => {
    expect(parseRatio(expression)).toEqual({ numerator: 'm1', denominator: 'm2', scale: 100 });
  },
);

test.each([
  '',
  'm1',
  'm1 * m2',
  'm1 / m2 / m3',
  '(m1 + m2) / m3',
  'm1 / 60',
  '100 * m1 / m2 * 100',
  '1000 * m1 / m2',
  'IF(m3 > 0, m1/m2, 0)',
  'IF(m2 > 1000, m1/m2, 0)',
  'IF(m2 < 0, m1/m2, 0)',
  'IF(m2 == 0, m1/m2, 0)',
  'IF(0, m1/m2, 0)',
  'IF(m2 > 0, m1/m2, m3)',
  'IF(m2 > 0, m1/m2, 1)',
  'FILL(m1, m3) / m2',
])('%p is none of two metrics that we know', (expression) => {
  expect(parseRatio(expression)).toBeNull();
});

test.each(['m1', ' m1 ', 'FILL(m1, 0)', 'FILL(m1,REPEAT)'])('%s is the metric', (expression) => {
  expect(parseMetric(expression)).toBe('m1');
});

test.each([
  '',
  'm1*0',
  '-m1',
  'm1/60',
  'IF(m1>1000, m1, 0)',
  'FILL(m1,m2)',
  'MAX([m1])',
  'AVG(m1)',
  '5',
])('%p is more or less than a metric', (expression) => {
  expect(parseMetric(expression)).toBeNull();
});
