package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "1h, PT1H",
        "30d, PT720H",
        "90s, PT1M30S",
        "500ms, PT0.5S",
        "5, PT0.005S",
        "-60m, PT-1H",
        "+2H, PT2H",
        "7us, PT0.000007S",
        "3NS, PT0.000000003S",
        "PT1H, PT1H",
        "pt90s, PT1M30S",
        "P1D, PT24H",
        "-PT5M, PT-5M",
        "0s, PT0S"
    })
    void readsWhatSpringReads(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration).isEqualTo(DurationStyle.detectAndParse(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "h",
                "1 h",
                "1w",
                "1.5h",
                "1h30m",
                "P",
                "PT",
                "PTxH",
                "99999999999999999999s",
                "9223372036854775807s",
                "9223372036854775807d",
                "PT9223372036854775807S"
            })
    void namesTheTextThatIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a duration such as 90s, 1h, 30d or PT1H, got " + text);
    }
}
