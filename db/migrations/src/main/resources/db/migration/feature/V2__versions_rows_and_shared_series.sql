-- Entities: join keys get types.
update feature.entity set document = jsonb_set(document, '{joinKeys}', (
    select jsonb_agg(case when jsonb_typeof(k) = 'string' then jsonb_build_object('name', k, 'type', 'STRING') else k end)
    from jsonb_array_elements(document -> 'joinKeys') as k));
comment on column feature.entity.document is 'Name, typed join keys, description, owner, tags.';

-- Views: versions, and one way to write a feature whatever it is computed from.
alter table feature.view drop constraint view_name_key;
alter table feature.view add column version int not null default 1;
alter table feature.view add column status text not null default 'ACTIVE' check (status in ('PREPARING', 'ACTIVE', 'RETIRED'));
alter table feature.view add column current boolean not null default true;
alter table feature.view add column failure text;
alter table feature.view add column retired_at timestamptz;
alter table feature.view add column kept_from timestamptz;
alter table feature.view alter column version drop default;
alter table feature.view alter column status drop default;
alter table feature.view alter column current drop default;
alter table feature.view add unique (name, version);
create unique index view_current on feature.view (name) where current;
comment on table feature.view is 'Versions of feature views. A change that alters what a feature means makes a new version.';
comment on column feature.view.status is 'PREPARING while what it needs is fitted and filled from earlier events, ACTIVE, or RETIRED: kept for its name only.';
comment on column feature.view.current is 'Whether a reference without a version means this one; at most one of a name.';
comment on column feature.view.kept_from is 'What features were before this time is not known any more; null when nothing was dropped.';
comment on column feature.view.failure is 'Why the preparation cannot go on, or null.';

update feature.view set document = jsonb_strip_nulls(jsonb_build_object(
    'name', document -> 'name',
    'description', document -> 'description',
    'entities', case when document ->> 'entity' is null then null else jsonb_build_array(document -> 'entity') end,
    'source', document -> 'source',
    'ttl', document -> 'ttl',
    'timeZone', document -> 'timeZone',
    'features', (
        select jsonb_agg(jsonb_strip_nulls(case document ->> 'kind'
            when 'windowed' then jsonb_build_object('name', f -> 'name',
                'type', case when f ->> 'aggregate' = 'COUNT' then 'INT64' else 'DOUBLE' end,
                'transformation', jsonb_build_object('type', 'window', 'aggregate', f -> 'aggregate', 'path', f -> 'value',
                    'clip', f -> 'clip', 'window', f -> 'window'))
            when 'stored' then jsonb_build_object('name', f -> 'name',
                'type', case f ->> 'type' when 'NUMBER' then 'DOUBLE' else f ->> 'type' end)
            else jsonb_build_object('name', f -> 'name',
                'type', case when (f ->> 'categorical')::boolean then 'STRING' else 'INT64' end,
                'transformation', jsonb_build_object('type', 'time', 'part', f -> 'part', 'offset', document -> 'offset',
                    'categorical', f -> 'categorical'))
            end) order by position)
        from jsonb_array_elements(document -> 'features') with ordinality as x (f, position))));

create table feature.fitted (
    view_id    int         not null references feature.view on delete cascade,
    feature    text        not null,
    parameters jsonb       not null,
    row_count  bigint      not null,
    from_time  timestamptz,
    to_time    timestamptz,
    data_cut   timestamptz not null,
    fitted_at  timestamptz not null,
    primary key (view_id, feature)
);
comment on table feature.fitted is 'Parameters of fitted transformations: fitted once for a version of a view, never from a request.';
comment on column feature.fitted.row_count is 'Values that it was fitted on.';
comment on column feature.fitted.from_time is 'Values at or after this time; null is no limit. to_time: values before.';
comment on column feature.fitted.data_cut is 'What had arrived by then was used.';

create table feature.service (
    name       text        primary key,
    document   jsonb       not null,
    created_at timestamptz not null
);
comment on table feature.service is 'Feature services: named lists of features.';

-- Raw events: ordered by time, so that new ones go to one end of the index and a period is read in one stretch.
alter table feature.event drop constraint event_pkey;
alter table feature.event alter column payload type json using payload::text::json;
alter table feature.event add column tx bigint not null default (pg_current_xact_id()::text::bigint);
alter table feature.event add primary key (source_id, event_time, event_id);
create index event_tx on feature.event using brin (tx) with (pages_per_range = 32);
comment on column feature.event.event_id is 'The producer''s id; with source and time it says what the same event is.';
comment on column feature.event.received_at is 'When it arrived, by the clock of the database, in whole milliseconds.';
comment on column feature.event.tx is 'The transaction that wrote it: followers read on in this order.';

alter table feature.source_progress add column too_late bigint not null default 0;
comment on column feature.source_progress.too_late is 'Events that came after the retention had dropped their time: kept nowhere, counted here.';
alter table feature.source_progress add column dropped_before timestamptz;
comment on column feature.source_progress.dropped_before is 'What lies before this time was dropped by the retention.';

create table feature.stream_position (
    topic        text   not null,
    topic_id     text   not null,
    partition_no int    not null,
    next_offset  bigint not null,
    primary key (topic, partition_no)
);
comment on table feature.stream_position is 'How far each Kafka partition is taken in; changes in the transaction that takes the events.';
comment on column feature.stream_position.topic_id is 'Kafka''s id of the topic: a topic that was made anew starts from its beginning.';

-- Series are shared by all views and versions that need the same numbers; tiles are computed anew from the events.
drop table feature.series cascade;
drop table feature.tile;

create table feature.series (
    id            int         generated always as identity primary key,
    source_id     int         not null references feature.source,
    definition    jsonb       not null,
    fingerprint   text        not null,
    fine_span_s   int         not null,
    coarse_span_s int,
    kept_from     timestamptz,
    unique (source_id, fingerprint)
);
comment on table feature.series is 'Streams of values per entity that windows are computed from, each shared by all views that need the same.';
comment on column feature.series.definition is 'Join key paths, value path, default, clip, filter, group, rules.';
comment on column feature.series.fingerprint is 'Hex SHA-256 of the definition and the spans.';
comment on column feature.series.fine_span_s is 'Length in seconds of the tiles that keep single observations.';
comment on column feature.series.coarse_span_s is 'Length in seconds of the tiles that keep sums only; null when windows are too short to need them.';
comment on column feature.series.kept_from is 'Its tiles before this time are gone; null when nothing was dropped.';

create table feature.view_series (
    view_id   int  not null references feature.view on delete cascade,
    feature   text not null,
    series_id int  not null references feature.series,
    primary key (view_id, feature)
);
create index view_series_series on feature.view_series (series_id);
comment on table feature.view_series is 'Which series each windowed feature is computed from.';

create table feature.tile (
    series_id       int              not null,
    entity          text             not null collate "C",
    span_s          int              not null,
    start           timestamptz      not null,
    grp             text             not null collate "C",
    events          int              not null,
    n               int              not null,
    sum_hi          double precision not null,
    sum_lo          double precision not null,
    square_hi       double precision not null,
    square_lo       double precision not null,
    min             double precision,
    max             double precision,
    last_at         timestamptz,
    last_value      double precision,
    observations    bytea            not null,
    overflow        int              not null default 0,
    distinct_events int,
    distinct_state  bytea,
    primary key (series_id, entity, span_s, start, grp)
) with (fillfactor = 80);
alter table feature.tile alter column observations set storage external;
alter table feature.tile alter column distinct_state set storage external;
comment on table feature.tile is 'Mergeable partial state of windows by event time: what happened to one entity in [start, start + span).';
comment on column feature.tile.entity is 'Values of the join keys, encoded as text.';
comment on column feature.tile.span_s is 'Length of the tile in seconds.';
comment on column feature.tile.grp is 'Value of the group key; empty when the series has none.';
comment on column feature.tile.events is 'Number of events.';
comment on column feature.tile.n is 'Number of events with a value.';
comment on column feature.tile.sum_hi is 'Sum of the values; sum_lo is its rounding error, so that any order of arrival gives the same sum.';
comment on column feature.tile.square_hi is 'Sum of the squared values, square_lo its rounding error.';
comment on column feature.tile.last_value is 'Value at last_at; of several at that time the largest.';
comment on column feature.tile.observations is 'Fine tiles: per event 4 bytes milliseconds since start, 8 bytes epoch milliseconds of arrival, 8 bytes value (IEEE 754, NaN without one; a 64-bit hash, 0 without one, where distinct values are counted); big-endian, in order of arrival. Empty in coarse tiles.';
comment on column feature.tile.overflow is 'Number of rows in tile_overflow that hold earlier observations of this tile.';
comment on column feature.tile.distinct_state is 'Distinct values of the first distinct_events events, made when it was first asked for: sorted hashes, or the registers of a HyperLogLog.';

create table feature.tile_overflow (
    series_id    int         not null,
    entity       text        not null collate "C",
    span_s       int         not null,
    start        timestamptz not null,
    grp          text        not null collate "C",
    chunk        int         not null,
    observations bytea       not null,
    primary key (series_id, entity, span_s, start, grp, chunk)
);
alter table feature.tile_overflow alter column observations set storage external;
comment on table feature.tile_overflow is 'Observations moved out of tiles that had grown long, so that a busy entity does not rewrite its whole tile with each batch.';

create table feature.backfill (
    id          bigint      generated always as identity primary key,
    source_id   int         references feature.source,
    from_view_id int        references feature.view on delete cascade,
    series_id   int         references feature.series on delete cascade,
    view_id     int         references feature.view on delete cascade,
    data_cut    timestamptz not null,
    from_time   timestamptz,
    to_time     timestamptz,
    after_time  timestamptz,
    after_id    text        collate "C",
    after_created timestamptz,
    events      bigint      not null default 0,
    finished_at timestamptz,
    lease_until timestamptz,
    created_at  timestamptz not null,
    check ((series_id is null) <> (view_id is null)),
    check ((source_id is null) <> (from_view_id is null))
);
create index backfill_open on feature.backfill (id) where finished_at is null;
comment on table feature.backfill is 'Earlier data on their way into a new series or the rows of a new view: events of a source, or rows of the version before. What arrived after the cut is taken by those who write it.';
comment on column feature.backfill.data_cut is 'Events that arrived until then are taken here, later ones by the stream.';
comment on column feature.backfill.after_time is 'Time and id of the last event that was taken in, or time, entity and arrival of the last row; changes in the transaction that takes it.';

-- Rows of features: the newest of each entity, and all of them.
create table feature.latest (
    view_id    int         not null,
    entity     text        not null collate "C",
    event_time timestamptz not null,
    created_at timestamptz not null,
    values     json        not null,
    primary key (view_id, entity)
) with (fillfactor = 85);
comment on table feature.latest is 'The newest row of each entity, as it is served.';
comment on column feature.latest.values is 'JSON array of values in the order of the view''s stored features.';
comment on column feature.latest.created_at is 'When it arrived, by the clock of the database, in whole milliseconds.';

create table feature.history (
    view_id    int         not null,
    entity     text        not null collate "C",
    event_time timestamptz not null,
    created_at timestamptz not null,
    tx         bigint      not null default (pg_current_xact_id()::text::bigint),
    values     json        not null,
    primary key (view_id, entity, event_time, created_at)
) partition by range (event_time);
create index history_tx on feature.history using brin (tx) with (pages_per_range = 32);
comment on table feature.history is 'Every row of every view by event time; of several at one time the newest arrival holds. Partitioned by quarter of event time.';
comment on column feature.history.tx is 'The transaction that wrote it: followers read on in this order.';

-- The values of stored views become rows; of each entity the newest is served.
do $$
declare
    quarter timestamptz;
begin
    for quarter in select distinct date_trunc('quarter', event_time at time zone 'UTC') at time zone 'UTC' from feature.value loop
        execute format('create table if not exists feature.history_%s partition of feature.history for values from (%L) to (%L)',
            to_char(quarter at time zone 'UTC', 'YYYY_MM'), quarter, quarter at time zone 'UTC' + interval '3 months');
    end loop;
end $$;
insert into feature.history (view_id, entity, event_time, created_at, values)
select view_id, entity, event_time, date_trunc('milliseconds', created_at), values::text::json from feature.value;
insert into feature.latest (view_id, entity, event_time, created_at, values)
select distinct on (view_id, entity) view_id, entity, event_time, date_trunc('milliseconds', created_at), values::text::json
from feature.value order by view_id, entity, event_time desc;
drop table feature.value;

create table feature.quarantine (
    id         bigint      generated always as identity primary key,
    view_id    int         references feature.view on delete cascade,
    series_id  int         references feature.series on delete cascade,
    source_id  int         references feature.source,
    event_id   text,
    event_time timestamptz not null,
    entity     text        not null,
    reasons    jsonb       not null,
    payload    json        not null,
    correction json,
    status     text        not null check (status in ('OPEN', 'REPLAYED', 'DISCARDED')),
    created_at timestamptz not null,
    closed_at  timestamptz,
    check ((view_id is null) <> (series_id is null))
);
create index quarantine_view on feature.quarantine (view_id, id) where view_id is not null;
create index quarantine_series on feature.quarantine (series_id, id) where series_id is not null;
comment on table feature.quarantine is 'Rows and events that broke a rule and wait: for a row of a view, or for the windows of a series.';
comment on column feature.quarantine.reasons is 'The broken rules: feature, check, policy, message.';
comment on column feature.quarantine.payload is 'What came: the payload of the event, or the row as it was written.';
comment on column feature.quarantine.correction is 'What was replayed in its place, or null when it was replayed as it was.';

-- Windowed views find their series again when the service starts: until then they are being prepared.
update feature.view set status = 'PREPARING'
where exists (select from jsonb_array_elements(document -> 'features') as f where f #>> '{transformation,type}' = 'window');

create table feature.vector_index (
    id        int  generated always as identity primary key,
    view_id   int  not null references feature.view on delete cascade,
    feature   text not null,
    position  int  not null,
    dimension int  not null,
    metric    text not null check (metric in ('COSINE', 'L2', 'INNER_PRODUCT')),
    unique (view_id, feature)
);
comment on table feature.vector_index is 'Vector features and where they are searched: the newest vector of each entity lies in feature.vector_<id>, with an HNSW index.';
comment on column feature.vector_index.position is 'Place in the stored array of the view.';

create table feature.materialization (
    view_id     int         primary key references feature.view on delete cascade,
    until       timestamptz,
    lease_until timestamptz
);
comment on table feature.materialization is 'Up to which event time rows that were written offline only are served, and whether an instance is at work on it.';

create table feature.retention_round (
    next_at timestamptz not null
);
comment on table feature.retention_round is 'One row: when the next clean-up is due; the instance that moves it does it.';
insert into feature.retention_round values ('-infinity');

create table feature.garbage (
    kind       text        not null check (kind in ('VIEW', 'SERIES', 'VECTORS')),
    id         int         not null,
    created_at timestamptz not null,
    primary key (kind, id)
);
comment on table feature.garbage is 'Deleted views whose rows, series whose tiles, and vector indexes whose tables are still to be cleaned away.';

alter table feature.training_set drop constraint training_set_status_check;
alter table feature.training_set add check (status in ('RUNNING', 'READY', 'FAILED', 'CANCELLED'));
alter table feature.training_set add column data_cut timestamptz;
alter table feature.training_set add column versions jsonb;
alter table feature.training_set add column stage text;
alter table feature.training_set add column rows_done bigint not null default 0;
alter table feature.training_set add column rows_total bigint;
alter table feature.training_set add column attempt int not null default 0;
comment on column feature.training_set.attempt is 'Grows when an instance takes it up: what an earlier one tells afterwards does not count.';
update feature.training_set set data_cut = created_at;
alter table feature.training_set alter column data_cut set not null;
comment on column feature.training_set.data_cut is 'What had arrived by this time is used.';
comment on column feature.training_set.versions is 'Version of each view that it was made from, by name.';

create table feature.training_set_view (
    training_set_id text not null references feature.training_set on delete cascade,
    view_id         int  not null references feature.view,
    primary key (training_set_id, view_id)
);
create index training_set_view_view on feature.training_set_view (view_id);
comment on table feature.training_set_view is 'Which versions of views a training set was made from: these cannot be deleted.';

create table feature.upload (
    id         text        primary key,
    name       text        not null,
    format     text        not null check (format in ('CSV', 'PARQUET')),
    row_count  bigint      not null,
    columns    jsonb       not null,
    bytes      bigint      not null,
    created_at timestamptz not null
);
comment on table feature.upload is 'Uploaded tables: rows of training sets, and batches of events or feature rows.';
comment on column feature.upload.columns is 'Name and type of each column.';

create table feature.lineage_edge (
    upstream   text        not null collate "C",
    downstream text        not null collate "C",
    since      timestamptz not null,
    until      timestamptz,
    primary key (upstream, downstream)
);
create index lineage_downstream on feature.lineage_edge (downstream);
comment on table feature.lineage_edge is 'What was made of what: source, view, feature, training set, run, model version, deployment; each node as kind:name.';
comment on column feature.lineage_edge.since is 'When it began to hold; where it held before, when it began the last time.';
comment on column feature.lineage_edge.until is 'When it ended: another version of the model was deployed, or the view was deleted; null while it holds.';

create table feature.deployed_model (
    model      text        primary key,
    revision   bigint      not null,
    features   text[]      not null,
    changed_at timestamptz not null
);
comment on table feature.deployed_model is 'What the registry says is deployed: the newest revision that was told of each model.';
comment on column feature.deployed_model.features is 'References that a live or shadow version reads, as it names them; the views that they mean cannot go.';

-- The lineage of what was there before it was kept: views that were read off one source, and training sets of their features.
insert into feature.lineage_edge (upstream, downstream, since)
select 'source:' || (document ->> 'source'), 'view:' || name || '@' || version, created_at
from feature.view where document ->> 'source' is not null
union all
select 'view:' || v.name || '@' || v.version, 'feature:' || v.name || '@' || v.version || ':' || (f ->> 'name'), v.created_at
from feature.view v, jsonb_array_elements(v.document -> 'features') as f;

insert into feature.training_set_view (training_set_id, view_id)
select distinct t.id, v.id
from feature.training_set t, jsonb_array_elements_text(t.request -> 'features') as f
join feature.view v on v.name = split_part(f, ':', 1);

insert into feature.lineage_edge (upstream, downstream, since)
select distinct 'feature:' || v.name || '@' || v.version || ':' || split_part(f, ':', 2), 'training_set:' || t.id, t.created_at
from feature.training_set t, jsonb_array_elements_text(t.request -> 'features') as f
join feature.view v on v.name = split_part(f, ':', 1)
union
select 'source:' || (t.request #>> '{spine,source}'), 'training_set:' || t.id, t.created_at
from feature.training_set t where t.request #>> '{spine,source}' is not null;

create table feature.batch (
    id          text        primary key,
    status      text        not null check (status in ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    request     jsonb       not null,
    upload_id   text,
    snapshot    jsonb,
    row_count   bigint,
    reason      text,
    created_at  timestamptz not null,
    finished_at timestamptz,
    lease_until timestamptz
);
create index batch_running on feature.batch (created_at) where status = 'RUNNING';
comment on table feature.batch is 'Tables on their way into events or rows: uploads, and results of queries.';
comment on column feature.batch.snapshot is 'Of a query: the file that its result was written to, its columns and the number of its rows; null until it is read.';
comment on column feature.batch.row_count is 'Rows of the table; null until a query is read.';
comment on column feature.batch.lease_until is 'Until when an instance is at work on it; past it another may take it over.';

create table feature.batch_lane (
    batch_id    text   not null references feature.batch on delete cascade,
    lane        int    not null,
    next_row    bigint not null default 0,
    rows_read   bigint not null default 0,
    accepted    bigint not null default 0,
    duplicates  bigint not null default 0,
    too_late    bigint not null default 0,
    quarantined bigint not null default 0,
    refused     bigint not null default 0,
    reasons     jsonb  not null default '[]',
    primary key (batch_id, lane)
);
comment on table feature.batch_lane is 'How far each writer of a batch is: which rows a writer takes follows from their keys. It moves on in the transaction that takes the rows.';
comment on column feature.batch_lane.next_row is 'Rows of this lane before this one are in, counted from 0.';
comment on column feature.batch_lane.reasons is 'Number and reason of the first refused rows.';

create table feature.encoder (
    name       text        primary key,
    id         text        not null unique,
    format     text        not null check (format in ('ONNX', 'TORCHSCRIPT')),
    dimension  int         not null,
    options    jsonb       not null,
    files      jsonb       not null,
    created_at timestamptz not null
);
comment on table feature.encoder is 'Text encoders that users registered; their files lie in the artifact store under encoders/<id>.';
comment on column feature.encoder.dimension is 'Numbers in a vector.';
comment on column feature.encoder.files is 'Path, bytes and SHA-256 of each file.';
