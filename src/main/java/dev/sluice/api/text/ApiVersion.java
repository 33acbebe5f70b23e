package dev.sluice.api.text;

/** What files call the version of their kinds. */
public final class ApiVersion {
    /** The group of all kinds of Sluice's. */
    public static final String GROUP = "sluice.dev";

    /** The version that is read. */
    public static final String CURRENT = GROUP + "/v1alpha1";

    private ApiVersion() {}
}
