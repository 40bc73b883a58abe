CREATE VIEW supervision.tree AS
  WITH RECURSIVE branch AS (
    SELECT s.id, s.name, s.strategy, 0 AS depth, ARRAY[s.name] AS path
    FROM supervision.supervisors s WHERE s.parent_id IS NULL
    UNION ALL
    SELECT s.id, s.name, s.strategy, b.depth + 1, b.path || s.name
    FROM supervision.supervisors s JOIN branch b ON b.id = s.parent_id
  )
  SELECT * FROM branch;

CREATE VIEW supervision.agent_overview WITH (security_barrier) AS
  SELECT a.id, a.name, a.status, (a.limits).memory_mib AS memory_mib, s.name AS supervisor,
    count(t.task_id) FILTER (WHERE upper_inf(t.held)) AS tasks_held
  FROM supervision.agents a
  JOIN supervision.supervisors s ON s.id = a.supervisor_id
  LEFT JOIN supervision.task_assignments t ON t.agent_id = a.id
  GROUP BY a.id, s.name;

CREATE VIEW supervision.open_workflows WITH (security_invoker) AS
  SELECT w.id, w.name, supervision.open_tasks(w.id) AS open_tasks
  FROM supervision.workflows w
  WHERE EXISTS (SELECT FROM supervision.tasks t WHERE t.workflow_id = w.id AND t.finished_at IS NULL);

CREATE MATERIALIZED VIEW telemetry.daily AS
  SELECT m.agent_id, m.name, (m.recorded_at AT TIME ZONE 'UTC')::date AS day,
    count(*) AS samples, min(m.value) AS least, max(m.value) AS most, telemetry.amplitude(m.value) AS amplitude
  FROM telemetry.metrics m
  GROUP BY m.agent_id, m.name, (m.recorded_at AT TIME ZONE 'UTC')::date
  WITH NO DATA;
CREATE UNIQUE INDEX daily_once ON telemetry.daily (agent_id, name, day);

COMMENT ON VIEW supervision.tree IS 'Each supervisor with its way from the root.';
COMMENT ON MATERIALIZED VIEW telemetry.daily IS 'Refreshed every night.';
