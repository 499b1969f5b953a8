package io.baton.benchmarks.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The least that a step can be made of: one row updated, one message sent, one XA commit. */
@Stateless
public class BareCommit {
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource database;

  @Inject
  @JMSConnectionFactory("java:/JmsXA")
  JMSContext broker;

  @Resource(lookup = "java:/jms/queue/baton/outputs")
  Queue queue;

  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void commit(int row) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE bench_limit SET n = n + 1 WHERE id = ?")) {
      update.setInt(1, row);
      update.executeUpdate();
    }
    broker.createProducer().send(queue, "bare " + row);
  }
}
