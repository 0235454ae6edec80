create table registry.webhook (
    id          uuid        primary key,
    name        text        not null,
    description text        not null,
    url         text        not null,
    events      text[]      not null check (cardinality(events) > 0),
    secret      text,
    status      text        not null check (status in ('ACTIVE', 'DISABLED')),
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
comment on table registry.webhook is 'Addresses that are told of changes in the registry.';
comment on column registry.webhook.events is 'What it is told of, as entity.action.';
comment on column registry.webhook.secret is 'What its deliveries are signed with: aes: and base64 of the ciphertext, or plain: and the text where no key is set.';

create table registry.webhook_delivery (
    id              uuid        primary key,
    webhook_id      uuid        not null references registry.webhook on delete cascade,
    event           text        not null,
    body            text        not null,
    created_at      timestamptz not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    leased_until    timestamptz,
    failed_at       timestamptz,
    last_failure    text
);
comment on table registry.webhook_delivery is 'What is still to be delivered, and what could not be; a delivery that was taken is deleted.';
comment on column registry.webhook_delivery.id is 'Goes with every attempt, so that the receiver knows a repeated one.';
comment on column registry.webhook_delivery.body is 'JSON, as it is sent and signed.';
comment on column registry.webhook_delivery.leased_until is 'Who attempts it has until then; after that another may.';
comment on column registry.webhook_delivery.failed_at is 'When it was given up; kept for a while.';
create index webhook_delivery_due on registry.webhook_delivery (next_attempt_at) where failed_at is null;
create index webhook_delivery_webhook on registry.webhook_delivery (webhook_id, leased_until);
