package shop;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Makes the table when the server starts the application, outside any transaction. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ShopTable {
  @Inject ShopOnSql shop;

  @PostConstruct
  void make() {
    shop.makeTable();
  }
}
