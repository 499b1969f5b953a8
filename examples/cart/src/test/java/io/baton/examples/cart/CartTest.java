package io.baton.examples.cart;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testkit.CrashEverywhere;
import io.baton.testkit.Kit;
import io.baton.testkit.TestedCase;
import io.baton.testkit.WorkflowTest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cart and its customer. */
@WorkflowTest({Cart.class, Checkout.class})
class CartTest {
  private static final Said.Pay GOOD = new Said.Pay("VISA-1");
  private static final Said.Pay BAD = new Said.Pay("EMPTY-1");

  @BeforeEach
  void shop(Kit kit) {
    kit.on("setAside").does(args -> "shelf-" + args.get(0));
    kit.on("charge")
        .does(
            args -> {
              if (args.get(0).equals("EMPTY-1")) {
                throw new Declined("declined");
              }
              return args.get(1) + " pieces paid";
            });
    kit.on("remind").does(args -> null);
    kit.on("apologize").does(args -> null);
  }

  private static TestedCase say(TestedCase cart, Said... all) {
    for (Said said : all) {
      cart.signal(Said.SIGNAL, said);
    }
    return cart;
  }

  private static Contents paid(Map<String, Integer> products, String receipt) {
    return new Contents(new TreeMap<>(products), false, receipt);
  }

  @Test
  void whatIsSaidIsHeardInItsOrderAndPaidByACaseOfItsOwn(Kit kit) {
    TestedCase cart = kit.start("ada");
    say(cart, new Said.Add("tea", 2), new Said.Add("milk", 1), new Said.Add("tea", 3));
    say(cart, new Said.Remove("milk"), GOOD);
    assertThat(cart).completedWith(paid(Map.of("tea", 5), "5 pieces paid")).hasNoOpenRefs();
  }

  @Test
  void aDeclinedCardPutsEverythingBackAndTheCartLivesOn(Kit kit) {
    TestedCase cart = kit.start("ada");
    say(cart, new Said.Add("milk", 1), new Said.Add("tea", 1), BAD);
    assertThat(cart).running().did("apologize");
    TestedCase checkout = kit.find(cart.id() + ".1.2.2");
    assertThat(checkout).failedWith(Declined.class).undid("putBack", "putBack");
    say(cart, GOOD);
    assertThat(cart).completedWith(paid(Map.of("milk", 1, "tea", 1), "2 pieces paid"));
  }

  @Test
  void theClockBeginsAnewWithEachMessage(Kit kit) {
    TestedCase cart = say(kit.start("ada"), new Said.Add("tea", 1));
    for (int i = 0; i < 10; i++) {
      kit.advance(Duration.ofDays(2));
      say(cart, new Said.Add("tea", 1));
    }
    assertThat(cart).running().did();
    kit.advance(Duration.ofDays(3));
    assertThat(cart).running().did("remind");
    kit.advance(Duration.ofDays(7).minusMillis(1));
    assertThat(cart).running();
    kit.advance(Duration.ofMillis(1));
    assertThat(cart).completed().hasNoOpenRefs();
  }

  @Test
  void aCustomerWhoComesBackIsRemindedAgain(Kit kit) {
    TestedCase cart = say(kit.start("ada"), new Said.Add("tea", 1));
    kit.advance(Duration.ofDays(4));
    say(cart, new Said.Add("milk", 1));
    kit.advance(Duration.ofDays(3));
    assertThat(cart).running().did("remind", "remind");
  }

  @Test
  void anEmptyCartIsForgottenWithoutAWord(Kit kit) {
    TestedCase cart = kit.start("ada");
    kit.advance(Duration.ofDays(3));
    assertThat(cart).completedWith(paid(Map.of(), "")).did();
  }

  @Test
  void aThousandMessagesAreNoBurden(Kit kit) {
    TestedCase cart = kit.start("ada");
    for (int i = 0; i < 1000; i++) {
      say(cart, new Said.Add("pin", 1));
    }
    assertThat(cart.openRefs()).hasSize(1);
    say(cart, GOOD);
    assertThat(cart).completedWith(paid(Map.of("pin", 1000), "1000 pieces paid"));
  }

  @CrashEverywhere
  void aCrashChangesNothing(Kit kit) {
    TestedCase cart = kit.start("ada");
    say(cart, new Said.Add("tea", 1), BAD, new Said.Add("milk", 1), GOOD);
    assertThat(cart).completedWith(paid(Map.of("milk", 1, "tea", 1), "2 pieces paid"));
  }
}
