package com.aimatrix.training.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedCrcTest {

    /** RFC 3720, appendix B.4, and the check value of CRC-32/ISCSI in the catalogue of parametrised CRC algorithms. */
    static Stream<Arguments> vectors() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        byte[] rising = new byte[32];
        byte[] falling = new byte[32];
        for (int i = 0; i < 32; i++) {
            rising[i] = (byte) i;
            falling[i] = (byte) (31 - i);
        }
        return Stream.of(
                Arguments.of(new byte[32], 0x8a9136aa),
                Arguments.of(ones, 0x62a8ab43),
                Arguments.of(rising, 0x46dd794e),
                Arguments.of(falling, 0x113fdb5c),
                Arguments.of("123456789".getBytes(StandardCharsets.US_ASCII), 0xe3069283));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void underTheMaskIsTheSumOfTheStandard(byte[] data, int crc) {
        int rotated = MaskedCrc.of(data) - 0xa282ead8;

        assertThat(rotated >>> 17 | rotated << 15).isEqualTo(crc);
    }
}
