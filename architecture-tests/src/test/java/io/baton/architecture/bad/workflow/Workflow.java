package io.baton.architecture.bad.workflow;

import io.baton.architecture.bad.engine.Engine;

public record Workflow(Engine engine) {}
