package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.Signature.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether callers of one signature can call another: every input that the new one requires was there before with the same type, and
 * its outputs are those of before. An input may go, as what is given besides is passed over; an output may come.
 */
public final class Compatibility {

    private Compatibility() {}

    /** True as well where one of the two is not known. */
    public static boolean holds(Signature before, Signature after) {
        return before == null
                || after == null
                || accepts(after.inputs(), before.inputs())
                        && accepts(after.params(), before.params())
                        && gives(before.outputs(), after.outputs());
    }

    private static boolean accepts(List<Field> wanted, List<Field> given) {
        Map<String, Field> byName = byName(given);
        return byName(wanted).entrySet().stream().allMatch(each -> {
            Field before = byName.get(each.getKey());
            return before == null
                    ? !each.getValue().required()
                    : before.type().equals(each.getValue().type())
                            && (before.required() || !each.getValue().required());
        });
    }

    private static boolean gives(List<Field> before, List<Field> after) {
        Map<String, Field> byName = byName(after);
        return byName(before).entrySet().stream()
                .allMatch(each -> byName.containsKey(each.getKey())
                        && Objects.equals(
                                each.getValue().type(),
                                byName.get(each.getKey()).type()));
    }

    /** What has no name is known by its place. */
    private static Map<String, Field> byName(List<Field> fields) {
        var byName = new HashMap<String, Field>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            byName.put(field.name() == null ? "#" + i : field.name(), field);
        }
        return byName;
    }
}
