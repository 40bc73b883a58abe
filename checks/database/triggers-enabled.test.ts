import { denied, testCheck } from '../../core/testing/test-check.ts';
import triggersEnabled from './triggers-enabled.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const trigger = factsOfKind('trigger', {
  def: 'CREATE TRIGGER t BEFORE UPDATE ON a.t',
  deferrable: false,
  deferred: false,
  enabled: 'O',
});

testCheck(triggersEnabled, database(), {
  pass: [
    {
      name: 'enabled on both sides, and disabled on both',
      artifacts: { triggers: both([trigger('a.t.a'), trigger('a.t.b', { enabled: 'D' })]) },
    },
    {
      name: 'one that the target lacks, which another check finds',
      artifacts: { triggers: both([trigger('a.t.t')], []) },
    },
  ],
  fail: [
    {
      name: 'one that was left off after the load, and one that fires at replicated changes too',
      artifacts: {
        triggers: both(
          [trigger('a.t.a'), trigger('a.t.b')],
          [trigger('a.t.a', { enabled: 'D' }), trigger('a.t.b', { enabled: 'A' })],
        ),
      },
      message: 'The trigger a.t.a is disabled in the target.',
      objects: {
        'trigger a.t.a': 'The trigger a.t.a is disabled in the target.',
        'trigger a.t.b': 'The trigger a.t.b has another setting of when it fires in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { triggers: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
