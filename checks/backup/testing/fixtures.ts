// A sound plan, for the tables of the backup checks.
import type { DeclaredPlan } from '../plans.ts';
import type { StoreSubject } from '../stores.ts';
import type { BackupPlan, PlanRule, PlanSelection } from '../../../collectors/aws/backup/plans.ts';

export const CLUSTER_ARN = 'arn:aws:rds:us-east-1:123456789012:cluster:orders';
export const DR_VAULT = 'arn:aws:backup:us-west-2:123456789012:backup-vault:main';

export function storeSubject(): StoreSubject {
  return {
    name: 'Aurora orders',
    path: ['aurora', 'orders'],
    type: 'Aurora',
    id: 'orders',
    objectives: {
      rpoMinutes: 5,
      rtoMinutes: 30,
      restoreTestMaxAgeDays: 90,
      plans: { daily: planSubject().declared },
    },
    plans: { daily: planSubject().declared },
  };
}

export function planSubject(declared: Partial<DeclaredPlan> = {}) {
  return {
    name: 'daily',
    path: ['backup', 'plans', 'daily'],
    declared: { vault: 'main', intervalHours: 24, retentionDays: 7, ...declared },
  };
}

export function ruleArtifact(facts: Partial<PlanRule> = {}): PlanRule {
  return {
    name: 'daily',
    vault: 'main',
    schedule: 'cron(0 5 * * ? *)',
    deleteAfterDays: 7,
    continuous: false,
    copies: [DR_VAULT],
    ...facts,
  };
}

export function selectionArtifact(facts: Partial<PlanSelection> = {}): PlanSelection {
  return {
    name: 'stores',
    resources: [],
    notResources: [],
    tags: [],
    conditions: { stringEquals: [], stringNotEquals: [], stringLike: [], stringNotLike: [] },
    ...facts,
  };
}

export function planArtifact(facts: Partial<BackupPlan> = {}): BackupPlan {
  return {
    name: 'daily',
    arn: 'arn:aws:backup:us-east-1:123456789012:backup-plan:1',
    rules: [ruleArtifact()],
    selections: [selectionArtifact()],
    ...facts,
  };
}
