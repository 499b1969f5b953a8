package io.baton.it.kafka;

import io.baton.api.GatewayEffect;
import io.baton.api.GatewayEvent;
import io.baton.api.GatewayHandler;
import io.baton.standalone.Baton;
import io.baton.standalone.DurableBaton;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A process that runs gateways. Arguments: its folder, the database's URL, user and password, the
 * address of what is called outside. Takes wishes by lines and answers each by a line.
 */
public final class GatewayMain {
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private GatewayMain() {}

  public static void main(String[] args) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    try (DurableBaton baton =
        Baton.durable(Path.of(args[0]))
            .database(args[1], args[2], args[3])
            .gatewayHandler("book", GatewayMain::book)
            .gatewayHandler("call", database -> call(http, URI.create(args[4])))
            .gatewayHandler("waitAsync", database -> waitAsync())
            .gatewayHandler("wait", database -> waiting())
            .gatewayHandler("count", database -> counting())
            .gatewayHandler("stumble", GatewayMain::stumbling)
            .gatewayHandler("ask", GatewayMain::asking)
            .gatewayHandler("askToWait", database -> askingToWait())
            .gatewayEffect("call", database -> calling(http, URI.create(args[4] + "slow")))
            .gatewayEffect("wait", database -> effect -> Thread.sleep(100))
            .start()) {
      BufferedReader wishes =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      String wish = wishes.readLine();
      while (wish != null) {
        System.out.println(fulfilled(baton, wish.split(" ")));
        wish = wishes.readLine();
      }
    }
  }

  private static String fulfilled(DurableBaton baton, String[] wish) {
    try {
      switch (wish[0]) {
        case "configure" -> baton.gateways().configure(wish[1], map(wish));
        case "run" -> baton.gateways().run(wish[1]);
        case "pause" -> baton.gateways().pause(wish[1]);
        case "resume" -> baton.gateways().resume(wish[1]);
        case "reset" -> baton.gateways().reset(wish[1]);
        case "clear" -> baton.gateways().clearConfiguration(wish[1]);
        default -> {
          return baton.gateways().getStatus(wish[1]).toString();
        }
      }
      return "done";
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  private static Map<String, String> map(String[] wish) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 2; i < wish.length; i++) {
      String[] pair = wish[i].split("=", 2);
      map.put(pair[0], pair[1]);
    }
    return map;
  }

  private static GatewayHandler.InTransaction book(DataSource database) {
    return (event, actor) -> {
      actor.state(next(actor.state()));
      insert(database, event, Integer.parseInt(actor.state()));
    };
  }

  private static void insert(DataSource database, GatewayEvent event, int count)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO effect (epoch, record_key, pos, actor_count, gateway)"
                    + " VALUES (?, ?, ?, ?, ?)")) {
      insert.setLong(1, event.epoch());
      insert.setString(2, event.key());
      insert.setLong(3, event.offset());
      insert.setInt(4, count);
      insert.setString(5, event.gateway());
      insert.executeUpdate();
    }
  }

  /** Fails at its first attempt, when it has changed all that it can. */
  private static GatewayHandler.InTransaction stumbling(DataSource database) {
    return (event, actor) -> {
      String before = actor.state() == null ? actor.name() : actor.state();
      actor.state(before + " " + event.value());
      insert(database, event, before.split(" ").length);
      actor.afterCommit("call", event.value());
      if (event.attempt() == 1) {
        throw new IllegalStateException("stumbled");
      }
    };
  }

  /** The same, and calls what is outside after the commit. */
  private static GatewayHandler.InTransaction asking(DataSource database) {
    GatewayHandler.InTransaction book = book(database);
    return (event, actor) -> {
      book.on(event, actor);
      actor.afterCommit("call", actor.state());
    };
  }

  private static GatewayEffect calling(HttpClient http, URI address) {
    return effect -> {
      HttpRequest request =
          request(address, effect.idempotencyKey(), effect.event().key(), effect.value());
      mustBeGood(http.send(request, HttpResponse.BodyHandlers.discarding()));
    };
  }

  private static GatewayHandler.InTransaction askingToWait() {
    return (event, actor) -> {
      actor.state(next(actor.state()));
      actor.afterCommit("wait", null);
    };
  }

  private static String next(String state) {
    return Integer.toString(state == null ? 1 : Integer.parseInt(state) + 1);
  }

  private static GatewayHandler.Async call(HttpClient http, URI address) {
    return (event, actor) -> {
      actor.state(next(actor.state()));
      HttpRequest request = request(address, event.idempotencyKey(), event.key(), event.value());
      return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .thenAccept(GatewayMain::mustBeGood);
    };
  }

  private static HttpRequest request(URI address, String idempotencyKey, String key, String value) {
    return HttpRequest.newBuilder(address)
        .header("Idempotency-Key", idempotencyKey)
        .header("Record-Key", String.valueOf(key))
        .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(value)))
        .build();
  }

  private static void mustBeGood(HttpResponse<Void> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("answered " + response.statusCode());
    }
  }

  private static GatewayHandler.Async waitAsync() {
    return (event, actor) -> {
      actor.state(next(actor.state()));
      return CompletableFuture.runAsync(() -> {}, LATER);
    };
  }

  private static GatewayHandler.Outside waiting() {
    return (event, actor) -> {
      actor.state(next(actor.state()));
      Thread.sleep(100);
    };
  }

  private static GatewayHandler.InTransaction counting() {
    return (event, actor) -> actor.state(next(actor.state()));
  }
}
