import { expect, test } from '@jest/globals';
import type { ScenariosSpec } from '../../../core/spec/sections/load.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { phasesOf } from '../../plan/phases.ts';
import { judgedWorkloads } from '../judged-workload.ts';
import { reportedOf } from '../testing/reported-deployment.ts';
import { sentStaircase, specOf } from '../testing/sent-staircase.ts';
import { loadedDatabase } from './loaded-database.ts';

const SPEC = specOf();
const [RECORD] = reportedOf(sentStaircase()).databases;

/** The spec, of which another service that does not use the database has requests as well. */
function withOther(scenarios: ScenariosSpec): Spec {
  const { api } = SPEC.load?.workloads ?? {};
  const { main } = SPEC.clusters ?? {};
  const service = main?.services['api'];
  if (api === undefined || main === undefined || service === undefined) {
    throw new Error('The spec lacks its workload.');
  }
  const pages = { ...api, service: 'main/web', requestsPerSecond: 10 };
  return {
    ...SPEC,
    clusters: { main: { ...main, services: { ...main.services, web: service } } },
    load: { ...SPEC.load, scenarios, workloads: { api, pages } },
  };
}

function burstsOf(spec: Spec) {
  if (RECORD === undefined) throw new Error('There is no database.');
  const database = loadedDatabase(spec, judgedWorkloads(spec), [], RECORD);
  return [...(database?.declaredBursts ?? [])];
}

test('what is to come at once is what would be planned of its workloads, beside those of others', () => {
  const scenarios = { dbViaApi: { burst: { requests: 200 } } };
  const spec = withOther(scenarios);
  const [[name, declared] = [], ...others] = burstsOf(spec);
  expect([name, others]).toEqual(['api', []]);
  expect(declared?.burst).toEqual({ name: 'burst', seconds: 1, requestsPerSecond: 40 + 160 });
  const { workloads = {} } = spec.load ?? {};
  const planned = phasesOf(
    'db-via-api',
    { requestsPerSecond: 40 },
    scenarios,
    Object.values(workloads),
  );
  expect(planned.slice(-2)).toEqual([declared?.burst, declared?.after]);
});

test('nothing is to come at once where the spec does not say so', () => {
  expect(burstsOf(withOther({ dbViaApi: {} }))).toEqual([]);
});
