package com.aimatrix.serving.deployment;

import com.aimatrix.contracts.Topics;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * The partitions of the deployment topic: each instance reads them all, so no consumer group shares them out.
 * Public because the listener names it in an expression.
 */
@Component
public class DeploymentPartitions {

    public String[] all() {
        int count = Topics.all().stream()
                .filter(spec -> spec.name().equals(Topics.REGISTRY_DEPLOYMENTS))
                .mapToInt(Topics.Spec::partitions)
                .sum();
        return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
    }
}
