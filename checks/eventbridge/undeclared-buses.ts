import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allBuses } from '../../collectors/aws/eventbridge/all-buses.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'eventbridge/undeclared-buses',
  title: 'No event bus in the scope is undeclared',
  risk: 'What nobody planned takes events by a policy that nobody judged, and outlives the migration unseen.',
  remediation: 'Declare the bus, or delete it.',
  fix: {
    cli: 'aws events delete-event-bus --name <bus>',
    cdk: 'new events.EventBus(this, "<id>", { eventBusName: "<name>" })',
  },
  severity: 'medium',
  resourceType: 'AWS::Events::EventBus',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html',
  ],
  controls: [],
  proves: ['messaging/eventbridge-path'],
  needs: { buses: allBuses, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'buses', Object.keys(spec.buses ?? {})),

  evaluate(subject, { buses, tagged }) {
    return judgeUndeclared(
      { one: 'An event bus', many: 'event buses' },
      subject,
      buses.get(ALL),
      tagged,
    );
  },
});
