import { denied, testCheck } from '../../core/testing/test-check.ts';
import triggers from './triggers.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const trigger = factsOfKind('trigger', {
  def: 'CREATE TRIGGER t BEFORE UPDATE ON a.t',
  deferrable: false,
  deferred: false,
  enabled: 'O',
});

testCheck(triggers, database(), {
  pass: [
    {
      name: 'the same triggers, of which one is off',
      artifacts: { triggers: both([trigger('a.t.t')], [trigger('a.t.t', { enabled: 'D' })]) },
    },
    { name: 'no trigger', artifacts: { triggers: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new and one of another event',
      artifacts: {
        triggers: both(
          [trigger('a.t.gone'), trigger('a.t.t')],
          [trigger('a.t.new'), trigger('a.t.t', { def: 'CREATE TRIGGER t AFTER UPDATE ON a.t' })],
        ),
      },
      message: 'The target lacks the trigger a.t.gone, which the source has.',
      objects: {
        'trigger a.t.gone': 'The target lacks the trigger a.t.gone, which the source has.',
        'trigger a.t.new': 'The target has the trigger a.t.new, which the source lacks.',
        'trigger a.t.t': 'The trigger a.t.t has another definition in the target.',
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
