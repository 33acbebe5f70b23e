package dev.sluice.api.reader;

import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import java.util.List;
import java.util.function.Function;

/** What came of reading a policy. */
public sealed interface PolicyReading {

    /** Does one of two things, by what came of it. */
    <R> R fold(Function<ReleasePlan, R> valid, Function<List<FieldError>, R> invalid);

    /** The faults; empty when there is a plan. */
    default List<FieldError> errors() {
        return fold(plan -> List.of(), errors -> errors);
    }

    /** Nothing is wrong. */
    record Valid(ReleasePlan plan) implements PolicyReading {
        @Override
        public <R> R fold(Function<ReleasePlan, R> valid, Function<List<FieldError>, R> invalid) {
            return valid.apply(plan);
        }
    }

    /** Something is wrong: every fault, not only the first. */
    record Invalid(List<FieldError> errors) implements PolicyReading {
        public Invalid {
            errors = List.copyOf(errors);
        }

        @Override
        public <R> R fold(Function<ReleasePlan, R> valid, Function<List<FieldError>, R> invalid) {
            return invalid.apply(errors);
        }
    }
}
