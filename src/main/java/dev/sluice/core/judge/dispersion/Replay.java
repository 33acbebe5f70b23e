package dev.sluice.core.judge.dispersion;

import dev.sluice.core.judge.dispersion.Dispersion.Sample;
import dev.sluice.core.judge.dispersion.Dispersion.Unit;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The dispersion phi that keeps the judge from rolling a healthy pod back, found by trying: on the history of the stable
 * version each pod plays the candidate against the others, and phi is raised until none of these rehearsals comes to
 * evidence of {@link #LIMIT}. What moments can't see of rare and heavy clusters shows here, because it is the judge's own
 * evidence, with the operator's margins, that must stay calm.
 *
 * <p>The wealth under a greater phi is at most a power below 1 of that under a smaller one (Jensen's inequality, for the
 * mixture is a mean; only what boosting adds is not bound by it), so a pod that stays calm is not tried again when another
 * one raises phi.
 *
 * <p>A single unit has no other to be compared with and is left to the moments. Where a unit is many pods that can't be told
 * apart, {@link ClusterRehearsal} does better.
 */
public final class Replay {

    /** Evidence, as odds, that no rehearsal may reach; the judge calls it suspicion. */
    public static final double LIMIT = 10;

    private static final double[] LADDER = {1, 1.5, 2, 3, 5, 8, 12, 20, Dispersion.LARGEST};

    private Replay() {}

    /**
     * The dispersion of this history: by moments, and as much more as the rehearsals ask for.
     *
     * @param units pods that did the same work at the same time
     * @param parameters of the release to come; their own phi is of no account
     */
    public static double phi(List<Unit> units, JudgeParameters parameters) {
        double phi = Dispersion.phi(units);
        if (units.size() < 2) {
            return phi;
        }
        List<Sample> totals = totals(units);
        for (Unit unit : units) {
            List<Cell> cells = rehearsal(unit, totals);
            while (phi < Dispersion.LARGEST && isAlarmed(cells, parameters.withPhi(phi))) {
                phi = above(phi);
            }
        }
        return phi;
    }

    private static List<Sample> totals(List<Unit> units) {
        int length =
                units.stream().mapToInt(unit -> unit.samples().size()).max().orElse(0);
        List<Sample> totals = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            int index = i;
            totals.add(units.stream().map(unit -> unit.block(index, 1)).reduce(Sample.NONE, Sample::plus));
        }
        return totals;
    }

    private static List<Cell> rehearsal(Unit unit, List<Sample> totals) {
        List<Cell> cells = new ArrayList<>(unit.samples().size());
        for (int i = 0; i < unit.samples().size(); i++) {
            Sample own = unit.samples().get(i);
            Sample others = totals.get(i).minus(own);
            if (own.requests() > 0 && others.requests() > 0) {
                cells.add(new Cell(
                        Instant.ofEpochSecond(i),
                        "",
                        own.requests(),
                        own.errors(),
                        others.requests(),
                        others.errors()));
            }
        }
        return cells;
    }

    private static boolean isAlarmed(List<Cell> cells, JudgeParameters parameters) {
        RollbackProcess process = RollbackProcess.start();
        Counts seen = Counts.ZERO;
        for (Cell cell : cells) {
            process = process.observe(List.of(cell), JudgeParameters.expectedRate(seen), parameters);
            seen = seen.plus(cell);
            // Only a failed request of the one that plays the candidate can raise this evidence.
            if (cell.candidateErrors() > 0 && process.lnE() >= Math.log(LIMIT)) {
                return true;
            }
        }
        return false;
    }

    static double above(double phi) {
        for (double step : LADDER) {
            if (step > phi) {
                return step;
            }
        }
        return Dispersion.LARGEST;
    }
}
