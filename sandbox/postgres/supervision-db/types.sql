CREATE EXTENSION pgcrypto SCHEMA public;
CREATE EXTENSION citext SCHEMA public;
CREATE EXTENSION pg_trgm SCHEMA public;
CREATE EXTENSION btree_gist SCHEMA public;

CREATE SCHEMA supervision;
CREATE SCHEMA messaging;
CREATE SCHEMA telemetry;

COMMENT ON SCHEMA supervision IS 'Agents, the tree that supervises them, and their work.';
COMMENT ON SCHEMA messaging IS 'What was published, and who listens.';
COMMENT ON SCHEMA telemetry IS 'Measurements, a partition a month.';

CREATE TYPE supervision.agent_status AS ENUM ('starting', 'running', 'draining', 'stopped', 'failed');
CREATE TYPE supervision.restart_strategy AS ENUM ('one_for_one', 'one_for_all', 'rest_for_one');
CREATE TYPE supervision.task_status AS ENUM ('queued', 'claimed', 'running', 'succeeded', 'failed', 'cancelled');
CREATE TYPE supervision.task_priority AS ENUM ('low', 'normal', 'high', 'critical');
CREATE TYPE messaging.delivery AS ENUM ('pending', 'delivered', 'dead');
CREATE TYPE telemetry.unit AS ENUM ('count', 'percent', 'milliseconds', 'mebibytes');

CREATE TYPE supervision.resource_limits AS (memory_mib integer, cpu_units integer);

CREATE DOMAIN supervision.ratio AS numeric(5, 4)
  CONSTRAINT ratio_within_one CHECK (VALUE BETWEEN 0 AND 1);
CREATE DOMAIN messaging.subject AS text
  CONSTRAINT subject_known CHECK (VALUE ~ '^(agent|work|coord|broadcast)(\.[a-z0-9_-]+)+$')
  CONSTRAINT subject_short CHECK (length(VALUE) <= 256);

COMMENT ON TYPE supervision.restart_strategy IS 'Which children a supervisor restarts when one of them ends.';
COMMENT ON DOMAIN messaging.subject IS 'A subject of NATS without wildcards.';
