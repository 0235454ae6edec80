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
