package io.baton.architecture.bad.kafka;

import io.baton.architecture.bad.model.Model;

public record Bridge(Model model) {}
