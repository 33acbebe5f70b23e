package dev.sluice.scenario.bed;

/** A client that sends requests at a steady pace until it is stopped. */
public interface Traffic extends AutoCloseable {

    /** Stops sending, waits for what is under way and tells what came back. Stopping twice tells the same. */
    Answers stop();

    @Override
    default void close() {
        stop();
    }
}
