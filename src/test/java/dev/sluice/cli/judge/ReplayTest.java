package dev.sluice.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.Mixture;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.ForAll;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final double[] ROLLBACK = {1.5, 2, 3, 5, 10, 20, 50, 200};
    private static final double[] ADVANCE = {0.02, 0.1, 0.25, 0.5};
    private static final Mixture REFERENCE = Mixture.REFERENCE;
    private static final double ADVANCE_DELTA = 0.02;

    /** The mixtures of the design, written down once more: in plain numbers instead of logarithms. */
    private static final class PlainMixture {
        private final double[] bets;
        private final double delta;
        private final JudgeParameters parameters;
        private final double[] wealth;
        private double unspent = 1;
        private boolean started;

        PlainMixture(double[] bets, double delta, JudgeParameters parameters) {
            this.bets = bets;
            this.delta = delta;
            this.parameters = parameters;
            this.wealth = new double[bets.length];
        }

        void row(Cell cell, double eta) {
            double candidates = cell.candidateRequests();
            double stables = cell.stableRequests();
            if (candidates == 0 || stables == 0) {
                return;
            }
            double stake = Math.min(unspent, started ? eta : Math.max(eta, 0.5));
            stake = !started && eta >= 1 ? 1 : stake;
            started = true;
            unspent = unspent - stake < 1e-12 ? 0 : unspent - stake;
            for (int i = 0; i < bets.length; i++) {
                double rho = parameters.rho();
                double b = (rho * candidates + stables) / (bets[i] * rho * candidates + stables);
                double a = bets[i] * b;
                double likelihood = Math.pow(a, cell.candidateErrors())
                        * Math.pow(b, cell.stableErrors())
                        * Math.exp(-candidates * delta * (a - 1));
                wealth[i] = (wealth[i] + stake) * Math.pow(likelihood, 1 / parameters.phi());
            }
        }

        double lnE() {
            double sum = 0;
            for (double one : wealth) {
                sum += one;
            }
            return Math.log(sum / wealth.length + unspent);
        }
    }

    @Test
    void any_course_agrees_with_the_mixtures_in_plain_numbers_also_past_the_horizon() {
        ForAll.forAll(200, random -> random, random -> {
            boolean isOnset = random.nextInt(10) < 7;
            JudgeParameters parameters = parameters(random).withMixture(isOnset ? REFERENCE : REFERENCE.withoutOnset());
            Replay.Rules rules = new Replay.Rules(parameters, ADVANCE_DELTA);
            Replay replay = Replay.start(rules);
            PlainMixture against = new PlainMixture(ROLLBACK, parameters.delta(), parameters);
            PlainMixture inFavour = new PlainMixture(ADVANCE, ADVANCE_DELTA, parameters);
            for (int i = 0; i < 60; i++) {
                Cell cell = cell(random);
                if (replay.verdict() == Kind.ADVANCE) {
                    inFavour = new PlainMixture(ADVANCE, ADVANCE_DELTA, parameters);
                    replay = replay.restartStep();
                }
                replay = replay.observe(cell);
                against.row(cell, isOnset ? 0.5 / parameters.horizon() : 1);
                inFavour.row(cell, 1);
                assertThat(replay.lnRollback()).isCloseTo(against.lnE(), Offset.offset(1e-9));
                assertThat(replay.lnAdvance()).isCloseTo(inFavour.lnE(), Offset.offset(1e-9));
            }
        });
    }

    private static JudgeParameters parameters(RandomGenerator random) {
        return JudgeParameters.reference()
                .withMargins(1 + random.nextInt(5) / 4.0, random.nextInt(20) / 1000.0)
                .withHorizon(1 + random.nextInt(80))
                .withPhi(1 + random.nextInt(9) / 4.0);
    }

    private static Cell cell(RandomGenerator random) {
        long candidates = random.nextInt(10) == 0 ? 0 : random.nextInt(100);
        long stables = random.nextInt(10) == 0 ? 0 : random.nextInt(900);
        return new Cell(
                Instant.EPOCH,
                "",
                candidates,
                Math.min(candidates, random.nextInt(4)),
                stables,
                Math.min(stables, random.nextInt(6)));
    }
}
