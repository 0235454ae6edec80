package com.aimatrix.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.boot.StartupProblem;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    @Test
    void aSealedSecretDoesNotShow() {
        SecretBox box = box(Base64.getEncoder().encodeToString(new byte[32]));

        String sealed = box.seal("a secret");

        assertThat(sealed).startsWith("aes:").doesNotContain("secret").isNotEqualTo(box.seal("a secret"));
        assertThat(box.open(sealed)).isEqualTo("a secret");
        assertThat(box.open("plain:kept before there was a key")).isEqualTo("kept before there was a key");
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        String sealed = box(Base64.getEncoder().encodeToString(new byte[32])).seal("a secret");
        byte[] other = new byte[32];
        other[0] = 1;

        assertThatThrownBy(() -> box(Base64.getEncoder().encodeToString(other)).open(sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box(null).open(sealed)).isInstanceOf(IllegalStateException.class);
        assertThat(box(null).open(box(null).seal("s"))).isEqualTo("s");
    }

    @Test
    void aKeyThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> box("short"))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("32 bytes");
    }

    private static SecretBox box(String key) {
        return new SecretBox(new WebhookSettings(
                List.of("https"),
                false,
                Duration.ofSeconds(1),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                1,
                key));
    }
}
