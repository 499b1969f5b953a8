-- Calendars that start cases: one row for each workflow that has one. Whoever fires it has it locked.
CREATE TABLE baton_schedule (
  workflow  varchar(100) NOT NULL,
  cron      varchar(200) NOT NULL,
  zone      varchar(100) NOT NULL,
  overlap   varchar(10)  NOT NULL,
  catch_up  varchar(10)  NOT NULL,
  next_due  timestamp with time zone,
  last_case varchar(200),
  CONSTRAINT baton_schedule_pk PRIMARY KEY (workflow)
);

COMMENT ON COLUMN baton_schedule.next_due IS 'the first firing that nothing has been done about; null: never again';
COMMENT ON COLUMN baton_schedule.last_case IS 'the case that it started last';
