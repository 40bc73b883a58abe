import { denied, testCheck } from '../../core/testing/test-check.ts';
import eventTriggers from './event-triggers.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const trigger = factsOfKind('event_trigger', {
  event: 'ddl_command_end',
  enabled: 'O',
  tags: null,
  function: 'app.notice()',
  owner: 'postgres',
});

testCheck(eventTriggers, database(), {
  pass: [
    {
      name: 'the same, whoever owns them',
      artifacts: {
        eventTriggers: both([trigger('notice')], [trigger('notice', { owner: 'admin' })]),
      },
    },
    {
      name: 'the one by which DMS notices changes of the schema',
      artifacts: { eventTriggers: both([trigger('awsdms_intercept_ddl')], []) },
    },
  ],
  fail: [
    {
      name: 'one that was not moved, and one that is disabled',
      artifacts: {
        eventTriggers: both(
          [trigger('gone'), trigger('notice')],
          [trigger('notice', { enabled: 'D' })],
        ),
      },
      message: 'The target lacks the event trigger gone, which the source has.',
      objects: {
        'event trigger gone': 'The target lacks the event trigger gone, which the source has.',
        'event trigger notice':
          'The event trigger notice has another setting of when it fires in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { eventTriggers: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
