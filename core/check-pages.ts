import { domainOf, type Check, type Fix } from './check.ts';
import { actionsOf, privilegesOf } from './collector.ts';
import { statementText } from './statements.ts';
import type { Suite } from './suite.ts';

/** A page of documentation for each domain, made of the checks' own metadata: domain to Markdown. */
export function checkPages(
  checks: readonly Check[],
  suites: readonly Suite[],
): ReadonlyMap<string, string> {
  const domains = [...new Set(checks.map(({ id }) => domainOf(id)))].sort();
  return new Map(
    domains.map((domain) => {
      const sections = checks
        .filter(({ id }) => domainOf(id) === domain)
        .map((check) => section(check, suites));
      return [domain, [`# ${domain}`, ...sections].join('\n\n') + '\n'];
    }),
  );
}

function section(check: Check, suites: readonly Suite[]): string {
  const collectors = Object.values(check.needs);
  const actions = [...new Set(collectors.flatMap(actionsOf))].sort();
  const privileges = privilegesOf(collectors);
  const within = suites.filter((suite) => suite.checks.includes(check)).map(({ id }) => id);
  return [
    `## ${check.id}`,
    '',
    `${check.title}.`,
    '',
    `- **Severity:** ${check.severity}`,
    `- **Suites:** ${within.join(', ')}`,
    `- **Judges:** ${check.resourceType}`,
    `- **Risk:** ${check.risk}`,
    `- **Fix:** ${check.remediation}`,
    `- **Evidence:** ${collectors.map(({ title }) => title).join('; ')}`,
    ...listed('PostgreSQL privileges', privileges),
    `- **IAM actions:** ${actions.length === 0 ? 'none' : actions.map((action) => `\`${action}\``).join(', ')}`,
    ...listed('Controls', check.controls),
    ...listed('Proves', check.proves.map(statementText)),
    `- **References:** ${check.references.map((reference) => `<${reference}>`).join(', ')}`,
    ...fixLines(check.fix),
  ].join('\n');
}

function listed(label: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`- **${label}:** ${items.join('; ')}`];
}

function fixLines(fix: Fix): readonly string[] {
  if ('sql' in fix) return ['', '```sql', fix.sql, '```'];
  return ['', '```sh', fix.cli, '```', '', '```ts', fix.cdk, '```'];
}
