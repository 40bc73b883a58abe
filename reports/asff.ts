import type { AwsSecurityFinding, Partition, StatusReason } from '@aws-sdk/client-securityhub';
import type { Finding } from '../core/finding.ts';
import { findingKey } from '../core/finding-key.ts';
import type { Report } from '../core/report.ts';
import { asffResourceType } from './asff-resources.ts';
import { closedObjects } from './closed-objects.ts';
import { factText } from './fact-text.ts';
import { findingUid } from './finding-uid.ts';
import { fit, forJson, forSecurityHub } from './sanitize.ts';
import { OUTCOMES, outcomeOf, SEVERITIES } from './status-table.ts';

// In characters and in members, as the SDK's types and the API reference state them:
// https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
export const ASFF_LIMITS = {
  id: 512,
  generatorId: 512,
  title: 256,
  description: 1024,
  productFieldKey: 128,
  productFieldValue: 2048,
  productFields: 50,
  relatedRequirements: 32,
  recommendation: 512,
  region: 16,
  resourceId: 512,
  /** The reference states none for these three; they are kept as short as the others of their kind. */
  statusReasons: 20,
  statusReason: 512,
  relatedRequirement: 64,
} as const;

const SCHEMA_VERSION = '2018-10-08';
/** Of the taxonomy: https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html#Types */
const TYPE = 'Software and Configuration Checks/AWS Security Best Practices';
const ACCOUNT = /^\d{12}$/;
const URL_TEXT = /^https:\/\/[\x21-\x7e]{1,1000}$/;

/** What earlier publications say of a finding. */
export interface Published {
  /** When it was first sent, or began to fail; null when it never was. */
  readonly createdAt: string | null;
  readonly recordState: 'ACTIVE' | 'ARCHIVED';
}

export interface AsffOptions {
  /** Waived failures are sent as well, as failures. */
  readonly waived: boolean;
}

/**
 * The findings that Security Hub takes, as `--findings` of `aws securityhub batch-import-findings` reads them, though
 * that takes 100 at most.
 */
export function* asffPieces(report: Report): Generator<string, void, undefined> {
  let separator = '[\n';
  for (const findings of [report.findings, closedObjects(report)]) {
    for (const finding of findings) {
      if (!isSent(finding, { waived: false })) continue;
      const made = asffFinding(report, finding, { createdAt: null, recordState: 'ACTIVE' });
      yield `${separator}${forJson(JSON.stringify(made, null, 1))}`;
      separator = ',\n';
    }
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/**
 * Whether Security Hub has a word for it, and an account to hold it. What does not apply has none; a waived failure would
 * be one more failure there.
 */
export function isSent(finding: Finding, { waived }: AsffOptions): boolean {
  return ACCOUNT.test(finding.account) && statusOf(finding, waived) !== null;
}

/** A finding in the AWS Security Finding Format, every field within its limit. */
export function asffFinding(
  report: Report,
  finding: Finding,
  { createdAt, recordState }: Published,
): AwsSecurityFinding {
  const { run, takenAt, history } = report;
  const { check, title, severity, account, region, status } = finding;
  const failsSince = status === 'fail' ? history?.failingSince[findingKey(finding)] : undefined;
  const created = earliest([takenAt, createdAt ?? takenAt, failsSince ?? takenAt]);
  const partition = partitionOf(region);
  const url = report.checks[check]?.references.find((reference) => URL_TEXT.test(reference));
  const remediation = report.checks[check]?.remediation ?? '';
  return {
    SchemaVersion: SCHEMA_VERSION,
    Id: findingUid(report, finding),
    // The account's own product, which needs no registration.
    ProductArn: `arn:${partition}:securityhub:${word(region, 64)}:${account}:product/${account}/default`,
    GeneratorId: word(`landfall/${check}`, ASFF_LIMITS.generatorId),
    AwsAccountId: account,
    CreatedAt: created,
    UpdatedAt: run.finishedAt,
    FirstObservedAt: failsSince ?? created,
    LastObservedAt: takenAt,
    Title: word(`${check} ${title}`, ASFF_LIMITS.title),
    Description: word(descriptionOf(finding), ASFF_LIMITS.description),
    ...(remediation === ''
      ? {}
      : {
          Remediation: {
            Recommendation: {
              Text: word(remediation, ASFF_LIMITS.recommendation),
              ...(url === undefined ? {} : { Url: url }),
            },
          },
        }),
    ProductFields: productFieldsOf(report, finding),
    // Severity and types of one's own may not be updated by an import, except here.
    FindingProviderFields: {
      Severity: { Label: SEVERITIES[severity].asff, Original: severity },
      Types: [TYPE],
    },
    Resources: [
      {
        Type: asffResourceType(finding.resource.type),
        Id: word(finding.resource.arn ?? `${check} ${finding.subject}`, ASFF_LIMITS.resourceId),
        Partition: partition,
        ...(region === '' || region.length > ASFF_LIMITS.region
          ? {}
          : { Region: word(region, ASFF_LIMITS.region) }),
      },
    ],
    Compliance: complianceOf(report, finding),
    RecordState: recordState,
  };
}

function statusOf(finding: Finding, waived: boolean) {
  const outcome = outcomeOf(finding);
  return outcome === 'waived' && waived ? OUTCOMES.fail.asff : OUTCOMES[outcome].asff;
}

function complianceOf(report: Report, finding: Finding): AwsSecurityFinding['Compliance'] {
  const status = statusOf(finding, true) ?? undefined;
  const requirements = (report.checks[finding.check]?.controls ?? [])
    .filter((control) => control !== '')
    .slice(0, ASFF_LIMITS.relatedRequirements)
    .map((control) => word(control, ASFF_LIMITS.relatedRequirement));
  return {
    Status: status,
    ...(requirements.length === 0 ? {} : { RelatedRequirements: requirements }),
    ...(status === 'NOT_AVAILABLE' ? { StatusReasons: reasonsOf(finding) } : {}),
  };
}

/** Why it could not be decided: never empty, since that alone is what such a finding says. */
function reasonsOf({ causes, status, message }: Finding): StatusReason[] {
  const reasons = causes.map((cause) => ({
    code: cause.kind,
    text: cause.action === null ? cause.message : `${cause.message} It needs ${cause.action}.`,
  }));
  const told = reasons.length > 0 ? reasons : [{ code: status, text: message ?? status }];
  return told.slice(0, ASFF_LIMITS.statusReasons).map(({ code, text }) => ({
    ReasonCode: code.toUpperCase().replaceAll('-', '_'),
    Description: word(text, ASFF_LIMITS.statusReason),
  }));
}

function descriptionOf({ message, title, expected, actual, subject }: Finding): string {
  return [`${subject}: ${message ?? title}`, ...factText(expected, actual)].join('; ');
}

function productFieldsOf(report: Report, finding: Finding): Record<string, string> {
  const { run, deployment, suite, endpoint } = report;
  const { subject, spec, expected, actual, waiver } = finding;
  const fields: readonly (readonly [string, string | null])[] = [
    ['run', run.id],
    ['deployment', deployment],
    ['environment', run.spec.environment],
    ['suite', suite.id],
    ['subject', subject],
    ['key', findingKey(finding)],
    ['spec', spec === null ? null : `${run.spec.file}:${spec.line}`],
    ['expected', expected === null ? null : JSON.stringify(expected)],
    ['actual', actual === null ? null : JSON.stringify(actual)],
    [
      'waiver',
      waiver && `${waiver.id}, ${waiver.owner}, until ${waiver.expires}: ${waiver.reason}`,
    ],
    ['endpoint', endpoint],
  ];
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      value === null || value === ''
        ? []
        : [[`landfall/${name}`, word(value, ASFF_LIMITS.productFieldValue)]],
    ),
  );
}

/** `https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html` has the partitions. */
function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function earliest(times: readonly string[]): string {
  return times.reduce((first, time) => (Date.parse(time) < Date.parse(first) ? time : first));
}

/** One line within a limit. A field that must not be empty says so. */
function word(text: string, limit: number): string {
  const line = forSecurityHub(text);
  return fit(line.trim() === '' ? '(empty)' : line, limit);
}
