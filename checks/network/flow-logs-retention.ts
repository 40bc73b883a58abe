import {
  flowLogGroups,
  type FlowLogGroups,
} from '../../collectors/aws/cloudwatch-logs/flow-log-groups.ts';
import { logGroups, type LogGroupItem } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import { flowLogs, type FlowLog } from '../../collectors/aws/ec2/flow-logs.ts';
import { type Artifact, defineCheck, type JudgeContext } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { NO_VPC } from './deployed.ts';
import { declaredNetwork, NO_NETWORK, type NetworkSubject } from './subjects.ts';

export default defineCheck({
  id: 'network/flow-logs-retention',
  title: 'Every log group of the flow logs of the VPC keeps them for as long as declared',
  risk: 'By the time that an intrusion is noticed, nobody can tell any more who talked to whom.',
  remediation: 'Put a retention policy of the declared days or more on the log group.',
  fix: {
    cli: 'aws logs put-retention-policy --log-group-name <group> --retention-in-days <days>',
    cdk: 'vpc.addFlowLog("<id>", { destination: ec2.FlowLogDestination.toCloudWatchLogs(new logs.LogGroup(this, "<id>", { retention: logs.RetentionDays.<days> })) })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::FlowLog',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html',
  ],
  controls: ['Security Hub 2026-08 CloudWatch.16'],
  proves: ['security/flow-logs'],
  needs: { logs: flowLogs, groups: logGroups, others: flowLogGroups },
  none: NO_NETWORK,
  subjects: networkWithGroups,

  evaluate(subject, { logs, groups, others }, context) {
    const { vpc, declared } = subject;
    const { retentionDays } = declared.flowLogs;
    const expected = { retentionDays };

    const found = logs.get(vpc);
    if (found === null) return fail(NO_VPC, expected, {});

    const judged = found.logs
      .filter(({ status }) => status === null || status === 'ACTIVE')
      .map((log) => ({ log, kept: keptBy(log, subject, groups, others, context) }));
    const actual = {
      flowLogs: judged.map(({ log, kept }) => ({
        id: log.id,
        status: log.status,
        destinationType: log.destinationType,
        logGroup: log.logGroup,
        retentionDays: kept.state === 'present' ? (kept.retentionDays ?? 'never expires') : null,
      })),
    };
    if (judged.length === 0) return fail('The traffic of the VPC is not logged.', expected, actual);

    const details = judged.flatMap(({ log, kept }) => {
      if (kept.state === 'absent') return [`The log group of ${log.id} does not exist.`];
      // Without a retention AWS keeps events for ever.
      return kept.state === 'present' && (kept.retentionDays ?? Infinity) < retentionDays
        ? [`The log group of ${log.id} keeps events for ${kept.retentionDays} days.`]
        : [];
    });
    if (details.length > 0) {
      const message = 'A log group of the flow logs does not keep them for as long as declared.';
      return fail(message, expected, actual, { details });
    }
    for (const { kept } of judged) if (kept.state === 'unseen') kept.read();
    if (judged.some(({ kept }) => kept.state === 'elsewhere')) {
      return unknown(
        'A flow log is delivered to a place of which it is not read how long it keeps.',
      );
    }
    if (judged.some(({ kept }) => kept.state !== 'present')) {
      return unknown('It is not told where a flow log is delivered, or how long it is kept there.');
    }
    return pass(expected, actual);
  },
});

interface FlowLogsSubject extends NetworkSubject {
  /** The names of the declared log groups. */
  readonly logGroups: readonly string[];
}

function networkWithGroups(spec: Spec): readonly FlowLogsSubject[] {
  return declaredNetwork(spec, 'flowLogs').map((subject) => ({
    ...subject,
    logGroups: Object.keys(spec.logGroups ?? {}),
  }));
}

/** What becomes of the events of a flow log. */
type Kept =
  /** Null is for ever. */
  | { readonly state: 'present'; readonly retentionDays: number | null }
  | { readonly state: 'absent' | 'elsewhere' | 'untold' }
  /** Reading it throws what hides it. */
  | { readonly state: 'unseen'; readonly read: () => void };

function keptBy(
  log: FlowLog,
  { vpc, logGroups: declared }: FlowLogsSubject,
  groups: Artifact<LogGroupItem>,
  others: Artifact<FlowLogGroups>,
  context: JudgeContext,
): Kept {
  const { status, destinationType, logGroup } = log;
  if (status === null || destinationType === null) return { state: 'untold' };
  if (destinationType !== 'cloud-watch-logs' || isForeign(log, context)) {
    return { state: 'elsewhere' };
  }
  if (logGroup === null) return { state: 'untold' };
  if (declared.includes(logGroup)) {
    const group = groups.look(logGroup);
    if (group.state === 'unseen') return { state: 'unseen', read: () => groups.get(logGroup) };
    return group.state === 'absent' ? group : { ...group.value, state: 'present' };
  }
  const list = others.look(vpc);
  if (list.state === 'unseen') return { state: 'unseen', read: () => others.get(vpc) };
  const entry =
    list.state === 'present' ? list.value.find(({ name }) => name === logGroup) : undefined;
  if (entry === undefined) return { state: 'untold' };
  return entry.group === null ? { state: 'absent' } : { ...entry.group, state: 'present' };
}

/** A group of that name in this account says nothing of one in another. */
function isForeign({ destination, crossAccountRole }: FlowLog, { account }: JudgeContext): boolean {
  return (
    crossAccountRole !== null || (destination !== null && destination.split(':')[4] !== account)
  );
}
