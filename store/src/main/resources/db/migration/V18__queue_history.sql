-- What the queues were told in each run of the server, so that their decisions can be gone through
-- again: told to new queues in the same order, it gives the same decisions.
create table acd_runs (
  epoch varchar(40) primary key,
  began timestamp with time zone not null,
  settings varchar not null
);
create index acd_runs_began on acd_runs (began);
create table acd_inputs (
  epoch varchar(40) not null,
  seq bigint not null,
  at timestamp with time zone not null,
  event varchar not null,
  primary key (epoch, seq)
);

-- Why somebody paused, for exports.
alter table operator_states add column reason varchar not null default '';
