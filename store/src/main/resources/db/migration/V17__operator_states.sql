-- What the operators did when, for reports: each state lasts until the operator's next one.
create table operator_states (
  id bigint generated always as identity primary key,
  operator varchar not null,
  state varchar(20) not null,
  since timestamp with time zone not null
);
create index operator_states_since on operator_states (since, id);
