import { defineCatalog } from './define-catalog.ts';

export const comments = defineCatalog({
  name: 'comments',
  title: 'Comments and security labels',
  privilege: null,
  sql: `
    SELECT
      'comment' AS kind,
      i.type || ' ' || i.identity AS id,
      to_jsonb(d.description) AS def
    FROM
      pg_description d
      CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
    WHERE
      d.objoid >= 16384
      AND coalesce(i.schema, '') !~ '^(pg_|information_schema)'
      AND NOT EXISTS (
        SELECT
        FROM
          pg_depend x
        WHERE
          x.classid = d.classoid
          AND x.objid = d.objoid
          AND x.deptype = 'e'
      )
      AND i.type <> 'extension'
    UNION ALL
    SELECT
      'comment', 'database ' || quote_ident(current_database()),
      to_jsonb(shobj_description(oid, 'pg_database'))
    FROM
      pg_database
    WHERE
      datname = current_database()
      AND shobj_description(oid, 'pg_database') IS NOT NULL
    UNION ALL
    SELECT
      -- Each provider may label the object.
      'seclabel', format('%s %s by %s', l.objtype, l.objname, l.provider),
      jsonb_build_object('label', l.label)
    FROM
      pg_seclabels l
    WHERE
      l.objoid >= 16384
  
`,
});
