package dev.sluice.operator;

import dev.sluice.core.port.Announcer;
import java.util.ArrayList;
import java.util.List;

/** Remembers what people were told. */
final class FakeAnnouncer implements Announcer {

    final List<Announcement> told = new ArrayList<>();

    @Override
    public void policy(String namespace, String name, String uid, Announcement what) {
        told.add(what);
    }

    @Override
    public void release(String namespace, String name, String uid, Announcement what) {
        told.add(what);
    }

    List<String> reasons() {
        return told.stream().map(Announcement::reason).toList();
    }
}
