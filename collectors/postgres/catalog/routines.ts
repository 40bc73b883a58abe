import { defineCatalog } from './define-catalog.ts';
import { masked } from './masked.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const routines = defineCatalog({
  name: 'routines',
  title: 'Functions, procedures and aggregates, their bodies as digests',
  privilege: null,
  sql: `
    SELECT
      'routine' AS kind,
      format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS id,
      jsonb_build_object(
        'kind', p.prokind,
        'lang', l.lanname,
        'result', pg_get_function_result(p.oid),
        'args', pg_get_function_arguments(p.oid),
        'volatile', p.provolatile,
        'parallel', p.proparallel,
        'strict', p.proisstrict,
        'secdef', p.prosecdef,
        'leakproof', p.proleakproof,
        'cost', p.procost,
        'rows', p.prorows,
        'config', (
          SELECT
            jsonb_agg(${masked('o')} ORDER BY o)
          FROM
            unnest(p.proconfig) o
        ),
        'owner', pg_get_userbyid(p.proowner),
        'lib', p.probin,
        'src_md5',
        md5(
          coalesce(
            CASE
              WHEN p.prokind = 'a' THEN NULL
              WHEN to_jsonb(p) ->> 'prosqlbody' IS NOT NULL THEN pg_get_functiondef(p.oid)
              ELSE p.prosrc
            END,
            ''
          )
        ),
        'len', octet_length(p.prosrc),
        'agg', (
          SELECT
            jsonb_build_object(
              'kind', g.aggkind,
              'sfunc', g.aggtransfn::text,
              'stype', format_type(g.aggtranstype, NULL),
              'final', g.aggfinalfn::text,
              'comb', g.aggcombinefn::text,
              'init', g.agginitval,
              'sortop', g.aggsortop::regoper::text
            )
          FROM
            pg_aggregate g
          WHERE
            g.aggfnoid = p.oid
        )
      ) AS def
    FROM
      pg_proc p
      JOIN pg_namespace n ON n.oid = p.pronamespace
      JOIN pg_language l ON l.oid = p.prolang
    WHERE
      ${USER_SCHEMA}
      AND ${notOfExtension('pg_proc', 'p.oid')}
      AND NOT EXISTS (
        SELECT
        FROM
          pg_depend x
        WHERE
          x.classid = 'pg_proc'::regclass
          AND x.objid = p.oid
          AND x.deptype = 'i'
      );

    -- range constructors
  
`,
});
