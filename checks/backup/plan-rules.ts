import { backupPlans, type PlanRule } from '../../collectors/aws/backup/plans.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import {
  ABSENT_PLAN,
  declaredPlans,
  NO_PLANS,
  planNamed,
  SEVERAL_PLANS,
  type DeclaredPlan,
} from './plans.ts';
import { longestGapMinutes } from './schedule.ts';

const UNREADABLE = 'how often it runs cannot be told.';
/** When a rule runs that does not say so. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
const DEFAULT_SCHEDULE = 'cron(0 5 ? * * *)';

export default defineCheck({
  id: 'backup/plan-rules',
  title:
    'A rule of the backup plan runs as often, keeps as long and writes to the vault that the spec declares',
  risk: 'More is lost than the plan allows, or it is gone before anybody misses it.',
  remediation: 'Give a rule of the plan the declared schedule, retention and vault.',
  fix: {
    cli: 'aws backup update-backup-plan --backup-plan-id <plan> --backup-plan file://<plan>.json',
    cdk: 'plan.addRule(new backup.BackupPlanRule({ scheduleExpression: events.Schedule.cron({ hour: "5", minute: "0" }), deleteAfter: Duration.days(<days>) }))',
  },
  severity: 'medium',
  resourceType: 'AWS::Backup::BackupPlan',
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html'],
  controls: [],
  proves: ['aurora/backup'],
  needs: { plans: backupPlans },
  none: NO_PLANS,
  subjects: declaredPlans,

  evaluate({ name, declared }, { plans }) {
    const { vault, intervalHours, retentionDays, continuous = false } = declared;
    const expected = { vault, intervalHours, retentionDays, continuous };
    const plan = planNamed(plans.get('all'), name);
    if (plan === null) return fail(ABSENT_PLAN, expected, {});
    if (plan === 'several') return unknown(SEVERAL_PLANS);
    const judged = plan.rules.map((rule) => ({ rule, wrong: wrongIn(rule, declared) }));
    const actual = {
      rules: plan.rules.map((rule) => ({
        vault: rule.vault,
        schedule: rule.schedule,
        deleteAfterDays: rule.deleteAfterDays,
        continuous: rule.continuous,
      })),
    };
    const resource = { resource: plan.arn };
    if (judged.some(({ wrong }) => wrong.length === 0)) return pass(expected, actual, resource);
    // A rule of which only the schedule cannot be read may be the one.
    const isUnread = (wrong: readonly string[]) => wrong.every((text) => text === UNREADABLE);
    if (judged.some(({ wrong }) => isUnread(wrong))) {
      return unknown('How often the rules of the plan run cannot be told.');
    }
    return fail('No rule of the plan is as declared.', expected, actual, {
      ...resource,
      details: judged.flatMap(({ rule, wrong }) =>
        wrong.map((text) => `Rule ${rule.name}: ${text}`),
      ),
    });
  },
});

function wrongIn(rule: PlanRule, declared: DeclaredPlan): readonly string[] {
  const gap = longestGapMinutes(rule.schedule ?? DEFAULT_SCHEDULE);
  const isKept = rule.deleteAfterDays === null || rule.deleteAfterDays >= declared.retentionDays;
  return [
    ...(rule.vault === declared.vault ? [] : ['it writes to another vault.']),
    ...(isKept ? [] : ['it keeps too short.']),
    ...(declared.continuous === true && !rule.continuous ? ['it is not continuous.'] : []),
    ...(gap === null ? [UNREADABLE] : []),
    ...(gap !== null && gap > declared.intervalHours * 60 ? ['it runs too rarely.'] : []),
  ];
}
