-- Gateways: topics whose records are handed to handlers of the application.
CREATE TABLE baton_gateway (
  gateway  varchar(100) NOT NULL,
  state    varchar(20)  NOT NULL,
  epoch    bigint       NOT NULL,
  settings text,
  CONSTRAINT baton_gateway_pk PRIMARY KEY (gateway)
);

COMMENT ON COLUMN baton_gateway.epoch IS 'number of the run; offsets of different runs are not compared';

-- How far each partition is read, and who reads it. What is here counts, not what Kafka keeps.
CREATE TABLE baton_gateway_partition (
  gateway     varchar(100) NOT NULL,
  epoch       bigint       NOT NULL,
  part        integer      NOT NULL,
  next_offset bigint       NOT NULL,
  term        bigint       NOT NULL,
  node        varchar(100) NOT NULL,
  CONSTRAINT baton_gateway_partition_pk PRIMARY KEY (gateway, epoch, part)
);

COMMENT ON COLUMN baton_gateway_partition.term IS 'grows with each taking over; who has an older one writes nothing';

-- Records that were taken in and are not handled yet.
CREATE TABLE baton_gateway_inbox (
  gateway      varchar(100) NOT NULL,
  epoch        bigint       NOT NULL,
  part         integer      NOT NULL,
  pos          bigint       NOT NULL,
  actor        varchar(600) NOT NULL,
  record_key   text,
  record_value text,
  headers      text         NOT NULL,
  at           timestamp with time zone  NOT NULL,
  failures     integer      NOT NULL,
  due_at       timestamp with time zone,
  held         boolean      NOT NULL,
  broken       boolean      NOT NULL,
  error        varchar(1000),
  CONSTRAINT baton_gateway_inbox_pk PRIMARY KEY (gateway, epoch, part, pos)
);

CREATE INDEX baton_gateway_inbox_held ON baton_gateway_inbox (gateway, epoch, part, actor, held);

COMMENT ON COLUMN baton_gateway_inbox.held IS 'failed too often: it and what comes after it of its actor wait for a person';
COMMENT ON COLUMN baton_gateway_inbox.broken IS 'was not acceptable: it can be skipped, not tried';

-- One row for each key: how far it is, and what its handler left.
CREATE TABLE baton_gateway_actor (
  gateway   varchar(100) NOT NULL,
  actor     varchar(600) NOT NULL,
  epoch     bigint       NOT NULL,
  part      integer      NOT NULL,
  pos       bigint       NOT NULL,
  state     text,
  CONSTRAINT baton_gateway_actor_pk PRIMARY KEY (gateway, actor)
);

-- Who is asked now and then, and what it left.
CREATE TABLE baton_poll (
  agent        varchar(100) NOT NULL,
  poll_key     varchar(90)  NOT NULL,
  topic        varchar(100) NOT NULL,
  every_millis bigint       NOT NULL,
  due_at       timestamp with time zone  NOT NULL,
  state        text,
  token        bigint       NOT NULL,
  CONSTRAINT baton_poll_pk PRIMARY KEY (agent, poll_key)
);

CREATE INDEX baton_poll_due ON baton_poll (due_at);
