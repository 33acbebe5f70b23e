package dev.sluice.sim.json;

/** A request that the API refuses, with the HTTP status and the reason a real API server gives. */
public final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    public RefusalException(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    public static RefusalException notFound(String type, String name) {
        return new RefusalException(404, "NotFound", type + " \"" + name + "\" not found");
    }

    public static RefusalException conflict(String type, String name, String why) {
        return new RefusalException(
                409, "Conflict", "Operation cannot be fulfilled on " + type + " \"" + name + "\": " + why);
    }

    public static RefusalException invalid(String message) {
        return new RefusalException(422, "Invalid", message);
    }

    public static RefusalException badRequest(String message) {
        return new RefusalException(400, "BadRequest", message);
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
