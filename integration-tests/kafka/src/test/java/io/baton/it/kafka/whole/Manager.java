package io.baton.it.kafka.whole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The manager's topics as services and editors know them. */
final class Manager {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The service named old is asked in RON, see {@link Installation}. */
  private static final String EDIT =
      """
      {'name':'%s','version':'%s','schema_version':'v0.1.0',
       'workflow':{'user.create':['license.create','old.create'],'license.create':['legal.update']},
       'services_function_negation_list':{'user':{'create':['delete']},'license':{'create':['delete','log']},'old':{'create':['delete']}}}
      """;

  private final Installation all;
  private final Told told;

  Manager(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  static String json(String text) {
    return text.strip().replace('\'', '"');
  }

  /** An edit's text. */
  static String editOf(String name, String version) {
    return json(EDIT.formatted(name, version));
  }

  /** Puts an edit and waits until it is known. */
  void edit(String name, String version) {
    all.put("tomanageredits", null, editOf(name, version));
    all.awaitRows(
        "SELECT 1 FROM baton_definition WHERE workflow = ? AND version_text = ?", name, version);
  }

  void tell(String uuid, String name, String function, String status, String more) {
    all.put("tomanager", uuid, message(uuid, name, function, status, more));
  }

  static String message(String uuid, String name, String function, String status, String more) {
    String[] of = function.split("\\.", -1);
    return json(
        "{'uuid':'%s','name':'%s','service':'%s','function':'%s','status':'%s'%s}"
            .formatted(uuid, name, of[0], of[1], status, more));
  }

  /** What JSON services were asked for a case, so many at least. */
  List<JsonNode> asked(String topic, String uuid, int count) {
    return told
        .awaitThat(topic, one -> uuid.equals(one.key()) && one.value().startsWith("{"), count)
        .stream()
        .map(one -> tree(one.value()))
        .toList();
  }

  static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static String name(JsonNode asked) {
    return asked.path("service").textValue() + "." + asked.path("function").textValue();
  }

  /** What the service that is asked in RON was asked for a case. */
  String ron(String uuid) {
    return told.awaitThat("frommanager", one -> uuid.equals(one.key()) && isRon(one), 1)
        .get(0)
        .value();
  }

  static boolean isRon(ConsumerRecord<String, String> one) {
    return one.value().startsWith("(");
  }

  /** Of a case, as soon as it is no more under way. */
  List<String> statusOf(String uuid) {
    return all.awaitRows(
        "SELECT status FROM baton_case WHERE case_id = ? AND status NOT IN ('RUNNING', 'COMPENSATING')",
        uuid);
  }

  /** Why what was told is put aside. */
  String reasonOf(String value) {
    all.put("tomanager", "put aside", value);
    return Told.header(
        told.awaitThat("tomanager-dead", one -> value.equals(one.value()), 1).get(0).headers(),
        "baton_reason");
  }
}
