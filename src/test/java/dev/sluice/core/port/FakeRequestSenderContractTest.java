package dev.sluice.core.port;

import java.util.List;

/** The fake keeps to the contract too. */
final class FakeRequestSenderContractTest implements RequestSenderContract {

    @Override
    public RequestSender sender(List<Integer> stable, List<Integer> candidate) {
        FakeRequestSender sender = new FakeRequestSender();
        sender.answer(stable, candidate);
        return sender;
    }
}
