package dev.sluice.core.release;

import dev.sluice.core.port.PortException;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.Template;

/** Something to do in the world. Level-based: carried out twice, it does what it does once. */
public sealed interface Effect {

    /** Carries effects out; one method a kind. */
    interface Performer {
        void shift(Weights weights, String version) throws PortException;

        void clearRoute() throws PortException;

        void rest(String version) throws PortException;

        void hold(String version) throws PortException;

        void resume(String version) throws PortException;

        void restore(Template template, String version) throws PortException;

        void serveOnly(String replicaSetUid) throws PortException;

        void sizeCandidate(Template template, int replicas) throws PortException;

        void deleteCandidate() throws PortException;

        void sizeBaseline(Template template, int replicas) throws PortException;

        void deleteBaseline() throws PortException;

        void setAutoscalerFloor(int minReplicas) throws PortException;
    }

    void perform(Performer performer) throws PortException;

    /** Whether it only sends traffic back to stable, so that it need not wait for the record. */
    default boolean isWayBack() {
        return false;
    }

    /** Gives the candidate this weight, if the routing object is still at this version. */
    record Shift(Weights weights, String version) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.shift(weights, version);
        }
    }

    /** Gives all traffic to stable and removes everything of Sluice from the routing objects. */
    record ClearRoute() implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.clearRoute();
        }

        @Override
        public boolean isWayBack() {
            return true;
        }
    }

    /** Brings a Deployment whose template serves to where a governed one is at rest. */
    record Rest(String version) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.rest(version);
        }
    }

    /**
     * Pauses the Deployment.
     *
     * @param version the version that this was decided on; {@link #ANY} where whatever changed meanwhile makes it no less
     *     right, as while the Deployment rolls and its status changes several times a second
     */
    record Hold(String version) implements Effect {
        /** Stands for every version. */
        public static final String ANY = "";

        @Override
        public void perform(Performer performer) throws PortException {
            performer.hold(version);
        }
    }

    /** Lets the Deployment roll. */
    record Resume(String version) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.resume(version);
        }
    }

    /** Puts the serving template back and lets it roll. */
    record Restore(Template template, String version) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.restore(template, version);
        }
    }

    /** Lets only this ReplicaSet of the paused Deployment have pods. */
    record ServeOnly(String replicaSetUid) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.serveOnly(replicaSetUid);
        }
    }

    /** Creates the candidate or brings it to this size. */
    record SizeCandidate(Template template, int replicas) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.sizeCandidate(template, replicas);
        }
    }

    /** Removes candidate Deployment and Service. */
    record DeleteCandidate() implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.deleteCandidate();
        }
    }

    /** Creates the baseline or brings it to this size. */
    record SizeBaseline(Template template, int replicas) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.sizeBaseline(template, replicas);
        }
    }

    /** Removes the baseline. */
    record DeleteBaseline() implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.deleteBaseline();
        }
    }

    /** Sets the autoscaler's minReplicas. */
    record SetFloor(int minReplicas) implements Effect {
        @Override
        public void perform(Performer performer) throws PortException {
            performer.setAutoscalerFloor(minReplicas);
        }
    }
}
