package io.baton.peers.dbos;

/** The workloads, as DBOS calls them: through a proxy of this interface. */
public interface Workflows {
  int tenSteps(int from);

  int eightAtOnce(int from);

  void oneOfEight();

  int thirdFails();

  void oneTimer(long due);

  void oneSignal();
}
