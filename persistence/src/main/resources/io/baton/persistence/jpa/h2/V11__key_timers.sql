-- Records that are put on a topic when their time has come. A row is taken away when its record is
-- put.
CREATE TABLE baton_key_timer (
  topic     varchar(249) NOT NULL,
  timer_key varchar(500) NOT NULL,
  due_at    timestamp with time zone NOT NULL,
  to_topic  varchar(249) NOT NULL,
  to_key    varchar(500) NOT NULL,
  to_value  varchar(500) NOT NULL,
  CONSTRAINT baton_key_timer_pk PRIMARY KEY (topic, timer_key)
);

CREATE INDEX baton_key_timer_due ON baton_key_timer (due_at);

COMMENT ON COLUMN baton_key_timer.topic IS 'whose record has set it; timer_key is the key of that';
