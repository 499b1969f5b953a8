-- H2's own clock stands still while a transaction lasts.
CREATE ALIAS baton_now FOR 'java.time.Instant.now';

-- command_id is in the row that is locked, not only in the journal: whoever waited for the lock sees
-- the newest row, but the rest of the database as it was when the waiting began.
ALTER TABLE baton_case ADD COLUMN command_id varchar(300);
ALTER TABLE baton_case ADD COLUMN business_key varchar(200);
ALTER TABLE baton_case ADD COLUMN parent_id varchar(200);

COMMENT ON COLUMN baton_case.command_id IS 'what the newest turn was made by; null in cases of version 1 that did not move since';

CREATE INDEX baton_case_created ON baton_case (created_at);
CREATE INDEX baton_case_business_key ON baton_case (business_key);
CREATE INDEX baton_case_parent ON baton_case (parent_id);

-- Moments that cases wait for. A row is taken away when its command is sent.
CREATE TABLE baton_timer (
  case_id   varchar(200) NOT NULL,
  timer_key varchar(200) NOT NULL,
  due_at    timestamp with time zone NOT NULL,
  CONSTRAINT baton_timer_pk PRIMARY KEY (case_id, timer_key)
);

CREATE INDEX baton_timer_due ON baton_timer (due_at);

-- A long case as it stood after a turn. The journal has it all: a row may be deleted at any time.
CREATE TABLE baton_snapshot (
  case_id varchar(200) NOT NULL,
  turn    bigint       NOT NULL,
  state   clob         NOT NULL,
  CONSTRAINT baton_snapshot_pk PRIMARY KEY (case_id)
);

-- What cases are found by, as JSON: "text", number, true or false.
CREATE TABLE baton_attribute (
  case_id varchar(200)  NOT NULL,
  name    varchar(100)  NOT NULL,
  value_json varchar(1000) NOT NULL,
  CONSTRAINT baton_attribute_pk PRIMARY KEY (case_id, name)
);

CREATE INDEX baton_attribute_value ON baton_attribute (name, value_json);

-- Which cases hear a signal that is published under a key.
CREATE TABLE baton_subscription (
  signal     varchar(100) NOT NULL,
  signal_key varchar(200) NOT NULL,
  case_id    varchar(200) NOT NULL,
  CONSTRAINT baton_subscription_pk PRIMARY KEY (signal, signal_key, case_id)
);

CREATE INDEX baton_subscription_case ON baton_subscription (case_id);
