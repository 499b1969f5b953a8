package io.baton.architecture.bad.calendar;

import io.baton.architecture.bad.persistence.Store;

public record Days(Store store) {}
