import { findingKey } from '../core/finding-key.ts';
import type { Finding } from '../core/finding.ts';
import type { Facts } from '../core/json.ts';
import type { Report } from '../core/report.ts';
import { joined } from './pieces.ts';
import { clip, forCsv } from './sanitize.ts';
import { OUTCOMES, outcomeOf } from './status-table.ts';

/** Excel cuts a cell off at 32,767 characters: https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const CELL_LIMIT = 32_000;

type Cell = (finding: Finding, report: Report) => string | number | null;

const COLUMNS: Readonly<Record<string, Cell>> = {
  run: (_, { run }) => run.id,
  taken_at: (_, { takenAt }) => takenAt,
  deployment: (_, { deployment }) => deployment,
  environment: (_, { run }) => run.spec.environment,
  suite: (_, { suite }) => suite.id,
  account: ({ account }) => account,
  region: ({ region }) => region,
  domain: ({ domain }) => domain,
  check: ({ check }) => check,
  title: ({ title }) => title,
  subject: ({ subject }) => subject,
  resource_type: ({ resource }) => resource.type,
  resource_arn: ({ resource }) => resource.arn,
  severity: ({ severity }) => severity,
  status: (finding) => OUTCOMES[outcomeOf(finding)].word,
  message: ({ message }) => message,
  expected: ({ expected }) => factsText(expected),
  actual: ({ actual }) => factsText(actual),
  details: ({ details }) => details.join('; '),
  causes: ({ causes }) => causes.map(({ message }) => message).join('; '),
  missing_actions: ({ causes }) => causes.flatMap(({ action }) => action ?? []).join(' '),
  calls: ({ calls }) => calls.join(' '),
  spec_file: ({ spec }, { run }) => (spec === null ? null : run.spec.file),
  spec_line: ({ spec }) => spec?.line ?? null,
  waiver: ({ waiver }) => waiver?.id ?? null,
  waiver_owner: ({ waiver }) => waiver?.owner ?? null,
  waiver_expires: ({ waiver }) => waiver?.expires ?? null,
  waiver_reason: ({ waiver }) => waiver?.reason ?? null,
  key: findingKey,
  /** What answered in AWS's place; empty of AWS itself. */
  endpoint: (_, { endpoint }) => endpoint,
};

/** A row a finding, under a row of names. Lines end with a line feed, as spreadsheets and parsers read them too. */
export function csvPieces(report: Report): Iterable<string> {
  return joined(rows(report));
}

function* rows(report: Report): Generator<string, void, undefined> {
  yield `${Object.keys(COLUMNS).join(',')}\n`;
  const cells = Object.values(COLUMNS);
  for (const finding of report.findings) {
    yield `${cells.map((cell) => cellText(cell(finding, report))).join(',')}\n`;
  }
}

function cellText(value: string | number | null): string {
  return value === null ? '' : forCsv(clip(String(value), CELL_LIMIT));
}

function factsText(facts: Facts | null): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
