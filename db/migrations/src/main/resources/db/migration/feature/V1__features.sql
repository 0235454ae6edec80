create table feature.definition_revision (
    revision bigint not null
);
comment on table feature.definition_revision is 'One row; grows with each change of a definition, so that every instance knows when to read them again.';
insert into feature.definition_revision values (1);

create table feature.entity (
    name       text        primary key,
    document   jsonb       not null,
    created_at timestamptz not null
);
comment on table feature.entity is 'Things that features describe.';
comment on column feature.entity.document is 'Name, join keys, description.';

create table feature.source (
    id         int         generated always as identity primary key,
    name       text        not null unique,
    document   jsonb       not null,
    created_at timestamptz not null
);
comment on table feature.source is 'Kinds of events that are taken; the name is the CloudEvents type.';
comment on column feature.source.document is 'Name, description, typed fields of the payload.';

create table feature.source_progress (
    source_id         int         primary key references feature.source,
    events            bigint      not null,
    duplicates        bigint      not null,
    newest_event_time timestamptz,
    updated_at        timestamptz not null
);
comment on table feature.source_progress is 'How many events each source has brought; changed in the transaction that takes them.';
comment on column feature.source_progress.duplicates is 'Events that came again and did not count.';

create table feature.view (
    id         int         generated always as identity primary key,
    name       text        not null unique,
    document   jsonb       not null,
    created_at timestamptz not null
);
comment on table feature.view is 'Feature views: windowed, stored or calendar.';

create table feature.series (
    id            int    generated always as identity primary key,
    view_id       int    not null references feature.view,
    source_id     int    not null references feature.source,
    ordinal       int    not null,
    fine_span_s   int    not null,
    coarse_span_s int,
    unique (view_id, ordinal)
);
comment on table feature.series is 'One stream of numbers per entity that the windows of a view are computed from.';
comment on column feature.series.ordinal is 'Position among the distinct value expressions of the view.';
comment on column feature.series.fine_span_s is 'Length in seconds of the tiles that keep single observations.';
comment on column feature.series.coarse_span_s is 'Length in seconds of the tiles that keep sums only; null when windows are too short to need them.';

create table feature.event (
    source_id   int         not null,
    event_id    text        not null collate "C",
    event_time  timestamptz not null,
    payload     jsonb       not null,
    received_at timestamptz not null,
    primary key (source_id, event_id, event_time)
) partition by range (event_time);
comment on table feature.event is 'Raw events, once each; partitioned by month of event time. Backfills, training-set rows and test oracles read them.';
comment on column feature.event.event_id is 'The producer''s id; with source and time it says what the same event is.';

create table feature.tile (
    series_id    int              not null,
    entity       text             not null collate "C",
    span_s       int              not null,
    start        timestamptz      not null,
    events       int              not null,
    n            int              not null,
    sum_hi       double precision not null,
    sum_lo       double precision not null,
    square_hi    double precision not null,
    square_lo    double precision not null,
    min          double precision,
    max          double precision,
    last_at      timestamptz,
    last_value   double precision,
    observations bytea            not null,
    primary key (series_id, entity, span_s, start)
) with (fillfactor = 80);
alter table feature.tile alter column observations set storage external;
comment on table feature.tile is 'Mergeable partial state of windows by event time: what happened to one entity in [start, start + span).';
comment on column feature.tile.entity is 'Values of the join keys, encoded as text.';
comment on column feature.tile.span_s is 'Length of the tile in seconds.';
comment on column feature.tile.events is 'Number of events.';
comment on column feature.tile.n is 'Number of events with a value.';
comment on column feature.tile.sum_hi is 'Sum of the values; sum_lo is its rounding error, so that any order of arrival gives the same sum.';
comment on column feature.tile.square_hi is 'Sum of the squared values, square_lo its rounding error.';
comment on column feature.tile.last_value is 'Value at last_at; of several at that time the largest.';
comment on column feature.tile.observations is 'Fine tiles: per event 8 bytes epoch milliseconds and 8 bytes IEEE 754 value (NaN without one), big-endian, in order of arrival. Empty in coarse tiles.';

create function feature.sum_error(a double precision, b double precision) returns double precision
    language sql immutable parallel safe
    return (a - ((a + b) - ((a + b) - a))) + (b - ((a + b) - a));
comment on function feature.sum_error is 'The rounding error of a + b (Knuth''s TwoSum).';

create table feature.value (
    view_id    int         not null references feature.view,
    entity     text        not null collate "C",
    event_time timestamptz not null,
    created_at timestamptz not null,
    values     jsonb       not null,
    primary key (view_id, entity, event_time)
);
comment on table feature.value is 'Rows of stored views, with their history.';
comment on column feature.value.values is 'Array of values in the order of the view''s features.';

create table feature.training_set (
    id          text        primary key,
    status      text        not null check (status in ('RUNNING', 'READY', 'FAILED')),
    request     jsonb       not null,
    row_count   bigint,
    columns     jsonb,
    sha256      text,
    reason      text,
    seconds     double precision,
    created_at  timestamptz not null,
    lease_until timestamptz
);
comment on table feature.training_set is 'Training sets and how far their making is.';
comment on column feature.training_set.lease_until is 'Until when an instance is at work on it; past it another may take it over.';
