import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const superuserNeeds = defineCatalog({
  name: 'superuser-needs',
  title: 'What only a superuser can make, which Aurora gives to nobody',
  privilege: null,
  sql: String.raw`
    SELECT
      'super' AS kind,
      x.id,
      x.def
    FROM
      (
        SELECT
          format('role %I is superuser', rolname) AS id,
          jsonb_build_object('substitute', 'rds_superuser') AS def
        FROM
          pg_roles
        WHERE
          rolsuper
          AND rolname !~ '^rds'
          AND oid <> 10
        UNION ALL
        SELECT
          format('role %I has REPLICATION', rolname),
          '{"substitute":"GRANT rds_replication"}'
        FROM
          pg_roles
        WHERE
          rolreplication
          AND NOT rolsuper
          AND rolname !~ '^rds'
        UNION ALL
        SELECT
          format('untrusted language %I', lanname),
          '{"substitute":"rewrite; pg_tle/plv8/plperl trusted"}'
        FROM
          pg_language
        WHERE
          lanispl
          AND NOT lanpltrusted
        UNION ALL
        SELECT
          format('C/internal function %s', p.oid::regprocedure),
          jsonb_build_object('lib', p.probin)
        FROM
          pg_proc p
          JOIN pg_language l ON l.oid = p.prolang
          JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE
          l.lanname IN ('c', 'internal')
          AND ${USER_SCHEMA}
          AND ${notOfExtension('pg_proc', 'p.oid')}
          AND NOT EXISTS (
            SELECT
            FROM
              pg_depend x
            WHERE
              x.classid = 'pg_proc'::regclass
              AND x.objid = p.oid
              AND x.deptype = 'i'
          )
        UNION ALL
        SELECT
          format('event trigger %I owned by %s', evtname, pg_get_userbyid(evtowner)),
          '{"substitute":"rds_superuser may create event triggers"}'
        FROM
          pg_event_trigger
        UNION ALL
        SELECT
          format('LEAKPROOF function %s', p.oid::regprocedure),
          '{}'
        FROM
          pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE
          p.proleakproof
          AND ${USER_SCHEMA}
          AND ${notOfExtension('pg_proc', 'p.oid')}
        UNION ALL
        SELECT
          format('base type %s', t.oid::regtype),
          '{}'
        FROM
          pg_type t
          JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE
          t.typtype = 'b'
          AND t.typelem = 0
          AND t.typisdefined
          AND ${USER_SCHEMA}
          AND ${notOfExtension('pg_type', 't.oid')}
        UNION ALL
        SELECT
          format('tablespace %I', spcname),
          jsonb_build_object('location', pg_tablespace_location(oid))
        FROM
          pg_tablespace
        WHERE
          oid >= 16384
        UNION ALL
        SELECT
          format('operator class %I.%I for %s', n.nspname, o.opcname, a.amname),
          '{}'
        FROM
          pg_opclass o
          JOIN pg_am a ON a.oid = o.opcmethod
          JOIN pg_namespace n ON n.oid = o.opcnamespace
        WHERE
          ${USER_SCHEMA}
          AND ${notOfExtension('pg_opclass', 'o.oid')}
        UNION ALL
        SELECT
          format('function %s calls server-side file/program access', p.oid::regprocedure),
          '{"substitute":"aws_s3"}'
        FROM
          pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE
          p.prokind IN ('f', 'p')
          AND p.prosrc ~* '\m(pg_read_file|pg_read_binary_file|pg_ls_dir|pg_write_file|lo_import|lo_export|from\s+program|copy\s+[^;]*\s(from|to)\s+''/)'
          AND ${USER_SCHEMA}
          AND ${notOfExtension('pg_proc', 'p.oid')}
        UNION ALL
        SELECT
          format('SET of superuser-only parameter in function %s', p.oid::regprocedure),
          '{}'::jsonb
        FROM
          pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE
          EXISTS (
            SELECT
            FROM
              unnest(p.proconfig) c
              JOIN pg_settings s ON s.name = split_part(c, '=', 1)
            WHERE
              s.context IN ('superuser', 'superuser-backend', 'postmaster', 'sighup')
          )
          AND ${USER_SCHEMA}
      ) x
  
`,
});
