import { describe, expect, test } from '@jest/globals';
import { readLine } from './point.ts';

const TAGS = '{"name":"GET /","outcome":"ok","phase":"steady","scenario":"browse"}';
const line = (metric: string, value: string, tags = TAGS) =>
  `{"metric":"${metric}","type":"Point","data":{"time":"2026-11-29T07:35:17.676732444Z","value":${value},"tags":${tags}}}`;

const POINT = {
  timeMs: Date.parse('2026-11-29T07:35:17.676Z'),
  beyondMs: 0.732444,
  value: 14.845,
  scenario: 'browse',
  phase: 'steady',
  name: 'GET /',
};

test.each([
  [line('landfall_latency', '14.845'), { kind: 'latency', point: { ...POINT, outcome: 'ok' } }],
  [line('landfall_duration', '14.845'), { kind: 'duration', point: { ...POINT, outcome: 'ok' } }],
  [line('landfall_lateness', '14.845'), { kind: 'lateness', point: POINT }],
  [line('landfall_dropped', '1'), { kind: 'dropped', point: { ...POINT, value: 1 } }],
  [
    line('landfall_epoch', '1.795937717639e+12', '{}'),
    { kind: 'epoch', epochMs: 1_795_937_717_639 },
  ],
  [line('landfall_ended', '1', '{}'), { kind: 'ended' }],
  [line('dropped_iterations', '7', '{"scenario":"browse"}'), { kind: 'not-begun', count: 7 }],
  [line('http_reqs', '1'), { kind: 'http-request' }],
  [line('http_req_duration', '1'), { kind: 'other' }],
  [line('vus', '1'), { kind: 'other' }],
  [
    '{"type":"Metric","data":{"name":"landfall_latency"},"metric":"landfall_latency"}',
    { kind: 'other' },
  ],
])('%s', (text, read) => {
  expect(readLine(text)).toEqual(read);
});

describe('what cannot be is unreadable, and not nothing', () => {
  test.each([
    [''],
    ['time="2026-11-29T07:35:17Z" level=warning msg="Request Failed"'],
    ['{"level":"warning"}'],
    [line('http_reqs', '1').slice(0, -9)],
    [line('vus', '1').slice(0, 30)],
    [line('landfall_latency', '-1')],
    [line('landfall_latency', 'null')],
    [line('landfall_latency', '"12"')],
    [line('landfall_latency', '1').replace('2026-11-29T07:35:17.676732444Z', 'yesterday')],
    [line('landfall_latency', '1', '{"name":"GET /","phase":"steady","scenario":"browse"}')],
    [line('landfall_latency', '1', TAGS.replace('"ok"', '"fine"'))],
    [line('landfall_latency', '1', TAGS.replace('"phase"', '"stage"'))],
    [line('landfall_lateness', '1', '{}')],
    [line('landfall_other', '1')],
    [line('landfall_latency', '1').replace('"tags":{', '"tags":')],
  ])('%j', (text) => {
    expect(readLine(text)).toEqual({ kind: 'unreadable' });
  });
});
