package dev.sluice.cli.judge;

import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.policy.ErrorsPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the judge tolerates, as options. */
final class JudgeOptions {

    @Spec(Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--ratio",
            paramLabel = "N",
            defaultValue = "1.25",
            description = "Tolerated: this many times the stable version's error rate (${DEFAULT-VALUE}) …")
    double ratio;

    @Option(
            names = "--increase",
            paramLabel = "N",
            defaultValue = "0.001",
            description = "… plus this, as a fraction (${DEFAULT-VALUE}).")
    double increase;

    @Option(
            names = "--harm-budget",
            paramLabel = "N",
            defaultValue = "0.0025",
            description = "Excess errors that an advance may risk, as a fraction of all traffic (${DEFAULT-VALUE}).")
    double harmBudget;

    @Option(
            names = "--next-weight",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The candidate's share of the traffic after an advance (${DEFAULT-VALUE}). To advance, more than"
                            + " ratio x stable + harm budget / next weight must be excluded.")
    double nextWeight;

    @Option(
            names = "--alpha",
            paramLabel = "N",
            defaultValue = "0.01",
            description = "Chance of rolling a harmless candidate back, at most (${DEFAULT-VALUE}).")
    double alpha;

    @Option(
            names = "--beta",
            paramLabel = "N",
            defaultValue = "0.05",
            description = "Chance of advancing a candidate beyond the limit, per advance at most (${DEFAULT-VALUE}).")
    double beta;

    @Option(
            names = "--phi",
            paramLabel = "N",
            defaultValue = "1",
            description = "Dispersion of the errors; 1 is for independent requests (${DEFAULT-VALUE}).")
    double phi;

    @Option(
            names = "--horizon",
            paramLabel = "ROWS",
            defaultValue = "720",
            description =
                    "Half of the capital is bet on a fault from the first row with data, the rest evenly on its onset"
                            + " in each of so many rows after it (${DEFAULT-VALUE}).")
    int horizon;

    @Option(names = "--no-onset", description = "Bets all capital on a fault from the start.")
    boolean noOnset;

    /** How the judge's capital is spread. */
    enum Bets {
        /** As published: what reference values rest on. */
        reference,
        /** As the operator has it. */
        operator
    }

    @Option(
            names = "--mixture",
            paramLabel = "NAME",
            description =
                    "reference: the published bets, which figures can be checked against (for a file); operator: the judge as the operator has it, with its bets, guards and margins (for a release).")
    @Nullable
    Bets mixture;

    /** The course before the first row of a file, or a usage error that names the option. */
    Course start() {
        if (mixture == Bets.operator) {
            return OperatorCourse.start(nextWeight, parameters(Bets.operator));
        }
        return Replay.start(new Replay.Rules(parameters(Bets.reference), harmBudget / nextWeight));
    }

    /** What the judge tolerates in a release: what its policy says, unless an option says otherwise. */
    JudgeParameters of(PastRelease release) {
        ErrorsPlan errors = release.plan().analysis().errors();
        ratio = isGiven("--ratio") ? ratio : errors.maxRatio();
        increase = isGiven("--increase") ? increase : errors.maxIncrease();
        harmBudget = isGiven("--harm-budget") ? harmBudget : errors.harmBudget();
        phi = isGiven("--phi") ? phi : release.state().judge().baseline().phi();
        return parameters(mixture == null ? Bets.operator : mixture);
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private JudgeParameters parameters(Bets bets) {
        require("--ratio", ratio, ratio >= 1, "at least 1");
        require("--increase", increase, increase >= 0 && increase < 1, "at least 0 and below 1");
        require("--harm-budget", harmBudget, harmBudget >= 0 && harmBudget < 1, "at least 0 and below 1");
        require("--next-weight", nextWeight, nextWeight > 0 && nextWeight <= 1, "above 0 and at most 1");
        require("--alpha", alpha, alpha > 0 && alpha < 1, "above 0 and below 1");
        require("--beta", beta, beta > 0 && beta < 1, "above 0 and below 1");
        require("--phi", phi, phi >= 1, "at least 1");
        require("--horizon", horizon, horizon >= 1, "at least 1");
        JudgeParameters base = bets == Bets.operator ? JudgeParameters.defaults() : JudgeParameters.reference();
        return base.withMixture(noOnset ? base.mixture().withoutOnset() : base.mixture())
                .withMargins(ratio, increase)
                .withHarmBudget(harmBudget)
                .withErrorBounds(alpha, beta)
                .withPhi(phi)
                .withHorizon(horizon);
    }

    private void require(String option, double value, boolean holds, String range) {
        if (!holds || !Double.isFinite(value)) {
            throw new ParameterException(
                    spec.commandLine(), "%s must be a number of %s, but is %s".formatted(option, range, value));
        }
    }
}
