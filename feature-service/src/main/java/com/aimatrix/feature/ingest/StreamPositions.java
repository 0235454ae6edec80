package com.aimatrix.feature.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** How far each Kafka partition is taken in, kept in the transaction that takes its events. */
@Component
class StreamPositions {

    /** An instance that lost a partition but does not know it yet must not set it back. */
    private static final String KEEP = """
            insert into feature.stream_position as p (topic, topic_id, partition_no, next_offset) values (?, ?, ?, ?)
            on conflict (topic, partition_no) do update set topic_id = excluded.topic_id,
                next_offset = case when p.topic_id = excluded.topic_id
                    then greatest(p.next_offset, excluded.next_offset) else excluded.next_offset end
            """;

    private final JdbcTemplate jdbc;
    private final KafkaAdmin kafka;
    private final Map<String, String> topicIds = new ConcurrentHashMap<>();

    StreamPositions(JdbcTemplate jdbc, KafkaAdmin kafka) {
        this.jdbc = jdbc;
        this.kafka = kafka;
    }

    /** Must run in the transaction that takes the events before these offsets. */
    void keep(Map<TopicPartition, Long> nextOffsets) {
        nextOffsets.forEach((partition, next) ->
                jdbc.update(KEEP, partition.topic(), idOf(partition.topic()), partition.partition(), next));
    }

    /** Where to go on; a partition that was never read, or whose topic was made anew, is left out. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        var positions = new HashMap<TopicPartition, Long>();
        for (TopicPartition each : partitions) {
            topicIds.remove(each.topic());
            jdbc.query(
                    "select next_offset from feature.stream_position where topic = ? and partition_no = ? and topic_id = ?",
                    rs -> {
                        positions.put(each, rs.getLong(1));
                    },
                    each.topic(),
                    each.partition(),
                    idOf(each.topic()));
        }
        return positions;
    }

    private String idOf(String topic) {
        return topicIds.computeIfAbsent(
                topic, name -> kafka.describeTopics(name).get(name).topicId().toString());
    }
}
