package io.baton.graph.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes a node's effect back: an activity or a function of a service. Several of one node are
 * called side by side.
 *
 * @param activity such as {@code Booking.cancelCar}; null when {@code task} is there
 * @param task null when {@code activity} is there
 * @param args null for the node's own arguments, followed by its result if the undo takes one more;
 *     for a task, null for the node's data
 */
public record UndoCall(
    @Nullable String activity,
    @Nullable TaskName task,
    @Nullable List<Template> args,
    @Nullable Retries retry) {}
