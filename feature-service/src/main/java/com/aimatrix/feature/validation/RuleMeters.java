package com.aimatrix.feature.validation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Rates of rules: {@code aimatrix_feature_rows_checked_total} by what was checked (a view, or the source of windows), and
 * {@code aimatrix_feature_rules_broken_total} by that, feature, check and policy.
 */
@Component
public class RuleMeters {

    private final MeterRegistry meters;
    private final Map<String, Counter> checked = new ConcurrentHashMap<>();

    RuleMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param owner name of the view, or of the source of windows */
    public void count(String owner, int rows, List<Broken> broken) {
        checked.computeIfAbsent(owner, name -> meters.counter("aimatrix_feature_rows_checked", "owner", name))
                .increment(rows);
        for (Broken each : broken) {
            meters.counter(
                            "aimatrix_feature_rules_broken",
                            "owner",
                            owner,
                            "feature",
                            each.feature(),
                            "check",
                            each.check(),
                            "policy",
                            each.policy().word())
                    .increment();
        }
    }
}
