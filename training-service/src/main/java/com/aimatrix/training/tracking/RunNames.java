package com.aimatrix.training.tracking;

import java.util.concurrent.ThreadLocalRandom;

/** Names for runs that come without one: easier to talk about than 32 hexadecimal digits. Not unique. */
final class RunNames {

    private static final String[] HOW = {
        "amber", "bold", "brisk", "calm", "clear", "crisp", "deep", "eager", "fair", "fleet", "gentle", "golden",
        "hardy", "keen", "light", "lucid", "mellow", "nimble", "plain", "quiet", "rapid", "sharp", "silver", "sober",
        "steady", "stout", "swift", "tidy", "vivid", "warm", "wise", "young"
    };
    private static final String[] WHAT = {
        "alder", "badger", "beech", "birch", "crane", "cedar", "dove", "elm", "falcon", "fern", "finch", "fox", "hare",
        "hazel", "heron", "ibis", "jay", "lark", "lynx", "maple", "marten", "oak", "otter", "owl", "pine", "raven",
        "robin", "seal", "stork", "swan", "tern", "wren"
    };

    private RunNames() {}

    static String next() {
        var random = ThreadLocalRandom.current();
        return "%s-%s-%d"
                .formatted(HOW[random.nextInt(HOW.length)], WHAT[random.nextInt(WHAT.length)], random.nextInt(1_000));
    }
}
