import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const textSearch = defineCatalog({
  name: 'text-search',
  title: 'Text search configurations and dictionaries',
  privilege: null,
  sql: `
    SELECT
      'ts_config' AS kind,
      format('%I.%I', n.nspname, c.cfgname) AS id,
      jsonb_build_object(
        'parser', p.prsname,
        'owner', pg_get_userbyid(c.cfgowner),
        'map', (
          SELECT
            jsonb_object_agg(z.tok, z.dicts)
          FROM
            (
              SELECT
                m.maptokentype::text AS tok,
                jsonb_agg(
                  d.dictname
                  ORDER BY
                    m.mapseqno
                ) AS dicts
              FROM
                pg_ts_config_map m
                JOIN pg_ts_dict d ON d.oid = m.mapdict
              WHERE
                m.mapcfg = c.oid
              GROUP BY
                1
            ) z
        )
      ) AS def
    FROM
      pg_ts_config c
      JOIN pg_ts_parser p ON p.oid = c.cfgparser
      JOIN pg_namespace n ON n.oid = c.cfgnamespace
    WHERE
      ${USER_SCHEMA}
      AND ${notOfExtension('pg_ts_config', 'c.oid')}
    UNION ALL
    SELECT
      'ts_dict', format('%I.%I', n.nspname, d.dictname),
      jsonb_build_object('template', t.tmplname, 'options', d.dictinitoption)
    FROM
      pg_ts_dict d
      JOIN pg_ts_template t ON t.oid = d.dicttemplate
      JOIN pg_namespace n ON n.oid = d.dictnamespace
    WHERE
      ${USER_SCHEMA}
      AND ${notOfExtension('pg_ts_dict', 'd.oid')}
  
`,
});
