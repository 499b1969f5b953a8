-- Services of workers elsewhere, as far as something was told of them, and what waits for them.
CREATE TABLE baton_service (
  service  varchar(200) NOT NULL,
  state    varchar(4) NOT NULL,
  up_until timestamp with time zone,
  shut     boolean NOT NULL,
  CONSTRAINT baton_service_pk PRIMARY KEY (service)
);

COMMENT ON COLUMN baton_service.up_until IS 'it is down after this moment; null: it is what its state says';
COMMENT ON COLUMN baton_service.shut IS 'an operator keeps it down whatever it tells of itself';

-- No foreign key to the case: a start is held in the transaction that creates it.
CREATE TABLE baton_held (
  case_id  varchar(200) NOT NULL,
  held_key varchar(210) NOT NULL,
  service  varchar(200) NOT NULL,
  attempt  integer NOT NULL,
  turn     bigint NOT NULL,
  CONSTRAINT baton_held_pk PRIMARY KEY (case_id, held_key)
);

CREATE INDEX baton_held_service ON baton_held (service);

COMMENT ON COLUMN baton_held.held_key IS 'the ref, the key of an undo''s timer, or start: for the case''s first step';
COMMENT ON COLUMN baton_held.turn IS 'number of the turn that held it back';
