package dev.sluice.operator;

import dev.sluice.core.port.Hold;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.WorkloadTarget;
import org.jspecify.annotations.Nullable;

/** A hold whose writes fail as long as a test says so. */
final class RefusingHold implements Hold {

    private final Hold hold;
    private PortException.@Nullable Kind kind;
    private String message = "";

    RefusingHold(Hold hold) {
        this.hold = hold;
    }

    void fail(PortException.Kind with, String saying) {
        kind = with;
        message = saying;
    }

    void work() {
        kind = null;
    }

    private Hold working() throws PortException {
        if (kind != null) {
            throw new PortException(kind, message);
        }
        return hold;
    }

    @Override
    public boolean isAtRest(WorkloadTarget target, DeploymentView deployment) {
        return hold.isAtRest(target, deployment);
    }

    @Override
    public void rest(WorkloadTarget target, String version) throws PortException {
        working().rest(target, version);
    }

    @Override
    public void hold(WorkloadTarget target, String version) throws PortException {
        working().hold(target, version);
    }

    @Override
    public void resume(WorkloadTarget target, String version) throws PortException {
        working().resume(target, version);
    }

    @Override
    public void letGo(WorkloadTarget target, boolean resume, String version) throws PortException {
        working().letGo(target, resume, version);
    }
}
