import { loadChecks, loadSuites } from '../../runner/suites.ts';

export async function listCommand(): Promise<number> {
  const suites = await loadSuites();
  const checks = await loadChecks();
  const width = Math.max(...checks.map(({ id }) => id.length));
  for (const check of checks) {
    const within = suites.filter((suite) => suite.checks.includes(check)).map(({ id }) => id);
    process.stdout.write(
      `${check.id.padEnd(width)}  ${check.severity.padEnd(8)}  ${within.join(' ').padEnd(24)}  ${check.title}\n`,
    );
  }
  for (const suite of suites) {
    process.stdout.write(
      `\n${suite.id}: ${suite.title}. ${suite.when} ${suite.checks.length} checks.\n`,
    );
  }
  return 0;
}
