import type { Fix } from '../../core/check.ts';
import { actionsOf, privilegesOf } from '../../core/collector.ts';
import { statementText } from '../../core/statements.ts';
import { loadCheck, loadSuites } from '../../runner/suites.ts';

export async function explainCommand(id: string): Promise<number> {
  const check = await loadCheck(id);
  const suites = (await loadSuites()).filter((suite) => suite.checks.includes(check));
  const collectors = Object.values(check.needs);
  const actions = [...new Set(collectors.flatMap(actionsOf))].sort();
  const needs = [...actions, ...privilegesOf(collectors)];
  const lines = [
    `${check.id}  ${check.severity}  ${check.resourceType}`,
    `  ${check.title}`,
    '',
    `  risk      ${check.risk}`,
    `  fix       ${check.remediation}`,
    `  suites    ${suites.map((suite) => suite.id).join(', ')}`,
    ...collectors.map((collector) => `  evidence  ${collector.title} (${collector.id})`),
    `  needs     ${needs.length === 0 ? 'no permission' : needs.join(', ')}`,
    ...check.controls.map((control) => `  control   ${control}`),
    ...check.proves.map((id) => `  proves    ${statementText(id)}`),
    ...fixLines(check.fix),
    ...check.references.map((reference) => `  see       ${reference}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function fixLines(fix: Fix): readonly string[] {
  if ('sql' in fix) return indented('sql', fix.sql);
  return [...indented('cli', fix.cli), ...indented('cdk', fix.cdk)];
}

/** A label before the first line of something to copy. */
function indented(label: string, text: string): readonly string[] {
  return text
    .split('\n')
    .map((line, index) => `  ${(index === 0 ? label : '').padEnd(8)}  ${line}`);
}
