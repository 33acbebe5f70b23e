package dev.sluice.core.metric;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which answers count as failures. A request that ended without an answer is one of them always.
 *
 * @param http status codes, each three digits or a class such as {@code 5xx}
 * @param grpc gRPC status codes, from 1 to 16
 * @see <a href="https://grpc.io/docs/guides/status-codes/">gRPC status codes</a>
 */
public record FailureCodes(List<String> http, List<Integer> grpc) {

    private static final Pattern HTTP = Pattern.compile("[1-5](xx|[0-9]{2})");
    private static final int LAST_GRPC = 16;

    /** gRPC: unknown, deadline exceeded, unimplemented, internal, unavailable, data loss. */
    public static final FailureCodes DEFAULT = new FailureCodes(List.of("5xx"), List.of(2, 4, 12, 13, 14, 15));

    /**
     * Whether an answer of this HTTP status is a failure.
     *
     * @param status three digits
     */
    public boolean hasHttp(int status) {
        String code = Integer.toString(status);
        return http.contains(code) || http.contains(code.charAt(0) + "xx");
    }

    public FailureCodes {
        http = List.copyOf(http);
        grpc = List.copyOf(grpc);
        for (String code : http) {
            if (!HTTP.matcher(code).matches()) {
                throw new IllegalArgumentException(code + " is neither an HTTP status code nor a class of them");
            }
        }
        for (int code : grpc) {
            if (code < 1 || code > LAST_GRPC) {
                throw new IllegalArgumentException(code + " is no gRPC status of a failure");
            }
        }
    }
}
