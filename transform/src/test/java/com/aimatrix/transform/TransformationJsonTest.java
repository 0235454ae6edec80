package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.transform.fitting.CategoryVectors;
import com.aimatrix.transform.fitting.Fitted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class TransformationJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(
                        new EventPath("a.b", JsonNodeFactory.instance.numberNode(0)),
                        "{'type':'path','path':'a.b','default':0}"),
                Arguments.of(new RequestValue(null), "{'type':'request'}"),
                Arguments.of(new EventPath("a", null), "{'type':'path','path':'a'}"),
                Arguments.of(
                        new TimePart(TimePart.Part.HOUR_OF_DAY, "Europe/Berlin", "60m", true),
                        "{'type':'time','part':'HOUR_OF_DAY','timeZone':'Europe/Berlin','offset':'60m','categorical':true}"),
                Arguments.of(
                        new WindowAggregate(
                                Aggregate.AVG,
                                "amount",
                                JsonNodeFactory.instance.numberNode(1),
                                new Clip(0.0, null),
                                "30d",
                                "amount > 0",
                                "shop"),
                        "{'type':'window','aggregate':'AVG','path':'amount','default':1,'clip':{'min':0.0},"
                                + "'window':'30d','filter':'amount > 0','groupBy':'shop'}"),
                Arguments.of(new Log(1.0, 10.0), "{'type':'log','offset':1.0,'base':10.0}"),
                Arguments.of(
                        new Normalize(Normalize.Method.Z_SCORE, new Fit(MARCH, null), null),
                        "{'type':'normalize','method':'Z_SCORE','fit':{'from':'2026-03-01T00:00:00Z'}}"),
                Arguments.of(
                        new Normalize(null, null, new Fitted.Scale(2, 3)),
                        "{'type':'normalize','parameters':{'center':2.0,'scale':3.0}}"),
                Arguments.of(
                        new Bin(Bin.Method.EDGES, null, List.of(1.0, 2.0), true, null),
                        "{'type':'bin','method':'EDGES','edges':[1.0,2.0],'categorical':true}"),
                Arguments.of(
                        new Polynomial(3, true, false),
                        "{'type':'polynomial','degree':3,'interactionOnly':true,'bias':false}"),
                Arguments.of(new Interaction(), "{'type':'interaction'}"),
                Arguments.of(new Arithmetic("a + 1"), "{'type':'arithmetic','expression':'a + 1'}"),
                Arguments.of(
                        new Embedding(
                                Embedding.Method.UPLOADED,
                                2,
                                Map.of("x", List.of(1.0, 2.0)),
                                null,
                                null,
                                null,
                                null,
                                null),
                        "{'type':'embedding','method':'UPLOADED','dimension':2,'vectors':{'x':[1.0,2.0]}}"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aDefinitionReadsBackAsItWasWritten(Transformation definition, String json) {
        assertThat(JSON.readTree(JSON.writerFor(Transformation.class).writeValueAsString(definition)))
                .isEqualTo(JSON.readTree(json.replace('\'', '"')));
        assertThat(read(json)).isEqualTo(definition);
        assertThat(JSON.readTree(JSON.writeValueAsString(definition)))
                .isEqualTo(JSON.readTree(json.replace('\'', '"')));
    }

    @Test
    void namesOfValuesAreReadInAnyCase() {
        assertThat(read("{'type':'time','part':'is_weekend'}"))
                .isEqualTo(new TimePart(TimePart.Part.IS_WEEKEND, null, null, null));
        assertThat(((WindowAggregate) read("{'type':'window','aggregate':'Unique','path':'a','window':'1h'}"))
                        .aggregate())
                .isEqualTo(Aggregate.UNIQUE);
        assertThat(((Normalize) read("{'type':'normalize','method':'min_max'}")).method())
                .isEqualTo(Normalize.Method.MIN_MAX);
        assertThat(((Bin) read("{'type':'bin','method':'equal_width','bins':3}")).method())
                .isEqualTo(Bin.Method.EQUAL_WIDTH);
        assertThat(((Embedding) read("{'type':'embedding','method':'hashing','dimension':8}")).method())
                .isEqualTo(Embedding.Method.HASHING);
    }

    @Test
    void namesOfFieldsAreReadInSnakeCaseToo() {
        assertThat(read("{'type':'time','part':'MONTH','time_zone':'UTC'}"))
                .isEqualTo(read("{'type':'time','part':'MONTH','timeZone':'UTC'}"));
        assertThat(
                        read(
                                "{'type':'window','aggregate':'SUM','value':'a','window':'1h','group_by':'b','default_value':1}"))
                .isEqualTo(
                        read("{'type':'window','aggregate':'SUM','path':'a','window':'1h','groupBy':'b','default':1}"));
        assertThat(read("{'type':'path','path':'a','defaultValue':'x'}"))
                .isEqualTo(read("{'type':'path','path':'a','default':'x'}"));
        assertThat(read("{'type':'polynomial','interaction_only':true}")).isEqualTo(new Polynomial(null, true, null));
    }

    @Test
    void parametersMayNameTheirType() {
        assertThat(read("{'type':'normalize','parameters':{'type':'scale','center':2,'scale':3}}"))
                .isEqualTo(read("{'type':'normalize','parameters':{'center':2,'scale':3}}"));
    }

    @Test
    void aDefaultOfNullIsNone() {
        assertThat(read("{'type':'path','path':'a','default':null}")).isEqualTo(new EventPath("a", null));
    }

    @Test
    void anUnknownValueIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> read("{'type':'normalize','method':'robust'}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("expected one of [Z_SCORE, MIN_MAX], got robust");
        assertThatThrownBy(() -> read("{'type':'window','aggregate':'median','window':'1h'}"))
                .hasMessageContaining("expected one of [COUNT, SUM, AVG, MIN, MAX, STDDEV, UNIQUE, LAST], got median");
    }

    @Test
    void anUnknownFieldOrTypeIsAMistakeForAStrictMapper() {
        assertThatThrownBy(() -> read("{'type':'log','ofset':1}")).hasMessageContaining("ofset");
        assertThatThrownBy(() -> read("{'type':'sigmoid'}")).hasMessageContaining("sigmoid");
        assertThatThrownBy(() -> read("{'offset':1}")).hasMessageContaining("type");
    }

    @Test
    void aRowFunctionIsReadAsOne() {
        assertThat(JSON.readValue("{\"type\":\"log\"}", RowFunction.class)).isEqualTo(new Log(null, null));
        assertThatThrownBy(() -> JSON.readValue("{\"type\":\"path\",\"path\":\"a\"}", RowFunction.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void fittedParametersReadBackAsTheyWereWritten() {
        var vectors = new LinkedHashMap<String, float[]>();
        vectors.put("b", new float[] {0.1f, -2});
        vectors.put("a", new float[] {3, 4.5f});
        for (Fitted fitted : List.of(
                new Fitted.Scale(1.5, 2), new Fitted.Edges(List.of(0.1, 7.0)), new CategoryVectors(2, vectors))) {
            String json = JSON.writeValueAsString(fitted);
            assertThat(JSON.readValue(json, Fitted.class)).isEqualTo(fitted).hasSameHashCodeAs(fitted);
        }
        assertThat(JSON.writeValueAsString(new Fitted.Scale(1.5, 2)))
                .isEqualTo("{\"type\":\"scale\",\"center\":1.5,\"scale\":2.0}");
    }

    private static Transformation read(String json) {
        return JSON.readValue(json.replace('\'', '"'), Transformation.class);
    }
}
