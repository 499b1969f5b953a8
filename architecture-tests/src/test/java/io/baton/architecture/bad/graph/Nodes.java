package io.baton.architecture.bad.graph;

import io.baton.architecture.bad.persistence.Store;

public record Nodes(Store store) {}
