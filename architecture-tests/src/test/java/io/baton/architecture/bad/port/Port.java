package io.baton.architecture.bad.port;

import io.baton.architecture.bad.engine.Engine;

public record Port(Engine engine) {}
