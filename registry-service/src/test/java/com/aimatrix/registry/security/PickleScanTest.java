package com.aimatrix.registry.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles as CPython 3.11 writes them, and some that only somebody who wants to hide something would write. */
class PickleScanTest {

    /** An object whose {@code __reduce__} is {@code (os.system, ("true",))}, in protocols 0, 2 and 4. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "63706f7369780a73797374656d0a70300a2856747275650a70310a7470320a5270330a2e",
                "800263706f7369780a73797374656d0a710058040000007472756571018571025271032e",
                "8004951f000000000000008c05706f736978948c0673797374656d9493948c047472756594859452942e"
            })
    void aCallOfTheSystemIsFound(String pickle) throws IOException {
        assertThat(messages(pickle)).containsExactly("imports posix.system, which can run code when it is loaded");
    }

    @Test
    void ordinaryObjectsOfAnyKindPass() throws IOException {
        // collections.OrderedDict(a=[1, 2.5, None, True, b'x', {3}, frozenset([1]), (1, 2, 3, 4)])
        assertThat(messages("80049552000000000000008c0b636f6c6c656374696f6e73948c0b4f7264657265644469637494"
                        + "93942952948c0161945d94284b014740040000000000004e88430178948f94284b0390284b019194284b014b024b03"
                        + "4b04749465732e"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Another text is pushed and dropped between module and name.
        "80048c05706f7369788c0178308c0673797374656d938c047472756585522e, posix.system",
        // The name is a path through a harmless module.
        "80048c05746f7263688c1773657269616c697a6174696f6e2e6f732e73797374656d938c047472756585522e,"
                + " torch.serialization.os.system"
    })
    void whatIsHiddenIsFound(String pickle, String name) throws IOException {
        assertThat(messages(pickle))
                .containsExactly("imports %s, which can run code when it is loaded".formatted(name));
    }

    @Test
    void aNameThatCannotBeToldIsRefused() throws IOException {
        // Two numbers are used as module and name.
        assertThat(messages("80044b014b02932e")).containsExactly("imports ?.?, which is not known to be harmless");
    }

    @Test
    void whatFollowsTheFirstPickleIsReadToo() throws IOException {
        String harmless = "80044b012e";

        assertThat(messages(harmless + "63706f7369780a73797374656d0a2e")).hasSize(1);
    }

    @Test
    void bytesThatAreNoPickleAreTold() throws IOException {
        assertThat(messages("8004ff2e"))
                .containsExactly(
                        "cannot be read as a pickle to its end: it has the byte 0xff where an opcode was expected");
        assertThat(messages("80048c"))
                .containsExactly("cannot be read as a pickle to its end: it ends within a pickle");
        assertThat(messages("8004302e"))
                .containsExactly("cannot be read as a pickle to its end: it takes more from its stack than lies on it");
    }

    @Test
    void anImportBehindArraysOfJoblibIsFound() throws IOException {
        // joblib.numpy_pickle.NumpyArrayWrapper, then bytes of an array, then an import of os.
        String pickle = "8004" + "8c136a6f626c69622e6e756d70795f7069636b6c658c114e756d7079417272617957726170706572"
                + "93" + "ffff0000000000f03f" + "8c026f73" + "8c0673797374656d" + "932e";

        assertThat(messages(pickle))
                .containsExactly("names os between its arrays, which can run code when it is loaded");
    }

    @Test
    void aClassOfNobodyIsRefusedOnlyWhereAllMustBeKnown() throws IOException {
        // mypackage.Model
        String pickle = "636d797061636b6167650a4d6f64656c0a2e";

        assertThat(messages(pickle)).isEmpty();
        assertThat(messages(pickle, new PickleScan(Set.of(), true)))
                .containsExactly("imports mypackage.Model, which is not known to be harmless");
        assertThat(messages(pickle, new PickleScan(Set.of("mypackage"), true))).isEmpty();
    }

    private static List<String> messages(String pickle) throws IOException {
        return messages(pickle, new PickleScan(Set.of(), false));
    }

    private static List<String> messages(String pickle, PickleScan scan) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(pickle);
        return scan.scan("model.pkl", () -> new ByteArrayInputStream(bytes)).stream()
                .map(Finding::message)
                .toList();
    }
}
