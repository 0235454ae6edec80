alter table training.experiment
    add column artifact_location text not null default '',
    add column deleted_at timestamptz;
update training.experiment set artifact_location = 'mlflow-artifacts:/' || id;
insert into training.experiment (id, name, artifact_location, created_at, updated_at)
    values (0, 'Default', 'mlflow-artifacts:/0', now(), now()) on conflict do nothing;
comment on column training.experiment.artifact_location is 'Below which the files of its runs lie.';
comment on column training.experiment.deleted_at is 'Null while it is active.';

create table training.experiment_tag (
    experiment_id bigint not null references training.experiment (id) on delete cascade,
    key           text   not null,
    value         text   not null,
    primary key (experiment_id, key)
);
comment on table training.experiment_tag is 'Notes on an experiment.';

alter table training.run
    add column user_id text not null default '',
    add column artifact_uri text not null default '',
    add column deleted_at timestamptz;
update training.run set artifact_uri = 'artifacts:/runs/' || id;
comment on table training.run is 'One run: a training of ours, from the order to the registered version, or what a client logs of its own.';
comment on column training.run.document is 'The run document as it was accepted, defaults filled in; null for a run of a client, and when it was refused without one.';
comment on column training.run.started_at is 'For a run of a client what the client says.';
comment on column training.run.artifact_uri is 'The folder of its files.';
comment on column training.run.deleted_at is 'Null while it is active.';
create index run_experiment_started on training.run (experiment_id, started_at desc, id);

create table training.run_metric (
    run_id       text             not null references training.run (id) on delete cascade,
    key          text             not null,
    last_value   double precision not null,
    last_step    bigint           not null,
    last_time_ms bigint           not null,
    min_value    double precision,
    max_value    double precision,
    primary key (run_id, key)
) with (fillfactor = 70);
comment on table training.run_metric is 'Of each metric of a run what search and lists need, so that they need not read its points.';
comment on column training.run_metric.last_value is 'The value of the highest (step, time, value).';
comment on column training.run_metric.last_time_ms is 'Milliseconds since 1970, as the client gave them.';
comment on column training.run_metric.min_value is 'Of all values but NaN; null where there is none.';
comment on column training.run_metric.max_value is 'Of all values but NaN; null where there is none.';

create table training.metric_points (
    run_id    text collate "C"   not null,
    key       text collate "C"   not null,
    logged_at timestamptz        not null,
    steps     bigint[]           not null,
    times_ms  bigint[]           not null,
    readings  double precision[] not null
) partition by range (logged_at);
comment on table training.metric_points is 'Every value that a run logged; those of one key that came together are one row, element by element. A point may be in it twice and counts once.';
comment on column training.metric_points.logged_at is 'When they came: never before the run was made.';
comment on column training.metric_points.times_ms is 'Milliseconds since 1970, as the client gave them.';
create index metric_points_run_key on training.metric_points (run_id, key);

do $$
declare
    month timestamptz;
begin
    for month in select distinct date_trunc('month', r.created_at, 'UTC') from training.run r loop
        execute format('create table training.metric_points_%s partition of training.metric_points for values from (%L) to (%L)',
            to_char(month at time zone 'UTC', 'YYYY_MM'), month, month + interval '1 month');
    end loop;
end $$;
insert into training.metric_points
    select m.run_id, m.key, r.created_at,
        array_agg(m.step), array_agg((extract(epoch from m.recorded_at) * 1000)::bigint), array_agg(m.value)
    from training.metric_point m join training.run r on r.id = m.run_id group by m.run_id, m.key, r.created_at;
insert into training.run_metric
    select distinct on (m.run_id, m.key) m.run_id, m.key, m.value, m.step,
        (extract(epoch from m.recorded_at) * 1000)::bigint,
        min(nullif(m.value, 'NaN')) over (partition by m.run_id, m.key),
        max(nullif(m.value, 'NaN')) over (partition by m.run_id, m.key)
    from training.metric_point m
    order by m.run_id, m.key, m.step desc, m.recorded_at desc, m.value desc;
drop table training.metric_point, training.metric_last;


create table training.dataset (
    id            bigint generated always as identity primary key,
    experiment_id bigint not null references training.experiment (id) on delete cascade,
    name          text   not null,
    digest        text   not null,
    source_type   text   not null,
    source        text   not null,
    schema        text,
    profile       text,
    unique (experiment_id, name, digest)
);
comment on table training.dataset is 'Data that runs of an experiment say they have used.';
comment on column training.dataset.digest is 'The client''s own hash of the data.';

create table training.run_dataset (
    run_id     text   not null references training.run (id) on delete cascade,
    dataset_id bigint not null references training.dataset (id) on delete cascade,
    tags       jsonb  not null,
    primary key (run_id, dataset_id)
);
comment on table training.run_dataset is 'Which run used which data.';
comment on column training.run_dataset.tags is 'Text by key; mlflow.data.context says what for, such as training.';

create table training.logged_model (
    id             text        primary key check (id ~ '^m-[0-9a-f]{32}$'),
    experiment_id  bigint      not null references training.experiment (id),
    name           text        not null,
    source_run_id  text,
    artifact_uri   text        not null,
    status         text        not null check (status in ('PENDING', 'READY', 'UPLOAD_FAILED')),
    status_message text,
    model_type     text        not null default '',
    params         jsonb       not null,
    tags           jsonb       not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    deleted_at     timestamptz
);
comment on table training.logged_model is 'Models that clients have logged, registered or not.';
comment on column training.logged_model.source_run_id is 'As the client says; it need not be a run of this server.';
comment on column training.logged_model.params is 'Text by key, write-once.';
comment on column training.logged_model.tags is 'Text by key.';
create index logged_model_experiment on training.logged_model (experiment_id, created_at desc);
create index logged_model_run on training.logged_model (source_run_id);

create table training.logged_model_metric (
    model_id       text             not null references training.logged_model (id) on delete cascade,
    run_id         text             not null references training.run (id) on delete cascade,
    key            text             not null,
    step           bigint           not null,
    time_ms        bigint           not null,
    reading        double precision not null,
    dataset_name   text             not null default '',
    dataset_digest text             not null default '',
    primary key (model_id, run_id, key, step, dataset_name, dataset_digest)
);
comment on table training.logged_model_metric is 'What was measured of a logged model, and on which data; the newest value of a step.';
comment on column training.logged_model_metric.time_ms is 'Milliseconds since 1970, as the client gave them.';
create index logged_model_metric_run on training.logged_model_metric (run_id);

create table training.run_model (
    run_id   text   not null references training.run (id) on delete cascade,
    model_id text   not null references training.logged_model (id) on delete cascade,
    role     text   not null check (role in ('INPUT', 'OUTPUT')),
    step     bigint not null default 0,
    primary key (run_id, model_id, role)
);
comment on table training.run_model is 'Which logged models a run has used and made.';
