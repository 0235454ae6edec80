package com.aimatrix.feature.encoder.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A BERT {@code vocab.txt}, one token a line, as the {@code tokenizer.json} that means the same; as the {@code BertConverter}
 * of Hugging Face's transformers makes it.
 */
final class BertVocabulary {

    static final String FILE = "vocab.txt";

    private static final String UNKNOWN = "[UNK]";
    private static final String FIRST = "[CLS]";
    private static final String LAST = "[SEP]";
    private static final List<String> SPECIAL = List.of("[PAD]", UNKNOWN, FIRST, LAST, "[MASK]");

    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final boolean lowerCase;

    /** @throws InvalidEncoder when it is none */
    BertVocabulary(Path file, boolean lowerCase) {
        this.lowerCase = lowerCase;
        try {
            int id = 0;
            for (String token : Files.readAllLines(file)) {
                ids.put(token, id++);
            }
        } catch (IOException e) {
            throw new InvalidEncoder(FILE, "expected text in UTF-8, one token a line: " + e.getMessage(), e);
        }
        for (String token : List.of(UNKNOWN, FIRST, LAST)) {
            if (!ids.containsKey(token)) {
                throw new InvalidEncoder(FILE, "expected a BERT vocabulary with the token " + token);
            }
        }
    }

    String tokenizerJson() {
        ObjectNode json = object();
        json.put("version", "1.0");
        ArrayNode added = json.putArray("added_tokens");
        for (String token : SPECIAL) {
            if (ids.containsKey(token)) {
                added.add(object().put("id", ids.get(token))
                        .put("content", token)
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", true));
            }
        }
        json.set(
                "normalizer",
                object().put("type", "BertNormalizer")
                        .put("clean_text", true)
                        .put("handle_chinese_chars", true)
                        .putNull("strip_accents")
                        .put("lowercase", lowerCase));
        json.set("pre_tokenizer", object().put("type", "BertPreTokenizer"));
        json.set("post_processor", template());
        json.set("model", model());
        return JsonMapper.shared().writeValueAsString(json);
    }

    private ObjectNode template() {
        ObjectNode template = object().put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        single.add(object().set("SpecialToken", piece(FIRST)));
        single.add(object().set("Sequence", piece("A")));
        single.add(object().set("SpecialToken", piece(LAST)));
        template.putArray("pair").add(object().set("Sequence", piece("A"))).add(object().set("Sequence", piece("B")));
        ObjectNode special = template.putObject("special_tokens");
        for (String token : List.of(FIRST, LAST)) {
            ObjectNode each = special.putObject(token).put("id", token);
            each.putArray("ids").add(ids.get(token));
            each.putArray("tokens").add(token);
        }
        return template;
    }

    private static ObjectNode piece(String id) {
        return object().put("id", id).put("type_id", 0);
    }

    private ObjectNode model() {
        ObjectNode model = object();
        model.put("type", "WordPiece");
        model.put("unk_token", UNKNOWN);
        model.put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", 100);
        ObjectNode vocabulary = model.putObject("vocab");
        ids.forEach(vocabulary::put);
        return model;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
