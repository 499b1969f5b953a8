package io.baton.architecture.bad.gateway;

import io.baton.architecture.bad.kafka.Bridge;

public record Way(Bridge bridge) {}
