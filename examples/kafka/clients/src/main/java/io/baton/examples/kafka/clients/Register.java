package io.baton.examples.kafka.clients;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Draws the workflow, if nobody has drawn it before, and registers a user: tells that {@code
 * create_user} has succeeded. The argument is the user's name; {@code nobody} becomes no member.
 */
public final class Register {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String WORKFLOW =
      """
      {"name":"user_registration","version":"v0.1.0","schema_version":"v0.1.0",
       "workflow":{"user.create_user":["license.add_license"],
                   "license.add_license":["membership.add_membership"]},
       "services_function_negation_list":{
         "user":{"create_user":["delete_user"]},
         "license":{"add_license":["remove_license","log_removal"]}}}""";

  private Register() {}

  public static void main(String[] args) {
    String name = args.length == 0 ? "adarsh" : args[0];
    String uuid = UUID.randomUUID().toString();
    String last = name.equals("nobody") ? "delete_user" : "add_membership";
    try (Asker asker = new Asker(Brokers.asSet(), List.of("tomanager"))) {
      asker.send("tomanageredits", "user_registration", WORKFLOW);
      asker.send(
          "tomanager",
          uuid,
          """
          {"uuid":"%s","name":"user_registration","version":"v0.1.0","service":"user",
           "function":"create_user","status":"success","schema_version":"v0.1.0","data":"%s"}"""
              .formatted(uuid, name));
      asker
          .await(told -> told.value().contains(uuid) && told.value().contains(last), LIMIT)
          .ifPresentOrElse(
              told -> System.out.printf("%s has told: %s%n", last, told.value()),
              () -> System.out.printf("%s was not heard of after %s%n", last, LIMIT));
    }
  }
}
