import type { Finding } from '../core/finding.ts';
import { findingKey } from '../core/finding-key.ts';
import type { Change } from '../core/history/history.ts';
import type { Report } from '../core/report.ts';
import { closedObjects } from './closed-objects.ts';
import { factRows } from './facts-diff.ts';
import { findingUid } from './finding-uid.ts';
import { forJson } from './sanitize.ts';
import { OUTCOMES, outcomeOf, SEVERITIES, type OcsfResult, type Outcome } from './status-table.ts';

/** The version that AWS Security Hub delivers: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-ocsf.html */
const VERSION = '1.6.0';
const CATEGORY = 2;
const CLASS = 2003;
/** Of an account: `AWS Account`. */
const AWS_ACCOUNT = 10;

const RESULTS: Readonly<Record<OcsfResult, number>> = { Pass: 1, Warning: 2, Fail: 3, Other: 99 };
const ACTIVITIES = { Create: 1, Update: 2, Close: 3 } as const;
type Activity = keyof typeof ACTIVITIES;

/**
 * OCSF Compliance Findings with the cloud profile, one a line: https://schema.ocsf.io/1.6.0/classes/compliance_finding.
 * Times are milliseconds since 1970, UTC.
 */
export function* ocsfPieces(report: Report): Generator<string, void, undefined> {
  const changes = new Map(report.history?.changes.map((change) => [change.key, change]));
  for (const findings of [report.findings, closedObjects(report)]) {
    for (const finding of findings) {
      const change = changes.get(findingKey(finding)) ?? null;
      yield `${forJson(JSON.stringify(eventOf(report, finding, change)))}\n`;
    }
  }
}

function eventOf(report: Report, finding: Finding, change: Change | null) {
  const { run, history, takenAt, endpoint } = report;
  const { check, domain, title, severity, message, account, region, resource, subject } = finding;
  const outcome = outcomeOf(finding);
  const activity = activityOf(report, change);
  const uid = findingUid(report, finding);
  const facts = report.checks[check];
  const [severityId, severityCaption] = SEVERITIES[severity].ocsf;
  const failsSince =
    finding.status === 'fail' ? (history?.failingSince[findingKey(finding)] ?? takenAt) : null;
  return {
    class_uid: CLASS,
    class_name: 'Compliance Finding',
    category_uid: CATEGORY,
    category_name: 'Findings',
    activity_id: ACTIVITIES[activity],
    activity_name: activity,
    type_uid: CLASS * 100 + ACTIVITIES[activity],
    type_name: `Compliance Finding: ${activity}`,
    time: Date.parse(run.finishedAt),
    severity_id: severityId,
    severity: severityCaption,
    ...lifecycleOf(outcome, finding),
    message: `${check} ${subject}: ${message ?? title}`,
    metadata: {
      version: VERSION,
      profiles: ['cloud'],
      uid: `${run.id}/${uid}`,
      correlation_uid: run.id,
      event_code: check,
      labels: [report.suite.id, domain, ...(endpoint === null ? [] : [`not AWS: ${endpoint}`])],
      product: { name: 'landfall', vendor_name: 'landfall', version: run.toolVersion },
    },
    cloud: {
      provider: 'AWS',
      region,
      account: { uid: account, type: 'AWS Account', type_id: AWS_ACCOUNT },
    },
    finding_info: {
      uid,
      title,
      ...(facts === undefined ? {} : { desc: facts.risk }),
      ...(failsSince === null ? {} : { first_seen_time: Date.parse(failsSince) }),
      last_seen_time: Date.parse(takenAt),
    },
    compliance: complianceOf(report, finding, outcome),
    ...evidencesOf(finding),
    resources: [
      {
        name: subject,
        ...(resource.arn === null ? {} : { uid: resource.arn }),
        type: resource.type,
        region,
      },
    ],
    ...(facts === undefined
      ? {}
      : { remediation: { desc: facts.remediation, references: facts.references } }),
  };
}

/** Without an earlier run everything is new. What is merely not judged any more is never closed. */
function activityOf({ history }: Report, change: Change | null): Activity {
  if (history === null || change?.kind === 'new' || change?.before === null) return 'Create';
  return change?.kind === 'fixed' ? 'Close' : 'Update';
}

/** Whether somebody has still to look at it; whether it passes is the business of `compliance`. */
function lifecycleOf(outcome: Outcome, { waiver }: Finding) {
  switch (outcome) {
    case 'pass':
      return { status_id: 4, status: 'Resolved' };
    case 'waived':
      return {
        status_id: 3,
        status: 'Suppressed',
        ...(waiver === null
          ? {}
          : {
              status_detail: `waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`,
            }),
      };
    case 'not-applicable':
      return { status_id: 99, status: OUTCOMES[outcome].word };
    case 'fail':
    case 'error':
    case 'unknown':
    case 'unsettled':
    case 'not-checked':
      return { status_id: 1, status: 'New' };
  }
}

function complianceOf(report: Report, finding: Finding, outcome: Outcome) {
  const { check, title, message, details, causes, expected, actual, status } = finding;
  const { ocsf, word } = OUTCOMES[outcome];
  const requirements = report.checks[check]?.controls ?? [];
  const reasons = causes.map((cause) => cause.message);
  const assessed = status === 'pass' || status === 'fail' ? factRows(expected, actual) : [];
  return {
    standards: ['migration-spec'],
    control: check,
    desc: title,
    ...(requirements.length === 0 ? {} : { requirements }),
    status_id: RESULTS[ocsf],
    status: ocsf === 'Other' ? word : ocsf,
    status_code: word,
    status_details: [...new Set([...(message === null ? [] : [message]), ...details, ...reasons])],
    assessments: assessed
      .filter(({ comparison }) => comparison !== 'actual-only')
      .map(({ key, comparison }) => ({ name: key, meets_criteria: comparison === 'same' })),
  };
}

/** None where nothing was seen: an evidence without content is not one. */
function evidencesOf({ expected, actual, calls, spec }: Finding) {
  if (expected === null && actual === null && calls.length === 0) return {};
  return { evidences: [{ data: { expected, actual, calls, spec } }] };
}
