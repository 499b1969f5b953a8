package io.baton.it.kafka;

import com.sun.tools.attach.VirtualMachine;
import io.baton.cli.ground.ConnectWorker;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Metrics as an operator reads them by JMX. */
final class Watched {
  private Watched() {}

  /** The sum over the tasks of a connector; 0 when there are none. */
  static double value(ConnectWorker worker, String connector, String metric) throws Exception {
    VirtualMachine process = VirtualMachine.attach(worker.pid().orElseThrow().toString());
    String address = process.startLocalManagementAgent();
    process.detach();
    try (JMXConnector jmx = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      MBeanServerConnection beans = jmx.getMBeanServerConnection();
      double sum = 0;
      for (ObjectName bean : beans.queryNames(new ObjectName("kafka.connect:*"), null)) {
        boolean ofIt = connector.equals(bean.getKeyProperty("connector"));
        if (ofIt && "plugins".equals(bean.getKeyProperty("type"))) {
          sum += ((Number) beans.getAttribute(bean, metric)).doubleValue();
        }
      }
      return sum;
    }
  }
}
