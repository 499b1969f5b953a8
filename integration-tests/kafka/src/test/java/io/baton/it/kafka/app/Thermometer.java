package io.baton.it.kafka.app;

import io.baton.api.PollingAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Counts how often it was looked at. */
@ApplicationScoped
@Named("thermometer")
public class Thermometer implements PollingAgent {
  @Override
  public Poll poll(String key, String state) {
    int next = state == null ? 1 : Integer.parseInt(state) + 1;
    return new Poll("{\"place\":\"%s\",\"n\":%d}".formatted(key, next), Integer.toString(next));
  }
}
