import { denied, testCheck } from '../../core/testing/test-check.ts';
import views from './views.ts';
import { database } from './testing/database.ts';
import { both, factsOfKind } from './testing/facts.ts';
import { both as servers } from './testing/servers.ts';

const view = factsOfKind('view', { relkind: 'v', def: 'SELECT 1', populated: true });
const relation = factsOfKind('relation', { relkind: 'v', options: null });

const alike = servers({}, {});
const newer = servers({}, { versionNumber: 180_004 });
const LONG = ' SELECT w.id,\n    w.name\n   FROM a.workflows w;';
const SHORT = ' SELECT id,\n    name\n   FROM a.workflows w;';

testCheck(views, database(), {
  pass: [
    {
      name: 'the same views with the same options',
      artifacts: {
        ...alike,
        views: both([view('a.v')]),
        relations: both([relation('a.v', { options: ['security_invoker=true'] })]),
      },
    },
    {
      name: 'one that a newer target prints without the name of its only table',
      artifacts: {
        ...newer,
        views: both([view('a.v', { def: LONG })], [view('a.v', { def: SHORT })]),
        relations: both([]),
      },
    },
    { name: 'no view', artifacts: { ...alike, views: both([]), relations: both([]) } },
  ],
  fail: [
    {
      name: 'one that was not moved, one that is new, and one of another query',
      artifacts: {
        ...alike,
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
        ...alike,
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
      name: 'one that servers of one major print in two ways',
      artifacts: {
        ...alike,
        views: both([view('a.v', { def: LONG })], [view('a.v', { def: SHORT })]),
        relations: both([]),
      },
      message: 'The view a.v has another definition in the target.',
      objects: { 'view a.v': 'The view a.v has another definition in the target.' },
    },
    {
      name: 'one that was materialized',
      artifacts: {
        ...alike,
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
        ...alike,
        views: both([view('a.v')]),
        relations: { source: [], target: denied('postgresql:catalog') },
      },
      message: 'AWS denied postgresql:catalog.',
    },
  ],
  unknown: [
    {
      name: 'a side that does not say what it is',
      artifacts: {
        views: both([view('a.v')]),
        relations: both([]),
        server: { source: [], target: [] },
      },
      message: 'A side did not say what it is.',
    },
  ],
});
