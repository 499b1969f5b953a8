package io.baton.it.app;

import io.baton.api.Workflow;

/** Does its steps in one transaction, as far as they go well. */
@Workflow(name = "chained", chain = 10)
public class Chained extends Steps {}
