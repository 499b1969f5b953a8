-- What events asked for, to be done outside after their commit.
CREATE TABLE baton_gateway_effect (
  gateway  varchar(100) NOT NULL,
  epoch    bigint       NOT NULL,
  part     integer      NOT NULL,
  pos      bigint       NOT NULL,
  num      integer      NOT NULL,
  actor    varchar(600) NOT NULL,
  effect   varchar(200) NOT NULL,
  wanted   text,
  CONSTRAINT baton_gateway_effect_pk PRIMARY KEY (gateway, epoch, part, pos, num)
);

COMMENT ON COLUMN baton_gateway_effect.pos IS 'the offset of the event that asked; its row in baton_gateway_inbox stays until this one is gone';

-- A row of the inbox that is handled stays while it waits for its effects.
ALTER TABLE baton_gateway_inbox ADD COLUMN handled boolean DEFAULT FALSE NOT NULL;
