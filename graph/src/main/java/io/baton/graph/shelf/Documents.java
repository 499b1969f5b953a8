package io.baton.graph.shelf;

import io.baton.graph.model.Graph;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Graphs as they are kept: by their one text, so that spaces make no difference. */
final class Documents {
  private Documents() {}

  static Document of(Graph graph, Reader reader) {
    String content = reader.write(graph);
    WorkflowId id = new WorkflowId(graph.name(), graph.version().number());
    return new Document(id, graph.version().text(), content, hash(content));
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
