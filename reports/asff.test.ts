import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingKey } from '../core/finding-key.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { ASFF_LIMITS, asffFinding, asffPieces, isSent } from './asff.ts';
import { hostileReport, hostileText } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

const EARLIER = '2026-11-20T08:00:00.000Z';
const WAIVER = { id: 'M-1', reason: 'Later.', owner: '@dba', expires: '2026-12-31' };
const NEW = { createdAt: null, recordState: 'ACTIVE' } as const;

const failing = finding({
  status: 'fail',
  message: 'The service is not steady.',
  expected: { desired: 2 },
  actual: { desired: 1 },
  resource: {
    type: 'AWS::ECS::Service',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:service/main/api',
  },
});

function written(report: Report): AwsSecurityFinding[] {
  return JSON.parse([...asffPieces(report)].join('')) as AwsSecurityFinding[];
}

/** Every text of a finding, with the longest that it may be. */
function lengths(
  made: AwsSecurityFinding,
): readonly (readonly [string, string | undefined, number])[] {
  const { Compliance, Resources, ProductFields, Remediation } = made;
  return [
    ['Id', made.Id, 512],
    ['ProductArn', made.ProductArn, 2048],
    ['GeneratorId', made.GeneratorId, 512],
    ['Title', made.Title, 256],
    ['Description', made.Description, 1024],
    ['Recommendation.Text', Remediation?.Recommendation?.Text ?? '-', 512],
    ['Severity.Original', made.FindingProviderFields?.Severity?.Original, 64],
    ...Object.entries(ProductFields ?? {}).flatMap(([key, value]) => [
      ['ProductFields', key, 128] as const,
      [key, value, 2048] as const,
    ]),
    ...(Resources ?? []).flatMap(({ Id, Type, Region }) => [
      ['Resource.Id', Id, 512] as const,
      ['Resource.Type', Type, 256] as const,
      ['Resource.Region', Region ?? '-', 16] as const,
    ]),
    ...(Compliance?.RelatedRequirements ?? []).map((text) => ['Requirement', text, 64] as const),
    ...(Compliance?.StatusReasons ?? []).flatMap(({ ReasonCode, Description }) => [
      ['ReasonCode', ReasonCode, 64] as const,
      ['Reason', Description, 512] as const,
    ]),
  ];
}

function flaws(made: AwsSecurityFinding): readonly string[] {
  const texts = lengths(made)
    .filter(([, text, limit]) => text === undefined || text === '' || text.length > limit)
    .map(([name]) => name);
  const times = [made.CreatedAt, made.FirstObservedAt, made.LastObservedAt, made.UpdatedAt];
  return [
    ...texts,
    ...(/^\d{12}$/.test(made.AwsAccountId ?? '') ? [] : ['AwsAccountId']),
    ...(Object.keys(made.ProductFields ?? {}).length <= 50 ? [] : ['ProductFields']),
    ...((made.Compliance?.RelatedRequirements ?? []).length <= 32 ? [] : ['Requirements']),
    ...(made.Resources?.length === 1 ? [] : ['Resources']),
    ...(times.every((time) => time !== undefined && /^\d{4}-.*Z$/.test(time)) ? [] : ['times']),
    ...(Date.parse(made.CreatedAt ?? '') <= Date.parse(made.UpdatedAt ?? '') ? [] : ['CreatedAt']),
    ...(Buffer.byteLength(JSON.stringify(made)) <= 240_000 ? [] : ['size']),
    ...('Severity' in made || 'Types' in made || 'Confidence' in made ? ['provider fields'] : []),
    ...('Note' in made || 'Workflow' in made || 'UserDefinedFields' in made ? ['workflow'] : []),
  ];
}

test('every field is within its limit, whatever the findings hold', () => {
  const long = fc.string({ unit: 'grapheme', minLength: 3000, maxLength: 4000 });
  fc.assert(
    fc.property(hostileReport, fc.oneof(hostileText, long), (report, text) => {
      const facts = { expected: { a: text }, actual: { b: text }, title: text, subject: text };
      const findings = report.findings.map((made) => ({
        ...made,
        ...facts,
        check: `${made.check}${text}`,
        account: '123456789012',
        resource: { type: text, arn: text },
        causes: made.causes.map((cause) => ({ ...cause, message: text })),
      }));
      for (const made of written({ ...report, findings })) expect(flaws(made)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('each limit cuts what is longer, and no sooner', () => {
  const titleOf = (title: string) =>
    asffFinding(reportOf([]), finding({ check: 'c', title }), NEW).Title;
  expect(titleOf('x'.repeat(ASFF_LIMITS.title - 2))).toBe(`c ${'x'.repeat(254)}`);
  expect(titleOf('x'.repeat(ASFF_LIMITS.title - 1))).toBe(`c ${'x'.repeat(251)}...`);
});

test('lists are cut as well', () => {
  const controls = Array.from({ length: 40 }, (_, index) => `C-${index}`);
  const facts = { risk: 'r', remediation: 'Mend it.', fix: {}, references: ['no url'], controls };
  const cause = {
    kind: 'denied',
    operation: 'ecs:DescribeServices',
    code: 'AccessDenied',
    message: 'AWS denied it.',
    action: 'ecs:DescribeServices',
    calls: [],
  } as const;
  const denied = finding({ status: 'error', causes: Array.from({ length: 30 }, () => cause) });
  const { Compliance, Remediation } = asffFinding(
    reportOf([denied], { checks: { 'ecs/steady': facts } }),
    denied,
    NEW,
  );
  expect(Compliance?.RelatedRequirements).toHaveLength(32);
  expect(Compliance?.StatusReasons).toHaveLength(20);
  expect(Compliance?.StatusReasons?.[0]).toEqual({
    ReasonCode: 'DENIED',
    Description: 'AWS denied it. It needs ecs:DescribeServices.',
  });
  expect(Remediation).toEqual({ Recommendation: { Text: 'Mend it.' } });
});

test.each<[string, Finding, string | undefined]>([
  ['a pass', finding(), 'PASSED'],
  ['a failure', failing, 'FAILED'],
  ['an error', finding({ status: 'error' }), 'NOT_AVAILABLE'],
  ['what is unknown', finding({ status: 'unknown' }), 'NOT_AVAILABLE'],
  ['what is unsettled', finding({ status: 'unsettled' }), 'NOT_AVAILABLE'],
  ['what was not checked', finding({ status: 'not-checked' }), 'NOT_AVAILABLE'],
  ['a waived failure', { ...failing, waiver: WAIVER }, undefined],
  ['what does not apply', finding({ status: 'not-applicable' }), undefined],
  ['what is of no account', { ...failing, account: 'unknown' }, undefined],
])('%s', (_what, made, status) => {
  expect(written(reportOf([made])).map(({ Compliance }) => Compliance?.Status)).toEqual(
    status === undefined ? [] : [status],
  );
});

test('what could not be decided says why, even without a cause', () => {
  const { Compliance } = asffFinding(reportOf([]), finding({ status: 'not-checked' }), NEW);
  expect(Compliance?.StatusReasons).toEqual([
    { ReasonCode: 'NOT_CHECKED', Description: 'not-checked' },
  ]);
});

test('a waived failure is sent on request, as a failure with its waiver', () => {
  const waived = { ...failing, waiver: WAIVER };
  expect(isSent(waived, { waived: true })).toBe(true);
  expect(asffFinding(reportOf([waived]), waived, NEW)).toMatchObject({
    Compliance: { Status: 'FAILED' },
    ProductFields: { 'landfall/waiver': 'M-1, @dba, until 2026-12-31: Later.' },
  });
});

test('a whole finding', () => {
  const [made] = written(reportOf([failing]));
  expect(made).toEqual({
    SchemaVersion: '2018-10-08',
    Id: expect.stringMatching(/^landfall\/ecs\/steady\/123456789012\/eu-west-1\/[0-9a-f]{32}$/),
    ProductArn: 'arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default',
    GeneratorId: 'landfall/ecs/steady',
    AwsAccountId: '123456789012',
    CreatedAt: '2026-11-23T08:00:00.000Z',
    UpdatedAt: '2026-11-23T08:00:12.400Z',
    FirstObservedAt: '2026-11-23T08:00:00.000Z',
    LastObservedAt: '2026-11-23T08:00:00.000Z',
    Title: 'ecs/steady ECS service is steady',
    Description: 'main/api: The service is not steady.; - desired: 2; + desired: 1',
    ProductFields: {
      'landfall/run': '01KATZ9XJ0D4R8V0C2Q3Y5W7N9',
      'landfall/deployment': 'demo',
      'landfall/suite': 'smoke',
      'landfall/subject': 'main/api',
      'landfall/key': findingKey(failing),
      'landfall/expected': '{"desired":2}',
      'landfall/actual': '{"desired":1}',
    },
    FindingProviderFields: {
      Severity: { Label: 'HIGH', Original: 'high' },
      Types: ['Software and Configuration Checks/AWS Security Best Practices'],
    },
    Resources: [
      {
        Type: 'AwsEcsService',
        Id: 'arn:aws:ecs:eu-west-1:123456789012:service/main/api',
        Partition: 'aws',
        Region: 'eu-west-1',
      },
    ],
    Compliance: { Status: 'FAILED' },
    RecordState: 'ACTIVE',
  });
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-east-1', 'aws'],
])('the partition of %s', (region, partition) => {
  const { ProductArn, Resources } = asffFinding(reportOf([]), finding({ region }), NEW);
  expect(ProductArn).toBe(
    `arn:${partition}:securityhub:${region}:123456789012:product/123456789012/default`,
  );
  expect(Resources?.[0]?.Partition).toBe(partition);
});

test.each([
  ['AWS::WAFv2::WebACL', 'AwsWafv2WebAcl'],
  ['AWS::Budgets::Budget', 'Other'],
  ['__proto__', 'Other'],
])('a resource of type %s', (type, known) => {
  const made = finding({ resource: { type, arn: null } });
  expect(asffFinding(reportOf([]), made, NEW).Resources).toEqual([
    { Type: known, Id: 'ecs/steady main/api', Partition: 'aws', Region: 'eu-west-1' },
  ]);
});

describe('the id', () => {
  const idOf = (facts: Partial<Finding>) => asffFinding(reportOf([]), finding(facts), NEW).Id;

  test('differs by resource, account and region, however long the names are', () => {
    const long = 'x'.repeat(600);
    const ids = [
      idOf({}),
      idOf({ subject: 'main/other' }),
      idOf({ account: '210987654321' }),
      idOf({ region: 'us-east-1' }),
      idOf({ check: `${long}a` }),
      idOf({ check: `${long}b` }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is the same whatever the finding says', () => {
    expect(idOf({ status: 'fail', message: 'Wrong.', severity: 'low' })).toBe(idOf({}));
  });
});

describe('since when', () => {
  const run = (failingSince: Record<string, string>): Report => {
    const { counts, verdict } = reportOf([]);
    const since = { id: '0', finishedAt: EARLIER, verdict, counts, specDigest: '00' };
    const rest = { changes: [], still: 0, specChanges: [], flapping: [], runs: [since] };
    return reportOf([failing], { history: { since, failingSince, ...rest } });
  };

  test('the history tells', () => {
    const report = run({ [findingKey(failing)]: EARLIER });
    expect(asffFinding(report, failing, NEW)).toMatchObject({
      CreatedAt: EARLIER,
      FirstObservedAt: EARLIER,
      UpdatedAt: report.run.finishedAt,
    });
  });

  test('an earlier publication tells, and a finding that fails again began to fail later', () => {
    const report = run({ [findingKey(failing)]: EARLIER });
    const createdAt = '2026-10-01T00:00:00.000Z';
    const published = { createdAt, recordState: 'ACTIVE' } as const;
    expect(asffFinding(report, failing, published)).toMatchObject({
      CreatedAt: createdAt,
      FirstObservedAt: EARLIER,
    });
  });
});

test('a report without findings is an empty list', () => {
  expect([...asffPieces(reportOf([]))].join('')).toBe('[]\n');
});
