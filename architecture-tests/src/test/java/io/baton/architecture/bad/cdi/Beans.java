package io.baton.architecture.bad.cdi;

import io.baton.architecture.bad.persistence.Store;
import io.baton.architecture.bad.testkit.Kit;

public record Beans(Store store, Kit kit) {}
