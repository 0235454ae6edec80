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
