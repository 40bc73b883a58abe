import { denied, testCheck } from '../../core/testing/test-check.ts';
import rules from './rules.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const rule = factsOfKind('rule', {
  def: 'CREATE RULE r AS ON INSERT TO a.t DO INSTEAD NOTHING',
  enabled: 'O',
  instead: true,
});

testCheck(rules, database(), {
  pass: [
    { name: 'the same rules', artifacts: { rules: both([rule('a.t.r')]) } },
    { name: 'no rule', artifacts: { rules: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new and one that does something else',
      artifacts: {
        rules: both(
          [rule('a.t.gone'), rule('a.t.r')],
          [
            rule('a.t.new'),
            rule('a.t.r', {
              instead: false,
              def: 'CREATE RULE r AS ON INSERT TO a.t DO ALSO NOTHING',
            }),
          ],
        ),
      },
      message: 'The target lacks the rule a.t.gone, which the source has.',
      objects: {
        'rule a.t.gone': 'The target lacks the rule a.t.gone, which the source has.',
        'rule a.t.new': 'The target has the rule a.t.new, which the source lacks.',
        'rule a.t.r':
          'The rule a.t.r has another definition and effect on the statement in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { rules: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
