package dev.sluice.api.v1alpha1;

/** What values of the policy file look like, as regular expressions of the schema. */
final class Text {
    /** A Service's name. */
    static final String SERVICE = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

    /** The name of most other objects. */
    static final String OBJECT = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** Numbers with units, such as 1h30m. */
    static final String DURATION = "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$";

    /** A number with a percent sign. */
    static final String PERCENT = "^[0-9]+(\\.[0-9]+)?%$";

    private Text() {}
}
