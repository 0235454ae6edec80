alter table registry.promotion disable trigger append_only;
alter table registry.promotion
    drop constraint promotion_decision_check,
    add constraint promotion_decision_check check (decision in ('PROMOTED', 'REFUSED', 'OVERRIDDEN', 'UNDONE')),
    add column archived jsonb  not null default '[]',
    add column undoes   bigint unique references registry.promotion,
    add check ((decision = 'UNDONE') = (undoes is not null));
alter table registry.promotion enable trigger append_only;
comment on column registry.promotion.archived is 'Numbers of the versions that gave way.';
comment on column registry.promotion.undoes is 'The promotion that this takes back; one is taken back once.';

create table registry.default_policy (
    only_one   boolean     primary key default true check (only_one),
    document   jsonb       not null,
    updated_at timestamptz not null
);
comment on table registry.default_policy is 'The policy of models that have none of their own; without a row it is the built-in one.';

-- What was deleted is emptied or removed after a while; a run whose version is gone may register again.
alter table registry.model add column purged_at timestamptz;
alter table registry.model_version add column purged_at timestamptz;
comment on column registry.model.purged_at is 'When what was said of the deleted model was removed; the row stays where decisions refer to it.';
comment on column registry.model_version.purged_at is
    'When all that was known of the deleted version was removed; the row keeps its number and semantic version from being given again.';
drop index registry.model_version_of_run;
create unique index model_version_of_run on registry.model_version (model_id, run_id) where origin = 'PLATFORM' and deleted_at is null;
create index model_deleted on registry.model (deleted_at) where deleted_at is not null and purged_at is null;
create index model_version_deleted on registry.model_version (deleted_at) where deleted_at is not null and purged_at is null;
