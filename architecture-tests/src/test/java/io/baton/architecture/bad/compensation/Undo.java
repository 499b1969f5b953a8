package io.baton.architecture.bad.compensation;

import io.baton.architecture.bad.persistence.Store;

public record Undo(Store store) {}
