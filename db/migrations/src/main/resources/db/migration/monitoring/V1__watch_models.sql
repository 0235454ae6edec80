create table monitoring.watched_model (
    model                text   primary key,
    revision             bigint not null default 0,
    live_version         int,
    shadow_versions      int[]  not null default '{}',
    predictions          bigint not null default 0,
    outcomes             bigint not null default 0,
    newest_prediction_at timestamptz,
    newest_outcome_at    timestamptz,
    settings             jsonb  not null default '{}'
);
comment on table monitoring.watched_model is 'One row per model: what should be serving, what came in, and the settings that differ from the defaults.';
comment on column monitoring.watched_model.revision is 'Of the newest deployment heard of; 0 before the first.';
comment on column monitoring.watched_model.predictions is 'Rows kept, shadows included; a repeated one counts once.';
comment on column monitoring.watched_model.outcomes is 'Subjects with an outcome.';
comment on column monitoring.watched_model.newest_prediction_at is 'Event time.';
comment on column monitoring.watched_model.newest_outcome_at is 'Event time: the watermark that closes windows.';

create table monitoring.watched_version (
    model          text    not null,
    version        int     not null,
    predictions    bigint  not null default 0,
    first_live_at  timestamptz,
    newest_live_at timestamptz,
    fetched        boolean not null default false,
    profile        jsonb,
    primary key (model, version)
);
comment on table monitoring.watched_version is 'Versions that predict, with a copy of the reference profile from the registry.';
comment on column monitoring.watched_version.first_live_at is 'Event time of the first prediction that a caller saw.';
comment on column monitoring.watched_version.newest_live_at is 'Event time of the newest prediction that a caller saw.';
comment on column monitoring.watched_version.fetched is 'The registry was asked; it may have had no profile.';

create table monitoring.feature_list (
    id       int  generated always as identity primary key,
    sha256   text not null unique,
    features text[] not null
);
comment on table monitoring.feature_list is 'The order of feature values in predictions, kept once instead of in each row.';
comment on column monitoring.feature_list.sha256 is 'Hex hash of the JSON array of names: a list of any length has a short key.';

create table monitoring.prediction (
    model          text        not null,
    subject        text        not null,
    version        int         not null,
    at             timestamptz not null,
    shadow         boolean     not null,
    score          float8      not null,
    request_id     text        not null,
    feature_list   int         not null,
    feature_values jsonb       not null,
    primary key (model, subject, version, at)
) partition by range (at);
comment on table monitoring.prediction is 'Answered predictions, partitioned by month of event time; partitions are made when the first row comes and dropped after the retention.';
comment on column monitoring.prediction.at is 'The time that the prediction was made for.';
comment on column monitoring.prediction.score is 'From 0 to 1.';
comment on column monitoring.prediction.feature_values is 'Array in the order of the feature list.';
create index prediction_model_at on monitoring.prediction (model, at);

create table monitoring.outcome (
    model       text        not null,
    subject     text        not null,
    label       float8      not null,
    observed_at timestamptz not null,
    primary key (model, subject)
);
comment on table monitoring.outcome is 'What really happened; may come before the prediction. The newest observation of a subject counts.';
comment on column monitoring.outcome.label is '0 or 1.';
comment on column monitoring.outcome.observed_at is 'Event time at which it became known.';
create index outcome_observed_at on monitoring.outcome (observed_at);

create table monitoring.report_window (
    model        text        not null,
    version      int         not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    state        text        not null check (state in ('WAITING', 'EVALUATED')),
    changes      bigint      not null default 0,
    evaluations  int         not null default 0,
    evaluated_at timestamptz,
    enough       boolean,
    drifted      boolean,
    lost         boolean,
    quality      jsonb,
    loss         jsonb,
    drift        jsonb,
    primary key (model, version, starts_at, ends_at)
);
comment on table monitoring.report_window is 'Windows of event time in which a version predicted, and their reports. Late rows set an evaluated one to waiting again.';
comment on column monitoring.report_window.starts_at is 'Inclusive; windows are aligned to the epoch.';
comment on column monitoring.report_window.ends_at is 'Exclusive.';
comment on column monitoring.report_window.changes is 'Grows when rows come in: a report made meanwhile is made again.';
comment on column monitoring.report_window.enough is 'Enough labelled rows to judge.';
comment on column monitoring.report_window.drifted is 'A feature or the score drifted; null when it could not be judged.';
comment on column monitoring.report_window.lost is 'Quality was lost against the validation; null when it could not be judged.';
create index report_window_waiting on monitoring.report_window (model, ends_at) where state = 'WAITING';

create table monitoring.retraining_request (
    id           uuid        primary key,
    model        text        not null,
    version      int         not null,
    trigger      text        not null check (trigger in ('DRIFT', 'SCHEDULE', 'MANUAL')),
    reason       text        not null,
    cut          timestamptz not null,
    state        text        not null
        check (state in ('REQUESTED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED', 'EXPIRED')),
    requested_at timestamptz not null,
    ended_at     timestamptz,
    run_id       text,
    new_version  int,
    promotion    text,
    outcome      text
);
comment on table monitoring.retraining_request is 'Retrainings that were asked for and what came of them.';
comment on column monitoring.retraining_request.version is 'The version that was live.';
comment on column monitoring.retraining_request.cut is 'Event time: nothing known later may be used for training.';
comment on column monitoring.retraining_request.promotion is 'PROMOTED, REFUSED or null when none was asked for.';
comment on column monitoring.retraining_request.outcome is 'Why it failed or was refused.';
create unique index retraining_request_active on monitoring.retraining_request (model)
    where state in ('REQUESTED', 'RUNNING');
create index retraining_request_model on monitoring.retraining_request (model, cut);
