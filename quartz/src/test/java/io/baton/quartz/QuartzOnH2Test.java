package io.baton.quartz;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class QuartzOnH2Test extends QuartzContract {
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:quartz;DB_CLOSE_DELAY=-1", "sa", "");

  @Override
  DataSource source() {
    return pool;
  }

  @AfterEach
  void close() {
    pool.dispose();
  }
}
