package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** Checks what operators and functions are given; null, the kind of what is always null, fits everywhere. */
final class Kinds {

    private Kinds() {}

    static void expect(Kind wanted, Node node, List<Kind> columns, int position, String taker) {
        Kind got = node.kind(columns);
        if (got != null && got != wanted) {
            throw new InvalidExpression(position, "%s takes %s, got %s".formatted(taker, wanted.words(), got.words()));
        }
    }

    /** The one kind of several parts. */
    static Kind common(List<Node> nodes, List<Kind> columns, int position, String taker) {
        Kind common = null;
        for (Node node : nodes) {
            Kind kind = node.kind(columns);
            if (common != null && kind != null && kind != common) {
                throw new InvalidExpression(
                        position,
                        "%s takes values of one kind, got %s and %s".formatted(taker, common.words(), kind.words()));
            }
            common = common == null ? kind : common;
        }
        return common;
    }

    /** The one kind of several parts that are to be told equal or greater. */
    static void comparable(List<Node> nodes, List<Kind> columns, int position, String taker) {
        if (common(nodes, columns, position, taker) == Kind.LIST) {
            throw new InvalidExpression(position, taker + " takes single values, got a list");
        }
    }
}
