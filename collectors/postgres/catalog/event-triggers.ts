import { defineCatalog } from './define-catalog.ts';

export const eventTriggers = defineCatalog({
  name: 'event-triggers',
  title: 'Event triggers',
  privilege: null,
  sql: `
    SELECT
      'event_trigger' AS kind,
      quote_ident(evtname) AS id,
      jsonb_build_object(
        'event', evtevent,
        'enabled', evtenabled,
        'tags', evttags,
        'function', evtfoid::regprocedure::text,
        'owner', pg_get_userbyid(evtowner)
      ) AS def
    FROM
      pg_event_trigger
  
`,
});
