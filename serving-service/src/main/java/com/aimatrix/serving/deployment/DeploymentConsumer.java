package com.aimatrix.serving.deployment;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.PartitionOffset;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Hears of deployments. The topic is compacted by model, so reading it from the beginning at each start is short, and
 * an instance that was away for long misses nothing.
 */
@Component
class DeploymentConsumer {

    private final EventReader events;
    private final Deployments deployments;

    DeploymentConsumer(EventReader events, Deployments deployments) {
        this.events = events;
        this.deployments = deployments;
    }

    @KafkaListener(
            id = "deployments",
            idIsGroup = false,
            topicPartitions =
                    @TopicPartition(
                            topic = "${aimatrix.kafka.namespace:}" + Topics.REGISTRY_DEPLOYMENTS,
                            partitions = "#{@deploymentPartitions.all()}",
                            partitionOffsets = @PartitionOffset(partition = "*", initialOffset = "0")))
    void deploymentChanged(ConsumerRecord<String, byte[]> message) {
        DeploymentChanged event = events.read(message, DeploymentChanged.class).data();
        Deployment deployment = event.deployment();
        if (event.at() == null || deployment == null || deployment.model() == null || !isComplete(deployment)) {
            throw new InvalidEvent("expected the time of the change, and a deployment with its model, its live version"
                    + " and its shadows, each with artifactUri and features");
        }
        deployments.accept(deployment, event.at());
    }

    private static boolean isComplete(Deployment deployment) {
        return isComplete(deployment.live())
                && deployment.shadows() != null
                && deployment.shadows().stream().allMatch(DeploymentConsumer::isComplete);
    }

    private static boolean isComplete(Deployment.Target target) {
        return target != null && target.artifactUri() != null && target.features() != null;
    }
}
