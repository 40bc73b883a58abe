import { actionsFor } from '../../core/plan.ts';
import { policyFor } from '../../core/policy.ts';
import { loadSuite } from '../../runner/suites.ts';

export async function policyCommand({ suite }: { suite: string }): Promise<number> {
  const document = policyFor(actionsFor(await loadSuite(suite)));
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return 0;
}
