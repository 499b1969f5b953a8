package shop;

import static io.baton.testkit.CaseAssert.assertThat;

import io.baton.testkit.CrashEverywhere;
import io.baton.testkit.Kit;
import io.baton.testkit.TestedCase;
import io.baton.testkit.WorkflowTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WorkflowTest(OrderWorkflow.class)
class OrderWorkflowTest {
  private static final Order LAMP = new Order("Ada", "lamp", 4_500, "12 St James's Square");
  private static final Order ENGINE = new Order("Ada", "engine", 1_700_000, "Ockham Park");

  final Shop shop = new PrintedShop();

  @Test
  void aSmallOrderIsShippedAtOnce(Kit kit) {
    assertThat(kit.start(LAMP)).completed().did("reserve", "charge", "ship").hasNoOpenRefs();
  }

  @Test
  void whenTheCardIsRefusedTheGoodsArePutBack(Kit kit) {
    kit.on("charge").fails(new CardRefused("no cover"));
    assertThat(kit.start(LAMP)).failedWith(CardRefused.class).did("reserve").undid("putBack");
  }

  @Test
  void aLargeOrderWaitsForItsApproval(Kit kit) {
    TestedCase order = kit.start(ENGINE);
    kit.advance(Duration.ofDays(1));
    assertThat(order).running().did("reserve").waitsFor("signal approval");
    order.signal(OrderWorkflow.APPROVAL, true);
    assertThat(order).completed().did("reserve", "charge", "ship");
  }

  @Test
  void afterTwoDaysWithoutApprovalTheGoodsArePutBack(Kit kit) {
    TestedCase order = kit.start(ENGINE);
    kit.advance(Duration.ofDays(2));
    assertThat(order).failedWith("engine was not approved").undid("putBack");
  }

  @CrashEverywhere
  void noCrashLosesAnything(Kit kit) {
    kit.on("ship").fails(2, new IllegalStateException("the van is away"));
    TestedCase order = kit.start(LAMP);
    kit.runToEnd();
    assertThat(order).completed().did("reserve", "charge", "ship");
  }
}
