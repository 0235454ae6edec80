package com.aimatrix.training.artifact;

import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** What a file is, by the end of its name, as MLflow guesses it: whatever is text to a person is plain text. */
final class ContentTypes {

    private static final Set<String> TEXTS = Set.of(
            "txt",
            "log",
            "err",
            "cfg",
            "conf",
            "cnf",
            "cf",
            "ini",
            "properties",
            "prop",
            "hocon",
            "toml",
            "yaml",
            "yml",
            "xml",
            "json",
            "js",
            "py",
            "py3",
            "csv",
            "tsv",
            "md",
            "rst",
            "MLmodel",
            "MLproject",
            "mlproject");

    private ContentTypes() {}

    static String of(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return TEXTS.contains(end)
                ? MediaType.TEXT_PLAIN_VALUE
                : MediaTypeFactory.getMediaType(name)
                        .orElse(MediaType.APPLICATION_OCTET_STREAM)
                        .toString();
    }
}
