create table registry.model (
    name         text        primary key,
    description  text        not null default '',
    tags         jsonb       not null default '{}',
    last_version integer     not null default 0,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
comment on table registry.model is 'Registered models; the row is locked by whoever changes anything of the model.';
comment on column registry.model.last_version is 'The highest version number ever given; numbers are never reused.';

create table registry.model_version (
    id                bigint      generated always as identity primary key,
    model             text        not null references registry.model,
    version           integer     not null check (version > 0),
    stage             text        not null check (stage in ('None', 'Staging', 'Production', 'Archived')),
    run_id            text        not null,
    artifact_uri      text        not null,
    files             jsonb       not null,
    metrics           jsonb       not null,
    features          jsonb       not null,
    data_hash         text,
    comparison        jsonb,
    reference_profile jsonb,
    created_at        timestamptz not null,
    unique (model, version),
    unique (model, run_id)
);
comment on table registry.model_version is 'Versions of models; only the stage ever changes.';
comment on column registry.model_version.run_id is 'The training run that made it; a run makes one version of a model.';
comment on column registry.model_version.files is 'Path, size in bytes and hex SHA-256 of each file, verified at registration.';
comment on column registry.model_version.data_hash is 'Hex SHA-256 of the training set.';
comment on column registry.model_version.comparison is 'How it did against the version then live, on the same rows.';
create unique index model_version_one_in_production on registry.model_version (model) where stage = 'Production';

create table registry.policy (
    model      text        primary key references registry.model,
    document   jsonb       not null,
    updated_at timestamptz not null
);
comment on table registry.policy is 'The checks that a version must pass to be promoted; models without a row have the default.';

create table registry.promotion (
    id           bigint      generated always as identity primary key,
    model        text        not null references registry.model,
    version      integer     not null,
    from_stage   text        not null,
    to_stage     text        not null,
    decision     text        not null check (decision in ('PROMOTED', 'REFUSED')),
    checks       jsonb       not null,
    requested_by text        not null,
    reason       text        not null,
    decided_at   timestamptz not null,
    foreign key (model, version) references registry.model_version (model, version)
);
comment on table registry.promotion is 'Decisions of the policy gate with their figures; append-only.';
create index promotion_model on registry.promotion (model, id);

create table registry.deployment (
    id           bigint      generated always as identity primary key,
    model        text        not null references registry.model,
    revision     bigint      not null check (revision > 0),
    live_version integer     not null,
    shadows      jsonb       not null,
    cause        text        not null,
    changed_at   timestamptz not null,
    unique (model, revision),
    foreign key (model, live_version) references registry.model_version (model, version)
);
comment on table registry.deployment is 'Every desired state of every deployment; the highest revision of a model counts. Append-only.';
comment on column registry.deployment.shadows is 'Version numbers that predict beside the live one.';
comment on column registry.deployment.cause is 'What made the revision: promotion, shadows or rollback.';

create function registry.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger append_only before update or delete on registry.promotion
    for each row execute function registry.refuse_change();
create trigger append_only before update or delete on registry.deployment
    for each row execute function registry.refuse_change();
