import { denied, testCheck } from '../../core/testing/test-check.ts';
import operators from './operators.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const operator = factsOfKind('operator', { fn: 'app.same' });
const language = factsOfKind('language', { trusted: true, handler: 'plpgsql_call_handler' });
const collation = factsOfKind('collation', { provider: 'i', locale: 'de', deterministic: true });

testCheck(operators, database(), {
  pass: [
    {
      name: 'the same objects',
      artifacts: {
        operators: both([
          operator('app.===(text,text)'),
          language('plpgsql'),
          collation('app.german'),
        ]),
      },
    },
    { name: 'only what every database has', artifacts: { operators: both([language('plpgsql')]) } },
  ],
  fail: [
    {
      name: 'an operator that was not moved, a language that is new, and a collation with another rule for equality: a finding each',
      artifacts: {
        operators: both(
          [operator('app.===(text,text)'), collation('app.german')],
          [language('plperl'), collation('app.german', { deterministic: false })],
        ),
      },
      message: 'The collation app.german has another rule for equality in the target.',
      objects: {
        'collation app.german':
          'The collation app.german has another rule for equality in the target.',
        'language plperl': 'The target has the language plperl, which the source lacks.',
        'operator app.===(text,text)':
          'The target lacks the operator app.===(text,text), which the source has.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { operators: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
