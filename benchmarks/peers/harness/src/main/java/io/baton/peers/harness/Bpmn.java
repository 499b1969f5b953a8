package io.baton.peers.harness;

/** The workloads as BPMN, for engines that read it. */
public final class Bpmn {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="%s"
          targetNamespace="baton">
        <message id="message" name="go"/>
        <error id="full" errorCode="FULL"/>
        <process id="%s" isExecutable="true" %s>
          <startEvent id="start"/>
      """;
  private static final String TAIL = "</process></definitions>\n";

  private final String namespace;
  private final String attributes;
  private final String durable;
  private final String classes;

  /**
   * @param namespace of the engine's own attributes
   * @param attributes of each process, in that namespace as {@code x}
   * @param durable the attribute by which a task begins with a commit
   * @param classes the package of {@code Step}, {@code Count}, {@code Refuse}, {@code Undo}, {@code
   *     Fired}
   */
  public Bpmn(String namespace, String attributes, String durable, String classes) {
    this.namespace = namespace;
    this.attributes = attributes;
    this.durable = durable;
    this.classes = classes;
  }

  /** The text of a process whose id is the workload. */
  public String of(String workload) {
    String body =
        switch (workload) {
          case "W1" -> tenSteps();
          case "W2" -> eightAtOnce();
          case "W3" -> thirdFails();
          case "W4" ->
              waits(
                  "<timerEventDefinition><timeDate>${due}</timeDate></timerEventDefinition>",
                  "Fired");
          case "W5" -> waits("<messageEventDefinition messageRef=\"message\"/>", "Step");
          default -> throw new IllegalArgumentException(workload);
        };
    return HEAD.formatted(namespace, workload, attributes) + body + TAIL;
  }

  private String tenSteps() {
    StringBuilder xml = new StringBuilder();
    String before = "start";
    for (int i = 0; i < 10; i++) {
      xml.append(task("step" + i, "Count", durable)).append(flow(before, "step" + i));
      before = "step" + i;
    }
    return xml.append(end("end")).append(flow(before, "end")).toString();
  }

  private String eightAtOnce() {
    StringBuilder xml =
        new StringBuilder("<parallelGateway id=\"fork\"/><parallelGateway id=\"join\"/>")
            .append(flow("start", "fork"));
    for (int i = 0; i < 8; i++) {
      xml.append(task("step" + i, "Step", durable))
          .append(flow("fork", "step" + i))
          .append(flow("step" + i, "join"));
    }
    return xml.append(end("end")).append(flow("join", "end")).toString();
  }

  private String thirdFails() {
    return task("first", "Step", durable)
        + task("second", "Step", durable)
        + task("third", "Refuse", durable)
        + undo("first")
        + undo("second")
        + "<boundaryEvent id=\"refused\" attachedToRef=\"third\"><errorEventDefinition errorRef=\"full\"/></boundaryEvent>"
        + "<intermediateThrowEvent id=\"undo\" %s><compensateEventDefinition/></intermediateThrowEvent>"
            .formatted(durable)
        + end("end")
        + end("undone")
        + flow("start", "first")
        + flow("first", "second")
        + flow("second", "third")
        + flow("third", "end")
        + flow("refused", "undo")
        + flow("undo", "undone")
        + undoes("first")
        + undoes("second");
  }

  private String undo(String task) {
    return "<boundaryEvent id=\"b-%1$s\" attachedToRef=\"%1$s\"><compensateEventDefinition/></boundaryEvent>"
            .formatted(task)
        + task("undo-" + task, "Undo", "isForCompensation=\"true\"");
  }

  private static String undoes(String task) {
    return "<association id=\"a-%1$s\" sourceRef=\"b-%1$s\" targetRef=\"undo-%1$s\" associationDirection=\"One\"/>"
        .formatted(task);
  }

  private String waits(String definition, String step) {
    return "<intermediateCatchEvent id=\"wait\">%s</intermediateCatchEvent>".formatted(definition)
        + task("step", step, "")
        + end("end")
        + flow("start", "wait")
        + flow("wait", "step")
        + flow("step", "end");
  }

  private String task(String id, String type, String attribute) {
    return "<serviceTask id=\"%s\" x:class=\"%s.%s\" %s/>".formatted(id, classes, type, attribute);
  }

  private static String end(String id) {
    return "<endEvent id=\"%s\"/>".formatted(id);
  }

  private static String flow(String from, String to) {
    return "<sequenceFlow id=\"%1$s-%2$s\" sourceRef=\"%1$s\" targetRef=\"%2$s\"/>"
        .formatted(from, to);
  }
}
