package dev.sluice.operator.wiring;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;

/** The operator's life: start, wait, stop. */
public class OperatorApplication implements QuarkusApplication {

    private final Operator operator;

    @Inject
    public OperatorApplication(Operator operator) {
        this.operator = operator;
    }

    @Override
    public int run(String... args) {
        operator.start();
        Quarkus.waitForExit();
        return 0;
    }
}
