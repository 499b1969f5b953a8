package io.baton.peers.restate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One node with its defaults, which sync its log; a child of this process. */
final class RestateServer implements AutoCloseable {
  private static final int TRIES = 300;
  private static final String HOST = "http://127.0.0.1:";

  private final HttpClient client = HttpClient.newHttpClient();
  private final int ingress;
  private final int admin;
  private final Process process;

  /**
   * @param folder that is empty, for its data
   * @param ports three free ones: of its ingress, its administration, its node
   */
  RestateServer(Path binary, Path folder, List<Integer> ports) throws IOException {
    ingress = ports.get(0);
    admin = ports.get(1);
    List<String> command = new ArrayList<>(List.of(binary.toString(), "--no-logo"));
    command.addAll(List.of("--base-dir", folder.toString()));
    command.addAll(List.of("--bind-ip", "127.0.0.1", "--listen-mode", "tcp"));
    command.addAll(List.of("--bind-port", Integer.toString(ports.get(2))));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RESTATE_INGRESS__BIND_PORT", Integer.toString(ingress));
    builder.environment().put("RESTATE_ADMIN__BIND_PORT", Integer.toString(admin));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
  }

  String ingress() {
    return HOST + ingress;
  }

  void awaitReady() throws Exception {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      if (answers(HOST + admin + "/health") && answers(ingress() + "/restate/health")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("Restate's server does not answer");
  }

  /** Tells it where the handlers are. */
  void register(int port) throws Exception {
    String body = "{\"uri\":\"%s%d\",\"force\":true}".formatted(HOST, port);
    var request =
        HttpRequest.newBuilder(URI.create(HOST + admin + "/deployments"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException("not registered: " + response.body());
    }
  }

  private boolean answers(String uri) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(uri)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
