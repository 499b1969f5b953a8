-- What Narayana asks for: a row for each transaction that has committed and is not yet forgotten.
CREATE TABLE IF NOT EXISTS xids (
  xid                  bytea NOT NULL,
  transactionManagerID varchar(64),
  actionuid            bytea
);
CREATE UNIQUE INDEX IF NOT EXISTS index_xid ON xids (xid);
