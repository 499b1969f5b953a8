package io.baton.architecture.bad.cdi;

import io.baton.architecture.bad.persistence.Store;

public record Beans(Store store) {}
