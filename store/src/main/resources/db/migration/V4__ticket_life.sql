-- The life of tickets: what was done to each, its deadlines, and when they are to be looked at.

alter table tickets drop constraint tickets_state;
alter table tickets add constraint tickets_state check (state in
  ('new', 'in-progress', 'handed-over', 'waiting', 'solved', 'reopened', 'closed'));

alter table tickets add column priority varchar(8) default 'normal' not null;
alter table tickets add column answer_by timestamp with time zone;
update tickets set answer_by = opened_at + interval '30' day;
alter table tickets alter column answer_by set not null;
alter table tickets add column registration_by timestamp with time zone;
alter table tickets add column due_zone varchar(64) default 'UTC' not null;
alter table tickets add column closed_at timestamp with time zone; -- solved or closed; null again when reopened
alter table tickets add column look_at timestamp with time zone;   -- when a level is to be told next
alter table tickets add constraint tickets_priority check
  (priority in ('low', 'normal', 'high', 'urgent'));
create index tickets_nearing on tickets (look_at, number);

create table ticket_entries (
  number varchar(12) not null,
  place integer not null,      -- 1, 2, 3 … without a gap
  at timestamp with time zone not null,
  author varchar(64) not null,
  kind varchar(20) not null,
  operator varchar,
  department varchar(64),
  due varchar(16),             -- the deadline that a level was told of
  level varchar(64),
  deadline timestamp with time zone,
  deadline_zone varchar(64),
  call_id uuid,
  text_sealed varchar,         -- with the key of the ticket's person
  constraint ticket_entries_line primary key (number, place),
  constraint ticket_entries_number foreign key (number) references tickets (number),
  constraint ticket_entries_place check (place >= 1),
  constraint ticket_entries_kind check (kind in
    ('taken', 'noted', 'handed-over', 'waiting-began', 'solved', 'closed', 'reopened', 'linked',
     'escalated'))
);

insert into ticket_entries (number, place, at, author, kind, operator)
  select number, 1, served_at, 'server', 'taken', operator from tickets
  where served_at is not null and operator is not null;
