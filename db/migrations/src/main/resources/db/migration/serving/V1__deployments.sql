create table serving.deployment (
    model      text        primary key,
    revision   bigint      not null,
    document   jsonb       not null,
    changed_at timestamptz not null
);
comment on table serving.deployment is 'The newest deployment of each model as the registry told it, so that serving can start without asking.';
comment on column serving.deployment.revision is 'The registry''s revision; an older one never overwrites a newer one.';
comment on column serving.deployment.document is 'Live version and shadows with their artifact URIs and features.';
comment on column serving.deployment.changed_at is 'When the registry changed it.';
