package io.baton.examples.kafka;

import io.baton.api.GatewayActor;
import io.baton.api.GatewayEvent;
import io.baton.api.GatewayHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A gateway's handler: each record of a topic of payments, whose key is the account, becomes a row,
 * once, and then a receipt. Row, balance and the wish for a receipt are one commit.
 */
@ApplicationScoped
@Named("payments")
public class Payments implements GatewayHandler.InTransaction {
  @SuppressWarnings("NullAway.Init") // the container does
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource dataSource;

  @Override
  public void on(GatewayEvent event, GatewayActor account) throws SQLException {
    long amount = Long.parseLong(String.valueOf(event.value()));
    String before = account.state();
    long balance = amount + (before == null ? 0 : Long.parseLong(before));
    String sql = "INSERT INTO payment (event, account, amount, balance) VALUES (?, ?, ?, ?)";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, event.idempotencyKey());
      insert.setString(2, account.name());
      insert.setLong(3, amount);
      insert.setLong(4, balance);
      insert.executeUpdate();
    }
    account.state(Long.toString(balance));
    account.afterCommit("receipt", "%d, balance %d".formatted(amount, balance));
  }
}
