create table kit.outbox (
    id          bigint generated always as identity primary key,
    service     text        not null,
    event_id    uuid        not null,
    event_type  text        not null,
    topic       text        not null,
    key         text        not null,
    traceparent text,
    occurred_at timestamptz not null,
    payload     bytea       not null
);
comment on table kit.outbox is 'Events written together with the state they tell of, until Kafka has them; then deleted.';
comment on column kit.outbox.service is 'The service that wrote the row and will send it.';
comment on column kit.outbox.topic is 'Without the namespace.';
comment on column kit.outbox.key is 'Record key; events of one key are sent in the order of id.';
comment on column kit.outbox.payload is 'JSON, as it is sent.';
create index outbox_service_id on kit.outbox (service, id);

create table kit.inbox (
    service     text        not null,
    event_id    text        not null,
    received_at timestamptz not null,
    primary key (service, event_id)
);
comment on table kit.inbox is 'Events that a service has handled, so that a repeated one does nothing. Kept for 30 days.';
create index inbox_received_at on kit.inbox (received_at);

grant usage on schema kit to aimatrix_kit_user;
grant select, insert, update, delete on kit.outbox, kit.inbox to aimatrix_kit_user;
