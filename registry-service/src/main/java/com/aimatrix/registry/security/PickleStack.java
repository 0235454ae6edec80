package com.aimatrix.registry.security;

import com.aimatrix.registry.security.PickleReader.NoPickle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack and the memo of a pickle as far as strings lie on them; all else is one and the same thing. */
final class PickleStack {

    private static final Object MARK = new Object();
    private static final Object OTHER = new Object();
    private static final int DEEPEST = 50_000_000;

    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    void push(String text) throws NoPickle {
        add(text == null ? OTHER : text);
    }

    void pushOther() throws NoPickle {
        add(OTHER);
    }

    void mark() throws NoPickle {
        add(MARK);
    }

    /** @return the string that lay there, or {@code ?} for anything else */
    String pop() throws NoPickle {
        if (stack.isEmpty()) {
            throw new NoPickle("takes more from its stack than lies on it");
        }
        return stack.remove(stack.size() - 1) instanceof String text ? text : "?";
    }

    void pop(int count) throws NoPickle {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    void popToMark() throws NoPickle {
        while (top() != MARK) {
            pop();
        }
        pop();
    }

    void duplicate() throws NoPickle {
        add(top());
    }

    void remember(long place) throws NoPickle {
        memo.put(place, top());
    }

    /** Under the next free number. */
    void remember() throws NoPickle {
        remember(memo.size());
    }

    void recall(long place) throws NoPickle {
        add(memo.getOrDefault(place, OTHER));
    }

    private Object top() throws NoPickle {
        if (stack.isEmpty()) {
            throw new NoPickle("takes more from its stack than lies on it");
        }
        return stack.get(stack.size() - 1);
    }

    private void add(Object value) throws NoPickle {
        if (stack.size() == DEEPEST) {
            throw new NoPickle("fills its stack with more than %d values".formatted(DEEPEST));
        }
        stack.add(value);
    }
}
