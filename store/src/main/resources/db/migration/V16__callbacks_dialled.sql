-- How far a callback has come. A row is no longer only one that is owed: what is over stays with its
-- call, so that it is not owed twice, and is deleted with it.
alter table callbacks add column state varchar(12) default 'owed' not null;
alter table callbacks add column tries integer default 0 not null;
alter table callbacks add column next_at timestamp with time zone;
alter table callbacks add column outcome varchar;
alter table callbacks add column ended_at timestamp with time zone;
-- Keyed, as those of calls; none for what was written before.
alter table callbacks add column number_hash varchar(64);
-- The call that has taken the place; each is taken once.
alter table callbacks add column place_by uuid;
alter table callbacks add constraint callbacks_state check (state in ('owed', 'dialling', 'over'));
alter table callbacks add constraint callbacks_tries check (tries >= 0);
alter table callbacks add constraint callbacks_over check ((state = 'over') = (ended_at is not null));
create index callbacks_standing on callbacks (ended_at, rank_at, call_id);
create index callbacks_newest on callbacks (owed_at, call_id);
create index callbacks_by_number on callbacks (number_hash, state);
create index callbacks_by_ticket on callbacks (ticket);

-- Every time that a number was rung for a callback: the try is here before the telephone rings.
create table callback_tries (
  call_id uuid not null,
  attempt integer not null,
  at timestamp with time zone not null,
  number_hash varchar(64) not null,
  constraint callback_tries_one primary key (call_id, attempt)
);
create index callback_tries_by_number on callback_tries (number_hash, at);
