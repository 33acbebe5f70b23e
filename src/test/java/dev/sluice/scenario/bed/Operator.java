package dev.sluice.scenario.bed;

import java.util.List;

/** The operator under test, seen from outside. */
public interface Operator extends AutoCloseable {

    /** Starts it unless it runs, and returns when it says that it is ready. */
    void start();

    /** Ends it without a chance to tidy up, as a lost node would. */
    void kill();

    /** Asks it to end, as a rollout of Sluice itself would. */
    void stop();

    /** The lines it logged about this namespace, the newest last. */
    List<String> logOf(String namespace);

    /** Runs another command of the same program to its end. */
    CommandResult command(String... words);

    @Override
    default void close() {
        stop();
    }

    /**
     * How a command ended.
     *
     * @param exit its exit code
     * @param output what it printed, both streams in one
     */
    record CommandResult(int exit, String output) {}
}
