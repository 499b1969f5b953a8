package io.baton.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a ref is the answer of. */
public sealed interface Awaited {
  /** What the code said, without what varies from try to try; for people and for comparing. */
  String describe();

  /** An activity's result. */
  record Activity(ActivityName activity, List<Payload> args) implements Awaited {
    public Activity {
      args = List.copyOf(args);
    }

    @Override
    public String describe() {
      return activity + args.toString();
    }
  }

  /** The result of an activity that somebody does without being asked, and tells of. */
  record Told(ActivityName activity) implements Awaited {
    @Override
    public String describe() {
      return "told " + activity;
    }
  }

  /**
   * A moment of the database's clock.
   *
   * @param name by which it outlives a run of its case; null for the ordinary timer
   */
  record Timer(Instant due, @Nullable String name) implements Awaited {
    @Override
    public String describe() {
      return name == null ? "timer" : "timer " + name;
    }
  }

  /** The next signal of a name. */
  record Signal(String signal) implements Awaited {
    @Override
    public String describe() {
      return "signal " + signal;
    }
  }

  /**
   * An answer of the outside world, given by the ref's id, or by its name.
   *
   * @param name what the outside calls it; null when only the ref's id is known
   * @param given true when the workflow's code gave the name, so that another ref may have it once
   *     this one is settled; null for false
   */
  record Outside(@Nullable String name, @Nullable Boolean given) implements Awaited {
    /** Without a name. */
    public Outside() {
      this(null, null);
    }

    public Outside {
      if (name != null) {
        Limits.name("name of a ref", name, 200);
      }
    }

    public boolean nameIsGiven() {
      return given != null && given;
    }

    @Override
    public String describe() {
      return nameIsGiven() ? "answer from outside " + name : "answer from outside";
    }
  }

  /** The end of another case that this one started. */
  record Child(CaseId child, String workflow, Payload input) implements Awaited {
    @Override
    public String describe() {
      return "child " + workflow + input;
    }
  }

  /** Nothing: a value that was there at once and is kept, such as the time or a scope's result. */
  record Noted(String what) implements Awaited {
    @Override
    public String describe() {
      return what;
    }
  }
}
