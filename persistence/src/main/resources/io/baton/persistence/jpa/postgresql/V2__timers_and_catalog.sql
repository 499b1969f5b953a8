-- A transaction in doubt holds its locks until a server recovers it, and a server that waits for
-- the lock of a table makes everybody else wait for that table. So do not wait long: a start that
-- fails here has changed nothing, and succeeds when the transactions in doubt are gone.
SET LOCAL lock_timeout = '5s';

-- command_id is in the row that is locked, not only in the journal: whoever waited for the lock sees
-- the newest row, but the rest of the database as it was when the waiting began.
ALTER TABLE baton_case
  ADD COLUMN command_id   varchar(300) COLLATE "C",
  ADD COLUMN business_key varchar(200) COLLATE "C",
  ADD COLUMN parent_id    varchar(200) COLLATE "C";

COMMENT ON COLUMN baton_case.command_id IS 'what the newest turn was made by; null in cases of version 1 that did not move since';

-- None of what is indexed ever changes, so that updates stay in place (HOT).
CREATE INDEX baton_case_created ON baton_case (created_at);
CREATE INDEX baton_case_business_key ON baton_case (business_key) WHERE business_key IS NOT NULL;
CREATE INDEX baton_case_parent ON baton_case (parent_id) WHERE parent_id IS NOT NULL;

-- Moments that cases wait for. A row is taken away when its command is sent.
-- Rows come and go: vacuum counts what is gone, not what share of the waiting it is.
CREATE TABLE baton_timer (
  case_id   varchar(200) COLLATE "C" NOT NULL,
  timer_key varchar(200) COLLATE "C" NOT NULL,
  due_at    timestamptz  NOT NULL,
  CONSTRAINT baton_timer_pk PRIMARY KEY (case_id, timer_key)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

CREATE INDEX baton_timer_due ON baton_timer (due_at);

-- A long case as it stood after a turn. The journal has it all: a row may be deleted at any time.
CREATE TABLE baton_snapshot (
  case_id varchar(200) COLLATE "C" NOT NULL,
  turn    bigint       NOT NULL,
  state   text         NOT NULL,
  CONSTRAINT baton_snapshot_pk PRIMARY KEY (case_id)
);

-- What cases are found by, as JSON: "text", number, true or false.
CREATE TABLE baton_attribute (
  case_id varchar(200)  COLLATE "C" NOT NULL,
  name    varchar(100)  COLLATE "C" NOT NULL,
  value_json varchar(1000) COLLATE "C" NOT NULL,
  CONSTRAINT baton_attribute_pk PRIMARY KEY (case_id, name)
);

-- A value may be too long for an index.
CREATE INDEX baton_attribute_value ON baton_attribute (name, left(value_json, 200));

-- Which cases hear a signal that is published under a key.
CREATE TABLE baton_subscription (
  signal     varchar(100) COLLATE "C" NOT NULL,
  signal_key varchar(200) COLLATE "C" NOT NULL,
  case_id    varchar(200) COLLATE "C" NOT NULL,
  CONSTRAINT baton_subscription_pk PRIMARY KEY (signal, signal_key, case_id)
);

CREATE INDEX baton_subscription_case ON baton_subscription (case_id);
