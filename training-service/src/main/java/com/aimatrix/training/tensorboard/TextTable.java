package com.aimatrix.training.tensorboard;

import com.aimatrix.training.tracking.KeyValue;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in Markdown, as TensorBoard renders it. */
final class TextTable {

    private TextTable() {}

    static String of(List<KeyValue> texts) {
        var table = new StringBuilder("| key | value |\n|---|---|\n");
        for (KeyValue each : texts) {
            table.append("| ")
                    .append(cell(each.key()))
                    .append(" | ")
                    .append(cell(each.value()))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** Text that is to be shown as it is. */
    static String verbatim(String text) {
        return text.lines().map("    "::concat).collect(Collectors.joining("\n"));
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", "<br>");
    }
}
