package com.aimatrix.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyLimitFilterTest {

    private final BodyLimitFilter filter = new BodyLimitFilter(3, List.of("/uploads", "/models/*", "/files/**"));

    @Test
    void aBodyUpToTheLimitIsReadAndALongerOneIsNot() throws Exception {
        assertThat(read("/rows", 3)).isEqualTo(3);
        assertThatThrownBy(() -> read("/rows", 4)).isInstanceOf(BodyTooLarge.class);
    }

    @Test
    void aStreamedPathHasNoLimit() throws Exception {
        assertThat(read("/uploads", 9)).isEqualTo(9);
        assertThatThrownBy(() -> read("/uploads/1", 9)).isInstanceOf(BodyTooLarge.class);
    }

    @Test
    void aPatternStandsForOneSegment() throws Exception {
        assertThat(read("/models/small", 9)).isEqualTo(9);
        assertThatThrownBy(() -> read("/models", 9)).isInstanceOf(BodyTooLarge.class);
        assertThatThrownBy(() -> read("/models/small/vectors", 9)).isInstanceOf(BodyTooLarge.class);
    }

    @Test
    void aPatternMayStandForAnyNumberOfSegments() throws Exception {
        assertThat(read("/files/a/b%2e%2e/c", 9)).isEqualTo(9);
        assertThatThrownBy(() -> read("/files2/a", 9)).isInstanceOf(BodyTooLarge.class);
    }

    private int read(String path, int bytes) throws ServletException, IOException {
        var request = new MockHttpServletRequest("PUT", path);
        request.setContent(new byte[bytes]);
        int[] read = new int[1];
        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (passed, response) -> read[0] = passed.getInputStream().readAllBytes().length);
        return read[0];
    }
}
