import { denied, testCheck } from '../../core/testing/test-check.ts';
import views from './views.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';

const view = factsOfKind('view', { relkind: 'v', def: 'SELECT 1', populated: true });
const relation = factsOfKind('relation', { relkind: 'v', options: null });

testCheck(views, database(), {
  pass: [
    {
      name: 'the same views with the same options',
      artifacts: {
        views: both([view('a.v')]),
        relations: both([relation('a.v', { options: ['security_invoker=true'] })]),
      },
    },
    { name: 'no view', artifacts: { views: both([]), relations: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, and one of another query',
      artifacts: {
        views: both(
          [view('a.gone'), view('a.v')],
          [view('a.new'), view('a.v', { def: 'SELECT 2' })],
        ),
        relations: both([]),
      },
      message: 'The target lacks the view a.gone, which the source has.',
      objects: {
        'view a.gone': 'The target lacks the view a.gone, which the source has.',
        'view a.new': 'The target has the view a.new, which the source lacks.',
        'view a.v': 'The view a.v has another definition in the target.',
      },
    },
    {
      name: 'one that lost the option by which its caller’s rights hold',
      artifacts: {
        views: both([view('a.v')]),
        relations: both(
          [relation('a.v', { options: ['security_invoker=true'] })],
          [relation('a.v')],
        ),
      },
      message: 'The view a.v has another list of options in the target.',
      objects: { 'view a.v': 'The view a.v has another list of options in the target.' },
    },
    {
      name: 'one that was materialized',
      artifacts: {
        views: both([view('a.v', { relkind: 'm' })], [view('a.v')]),
        relations: both([]),
      },
      message: 'The view a.v has another kind in the target.',
      objects: { 'view a.v': 'The view a.v has another kind in the target.' },
    },
  ],
  error: [
    {
      name: 'options that could not be seen',
      artifacts: {
        views: both([view('a.v')]),
        relations: { source: [], target: denied('postgresql:catalog') },
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
});
