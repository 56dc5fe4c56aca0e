-- One row a call: what lists and recovery need without reading the journal.
-- The caller's number is personal: masked for display, and sealed by FieldCipher.
create table calls (
  id uuid not null primary key,
  from_masked varchar not null,
  from_sealed varchar,
  from_trust varchar(16) not null,
  called varchar not null,
  flow varchar not null,
  flow_version varchar not null,
  language varchar(3),
  arrived_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  bridged_at timestamp with time zone,
  ended_at timestamp with time zone,
  ending varchar(20),
  ticket varchar(12),
  operator varchar,
  skill_group varchar,
  rank_at timestamp with time zone,
  wait_ms bigint,
  talk_ms bigint,
  served boolean default false not null,
  constraint calls_trust check (from_trust in ('network', 'claimed', 'withheld')),
  constraint calls_number check ((from_trust = 'withheld') = (from_sealed is null)),
  constraint calls_ending check (ending in
    ('completed', 'caller-hung-up', 'abandoned', 'timeout', 'cut-off', 'rejected')),
  constraint calls_ended check ((ending is null) = (ended_at is null)),
  constraint calls_wait check (wait_ms >= 0),
  constraint calls_talk check (talk_ms >= 0)
);
-- recovery: calls without an ending
create index calls_open on calls (ended_at, id);
create index calls_by_ticket on calls (ticket);

-- Everything that happened to a call. No foreign key: an event may be older than the call's row.
create table journal (
  call_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  kind varchar(40) not null,
  fields varchar not null,
  constraint journal_line primary key (call_id, seq),
  constraint journal_seq check (seq >= 1)
);

create table tickets (
  number varchar(12) not null primary key,
  category varchar not null,
  identity_level varchar(16) not null,
  identity_kind varchar(20) not null,
  identity_masked varchar not null,
  language varchar(3) not null,
  state varchar(16) not null,
  opened_at timestamp with time zone not null,
  operator varchar,
  served_at timestamp with time zone,
  rating integer,
  constraint tickets_level check (identity_level in
    ('none', 'stated', 'knows-data', 'code', 'operator')),
  constraint tickets_state check (state in
    ('new', 'in-progress', 'handed-over', 'waiting', 'solved', 'closed')),
  constraint tickets_rating check (rating between 1 and 5)
);
create index tickets_newest on tickets (opened_at, number);

-- The calls of a ticket in the order in which they were linked; a call has one ticket at most.
create table ticket_calls (
  call_id uuid not null primary key,
  number varchar(12) not null,
  place integer not null,
  ended_at timestamp with time zone,
  ending varchar(20),
  constraint ticket_calls_number foreign key (number) references tickets (number),
  constraint ticket_calls_ending check (ending in
    ('completed', 'caller-hung-up', 'abandoned', 'timeout', 'cut-off', 'rejected')),
  constraint ticket_calls_ended check ((ending is null) = (ended_at is null))
);
create unique index ticket_calls_place on ticket_calls (number, place);

create table ticket_recordings (
  recording uuid not null primary key,
  number varchar(12) not null,
  place integer not null,
  constraint ticket_recordings_number foreign key (number) references tickets (number)
);
create unique index ticket_recordings_place on ticket_recordings (number, place);

-- Callbacks that callers are owed: one a call, however often recovery runs.
create table callbacks (
  call_id uuid not null primary key,
  ticket varchar(12),
  number_masked varchar not null,
  number_sealed varchar not null,
  language varchar(3) not null,
  skill_group varchar not null,
  rank_at timestamp with time zone not null,
  owed_at timestamp with time zone not null,
  reason varchar not null
);
create index callbacks_rank on callbacks (rank_at, call_id);

create table operators (
  operator varchar not null primary key,
  state varchar(20) not null,
  reason varchar not null,
  since timestamp with time zone not null
);

-- Where operators' telephones are reached (RFC 3261 section 10.3).
create table registrations (
  operator varchar not null,
  contact varchar not null,
  target varchar not null,
  expires timestamp with time zone not null,
  sip_call_id varchar not null,
  cseq bigint not null,
  user_agent varchar not null,
  constraint registrations_binding primary key (operator, contact)
);

-- Connections that were up, so that after a crash each other party can be told.
create table dialogs (
  id varchar not null primary key,
  call_id uuid not null,
  front_end varchar not null,
  state varchar not null,
  opened_at timestamp with time zone not null
);
create index dialogs_opened on dialogs (opened_at, id);

-- The keys that fields were sealed with, by their identifiers only.
create table field_keys (
  id varchar(16) not null primary key,
  created_at timestamp with time zone not null
);
