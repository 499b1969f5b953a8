package io.baton.standalone.durable;

import com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord;
import com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecordWrappingPlugin;
import javax.transaction.xa.XAResource;
import org.jboss.tm.XAResourceWrapper;

/**
 * Has the names of branches written into the transaction log. Without them a process that is killed
 * between a commit and the deletion of its record leaves a record that is retried for ever.
 */
final class BranchNames implements XAResourceRecordWrappingPlugin {
  @Override
  public void transcribeWrapperData(XAResourceRecord branch) {
    if (branch.value() instanceof XAResourceWrapper named) {
      branch.setProductName(named.getProductName());
      branch.setProductVersion(named.getProductVersion());
      branch.setJndiName(named.getJndiName());
    }
  }

  @Override
  public Integer getEISName(XAResource resource) {
    return 0;
  }

  @Override
  public String getEISName(Integer number) {
    return String.valueOf(number);
  }
}
