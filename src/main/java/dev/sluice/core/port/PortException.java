package dev.sluice.core.port;

/** A port could not do what it was asked. The message names the object and what to do about it. */
public final class PortException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a caller can do about it. */
    public enum Kind {
        /** Worth another try: time-out, conflict, unavailable server. */
        TRANSIENT,
        /** Refused: the request or the object is wrong and stays wrong until somebody changes it. */
        REJECTED,
        /** The object that was asked for is not there. */
        ABSENT
    }

    private final Kind kind;

    public PortException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public PortException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
