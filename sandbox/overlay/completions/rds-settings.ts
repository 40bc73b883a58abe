import type { CompletionContext } from '../completion.ts';
import { isJsonRecord, type JsonRecord, stringOf } from '../json.ts';
import { childText, type XmlElement } from '../xml.ts';

/** Members of requests that the emulator drops, with the name that answers have for them. */
const REMEMBERED: Readonly<Record<string, string>> = {
  DatabaseInsightsMode: 'DatabaseInsightsMode',
  EnableHttpEndpoint: 'HttpEndpointEnabled',
  EnableIAMDatabaseAuthentication: 'IAMDatabaseAuthenticationEnabled',
  EnablePerformanceInsights: 'PerformanceInsightsEnabled',
  EngineLifecycleSupport: 'EngineLifecycleSupport',
  MonitoringInterval: 'MonitoringInterval',
  MonitoringRoleArn: 'MonitoringRoleArn',
  PerformanceInsightsKMSKeyId: 'PerformanceInsightsKMSKeyId',
  PerformanceInsightsRetentionPeriod: 'PerformanceInsightsRetentionPeriod',
  'ServerlessV2ScalingConfiguration.SecondsUntilAutoPause': 'SecondsUntilAutoPause',
};

/** What was last asked for a cluster or instance: texts by the answer's member. */
export function readSettings(context: CompletionContext, arn: string): Record<string, string> {
  const value = context.state.get(settingsKey(arn));
  if (!isJsonRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** Keeps what a request asks for, over what was asked before. Performance Insights are kept seven days by default. */
export function rememberSettings(
  context: CompletionContext,
  arn: string,
  parameters: JsonRecord,
  more: Readonly<Record<string, string>> = {},
): void {
  const asked = Object.fromEntries(
    Object.entries(REMEMBERED).flatMap(([input, output]) => {
      const value = stringOf(parameters, input);
      return value === undefined ? [] : [[output, value]];
    }),
  );
  const retention =
    asked['PerformanceInsightsEnabled'] === 'true'
      ? { PerformanceInsightsRetentionPeriod: '7' }
      : {};
  const before = readSettings(context, arn);
  context.state.put(settingsKey(arn), { ...retention, ...before, ...asked, ...more });
}

/** The full ARN of every key that a text names by alias or by id, or by the emulator's word for the default key. */
export async function resolveKeys(
  text: string,
  elements: readonly XmlElement[],
  context: CompletionContext,
): Promise<ReadonlyMap<string, string>> {
  const resolved = new Map<string, string>();
  for (const element of elements) {
    const name = childText(text, element, 'KmsKeyId');
    if (name === undefined || name.includes(':key/') || resolved.has(name)) continue;
    const KeyId = name === 'default_kms_key_id' ? 'alias/aws/rds' : name;
    const answer = await context.tryJson('kms', 'DescribeKey', { KeyId });
    const key = answer?.['KeyMetadata'];
    resolved.set(name, (isJsonRecord(key) ? stringOf(key, 'Arn') : undefined) ?? name);
  }
  return resolved;
}

function settingsKey(arn: string): string {
  return `rds/settings/${arn}`;
}
