GRANT USAGE ON SCHEMA supervision, messaging, telemetry TO supervision_app, supervision_reader;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA supervision, messaging TO supervision_app;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA telemetry TO supervision_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA supervision, messaging, telemetry TO supervision_app;
REVOKE DELETE, TRUNCATE ON supervision.task_events FROM supervision_app;

GRANT SELECT ON ALL TABLES IN SCHEMA supervision, messaging, telemetry TO supervision_reader;
REVOKE SELECT ON supervision.operators FROM supervision_reader;
GRANT SELECT (id, display_name, active) ON supervision.operators TO supervision_reader;

REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA supervision, messaging, telemetry FROM PUBLIC;
GRANT EXECUTE ON ALL ROUTINES IN SCHEMA supervision, messaging, telemetry TO supervision_app;
GRANT EXECUTE ON FUNCTION supervision.open_tasks(uuid), messaging.matches(text, text) TO supervision_reader;

ALTER DEFAULT PRIVILEGES IN SCHEMA supervision, messaging
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO supervision_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA telemetry GRANT SELECT, INSERT ON TABLES TO supervision_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA supervision, messaging, telemetry
  GRANT SELECT ON TABLES TO supervision_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA supervision, messaging, telemetry
  GRANT USAGE, SELECT ON SEQUENCES TO supervision_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

CREATE PUBLICATION supervision_publication FOR TABLE
  supervision.operators, supervision.supervisors, supervision.agents, supervision.agent_states,
  supervision.capabilities, supervision.agent_capabilities, supervision.workflows,
  supervision.workflow_stages, supervision.tasks, supervision.task_events,
  supervision.task_assignments, supervision.settings, messaging.messages,
  messaging.subscriptions, telemetry.metrics
  WITH (publish_via_partition_root = true);
