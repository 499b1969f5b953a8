package shop;

import jakarta.enterprise.inject.Vetoed;

/** Says what it would do. Vetoed: on a server it is no bean, there the other one is. */
@Vetoed
public class PrintedShop implements Shop {
  @Override
  public String reserve(String item) {
    System.out.println("reserve " + item);
    return "R-" + item;
  }

  @Override
  public void putBack(String item, String reservation) {
    System.out.println("put back " + item);
  }

  @Override
  public String charge(String customer, int cents) throws CardRefused {
    System.out.println("charge " + customer + " " + cents);
    return "P-" + customer;
  }

  @Override
  public void payBack(String customer, int cents, String payment) {
    System.out.println("pay back " + customer + " " + cents);
  }

  @Override
  public String ship(String reservation, String address) {
    System.out.println("ship " + reservation + " to " + address);
    return "S-" + reservation;
  }
}
