import type { Facts } from '../../core/json.ts';
import { fail, pass, unknown, type Judgement } from '../../core/judgement.ts';
import { judgedWorkloads } from '../../load/judge/judged-workload.ts';
import { byRules } from '../../load/judge/judged-test.ts';
import type { RuleId } from '../../load/judge/judgement.ts';
import { verdictOnWorkload } from '../../load/judge/sizing.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { judgedTest } from '../../load/judge/judged-once.ts';
import { endedEarly } from './ended-early.ts';
import { ofAnotherSize } from './sent-size.ts';
import type { WorkloadSubject } from './subjects.ts';

/**
 * Whether anything was measured: the generator sent what was planned, of what is declared, it was judged long enough, and it was the
 * declared service that answered, where AWS was watched.
 */
const MEASURED: readonly RuleId[] = ['V1', 'V2', 'V4', 'scope', 'A1', 'A2', 'A3'];

/** What the load test says of a workload by some rules, and by those that tell whether anything was measured. */
export function judgeByRules(
  { name, service, spec }: WorkloadSubject,
  test: LoadTest,
  rules: readonly RuleId[],
  expected: Facts,
): Judgement {
  const { judgements, load } = judgedTest(spec, test);
  const other = ofAnotherSize(spec, test, load, `ecs ${service}`);
  if (other !== null) return unknown(other);
  const workload = judgedWorkloads(spec).find((judged) => judged.name === name);
  if (workload === undefined) return unknown(`The spec declares no workload ${name}.`);
  const { verdict, reason, evidence } = verdictOnWorkload(
    workload,
    byRules(judgements, [...rules, ...MEASURED]),
  );
  switch (verdict) {
    case 'HOLDS': {
      const ended = endedEarly(test);
      return ended === null ? pass(expected, evidence, { details: [reason] }) : unknown(ended);
    }
    case 'UNDERSIZED':
      return fail(reason, expected, evidence);
    case 'INVALID':
      return unknown(`The load test is invalid. ${reason}`);
    case 'INCONCLUSIVE':
      return unknown(`The load test does not decide it. ${reason}`);
  }
}
