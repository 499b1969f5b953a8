package io.baton.architecture.bad.model;

import io.baton.architecture.bad.workflow.Workflow;
import java.sql.Connection;

public record Model(Workflow workflow, Connection connection) {}
