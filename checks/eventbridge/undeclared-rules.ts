import { busRules } from '../../collectors/aws/eventbridge/bus-rules.ts';
import { defineCheck } from '../../core/check.ts';
import { fail } from '../../core/judgement.ts';
import { judgeNames } from '../undeclared.ts';

/** Everybody's: rules of others stand on it by right. */
const DEFAULT_BUS = 'default';

export default defineCheck({
  id: 'eventbridge/undeclared-rules',
  title: 'The bus has no rule that is not declared',
  risk: 'What nobody planned takes events to a target that nobody judged, and outlives the migration unseen.',
  remediation: 'Declare the rule, or delete it.',
  fix: {
    cli: 'aws events delete-rule --event-bus-name <bus> --name <rule>',
    cdk: 'new events.Rule(this, "<id>", { ruleName: "<name>", eventBus, eventPattern })',
  },
  severity: 'medium',
  resourceType: 'AWS::Events::EventBus',
  references: ['https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html'],
  controls: [],
  proves: ['messaging/eventbridge-path'],
  needs: { rules: busRules },
  none: 'The spec declares no event bus.',
  subjects: (spec) =>
    Object.entries(spec.buses ?? {}).map(([name, { rules }]) => ({
      name,
      path: ['buses', name],
      declared: Object.keys(rules),
      ...(name === DEFAULT_BUS && {
        notApplicable: 'The default bus has the rules of others too.',
      }),
    })),

  evaluate({ name, declared }, { rules }) {
    const found = rules.get(name);
    if (found === null) return fail('The event bus does not exist.', { undeclared: 0 }, {});
    // What a service of AWS made for itself, such as the rule behind an archive, cannot be declared.
    const own = found.filter(({ managedBy }) => managedBy === null);
    return judgeNames(
      'A rule of the bus is not declared.',
      { rules: own.length },
      own.map((rule) => rule.name).filter((rule) => !declared.includes(rule)),
    );
  },
});
