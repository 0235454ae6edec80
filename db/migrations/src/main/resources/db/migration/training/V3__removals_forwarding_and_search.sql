create table training.removal (
    id           bigint generated always as identity primary key,
    run_id       text collate "C",
    artifact_uri text,
    not_before   timestamptz not null
);
comment on table training.removal is 'What no row names any more and has still to go: points and files of removed runs, files of imports that never ended.';
comment on column training.removal.run_id is 'Whose metric points go; null where there are none.';
comment on column training.removal.artifact_uri is 'The folder that goes; null where its files lie with others.';
comment on column training.removal.not_before is 'Until then somebody may still be at work on it.';
create index run_deleted on training.run (deleted_at) where lifecycle_stage = 'deleted';
create index experiment_deleted on training.experiment (deleted_at) where lifecycle_stage = 'deleted';
create index run_model_model on training.run_model (model_id);

create table training.event_file (
    run_id text primary key references training.run (id) on delete cascade
);
comment on table training.event_file is 'Runs that have their TensorBoard file among their own files.';

alter table training.metric_points add column written_in bigint;
alter table training.metric_points alter column written_in set default pg_current_xact_id()::text::bigint;
alter table training.run_param add column written_in bigint;
alter table training.run_param alter column written_in set default pg_current_xact_id()::text::bigint;
alter table training.run_tag add column written_in bigint;
alter table training.run add column written_in bigint;
comment on column training.metric_points.written_in is 'The transaction: what one below the oldest running has written is all there is to see of it. Null for what is older than the column.';
comment on column training.run_param.written_in is 'As in metric_points.';
comment on column training.run_tag.written_in is 'As in metric_points, of the last change.';
comment on column training.run.written_in is 'As in metric_points, of the last change.';
create index metric_points_written on training.metric_points (written_in) where written_in is not null;
create index run_param_written on training.run_param (written_in) where written_in is not null;
create index run_tag_written on training.run_tag (written_in) where written_in is not null;
create index run_written on training.run (written_in) where written_in is not null;

create function training.mark_written() returns trigger language plpgsql as $$
begin
    new.written_in := pg_current_xact_id()::text::bigint;
    return new;
end $$;
create trigger run_tag_written before insert or update on training.run_tag
    for each row execute function training.mark_written();
create trigger run_written before insert or update on training.run
    for each row execute function training.mark_written();

create table training.backend (
    name            text        primary key,
    next_written_in bigint      not null,
    claimed_by      uuid,
    claimed_until   timestamptz,
    failures        integer     not null default 0,
    retry_at        timestamptz,
    last_error      text,
    last_error_at   timestamptz,
    last_sent_at    timestamptz
);
comment on table training.backend is 'Other tracking servers that are told what is logged here, and how far each is.';
comment on column training.backend.next_written_in is 'It has everything of the transactions before this one.';
comment on column training.backend.claimed_until is 'Until then the instance that claimed it is the only one that sends.';
comment on column training.backend.failures is 'In a row; 0 while all is well.';

create table training.backend_run (
    backend   text   not null references training.backend (name) on delete cascade,
    run_id    text   not null references training.run (id) on delete cascade,
    remote_id text   not null,
    lines     bigint not null default 0,
    refusal   text,
    primary key (backend, run_id)
);
comment on table training.backend_run is 'What runs are called at other tracking servers.';
comment on column training.backend_run.lines is 'Lines of history that are there, where a server counts them.';
comment on column training.backend_run.refusal is 'Why the server does not take something of this run, the last time it did not; null when it takes all.';
create index backend_run_run on training.backend_run (run_id);

-- Searches find runs by the beginning of a value; the whole may be too long for an index.
create index run_param_value on training.run_param (key, left(value, 64));
create index run_tag_value on training.run_tag (key, left(value, 64));
