package dev.sluice.cli.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks again and again. */
public final class Poll {

    private Poll() {}

    /**
     * Looks until a look says that it is enough.
     *
     * @return false if the limit passed before
     */
    public static boolean until(BooleanSupplier look, Duration interval, Duration limit) {
        long began = System.nanoTime();
        while (!look.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                return false;
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, interval.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        return true;
    }
}
