package io.baton.examples.subscription;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testkit.Kit;
import io.baton.testkit.TestedCase;
import io.baton.testkit.WorkflowTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to tell it keep the same promises. */
@WorkflowTest({Subscription.class, SubscriptionInRuns.class})
class SubscriptionTest {
  private static final Subscriber ADA = new Subscriber("ada", "basic", null);

  private final List<String> charged = new ArrayList<>();
  private final List<String> reminded = new ArrayList<>();
  private final Set<String> broke = new TreeSet<>();

  final Billing billing =
      new Billing() {
        @Override
        public void charge(String customer, String plan, int month) throws CardDeclined {
          if (broke.contains(customer)) {
            throw new CardDeclined("no cover");
          }
          charged.add(plan + " " + month);
        }

        @Override
        public void remind(String customer, String why) {
          reminded.add(why);
        }
      };

  @ParameterizedTest
  @ValueSource(classes = {Subscription.class, SubscriptionInRuns.class})
  void renewsEveryMonthForTenYearsAndEndsWhenTheCustomerSaysSo(Class<?> workflow, Kit kit) {
    TestedCase subscription = kit.start(workflow, ADA);
    assertThat(charged).containsExactly("basic 1");
    kit.advanceTo(Instant.parse("1979-12-31T12:00:00Z"));
    assertThat(charged).hasSize(120).endsWith("basic 119", "basic 120");
    subscription.signal(Wish.SIGNAL, new Wish.Cancel("moved"));
    assertThat(subscription)
        .completedWith(new Membership("ada", "basic", Instant.EPOCH, 120, 0))
        .hasNoOpenRefs();
    kit.advance(Duration.ofDays(400));
    assertThat(charged).hasSize(120);
  }

  @ParameterizedTest
  @ValueSource(classes = {Subscription.class, SubscriptionInRuns.class})
  void aNewPlanIsChargedFromTheNextMonthOnWhichComesNoLater(Class<?> workflow, Kit kit) {
    TestedCase subscription = kit.start(workflow, ADA);
    kit.advanceTo(Instant.parse("1970-01-20T00:00:00Z"));
    subscription.signal(Wish.SIGNAL, new Wish.ChangePlan("gold"));
    subscription.signal(Wish.SIGNAL, new Wish.ChangePlan("silver"));
    kit.advanceTo(Instant.parse("1970-01-31T23:59:59Z"));
    assertThat(charged).containsExactly("basic 1");
    kit.advance(Duration.ofSeconds(1));
    assertThat(charged).containsExactly("basic 1", "silver 2");
  }

  @ParameterizedTest
  @ValueSource(classes = {Subscription.class, SubscriptionInRuns.class})
  void aDeclinedCardIsTriedThreeTimesAndThenTheSubscriptionEnds(Class<?> workflow, Kit kit) {
    TestedCase subscription = kit.start(workflow, ADA);
    broke.add("ada");
    kit.advanceTo(Instant.parse("1970-02-04T00:00:00Z"));
    assertThat(reminded).hasSize(2);
    assertThat(subscription).running();
    kit.advance(Duration.ofDays(3));
    assertThat(Objects.requireNonNull(subscription.result(Membership.class)).months()).isEqualTo(1);
    assertThat(reminded).containsOnly("no cover").hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(classes = {Subscription.class, SubscriptionInRuns.class})
  void aCardThatWorksAgainKeepsTheDayOfTheMonth(Class<?> workflow, Kit kit) {
    kit.start(workflow, ADA);
    broke.add("ada");
    kit.advanceTo(Instant.parse("1970-02-02T00:00:00Z"));
    broke.clear();
    kit.advanceTo(Instant.parse("1970-02-28T23:59:59Z"));
    assertThat(charged).containsExactly("basic 1", "basic 2");
    kit.advance(Duration.ofSeconds(1));
    assertThat(charged).endsWith("basic 3");
  }

  @Test
  void whoBeganOnThe31stPaysOnThe31stWhereverThereIsOne(Kit kit) {
    kit.advanceTo(Instant.parse("1970-01-31T09:00:00Z"));
    kit.start(ADA);
    kit.advanceTo(Instant.parse("1970-02-28T09:00:00Z"));
    assertThat(charged).hasSize(2);
    kit.advanceTo(Instant.parse("1970-03-31T08:59:59Z"));
    assertThat(charged).hasSize(2);
    kit.advance(Duration.ofSeconds(1));
    assertThat(charged).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(classes = {Subscription.class, SubscriptionInRuns.class})
  void aFormerMembershipGoesOnWhereItStood(Class<?> workflow, Kit kit) {
    Membership former = new Membership("ada", "gold", Instant.EPOCH, 5, 0);
    kit.start(workflow, new Subscriber("ada", "gold", former));
    assertThat(charged).isEmpty();
    kit.advanceTo(Instant.parse("1970-06-01T00:00:00Z"));
    assertThat(charged).containsExactly("gold 6");
  }
}
