package io.baton.examples.effectful;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Flow;
import io.baton.api.OpenRef;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.util.function.Function;

/** The workflow of the test under way. */
@Workflow(name = "code")
public class Code {
  private static Function<Code, Object> main = code -> null;

  Flow flow;

  @Start
  public Object run(JsonNode input) {
    return main.apply(this);
  }

  static void main(Function<Code, Object> code) {
    main = code;
  }

  /** As {@link #ask}, in texts. */
  String askRaw(String participant) {
    OpenRef<String> answer = flow.ref(String.class);
    flow.outputText("ask-" + participant, answer.id());
    return answer.await();
  }

  /** Topics with a case {@code t} of this code under way. */
  static Topics start(Function<Code, Object> code) {
    main = code;
    return new Topics(Code.class).start("t", "{}");
  }

  /** Asks a participant by a topic of its own and awaits what it answers. */
  String ask(String participant) {
    OpenRef<String> answer = flow.ref(String.class);
    flow.output("ask-" + participant, answer.id());
    return answer.await();
  }

  void tell(String what) {
    flow.output("told", what);
  }
}
