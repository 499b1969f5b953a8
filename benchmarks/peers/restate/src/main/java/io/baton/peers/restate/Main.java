package io.baton.peers.restate;

import dev.restate.client.Client;
import dev.restate.common.Request;
import dev.restate.common.Target;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import io.baton.peers.harness.Driver;
import io.baton.peers.harness.Engine;
import io.baton.peers.harness.Marks;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Restate: a server with a log of its own, and the handlers in this JVM. */
public final class Main implements Engine {
  private static final int UNDER_WAY = 256;
  private static final long PATIENCE_SECONDS = 300;

  private final Client client;
  private final Awakeables awakeables;
  private final Semaphore places = new Semaphore(UNDER_WAY);
  private final Queue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();

  private Main(Client client, Awakeables awakeables) {
    this.client = client;
    this.awakeables = awakeables;
  }

  /**
   * @param args the server's binary, and an empty folder
   */
  public static void main(String[] args) throws Exception {
    Awakeables awakeables = new Awakeables();
    List<Integer> ports = freePorts(4);
    int handlers = ports.get(3);
    RestateHttpServer.listen(Endpoint.bind(new Workloads(awakeables).service()), handlers);
    try (RestateServer server =
        new RestateServer(Path.of(args[0]), Path.of(args[1]), ports.subList(0, 3))) {
      server.awaitReady();
      server.register(handlers);
      Driver.serve(new Main(Client.connect(server.ingress()), awakeables));
    }
    System.exit(0); // The event loop of the handlers does not end.
  }

  private static List<Integer> freePorts(int count) throws Exception {
    List<ServerSocket> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(new ServerSocket(0));
    }
    List<Integer> ports = open.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : open) {
      socket.close();
    }
    return ports;
  }

  @Override
  public void begin() {
    answers.clear();
    awakeables.forget();
  }

  @Override
  public void start(String workload, String key, long due) throws InterruptedException {
    String input = workload.equals("W4") ? Long.toString(due) : key;
    Request<String, String> request =
        Request.of(
                Target.service(Workloads.SERVICE, workload), Workloads.TEXT, Workloads.TEXT, input)
            .build();
    if (workload.equals("W4") || workload.equals("W5")) {
      client.send(request); // Nobody holds a connection open as long as these wait.
      return;
    }
    places.acquire();
    answers.add(
        client
            .callAsync(request)
            .whenComplete((answer, failure) -> places.release())
            .toCompletableFuture());
  }

  @Override
  public void signal(String key) throws Exception {
    client.awakeableHandle(awakeables.await(key)).resolve(Workloads.TEXT, "go");
  }

  @Override
  public void awaitEnded(int cases) throws Exception {
    Marks.awaitSteps(cases);
    for (CompletableFuture<?> answer : answers) {
      answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {}
}
