package com.aimatrix.feature.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityKeyTest {

    @Test
    void keysAreTakenApartAsTheyWerePutTogether() {
        List<String> values = List.of("a|b", "c\\", "");
        assertThat(EntityKey.values(EntityKey.of(values))).isEqualTo(values);
    }

    @Test
    void textWithNulOrABrokenSurrogateCannotBeStored() {
        assertThat(List.of("", "ä", "\uD83D\uDE00", "a\uD83D\uDE00b")).allMatch(EntityKey::isStorable);
        assertThat(List.of("a\u0000", "\uD83D", "a\uDE00", "\uD83Da", "\uD83D\uD83D\uDE00"))
                .noneMatch(EntityKey::isStorable);
    }
}
