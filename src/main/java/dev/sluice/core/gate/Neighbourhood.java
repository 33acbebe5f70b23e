package dev.sluice.core.gate;

import dev.sluice.core.judge.process.CeilingProcess;
import dev.sluice.core.judge.process.Figures;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.ReasonCode;
import java.util.List;

/**
 * Everything else in the namespace. Where a version is judged alone, a fault of what all depend on looks like its own; if
 * the neighbours fall ill at the same time, nobody is blamed.
 */
final class Neighbourhood {

    private static final double LN_ILL = Math.log(10);

    private Neighbourhood() {}

    /** Neighbours that fall ill at the same moment get a scrape's time to show it. */
    static JudgeParameters guarded(Pass pass) {
        JudgeParameters parameters = pass.otherParameters();
        boolean hasNeighbours = pass.state().judge().baseline().neighbours().requests() > 0;
        return hasNeighbours ? parameters.withGuards(parameters.minErrors(), parameters.minScrapes() + 1) : parameters;
    }

    /** Whether the neighbours fail more than their own past hour tolerates, at odds of ten to one. */
    static boolean isIll(Pass pass) {
        Volume lately = lately(pass);
        Volume past = pass.state().judge().baseline().neighbours();
        JudgeParameters parameters = pass.otherParameters().withPhi(1);
        double ceiling =
                CeilingProcess.ceiling(new Counts(0, 0, Math.round(past.requests()), failed(past)), parameters);
        return lately.requests() >= 1
                && CeilingProcess.start()
                                .observe(Math.round(lately.requests()), failed(lately), ceiling, parameters)
                                .lnE()
                        >= LN_ILL;
    }

    /** What was counted in an incident of all says nothing about one; it is forgotten. */
    static Decision hold(Pass pass) {
        Volume past = pass.state().judge().baseline().neighbours();
        return pass.decide(
                pass.state().with(pass.state().judge().withAlone(CeilingProcess.start())),
                pass.untilNextLook(),
                ReasonCode.SHARED_INCIDENT,
                "The candidate fails more than stable did, but so does everything else in the namespace: %s failed lately, %s in the hour before the release. Nobody is blamed."
                        .formatted(Figures.percent(lately(pass).ratio()), Figures.percent(past.ratio())),
                List.of());
    }

    private static long failed(Volume volume) {
        return Math.min(Math.round(volume.failed()), Math.round(volume.requests()));
    }

    private static Volume lately(Pass pass) {
        var neighbours = pass.seen().counted().neighbours();
        return neighbours == null
                ? Volume.NONE
                : neighbours.fold(volume -> volume, missing -> Volume.NONE, failed -> Volume.NONE);
    }
}
