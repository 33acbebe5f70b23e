package dev.sluice.cli.cluster;

/** A command cannot do what it was asked to; the message says what happened, to which object, and what to do. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }
}
