package dev.sluice.core.port;

import dev.sluice.core.traffic.Weights;

class FakeRouterTest extends TrafficRouterContract {

    private final FakeRouter router = new FakeRouter();

    @Override
    protected TrafficRouter router() {
        return router;
    }

    @Override
    protected void routeLeadsToTheService() {
        router.leadToService(target());
    }

    @Override
    protected void routeLeadsElsewhere() {
        router.leadElsewhere(target());
    }

    @Override
    protected void routeIsDeleted() {
        router.delete(target());
    }

    @Override
    protected void somebodyWrites(Weights weights) {
        router.overwrite(target(), weights);
    }

    @Override
    protected String stored() {
        return router.dump(true);
    }

    @Override
    protected String content() {
        return router.dump(false);
    }
}
