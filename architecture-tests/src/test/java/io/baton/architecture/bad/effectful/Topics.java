package io.baton.architecture.bad.effectful;

import io.baton.architecture.bad.persistence.Store;

public record Topics(Store store) {}
