-- Run by the superuser, once a server: roles belong to the whole server, so what is there already stays.
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('supervision_owner', 'NOLOGIN', 'Owns everything in supervision_db.'),
      ('supervision_reader', 'NOLOGIN', 'May read; held through membership.'),
      ('supervision_app', 'LOGIN CONNECTION LIMIT 90', 'The services of MisterSmith.'),
      ('supervision_dashboard', 'LOGIN CONNECTION LIMIT 5', 'Dashboards, which only read.'),
      ('landfall', 'LOGIN BYPASSRLS CONNECTION LIMIT 20', 'Validates the migration.')
    ) AS role (name, options, purpose)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
      EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.options);
      EXECUTE format('COMMENT ON ROLE %I IS %L', wanted.name, wanted.purpose);
    END IF;
  END LOOP;
END
$$;

GRANT supervision_reader TO supervision_dashboard;
GRANT pg_read_all_data, pg_monitor TO landfall;

ALTER ROLE supervision_app SET search_path = supervision, messaging, telemetry, public;
ALTER ROLE supervision_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE supervision_app SET lock_timeout = '5s';
ALTER ROLE supervision_dashboard SET default_transaction_read_only = on;
ALTER ROLE supervision_dashboard SET statement_timeout = '15s';
