package shop;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A row for each thing done. The data source joins the transaction of the step. */
@ApplicationScoped
public class ShopOnSql implements Shop {
  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource database;

  /** For the server, which fills the field. */
  public ShopOnSql() {}

  /** For a plain JVM. */
  public ShopOnSql(DataSource database) {
    this.database = database;
    makeTable();
  }

  void makeTable() {
    run("CREATE TABLE IF NOT EXISTS shop_entry (what varchar(200) NOT NULL)");
  }

  @Override
  public String reserve(String item) {
    return write("reserved " + item, "R-" + item);
  }

  @Override
  public void putBack(String item, String reservation) {
    write("put back " + item, "");
  }

  @Override
  public String charge(String customer, int cents) throws CardRefused {
    write("charged " + customer + " " + cents, "");
    if (customer.startsWith("poor")) {
      throw new CardRefused("no cover for " + customer); // The row above is rolled back.
    }
    return "P-" + customer;
  }

  @Override
  public void payBack(String customer, int cents, String payment) {
    write("paid back " + customer + " " + cents, "");
  }

  @Override
  public String ship(String reservation, String address) {
    return write("shipped " + reservation + " to " + address, "S-" + reservation);
  }

  private String write(String what, String result) {
    run("INSERT INTO shop_entry (what) VALUES (?)", what);
    return result;
  }

  private void run(String sql, String... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
