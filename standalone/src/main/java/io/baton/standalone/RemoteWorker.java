package io.baton.standalone;

import io.baton.model.RemoteRequest;
import org.jspecify.annotations.Nullable;

/** Stands in this process for the workers of a destination. */
@FunctionalInterface
public interface RemoteWorker {
  /**
   * @return the activity's result
   * @throws io.baton.api.BusinessException when the answer is no
   * @throws Exception when the attempt has failed
   */
  @Nullable Object work(RemoteRequest request) throws Exception;
}
