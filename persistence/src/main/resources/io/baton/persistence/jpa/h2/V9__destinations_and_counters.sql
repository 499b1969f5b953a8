-- Destinations of requests that take only so many. Whoever sends a request to one, or ends it, has
-- its row locked.
CREATE TABLE baton_destination (
  destination varchar(200)     NOT NULL,
  under_way   integer          NOT NULL,
  waiting     integer          NOT NULL,
  last_turn   bigint           NOT NULL,
  saved       double precision NOT NULL,
  saved_at    timestamp with time zone NOT NULL,
  CONSTRAINT baton_destination_pk PRIMARY KEY (destination)
);

COMMENT ON COLUMN baton_destination.last_turn IS 'the newest number in baton_lane and baton_request';
COMMENT ON COLUMN baton_destination.saved IS 'how many requests could leave at saved_at, by the rate';

-- Tenants with requests in line, in the order in which it is their turn.
CREATE TABLE baton_lane (
  destination varchar(200) NOT NULL,
  tenant      varchar(500) NOT NULL,
  waiting     integer      NOT NULL,
  turn        bigint       NOT NULL,
  CONSTRAINT baton_lane_pk PRIMARY KEY (destination, tenant)
);

-- Requests that are under way, and those in line. No foreign key to the case: rows go in turns of
-- other cases.
CREATE TABLE baton_request (
  destination varchar(200) NOT NULL,
  case_id     varchar(200) NOT NULL,
  held_key    varchar(210) NOT NULL,
  tenant      varchar(500) NOT NULL,
  attempt     integer      NOT NULL,
  case_turn   bigint       NOT NULL,
  turn        bigint       NOT NULL,
  under_way   boolean      NOT NULL,
  CONSTRAINT baton_request_pk PRIMARY KEY (destination, case_id, held_key)
);

CREATE INDEX baton_request_line ON baton_request (destination, tenant, turn);

COMMENT ON COLUMN baton_request.held_key IS 'the ref, or the key of an undo''s timer';
COMMENT ON COLUMN baton_request.case_turn IS 'number of the case''s turn that asked';

-- What is passed over and leaves no other trace, one row for each node.
CREATE TABLE baton_counter (
  what  varchar(100) NOT NULL,
  about varchar(200) NOT NULL,
  node  varchar(100) NOT NULL,
  times bigint       NOT NULL,
  CONSTRAINT baton_counter_pk PRIMARY KEY (what, about, node)
);
