package dev.sluice.core.port;

class FakeMetricSourceTest extends MetricSourceContract {

    @Override
    protected MetricWorld emptyWorld() {
        return new FakeMetricSource();
    }
}
