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

    /** A label, or a variable of a query. */
    static final String IDENTIFIER = "^[A-Za-z_][A-Za-z0-9_]*$";

    /** What can't end the quotes that it stands in. */
    static final String SAFE = "^[^\"'`\\\\{}\\x00-\\x1f\\x7f]*$";

    /** The path of a request. */
    static final String PATH = "^/(([A-Za-z0-9._~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})"
            + "([A-Za-z0-9._~!$&'()*+,;=:@?/-]|%[0-9A-Fa-f]{2})*)?$";

    private Text() {}
}
