import { actionsOf } from '../../core/collector.ts';
import { collectorsFor, plan } from '../../core/plan.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { loadSuite } from '../../runner/suites.ts';

interface PlanOptions {
  readonly spec: string;
  readonly env?: string;
  readonly json?: boolean;
}

export async function planCommand(suiteId: string, options: PlanOptions): Promise<number> {
  const suite = await loadSuite(suiteId);
  const { document } = await loadSpec(options.spec, options.env ?? null);
  const planned = plan(suite, document.spec);
  const { rows } = planned;
  const checks = suite.checks.map((check) => {
    const collectors = Object.values(check.needs);
    return {
      check: check.id,
      severity: check.severity,
      subjects: rows
        .filter((row) => row.check === check && row.notApplicable === null)
        .map(({ subject }) => subject?.name ?? '*'),
      notApplicable: rows
        .filter((row) => row.check === check)
        .flatMap(({ notApplicable }) => (notApplicable === null ? [] : [notApplicable])),
      calls: [
        ...new Set(
          collectors.flatMap(({ operations }) =>
            operations.map(({ service, name, action }) => action ?? `${service}:${name}`),
          ),
        ),
      ].sort(),
      actions: [...new Set(collectors.flatMap(actionsOf))].sort(),
    };
  });
  const actions = [...new Set(collectorsFor(planned).flatMap(actionsOf))].sort();
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ suite: suite.id, checks, actions }, null, 2)}\n`);
    return 0;
  }
  for (const { check, subjects, notApplicable, calls } of checks) {
    process.stdout.write(`${check}  (${calls.join(', ')})\n`);
    for (const subject of subjects) process.stdout.write(`  ${subject}\n`);
    for (const reason of new Set(notApplicable)) {
      process.stdout.write(`  does not apply: ${reason}\n`);
    }
  }
  const judged = checks.reduce((sum, { subjects }) => sum + subjects.length, 0);
  process.stdout.write(
    `\n${suite.id} judges ${checks.length} checks on ${judged} subjects with ${actions.length} permissions:\n`,
  );
  process.stdout.write(`  ${actions.join('\n  ')}\n`);
  return 0;
}
