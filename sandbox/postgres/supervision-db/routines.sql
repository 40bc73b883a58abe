CREATE FUNCTION supervision.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE FUNCTION supervision.refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'task % has ended as %', OLD.id, OLD.status USING ERRCODE = 'check_violation';
END
$$;

CREATE FUNCTION supervision.record_transition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO supervision.task_events (task_id, status) VALUES (NEW.id, NEW.status);
  RETURN NULL;
END
$$;

CREATE FUNCTION messaging.announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('messages', NEW.id::text);
  RETURN NULL;
END
$$;

-- Whether a pattern of NATS takes a subject: `*` is one token, `>` the rest.
CREATE FUNCTION messaging.matches(pattern text, subject text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20 AS $$
  SELECT subject ~ ('^' || replace(replace(replace(pattern, '.', '\.'), '*', '[^.]+'), '>', '.+') || '$')
$$;

-- A body that PostgreSQL has parsed, and not a text.
CREATE FUNCTION supervision.open_tasks(of_workflow uuid) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT count(*) FROM supervision.tasks
  WHERE workflow_id = of_workflow AND status IN ('queued', 'claimed', 'running');
END;

CREATE FUNCTION supervision.claim_task(by_agent uuid, lowest supervision.task_priority DEFAULT 'low')
RETURNS SETOF supervision.tasks
LANGUAGE plpgsql SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  claimed supervision.tasks;
BEGIN
  SELECT * INTO claimed FROM supervision.tasks
  WHERE status = 'queued' AND priority >= lowest
  ORDER BY priority DESC, queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE supervision.tasks SET status = 'claimed', attempts = attempts + 1 WHERE id = claimed.id
  RETURNING * INTO claimed;
  INSERT INTO supervision.task_assignments (task_id, agent_id, held)
  VALUES (claimed.id, by_agent, tstzrange(now(), NULL));
  RETURN NEXT claimed;
END
$$;

CREATE FUNCTION telemetry.widest(state double precision, value double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT greatest(state, abs(value)) $$;
CREATE AGGREGATE telemetry.amplitude (double precision) (
  SFUNC = telemetry.widest, STYPE = double precision, INITCOND = '0', PARALLEL = SAFE
);

CREATE PROCEDURE telemetry.create_partition(month date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first timestamptz := date_trunc('month', month);
BEGIN
  EXECUTE format(
    'CREATE TABLE telemetry.%I PARTITION OF telemetry.metrics FOR VALUES FROM (%L) TO (%L)',
    'metrics_' || to_char(first, 'YYYY_MM'), first, first + interval '1 month'
  );
END
$$;

CREATE TRIGGER agents_touch BEFORE UPDATE ON supervision.agents
  FOR EACH ROW EXECUTE FUNCTION supervision.touch();
CREATE TRIGGER tasks_touch BEFORE UPDATE ON supervision.tasks
  FOR EACH ROW EXECUTE FUNCTION supervision.touch();
CREATE TRIGGER tasks_stay_ended BEFORE UPDATE OF status ON supervision.tasks
  FOR EACH ROW WHEN (OLD.status IN ('succeeded', 'cancelled') AND NEW.status <> OLD.status)
  EXECUTE FUNCTION supervision.refuse_reopening();
CREATE TRIGGER tasks_record_transition AFTER UPDATE OF status ON supervision.tasks
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION supervision.record_transition();
CREATE TRIGGER messages_announce AFTER INSERT ON messaging.messages
  FOR EACH ROW WHEN (NEW.delivery = 'pending') EXECUTE FUNCTION messaging.announce();

COMMENT ON FUNCTION supervision.claim_task(uuid, supervision.task_priority) IS 'Gives an agent its next task.';
COMMENT ON TRIGGER tasks_record_transition ON supervision.tasks IS 'The history of each task.';

CALL telemetry.create_partition('2026-01-01');
CALL telemetry.create_partition('2026-02-01');
CALL telemetry.create_partition('2026-03-01');
CALL telemetry.create_partition('2026-04-01');
CALL telemetry.create_partition('2026-05-01');
CALL telemetry.create_partition('2026-06-01');
