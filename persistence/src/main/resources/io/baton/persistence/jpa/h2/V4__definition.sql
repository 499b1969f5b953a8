-- Workflows that were deployed as data. A row never changes, but that it retires.
CREATE TABLE baton_definition (
  workflow     varchar(100) NOT NULL,
  version      integer      NOT NULL,
  version_text varchar(40)  NOT NULL,
  content      clob         NOT NULL,
  content_hash varchar(64)  NOT NULL,
  deployed_at  timestamp with time zone  NOT NULL,
  deployed_by  varchar(200) NOT NULL,
  retired_at   timestamp with time zone,
  CONSTRAINT baton_definition_pk PRIMARY KEY (workflow, version)
);

COMMENT ON COLUMN baton_definition.content_hash IS 'SHA-256 of content in UTF-8';
COMMENT ON COLUMN baton_definition.retired_at IS 'since when no case is started of it; null: in use';

-- One row: locked by whoever changes a definition, and counted up, so that nodes see at little cost
-- whether they know all.
CREATE TABLE baton_definition_change (
  id      integer NOT NULL,
  changes bigint  NOT NULL,
  CONSTRAINT baton_definition_change_pk PRIMARY KEY (id)
);

INSERT INTO baton_definition_change (id, changes) VALUES (1, 0);
