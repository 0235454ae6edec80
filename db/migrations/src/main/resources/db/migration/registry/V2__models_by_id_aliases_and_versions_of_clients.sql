-- Models are known by an id from here on: a name can change, and be given again after its model was deleted.

alter table registry.promotion disable trigger append_only;
alter table registry.deployment disable trigger append_only;

alter table registry.model add column id bigint generated always as identity;

alter table registry.model_version add column model_id bigint;
alter table registry.policy        add column model_id bigint;
alter table registry.promotion     add column model_id bigint;
alter table registry.deployment    add column model_id bigint;
update registry.model_version v set model_id = m.id from registry.model m where m.name = v.model;
update registry.policy p        set model_id = m.id from registry.model m where m.name = p.model;
update registry.promotion p     set model_id = m.id from registry.model m where m.name = p.model;
update registry.deployment d    set model_id = m.id from registry.model m where m.name = d.model;

-- Keys and indexes over the name go with its columns.
alter table registry.promotion     drop column model;
alter table registry.deployment    drop column model;
alter table registry.policy        drop column model;
alter table registry.model_version drop column model, drop column id;

alter table registry.model
    drop constraint model_pkey,
    add primary key (id),
    add column deleted_at timestamptz;
create unique index model_name on registry.model (name) where deleted_at is null;
comment on column registry.model.name is 'Unique among those that are not deleted.';
comment on column registry.model.deleted_at is 'Gone from all answers since; the row stays until it is cleaned up.';
create index model_updated on registry.model (((extract(epoch from updated_at at time zone 'UTC') * 1000)::bigint)) where deleted_at is null;

alter table registry.model_version
    alter column model_id set not null,
    add primary key (model_id, version),
    add foreign key (model_id) references registry.model,
    alter column run_id drop not null,
    alter column artifact_uri drop not null,
    add column origin               text    not null default 'PLATFORM' check (origin in ('PLATFORM', 'CLIENT')),
    add column servable             boolean not null default true,
    add column source               text,
    add column storage_uri          text,
    add column run_link             text,
    add column logged_model_id      text,
    add column description          text    not null default '',
    add column tags                 jsonb   not null default '{}',
    add column type                 text,
    add column framework            text,
    add column signature            jsonb,
    add column signature_hash       text,
    add column training_duration_ms bigint check (training_duration_ms >= 0),
    add column semver               text check (semver ~ '^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$'),
    add column updated_at           timestamptz,
    add column deleted_at           timestamptz;

update registry.model_version v
set source = artifact_uri, storage_uri = artifact_uri, updated_at = created_at, semver = format('1.%s.0', n.minor)
from (
    select model_id, version, row_number() over (partition by model_id order by version) - 1 as minor
    from registry.model_version
) n
where n.model_id = v.model_id and n.version = v.version;

alter table registry.model_version
    alter column origin drop default,
    alter column servable drop default,
    alter column source set not null,
    alter column storage_uri set not null,
    alter column semver set not null,
    alter column updated_at set not null,
    add column semver_order bigint not null generated always as (
        split_part(semver, '.', 1)::bigint * 1000000000000
        + split_part(semver, '.', 2)::bigint * 1000000
        + split_part(semver, '.', 3)::bigint) stored,
    add unique (model_id, semver_order);

create unique index model_version_of_run on registry.model_version (model_id, run_id) where origin = 'PLATFORM';
create unique index model_version_one_live on registry.model_version (model_id)
    where stage = 'Production' and servable and deleted_at is null;
create index model_version_stage on registry.model_version (model_id, stage, version) where deleted_at is null;
create index model_version_run on registry.model_version (run_id) where deleted_at is null;
create index model_version_source on registry.model_version using hash (source);
create index model_version_updated on registry.model_version (((extract(epoch from updated_at at time zone 'UTC') * 1000)::bigint))
    where deleted_at is null;

comment on table registry.model_version is 'Versions of models; what they were made of never changes.';
comment on column registry.model_version.run_id is
    'The run that made it, if known; a run of the platform''s own trainer makes one version of a model.';
comment on column registry.model_version.origin is
    'PLATFORM: registered through the platform''s interface, with its files listed; CLIENT: by a client of MLflow''s.';
comment on column registry.model_version.servable is 'The platform can serve it: of origin PLATFORM, or a copy of such a one.';
comment on column registry.model_version.source is 'Where whoever registered it said that the model lies.';
comment on column registry.model_version.storage_uri is 'Where clients read it; what the source pointed to when it was registered.';
comment on column registry.model_version.artifact_uri is 'The same place in the platform''s artifact store; null where it lies elsewhere.';
comment on column registry.model_version.files is
    'Path, size in bytes and hex SHA-256 of each file, verified or recorded at registration; empty where they could not be looked into.';
comment on column registry.model_version.logged_model_id is 'MLflow''s id of the logged model that it was made of.';
comment on column registry.model_version.signature_hash is 'Hex SHA-256 of the signature''s JSON.';
comment on column registry.model_version.training_duration_ms is 'Milliseconds.';
comment on column registry.model_version.semver is 'Semantic version beside the running number; never given twice in a model.';
comment on column registry.model_version.semver_order is 'The semantic version as one number that orders it: six digits for each part.';
comment on column registry.model_version.updated_at is 'When the stage or the description changed last.';
comment on column registry.model_version.deleted_at is 'Gone from all answers since; the row stays until it is cleaned up.';

create table registry.alias (
    model_id   bigint      not null references registry.model,
    alias      text        not null,
    version    integer     not null,
    updated_at timestamptz not null,
    primary key (model_id, alias),
    foreign key (model_id, version) references registry.model_version
);
comment on table registry.alias is 'Names that point to a version of a model.';
create index alias_version on registry.alias (model_id, version);

alter table registry.policy
    add primary key (model_id),
    add foreign key (model_id) references registry.model;

alter table registry.promotion
    alter column model_id set not null,
    add foreign key (model_id, version) references registry.model_version;
create index promotion_model on registry.promotion (model_id, id);

alter table registry.deployment
    alter column model_id set not null,
    add unique (model_id, revision),
    add foreign key (model_id, live_version) references registry.model_version;

alter table registry.promotion enable trigger append_only;
alter table registry.deployment enable trigger append_only;
