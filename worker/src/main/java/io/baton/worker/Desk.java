package io.baton.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** From the text of a request to that of its answer, by whatever way both travel. */
public final class Desk {
  private static final Logger LOG = System.getLogger(Desk.class.getName());

  private final Map<String, Handler> handlers;
  private final ObjectMapper mapper;

  /**
   * @param handlers by activity
   */
  public Desk(Map<String, Handler> handlers, ObjectMapper mapper) {
    this.handlers = Map.copyOf(handlers);
    this.mapper = mapper;
  }

  /**
   * Runs the handler.
   *
   * @param atOnce tells a sign of life, whatever becomes of the request
   * @return empty when there is nothing to say: the deadline has passed, or others have the handler
   * @throws IllegalArgumentException when it is no request that is understood here
   * @throws InterruptedException when the thread is to end in the middle of the work
   */
  public Optional<Reply> reply(String text, Consumer<Reply> atOnce) throws InterruptedException {
    Request request = Request.read(text);
    Handler handler = handlers.get(request.activity());
    if (handler == null) {
      return Optional.empty();
    }
    if (Instant.now().isAfter(request.until())) {
      LOG.log(Level.INFO, "too late for {0}", request.idempotencyKey());
      return Optional.empty();
    }
    return Optional.of(reply(request, answer(handler, request, atOnce)));
  }

  private static Reply reply(Request request, String text) {
    return new Reply(request.replyTo(), request.caseId(), text);
  }

  private String answer(Handler handler, Request request, Consumer<Reply> atOnce)
      throws InterruptedException {
    try {
      Object value = handler.handle(new Args(request.args(), mapper), new Asked(request, atOnce));
      JsonNode json = mapper.valueToTree(value);
      return request.value(json);
    } catch (InterruptedException e) {
      throw e;
    } catch (Refusal e) {
      return request.error(e.type(), String.valueOf(e.getMessage()), false);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      LOG.log(Level.WARNING, request.idempotencyKey() + " attempt " + request.attempt(), e);
      return request.error(e.getClass().getName(), String.valueOf(e.getMessage()), true);
    }
  }

  /** A request, as its handler sees it. */
  private record Asked(Request request, Consumer<Reply> atOnce) implements Task {
    @Override
    public String caseId() {
      return request.caseId();
    }

    @Override
    public String ref() {
      return request.ref();
    }

    @Override
    public String activity() {
      return request.activity();
    }

    @Override
    public boolean undo() {
      return request.undo();
    }

    @Override
    public int attempt() {
      return request.attempt();
    }

    @Override
    public Instant deadline() {
      return request.until();
    }

    @Override
    public String idempotencyKey() {
      return request.idempotencyKey();
    }

    @Override
    public String starter() {
      return request.starter();
    }

    @Override
    public void heartbeat() {
      atOnce.accept(reply(request, request.heartbeat()));
    }
  }
}
