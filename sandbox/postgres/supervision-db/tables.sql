CREATE TABLE supervision.operators (
  id integer GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY,
  email public.citext NOT NULL UNIQUE,
  display_name varchar(80) NOT NULL,
  locale char(5) NOT NULL DEFAULT 'en_US',
  active boolean NOT NULL DEFAULT true,
  created_on date NOT NULL DEFAULT CURRENT_DATE
);

CREATE TABLE supervision.supervisors (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  parent_id uuid REFERENCES supervision.supervisors (id) DEFERRABLE INITIALLY DEFERRED,
  name text NOT NULL UNIQUE,
  strategy supervision.restart_strategy NOT NULL DEFAULT 'one_for_one',
  max_restarts smallint NOT NULL DEFAULT 3,
  restart_window interval NOT NULL DEFAULT '1 minute',
  owner_id integer NOT NULL REFERENCES supervision.operators (id),
  CONSTRAINT supervisors_own_parent CHECK (parent_id <> id),
  CONSTRAINT supervisors_restarts CHECK (max_restarts BETWEEN 0 AND 1000)
);

CREATE TABLE supervision.agents (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  supervisor_id uuid NOT NULL REFERENCES supervision.supervisors (id) ON DELETE RESTRICT,
  name text NOT NULL,
  status supervision.agent_status NOT NULL DEFAULT 'starting',
  address inet,
  limits supervision.resource_limits NOT NULL DEFAULT ROW (512, 256),
  utilisation supervision.ratio NOT NULL DEFAULT 0,
  labels text[] NOT NULL DEFAULT '{}',
  settings jsonb NOT NULL DEFAULT '{}',
  certificate_digest bytea,
  heartbeat_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agents_digest_length CHECK (octet_length(certificate_digest) = 32),
  CONSTRAINT agents_settings_object CHECK (jsonb_typeof(settings) = 'object')
) WITH (fillfactor = 90);

CREATE TABLE supervision.agent_states (
  agent_id uuid PRIMARY KEY REFERENCES supervision.agents (id) ON DELETE CASCADE,
  version bigint NOT NULL DEFAULT 1,
  state jsonb NOT NULL,
  checkpoint text,
  saved_at timestamp(3) without time zone NOT NULL,
  CONSTRAINT agent_states_version CHECK (version > 0)
) WITH (autovacuum_vacuum_scale_factor = 0.05);

CREATE TABLE supervision.capabilities (
  code text PRIMARY KEY,
  description text NOT NULL,
  weight real NOT NULL DEFAULT 1
);

CREATE TABLE supervision.agent_capabilities (
  agent_id uuid NOT NULL REFERENCES supervision.agents (id) ON DELETE CASCADE,
  capability text NOT NULL REFERENCES supervision.capabilities (code) ON UPDATE CASCADE,
  level smallint NOT NULL,
  PRIMARY KEY (agent_id, capability),
  CONSTRAINT agent_capabilities_level CHECK (level BETWEEN 1 AND 5)
);

CREATE TABLE supervision.workflows (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  definition jsonb NOT NULL,
  budget numeric(12, 4) NOT NULL DEFAULT 0,
  started_by integer REFERENCES supervision.operators (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE supervision.workflow_stages (
  workflow_id uuid NOT NULL REFERENCES supervision.workflows (id) ON DELETE CASCADE,
  position smallint NOT NULL,
  name text NOT NULL,
  needs smallint[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (workflow_id, position),
  UNIQUE (workflow_id, name) DEFERRABLE
);

CREATE TABLE supervision.tasks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workflow_id uuid NOT NULL,
  stage smallint NOT NULL,
  title text NOT NULL,
  body text NOT NULL DEFAULT '',
  status supervision.task_status NOT NULL DEFAULT 'queued',
  priority supervision.task_priority NOT NULL DEFAULT 'normal',
  attempts smallint NOT NULL DEFAULT 0,
  cost numeric(12, 4),
  progress double precision NOT NULL DEFAULT 0,
  input jsonb NOT NULL DEFAULT '{}',
  queued_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  duration interval GENERATED ALWAYS AS (finished_at - started_at) STORED,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, title || ' ' || body)) STORED,
  FOREIGN KEY (workflow_id, stage) REFERENCES supervision.workflow_stages (workflow_id, position),
  CONSTRAINT tasks_in_order CHECK (finished_at IS NULL OR finished_at >= started_at),
  CONSTRAINT tasks_progress CHECK (progress >= 0 AND progress <= 1)
);

CREATE TABLE supervision.task_events (
  id bigserial PRIMARY KEY,
  task_id bigint NOT NULL REFERENCES supervision.tasks (id) ON DELETE CASCADE,
  status supervision.task_status NOT NULL,
  note text,
  happened_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE supervision.task_assignments (
  task_id bigint NOT NULL REFERENCES supervision.tasks (id) ON DELETE CASCADE,
  agent_id uuid NOT NULL REFERENCES supervision.agents (id),
  held tstzrange NOT NULL,
  PRIMARY KEY (task_id, held),
  CONSTRAINT task_assignments_alone EXCLUDE USING gist (task_id WITH =, held WITH &&),
  CONSTRAINT task_assignments_held CHECK (NOT isempty(held))
);

CREATE TABLE supervision.settings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  agent_id uuid REFERENCES supervision.agents (id) ON DELETE CASCADE,
  name text NOT NULL,
  value jsonb NOT NULL,
  internal boolean NOT NULL DEFAULT false,
  CONSTRAINT settings_once UNIQUE NULLS NOT DISTINCT (agent_id, name)
);

CREATE TABLE messaging.messages (
  id bigint GENERATED BY DEFAULT AS IDENTITY (CACHE 1) PRIMARY KEY,
  subject messaging.subject NOT NULL,
  domain text GENERATED ALWAYS AS (split_part((subject)::text, '.', 1)) STORED,
  sender_id uuid REFERENCES supervision.agents (id) ON DELETE SET NULL,
  headers jsonb NOT NULL DEFAULT '{}',
  payload json NOT NULL,
  digest bytea NOT NULL,
  delivery messaging.delivery NOT NULL DEFAULT 'pending',
  published_at timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_analyze_scale_factor = 0.02);

CREATE TABLE messaging.subscriptions (
  agent_id uuid NOT NULL REFERENCES supervision.agents (id) ON DELETE CASCADE,
  pattern text NOT NULL,
  queue_group text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT subscriptions_once UNIQUE (agent_id, pattern, queue_group),
  CONSTRAINT subscriptions_pattern CHECK (pattern ~ '^[a-z]+(\.([a-z0-9_-]+|\*))*(\.>)?$'),
  PRIMARY KEY (agent_id, pattern)
);
ALTER TABLE messaging.subscriptions REPLICA IDENTITY USING INDEX subscriptions_once;

-- A default that calls a sequence which no column owns: it is found by the expression alone.
CREATE SEQUENCE telemetry.metric_numbers;
CREATE TABLE telemetry.metrics (
  number bigint NOT NULL DEFAULT nextval('telemetry.metric_numbers'),
  recorded_at timestamptz NOT NULL,
  agent_id uuid NOT NULL REFERENCES supervision.agents (id),
  name text NOT NULL,
  unit telemetry.unit NOT NULL,
  value double precision NOT NULL,
  attributes jsonb,
  PRIMARY KEY (number, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE TABLE telemetry.metrics_default PARTITION OF telemetry.metrics DEFAULT;

ALTER TABLE supervision.agent_states ALTER COLUMN checkpoint SET STORAGE EXTERNAL;
ALTER TABLE supervision.tasks ALTER COLUMN body SET COMPRESSION pglz;
ALTER TABLE supervision.tasks ALTER COLUMN title SET STATISTICS 500;

CREATE INDEX agents_by_supervisor ON supervision.agents (supervisor_id);
CREATE UNIQUE INDEX agents_by_name ON supervision.agents (lower(name));
CREATE INDEX agents_alive ON supervision.agents (heartbeat_at DESC NULLS LAST) INCLUDE (status)
  WHERE status IN ('starting', 'running');
CREATE INDEX agents_by_settings ON supervision.agents USING gin (settings jsonb_path_ops);
CREATE INDEX agents_by_label ON supervision.agents USING gin (labels);
CREATE INDEX workflows_by_name ON supervision.workflows USING gin (name public.gin_trgm_ops);
CREATE INDEX tasks_by_stage ON supervision.tasks (workflow_id, stage);
CREATE INDEX tasks_open ON supervision.tasks (priority DESC, queued_at)
  WHERE status IN ('queued', 'claimed', 'running');
CREATE INDEX tasks_by_text ON supervision.tasks USING gin (search);
CREATE INDEX tasks_by_day ON supervision.tasks (((queued_at AT TIME ZONE 'UTC')::date));
CREATE INDEX task_events_by_task ON supervision.task_events (task_id, happened_at);
CREATE INDEX task_assignments_by_agent ON supervision.task_assignments (agent_id);
CREATE INDEX messages_by_subject ON messaging.messages (subject text_pattern_ops, published_at);
CREATE INDEX messages_by_header ON messaging.messages ((headers ->> 'correlation_id'))
  WHERE headers ? 'correlation_id';
CREATE INDEX messages_by_digest ON messaging.messages USING hash (digest);
CREATE INDEX metrics_by_time ON telemetry.metrics USING brin (recorded_at);
CREATE INDEX metrics_by_agent ON telemetry.metrics (agent_id, name, recorded_at DESC);

CREATE STATISTICS supervision.task_progress (ndistinct, dependencies, mcv)
  ON status, priority, attempts FROM supervision.tasks;
CREATE STATISTICS messaging.message_days ON ((published_at AT TIME ZONE 'UTC')::date) FROM messaging.messages;

ALTER TABLE supervision.settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY settings_of_services ON supervision.settings TO supervision_app
  USING (true) WITH CHECK (name <> '');
CREATE POLICY settings_of_readers ON supervision.settings FOR SELECT TO supervision_reader
  USING (NOT internal);

COMMENT ON TABLE supervision.agents IS 'Long-lived workers; each has one supervisor.';
COMMENT ON COLUMN supervision.agents.limits IS 'What the scheduler may give the agent.';
COMMENT ON TABLE supervision.tasks IS 'One piece of work of a stage.';
COMMENT ON COLUMN supervision.tasks.duration IS 'Null until the task has ended.';
COMMENT ON CONSTRAINT task_assignments_alone ON supervision.task_assignments IS 'One agent holds a task at a time.';
COMMENT ON INDEX supervision.tasks_open IS 'What is claimed next.';
COMMENT ON TABLE messaging.messages IS 'Every message that was published, delivered or not.';
COMMENT ON TABLE telemetry.metrics IS 'Partitioned by the month in UTC.';
