package dev.sluice.api.section;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.Wording;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers. */
public final class Numbers {
    private Numbers() {}

    /** A number within bounds; empty, and a fault, for everything else. */
    public static Optional<BigDecimal> read(JsonNode node, String path, Bounds<BigDecimal> bounds, Faults faults) {
        if (!node.isNumber()) {
            faults.add(path, Wording.is(node) + ", not a number", bounds.remedy("a number"));
            return Optional.empty();
        }
        return within(node, path, bounds, faults, "a number");
    }

    /** A whole number within bounds; empty, and a fault, for everything else. */
    public static Optional<Integer> readWhole(JsonNode node, String path, Bounds<BigDecimal> bounds, Faults faults) {
        if (!node.isNumber() || node.decimalValue().stripTrailingZeros().scale() > 0) {
            faults.add(path, Wording.is(node) + ", not a whole number", bounds.remedy("a whole number"));
            return Optional.empty();
        }
        return within(node, path, bounds, faults, "a whole number").map(BigDecimal::intValueExact);
    }

    private static Optional<BigDecimal> within(
            JsonNode node, String path, Bounds<BigDecimal> bounds, Faults faults, String what) {
        BigDecimal value = node.decimalValue();
        Optional<String> problem = bounds.problem(value);
        problem.ifPresent(text -> faults.add(path, value.toPlainString() + " " + text, bounds.remedy(what)));
        return problem.isPresent() ? Optional.empty() : Optional.of(value);
    }
}
