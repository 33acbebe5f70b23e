package dev.sluice.sim.api;

/** One HTTP request, reduced to what the API cares about. */
record ApiRequest(String method, String path, Query query, String contentType, String accept, String body) {

    boolean wantsTable() {
        return accept.contains("as=Table");
    }
}
