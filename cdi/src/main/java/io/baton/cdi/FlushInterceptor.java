package io.baton.cdi;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Notes which persistence contexts an activity may have written to. */
@Interceptor
@FlushedByBaton
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FlushInterceptor {
  @AroundInvoke
  public @Nullable Object note(InvocationContext call) throws Exception {
    PersistenceContexts.noteThoseOf(call.getTarget());
    return call.proceed();
  }
}
