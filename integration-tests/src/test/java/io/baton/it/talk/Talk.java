package io.baton.it.talk;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.OpenRef;
import io.baton.api.Query;
import io.baton.api.RefusedException;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Writes down the words that it is sent; then, if it is to, it asks for a title. */
@Workflow(name = "talk")
public class Talk {
  public static final Signal<String> WORD = Signal.of("word", String.class);

  @Inject Flow flow;
  @Inject @Durable Paper paper;

  private final List<String> words = new ArrayList<>();

  @Start
  public List<String> listen(Subject subject) {
    flow.attribute("topic", subject.topic());
    flow.subscribe(WORD, subject.topic());
    paper.open(subject.topic());
    while (words.size() < subject.words()) {
      words.add(flow.await(WORD));
    }
    if (subject.title()) {
      words.add(title());
    }
    return words;
  }

  private String title() {
    OpenRef<String> title = flow.ref(String.class);
    try {
      return title.await();
    } catch (RefusedException e) {
      return "no title: " + e.getMessage();
    }
  }

  @Query
  public String soFar(String separator) {
    return String.join(separator, words);
  }
}
