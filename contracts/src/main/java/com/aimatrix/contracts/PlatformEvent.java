package com.aimatrix.contracts;

/** An event between services, as it is put on Kafka: the record itself is the JSON value. */
public interface PlatformEvent {

    /** The CloudEvents type; its last part is the version. */
    String type();

    /** The topic without a namespace. */
    String topic();

    /** The record key: events of one key keep their order. Also the CloudEvents subject. */
    String key();
}
