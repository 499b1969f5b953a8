package io.baton.examples.graphs.orders;

import io.baton.api.Activity;
import java.util.List;

/** Who brings the boxes to the customer. */
public interface Parcels {
  /** Gives the parcel's number. */
  @Activity(undo = "recall")
  String send(String customer, List<String> boxes);

  @Activity
  void recall(String customer, List<String> boxes, String parcel);

  /** Where the parcel is; {@code DELIVERED} at last. */
  @Activity
  String state(String parcel);
}
