import { eventRules, ruleKey } from '../../collectors/aws/eventbridge/rules.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Certainty } from '../iam/policy/pattern-sets.ts';
import { every, some, yesIf } from './matching/certainty.ts';
import { UNSAID, type EventValue } from './matching/event.ts';
import { matchesEvent } from './matching/matches-event.ts';
import { parsedPattern } from './parsed-pattern.ts';
import { declaredSubjects } from './subjects.ts';

/** Judged by the declared rules, as they are deployed. What is in the event is not declared, so a rule that asks for it is left open. */
export default defineCheck({
  id: 'eventbridge/routing',
  title: 'Every declared subject that travels on the bus is taken by a rule of it',
  risk: 'EventBridge drops an event that no rule takes, without an error and without a metric of its own.',
  remediation: 'Put a rule whose pattern takes the source and the detail type of the subject.',
  fix: {
    cli: 'aws events test-event-pattern --event-pattern file://pattern.json --event file://event.json',
    cdk: 'new events.Rule(this, "<id>", { eventBus, eventPattern: { source: ["<source>"], detailType: ["<type>"] } })',
  },
  severity: 'high',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html',
  ],
  controls: [],
  proves: ['messaging/eventbridge-path'],
  needs: { rules: eventRules },
  none: 'The spec declares no subject that travels on a bus.',
  subjects: declaredSubjects,

  evaluate({ bus, rules: declared, source, detailType }, { rules }, { account, region }) {
    const expected = { source, detailType, takenBy: Object.keys(declared) };
    const event: EventValue = {
      version: '0',
      id: UNSAID,
      time: UNSAID,
      resources: UNSAID,
      detail: UNSAID,
      account,
      region,
      source,
      'detail-type': detailType,
    };
    const answers = Object.entries(declared).map(([name, wanted]) => {
      const rule = rules.get(ruleKey(bus, name));
      const pattern = rule?.pattern ?? null;
      const isOf = pattern === null ? 'no' : matchesEvent(parsedPattern(pattern), event);
      const isOn = stateOf(rule?.state ?? null);
      return {
        name,
        takes: every([isOf, isOn]),
        waits: wanted.state === 'DISABLED' && isOf !== 'no',
      };
    });
    const taken = some(answers.map(({ takes }) => takes));
    const actual = {
      takenBy: answers.flatMap(({ name, takes }) => (takes === 'yes' ? [name] : [])),
    };
    switch (taken) {
      case 'yes':
        return pass(expected, actual);
      case 'no':
        return answers.some(({ waits }) => waits)
          ? unknown('The rule that takes the subject is declared to be off.')
          : fail('No rule of the bus takes the subject.', expected, actual);
      case 'undecided':
        return unknown(
          'Whether a rule takes the subject depends on what is in the event, or is not told.',
        );
    }
  },
});

/** One that also takes the events of CloudTrail is enabled. */
function stateOf(state: string | null): Certainty {
  return state === null ? 'undecided' : yesIf(state.startsWith('ENABLED'));
}
