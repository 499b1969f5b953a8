package shop;

import io.baton.api.Cases;
import io.baton.standalone.Baton;
import io.baton.standalone.DurableBaton;
import java.nio.file.Path;
import java.time.Duration;

/** Without arguments: in memory. With {@code FOLDER ID [approve]}: on disk. */
public class Main {
  private static final Order LAMP = new Order("Ada", "lamp", 4_500, "12 St James's Square");
  private static final Order ENGINE = new Order("Ada", "engine", 1_700_000, "Ockham Park");

  public static void main(String[] args) {
    if (args.length == 0) {
      inMemory();
    } else {
      onDisk(Path.of(args[0]), args[1], args.length > 2);
    }
  }

  private static void inMemory() {
    try (Baton baton =
        Baton.builder()
            .workflow(OrderWorkflow.class)
            .activities(Shop.class, new PrintedShop())
            .start()) {
      buy(baton.cases(), "order-1", LAMP);
    }
  }

  private static void onDisk(Path folder, String id, boolean approve) {
    try (DurableBaton baton =
        Baton.durable(folder)
            .workflow(OrderWorkflow.class)
            .activitiesOn(Shop.class, ShopOnSql::new)
            .start()) {
      if (approve) {
        baton.cases().get(id).signal(OrderWorkflow.APPROVAL, true);
      }
      buy(baton.cases(), id, ENGINE);
    }
  }

  /** The same id is the same case: a second start only waits for its end. */
  private static void buy(Cases cases, String id, Order order) {
    Cases.CaseHandle handle = cases.workflow(OrderWorkflow.class).caseId(id).start(order);
    System.out.println(id + (handle.created() ? " is started" : " is there"));
    System.out.println(handle.result(Receipt.class, Duration.ofMinutes(1)));
  }
}
