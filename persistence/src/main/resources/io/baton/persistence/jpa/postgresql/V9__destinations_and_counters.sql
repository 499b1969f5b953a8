-- Destinations of requests that take only so many. Whoever sends a request to one, or ends it, has
-- its row locked.
CREATE TABLE baton_destination (
  destination varchar(200) COLLATE "C" NOT NULL,
  under_way   integer          NOT NULL,
  waiting     integer          NOT NULL,
  last_turn   bigint           NOT NULL,
  saved       double precision NOT NULL,
  saved_at    timestamptz NOT NULL,
  CONSTRAINT baton_destination_pk PRIMARY KEY (destination)
) WITH (fillfactor = 50);

COMMENT ON COLUMN baton_destination.last_turn IS 'the newest number in baton_lane and baton_request';
COMMENT ON COLUMN baton_destination.saved IS 'how many requests could leave at saved_at, by the rate';

-- Tenants with requests in line, in the order in which it is their turn.
CREATE TABLE baton_lane (
  destination varchar(200) COLLATE "C" NOT NULL,
  tenant      varchar(500) COLLATE "C" NOT NULL,
  waiting     integer      NOT NULL,
  turn        bigint       NOT NULL,
  CONSTRAINT baton_lane_pk PRIMARY KEY (destination, tenant)
) WITH (fillfactor = 50);

-- Requests that are under way, and those in line. No foreign key to the case: rows go in turns of
-- other cases.
CREATE TABLE baton_request (
  destination varchar(200) COLLATE "C" NOT NULL,
  case_id     varchar(200) COLLATE "C" NOT NULL,
  held_key    varchar(210) COLLATE "C" NOT NULL,
  tenant      varchar(500) COLLATE "C" NOT NULL,
  attempt     integer      NOT NULL,
  case_turn   bigint       NOT NULL,
  turn        bigint       NOT NULL,
  under_way   boolean      NOT NULL,
  CONSTRAINT baton_request_pk PRIMARY KEY (destination, case_id, held_key)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

CREATE INDEX baton_request_line ON baton_request (destination, tenant, turn) WHERE NOT under_way;

COMMENT ON COLUMN baton_request.held_key IS 'the ref, or the key of an undo''s timer';
COMMENT ON COLUMN baton_request.case_turn IS 'number of the case''s turn that asked';

-- What is passed over and leaves no other trace, one row for each node.
CREATE TABLE baton_counter (
  what  varchar(100) COLLATE "C" NOT NULL,
  about varchar(200) COLLATE "C" NOT NULL,
  node  varchar(100) COLLATE "C" NOT NULL,
  times bigint       NOT NULL,
  CONSTRAINT baton_counter_pk PRIMARY KEY (what, about, node)
) WITH (fillfactor = 50);
