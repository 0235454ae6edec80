package com.aimatrix.feature.live;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How far a client is: everything up to an entity's update in a transaction.
 *
 * @param entity empty before the first update of the transaction
 */
record Position(long tx, String entity) {

    /** As the id of an event. */
    String id() {
        return tx + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(entity.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when it is no id of an event */
    static Position parse(String id) {
        int dash = id.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("expected the id of an event, got " + id);
        }
        String entity = new String(Base64.getUrlDecoder().decode(id.substring(dash + 1)), StandardCharsets.UTF_8);
        return new Position(Long.parseLong(id.substring(0, dash)), entity);
    }

    boolean isBefore(Interest.Update update) {
        return update.tx() > tx || update.tx() == tx && update.entity().compareTo(entity) > 0;
    }
}
