package io.baton.architecture.bad.engine;

import io.baton.architecture.bad.persistence.Store;
import io.baton.architecture.bad.port.Port;

/** Leans on the port, which leans on it: a circle. And, as part of the core, on a store. */
public record Engine(Port port, Store store) {}
