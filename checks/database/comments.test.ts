import { denied, testCheck } from '../../core/testing/test-check.ts';
import comments from './comments.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const label = factsOfKind('seclabel', { label: 'masked' });
const comment = (id: string, def: string) => ({ kind: 'comment', id, def });

testCheck(comments, database(), {
  pass: [
    {
      name: 'the same comments and labels, and one more comment in the target',
      artifacts: {
        comments: both(
          [comment('table a.t', 'Agents.'), label('column a.t.c by anon')],
          [
            comment('table a.t', 'Agents.'),
            label('column a.t.c by anon'),
            comment('table a.u', 'New.'),
          ],
        ),
      },
    },
    { name: 'none', artifacts: { comments: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved, one of another text, and a label that is new',
      artifacts: {
        comments: both(
          [comment('schema a', 'Old.'), comment('table a.t', 'Agents.'), label('table a.t by sel')],
          [
            comment('table a.t', 'Tasks.'),
            label('column a.t.c by anon'),
            label('table a.t by sel', { label: 'open' }),
          ],
        ),
      },
      message: 'The target lacks the comment on schema a, which the source has.',
      objects: {
        'comment on schema a': 'The target lacks the comment on schema a, which the source has.',
        'comment on table a.t': 'The comment on table a.t has another text in the target.',
        'security label on column a.t.c by anon':
          'The target has the security label on column a.t.c by anon, which the source lacks.',
        'security label on table a.t by sel':
          'The security label on table a.t by sel has another label in the target.',
      },
    },
  ],
  error: [
    {
      name: 'a side that could not be seen',
      artifacts: { comments: { source: [], target: denied('postgresql:catalog') } },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
