package io.baton.it.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/** The running server's management interface. */
public final class Server {
  private static final String BROKER = "/subsystem=messaging-activemq/server=default/";

  private Server() {}

  /** How many messages a queue of Baton's holds, delayed ones and those at work included. */
  public static int messages(String queue) {
    return read(BROKER + "jms-queue=baton." + queue, "message-count").asInt();
  }

  /** How many of them are delayed. */
  public static int scheduled(String queue) {
    return read(BROKER + "jms-queue=baton." + queue, "scheduled-count").asInt();
  }

  /** How many messages have ever been put into a queue of Baton's. */
  public static int messagesEver(String queue) {
    return read(BROKER + "jms-queue=baton." + queue, "messages-added").asInt();
  }

  public static void setAddress(String attribute, Object value) {
    write(BROKER + "address-setting=jms.queue.baton.#", attribute, String.valueOf(value));
  }

  public static void setOutputs(String attribute, Object value) {
    write(BROKER + "address-setting=jms.queue.baton.outputs.#", attribute, String.valueOf(value));
  }

  public static void setRecords(String attribute, Object value) {
    write(BROKER + "address-setting=jms.queue.baton.records", attribute, String.valueOf(value));
  }

  public static ModelNode read(String path, String attribute) {
    ModelNode operation = operation("read-attribute", path);
    operation.get("name").set(attribute);
    return execute(operation);
  }

  public static void write(String path, String attribute, String value) {
    ModelNode operation = operation("write-attribute", path);
    operation.get("name").set(attribute);
    operation.get("value").set(value);
    execute(operation);
  }

  /** Sets a system property of the server for deployments to come; null takes it away. */
  public static void setProperty(String name, @Nullable String value) {
    String path = "/system-property=" + name;
    if (execute(childrenNames("system-property")).asList().stream()
        .anyMatch(child -> child.asString().equals(name))) {
      execute(operation("remove", path));
    }
    if (value != null) {
      ModelNode add = operation("add", path);
      add.get("value").set(value);
      execute(add);
    }
  }

  /** Has the server define one more queue of Baton's, as those of configure.sh are. */
  public static void addQueue(String queue) {
    ModelNode add = operation("add", BROKER + "jms-queue=baton." + queue);
    add.get("durable").set(true);
    add.get("entries").add("java:/jms/queue/baton/" + queue);
    add.get("entries").add("java:jboss/exported/jms/queue/baton/" + queue);
    execute(add);
  }

  public static void removeQueue(String queue) {
    execute(operation("remove", BROKER + "jms-queue=baton." + queue));
  }

  /** Deploys an archive that the server's management knows by another name than its own. */
  public static void deploy(String name, String runtimeName, byte[] archive) {
    ModelNode add = operation("add", "/deployment=" + name);
    add.get("runtime-name").set(runtimeName);
    add.get("content").add().get("bytes").set(archive);
    add.get("enabled").set(true);
    execute(add);
  }

  public static void undeploy(String name) {
    execute(operation("remove", "/deployment=" + name));
  }

  private static ModelNode childrenNames(String type) {
    ModelNode operation = new ModelNode();
    operation.get("operation").set("read-children-names");
    operation.get("address").setEmptyList();
    operation.get("child-type").set(type);
    return operation;
  }

  /** An operation on a path such as {@code /subsystem=ejb3}. */
  public static ModelNode operation(String name, String path) {
    ModelNode operation = new ModelNode();
    operation.get("operation").set(name);
    ModelNode address = operation.get("address").setEmptyList();
    for (String part : path.substring(1).split("/")) {
      int equals = part.indexOf('=');
      address.add(part.substring(0, equals), part.substring(equals + 1));
    }
    return operation;
  }

  public static ModelNode execute(ModelNode operation) {
    int port = Integer.getInteger("baton.it.management");
    try (ModelControllerClient client = ModelControllerClient.Factory.create("127.0.0.1", port)) {
      ModelNode answer = client.execute(operation);
      if (!answer.get("outcome").asString().equals("success")) {
        throw new IllegalStateException(operation + " gave " + answer);
      }
      return answer.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
