-- The setting `sandbox.rows` says how many rows each large table gets. Every value follows from its row's number, so that
-- each server, of whatever major, gets the same. Inserted rows keep their numbers; the sequences are set behind them at the end.
CREATE FUNCTION pg_temp.rows(share integer) RETURNS integer LANGUAGE sql AS $$
  SELECT greatest(1, current_setting('sandbox.rows')::integer / share)
$$;
CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT md5(kind || ':' || number)::uuid
$$;
-- A second of the first half of 2026: 7,919 has no divisor in common with its 181 days, so no second comes twice.
CREATE FUNCTION pg_temp.moment(number bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT timestamptz '2026-01-01 00:00:00+00' + make_interval(secs => number * 7919 % (181 * 86400))
$$;

INSERT INTO supervision.operators (id, email, display_name, locale, active, created_on) OVERRIDING SYSTEM VALUE
SELECT 99 + i, format('Operator%s@example.com', i), (ARRAY['Zoë', 'Søren', '李雷', 'O''Neill', 'Ana "A"'])[1 + i % 5] || ' ' || i,
  (ARRAY['en_US', 'da_DK', 'zh_CN', 'en_IE'])[1 + i % 4], i % 7 <> 0, date '2025-12-01' + i
FROM generate_series(1, 20) i;

INSERT INTO supervision.supervisors (id, parent_id, name, strategy, max_restarts, restart_window, owner_id)
SELECT pg_temp.id('supervisor', i), CASE WHEN i > 1 THEN pg_temp.id('supervisor', i / 4 + CASE WHEN i < 4 THEN 1 ELSE 0 END) END,
  'supervisor-' || i, (enum_range(NULL::supervision.restart_strategy))[1 + i % 3], i % 10,
  make_interval(secs => 30 + i % 90), 100 + i % 20
FROM generate_series(1, pg_temp.rows(200)) i;

INSERT INTO supervision.agents
  (id, supervisor_id, name, status, address, limits, utilisation, labels, settings, certificate_digest, heartbeat_at, created_at, updated_at)
SELECT pg_temp.id('agent', i), pg_temp.id('supervisor', 1 + i % pg_temp.rows(200)), 'Agent-' || i,
  (enum_range(NULL::supervision.agent_status))[1 + i % 5],
  CASE WHEN i % 9 > 0 THEN format('10.0.%s.%s', 10 + i / 250 % 4, 1 + i % 250)::inet END,
  ROW (256 * (1 + i % 8), 128 * (1 + i % 4))::supervision.resource_limits, (i % 10001)::numeric / 10000,
  CASE i % 4 WHEN 0 THEN '{}' WHEN 1 THEN ARRAY['gpu', 'eu-west'] WHEN 2 THEN ARRAY['a, b', 'null', ''] ELSE ARRAY['spot', NULL] END,
  jsonb_build_object('model', 'm' || i % 12, 'retries', i % 5, 'nested', jsonb_build_object('ratio', (i % 100)::numeric / 100, 'on', i % 2 = 0)),
  CASE WHEN i % 3 = 0 THEN sha256(convert_to('certificate:' || i, 'UTF8')) END,
  CASE WHEN i % 6 > 0 THEN pg_temp.moment(i) END, pg_temp.moment(i), pg_temp.moment(i) + interval '1 day'
FROM generate_series(1, pg_temp.rows(20)) i;

-- Every fiftieth checkpoint is large enough to be stored out of line.
INSERT INTO supervision.agent_states (agent_id, version, state, checkpoint, saved_at)
SELECT pg_temp.id('agent', i), 1 + i % 40, jsonb_build_object('phase', i % 4, 'log', jsonb_build_array(i, i::text, NULL)),
  CASE WHEN i % 50 = 0 THEN (SELECT string_agg(md5(i || '/' || k), '' ORDER BY k) FROM generate_series(1, 400) k)
       WHEN i % 3 > 0 THEN E'line one\nline "two"\t\\ ' || i END,
  pg_temp.moment(i) AT TIME ZONE 'UTC' + make_interval(secs => (i % 1000) / 1000.0)
FROM generate_series(1, pg_temp.rows(20)) i;

INSERT INTO supervision.capabilities (code, description, weight)
SELECT code, 'Can ' || code || '.', 1.5 * row_number() OVER (ORDER BY code COLLATE "C")
FROM unnest(ARRAY['plan', 'code', 'review', 'search', 'translate', 'co-op', 'coop', 'é', 'Z']) code;

INSERT INTO supervision.agent_capabilities (agent_id, capability, level)
SELECT pg_temp.id('agent', i), (ARRAY['plan', 'code', 'review', 'search', 'translate', 'co-op', 'coop', 'é', 'Z'])[1 + (i + k) % 9], 1 + (i + k) % 5
FROM generate_series(1, pg_temp.rows(20)) i, generate_series(1, 3) k;

INSERT INTO supervision.workflows (id, name, definition, budget, started_by, created_at)
SELECT pg_temp.id('workflow', i), 'Workflow ' || i || ' of ' || md5(i::text), jsonb_build_object('version', i % 3, 'tags', jsonb_build_array('w', i)),
  (i % 1000) * 1.2345, CASE WHEN i % 8 > 0 THEN 100 + i % 20 END, pg_temp.moment(i)
FROM generate_series(1, pg_temp.rows(50)) i;

INSERT INTO supervision.workflow_stages (workflow_id, position, name, needs)
SELECT pg_temp.id('workflow', i), k, 'stage-' || k, ARRAY(SELECT n::smallint FROM generate_series(1, k - 1) n)
FROM generate_series(1, pg_temp.rows(50)) i, generate_series(1, 4) k;

INSERT INTO supervision.tasks
  (id, workflow_id, stage, title, body, status, priority, attempts, cost, progress, input, queued_at, started_at, finished_at, updated_at)
OVERRIDING SYSTEM VALUE
SELECT i, pg_temp.id('workflow', 1 + i % pg_temp.rows(50)), 1 + i % 4, 'Task ' || i, CASE WHEN i % 5 = 0 THEN '' ELSE md5('body:' || i) || ' naïve ' || i % 17 END,
  status, (enum_range(NULL::supervision.task_priority))[1 + i % 4], i % 4, CASE WHEN i % 11 > 0 THEN (i % 100000 - 500) * 0.0123 END,
  (i % 1000) / 999.0, CASE WHEN i % 13 = 0 THEN '{}' ELSE jsonb_build_object('n', i, 'text', md5('input:' || i), 'flag', i % 2 = 1, 'none', NULL) END,
  pg_temp.moment(i), CASE WHEN status >= 'running' THEN pg_temp.moment(i) + interval '2 seconds' END,
  CASE WHEN status >= 'succeeded' THEN pg_temp.moment(i) + make_interval(secs => 3 + i % 600) END, pg_temp.moment(i)
FROM generate_series(1, pg_temp.rows(1)) i, LATERAL (SELECT (enum_range(NULL::supervision.task_status))[1 + i % 6] AS status) s;

INSERT INTO supervision.task_events (id, task_id, status, note, happened_at)
SELECT 2 * i - 1 + k, i, (enum_range(NULL::supervision.task_status))[1 + k + i % 3], CASE WHEN i % 4 = 0 THEN 'note ' || i END, pg_temp.moment(i) + make_interval(secs => k)
FROM generate_series(1, pg_temp.rows(1)) i, generate_series(0, 1) k;

INSERT INTO supervision.task_assignments (task_id, agent_id, held)
SELECT i, pg_temp.id('agent', 1 + i % pg_temp.rows(20)), tstzrange(pg_temp.moment(i), CASE WHEN i % 4 > 0 THEN pg_temp.moment(i) + interval '90 seconds' END)
FROM generate_series(1, pg_temp.rows(1)) i WHERE i % 6 > 0;

INSERT INTO supervision.settings (id, agent_id, name, value, internal)
SELECT pg_temp.id('setting', i), CASE WHEN i % 5 > 0 THEN pg_temp.id('agent', 1 + i % pg_temp.rows(20)) END, 'setting-' || i,
  (ARRAY['true', '42', '"text"', 'null', '[1, 2.50, "é"]'])[1 + i % 5]::jsonb, i % 3 = 0
FROM generate_series(1, pg_temp.rows(50)) i;

INSERT INTO messaging.messages (id, subject, sender_id, headers, payload, digest, delivery, published_at)
SELECT i, (ARRAY['agent.a' || i % 50 || '.started', 'work.research.high.summarise', 'coord.w' || i % 9 || '.plan', 'broadcast.all.config'])[1 + i % 4],
  CASE WHEN i % 10 > 0 THEN pg_temp.id('agent', 1 + i % pg_temp.rows(20)) END,
  CASE WHEN i % 2 = 0 THEN jsonb_build_object('correlation_id', md5('c:' || i / 10), 'hop', i % 3) ELSE '{}' END,
  format('{"number": %s,  "text":"%s", "z": 1.0}', i, md5('payload:' || i))::json, decode(md5('payload:' || i), 'hex'),
  (CASE i % 100 WHEN 0 THEN 'pending' WHEN 1 THEN 'dead' ELSE 'delivered' END)::messaging.delivery, pg_temp.moment(i)
FROM generate_series(1, pg_temp.rows(1)) i;

INSERT INTO messaging.subscriptions (agent_id, pattern, queue_group, created_at)
SELECT pg_temp.id('agent', i), pattern, CASE WHEN i % 2 = 0 THEN 'workers' ELSE '' END, pg_temp.moment(i)
FROM generate_series(1, pg_temp.rows(20)) i, unnest(ARRAY['work.>', 'agent.*.started', 'broadcast.all.config']) pattern;

-- The last twentieth lies outside the months that have a partition of their own.
INSERT INTO telemetry.metrics (number, recorded_at, agent_id, name, unit, value, attributes)
SELECT i, pg_temp.moment(i) + CASE WHEN i % 20 = 0 THEN interval '1 year' ELSE interval '0' END, pg_temp.id('agent', 1 + i % pg_temp.rows(20)),
  (ARRAY['cpu', 'memory', 'latency', 'tasks'])[1 + i % 4], (ARRAY['percent', 'mebibytes', 'milliseconds', 'count'])[1 + i % 4]::telemetry.unit,
  (i % 100000) / 7.0 - 100, CASE WHEN i % 3 = 0 THEN jsonb_build_object('zone', 'eu-west-1' || chr(97 + i % 2)) END
FROM generate_series(1, pg_temp.rows(1)) i;

REFRESH MATERIALIZED VIEW telemetry.daily;

SELECT setval('supervision.operators_id_seq', max(id)) FROM supervision.operators;
SELECT setval('supervision.tasks_id_seq', max(id)) FROM supervision.tasks;
SELECT setval('supervision.task_events_id_seq', max(id)) FROM supervision.task_events;
SELECT setval('messaging.messages_id_seq', max(id)) FROM messaging.messages;
SELECT setval('telemetry.metric_numbers', max(number)) FROM telemetry.metrics;
