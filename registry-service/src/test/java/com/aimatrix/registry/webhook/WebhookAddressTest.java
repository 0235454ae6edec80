package com.aimatrix.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.mlflow.MlflowProblem;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookAddressTest {

    private final WebhookAddress strict = address(List.of("https"), false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~ ~|cannot be empty",
                "http://1.1.1.1/|Invalid webhook URL scheme: 'http'. Allowed schemes are: https.",
                "example.com/webhook|Invalid webhook URL",
                "https:///x|must include a hostname",
                "https://user:pw@1.1.1.1/|no user",
                "https://[bad|Invalid webhook URL",
                "https://127.0.0.1/|'127.0.0.1' resolves to 127.0.0.1",
                "https://localhost:8443/|non-public IP address",
                "https://169.254.169.254/latest/meta-data|non-public IP address",
                "https://[::1]/|non-public IP address",
                "https://[::ffff:10.0.0.1]/|non-public IP address",
                "https://2130706433/|2130706433",
                "https://no-such-host.invalid/|Cannot resolve webhook URL hostname"
            })
    void whatMustNotBeAskedIsRefused(String url, String words) {
        assertThatThrownBy(() -> strict.require(url))
                .isInstanceOf(MlflowProblem.class)
                .hasMessageContaining(words);
    }

    @Test
    void aPublicAddressIsTaken() {
        assertThatCode(() -> strict.require("https://1.1.1.1/hook?x=1")).doesNotThrowAnyException();
    }

    @Test
    void aConnectionLooksUpUnderTheSameRule() throws UnknownHostException {
        assertThatThrownBy(() -> strict.resolve("localhost")).isInstanceOf(UnknownHostException.class);
        assertThat(address(List.of("http"), true).resolve("localhost")).isNotEmpty();
    }

    private static WebhookAddress address(List<String> schemes, boolean allowPrivate) {
        return new WebhookAddress(new WebhookSettings(
                schemes,
                allowPrivate,
                Duration.ofSeconds(1),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                1,
                null));
    }
}
