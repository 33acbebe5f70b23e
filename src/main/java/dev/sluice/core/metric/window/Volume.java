package dev.sluice.core.metric.window;

/**
 * Requests over a window. Not whole numbers: a Prometheus extrapolates to the window's edges.
 *
 * @param requests how many there were
 * @param failed how many of them failed, at most all
 */
public record Volume(double requests, double failed) {

    public static final Volume NONE = new Volume(0, 0);

    public Volume {
        if (!(failed >= 0 && failed <= requests) || Double.isInfinite(requests)) {
            throw new IllegalArgumentException("%s failed of %s requests".formatted(failed, requests));
        }
    }

    /** The error ratio; 0 without requests. */
    public double ratio() {
        return requests == 0 ? 0 : failed / requests;
    }
}
