package dev.sluice.operator.record;

import dev.sluice.api.v1alpha1.ReleaseStatus.EvidenceStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.SignalStatus;
import dev.sluice.core.judge.trial.SignalReport;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.pass.Tolerances;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.ReleaseState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows in a Release's status what the judge's state amounts to. */
final class EvidenceText {

    private static final double LARGEST = 1e9;

    private EvidenceText() {}

    /** The evidence; null before anything was counted. */
    static @Nullable EvidenceStatus of(ReleasePlan plan, ReleaseState state, boolean armsShareTarget) {
        Counts total = state.judge().live().errors().total();
        if (total.equals(Counts.ZERO)) {
            return null;
        }
        List<SignalReport> reports =
                state.judge().live().reports(Tolerances.live(plan, state, armsShareTarget), candidatePerSecond(state));
        SignalReport errors = reports.get(0);
        EvidenceStatus status = new EvidenceStatus();
        status.candidateRequests = total.candidateRequests();
        status.candidateErrors = total.candidateErrors();
        status.stableRequests = total.stableRequests();
        status.stableErrors = total.stableErrors();
        status.against = odds(errors.lnAgainst());
        status.rollbackAt = odds(errors.lnRollbackAt());
        status.forNextStep = odds(errors.lnFor());
        status.advanceAt = odds(errors.lnAdvanceAt());
        status.dispersion = state.judge().baseline().phi();
        status.signals = reports.stream().map(EvidenceText::signal).toList();
        return status;
    }

    private static SignalStatus signal(SignalReport report) {
        SignalStatus status = new SignalStatus();
        status.name = report.signal();
        status.against = odds(report.lnAgainst());
        status.rollbackAt = odds(report.lnRollbackAt());
        status.forNextStep = odds(report.lnFor());
        status.advanceAt = odds(report.lnAdvanceAt());
        status.explanation = new ArrayList<>(report.sentences());
        return status;
    }

    /** At the weight that is set, of the traffic before the release. */
    private static double candidatePerSecond(ReleaseState state) {
        return state.judge().baseline().perSecond() * state.traffic().set().ratio();
    }

    private static double odds(double ln) {
        return Math.round(Math.min(LARGEST, Math.exp(ln)) * 1000) / 1000.0;
    }
}
