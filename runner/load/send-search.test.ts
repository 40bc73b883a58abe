import { expect, test } from '@jest/globals';
import { parseSpec } from '../../core/spec/document.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { directFold, ranWith } from '../../load/judge/testing/direct-fold.ts';
import { simulate } from '../../load/judge/testing/simulated-load.ts';
import { sendableLoad, sendableSearch } from './sendable-load.ts';
import { sendSearch, type SearchOptions } from './send-search.ts';

const LOAD = `load:
  target: { origin: "http://127.0.0.1:9", environment: test, timeoutMs: 10000 }
  limits: { requestsPerSecond: 80, requests: 99999, minutes: 99, virtualUsers: 9999 }
  scenarios: { breakpoint: { warmUpSeconds: 1, steadySeconds: 10, quietSeconds: 10 } }
  workloads:
    api: { service: main/api, requestsPerSecond: 20, slo: { p95Ms: 200, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } }
`;
const parsed = parseSpec(
  { file: 'spec.yaml', text: WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, LOAD) },
  null,
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { spec } = parsed.document;

/** Levels that are too short to decide anything, of which there would be two. */
async function search(change: Partial<SearchOptions>) {
  const load = sendableLoad(spec);
  const facts = { seed: 7, marker: 'test' };
  const sent: { readonly loadRatio: number; readonly seed: number }[] = [];
  await sendSearch({
    ...{ spec, load, facts, settings: sendableSearch(load, facts).settings },
    signal: new AbortController().signal,
    send: (plan, level) => {
      sent.push({ loadRatio: level.loadRatio, seed: plan.seed });
      return Promise.resolve({
        ...ranWith('breakpoint', plan, directFold(simulate(plan))),
        level,
      });
    },
    mayGoOn: () => Promise.resolve(true),
    onNote: () => undefined,
    ...change,
  });
  return sent;
}

test('one level follows the other, each with arrivals of its own, until the search is over', async () => {
  expect(await search({})).toEqual([
    { loadRatio: 1, seed: 7 },
    { loadRatio: 0.5, seed: 8 },
  ]);
});

test('what may end a load between two levels ends the search, whatever the level said', async () => {
  expect(await search({ mayGoOn: () => Promise.resolve(false) })).toEqual([
    { loadRatio: 1, seed: 7 },
  ]);
});

test('nothing more is sent after it was interrupted', async () => {
  const controller = new AbortController();
  controller.abort();
  expect(await search({ signal: controller.signal })).toEqual([{ loadRatio: 1, seed: 7 }]);
});
