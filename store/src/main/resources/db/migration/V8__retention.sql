-- Tickets that must not be deleted, why, and until when. What was released stays as history.
create table ticket_holds (
  number varchar(12) not null,
  place integer not null,       -- 1, 2, 3 … without a gap
  held_at timestamp with time zone not null,
  held_by varchar(64) not null,
  why_sealed varchar not null,  -- with the key of the ticket's person
  released_at timestamp with time zone,
  released_by varchar(64),
  constraint ticket_holds_line primary key (number, place),
  constraint ticket_holds_number foreign key (number) references tickets (number),
  constraint ticket_holds_released check ((released_at is null) = (released_by is null))
);

-- What retention has deleted in the database and not yet told the audit, or not yet removed from the
-- disk. Empty but for the moments in between, and after a crash.
create table deletions (
  id varchar(64) not null primary key,  -- 'ticket 12345674', 'call 0192…'
  at timestamp with time zone not null,
  detail varchar(200) not null,         -- the rule, and how much of what
  recordings varchar not null,          -- identifiers, a space between
  audited boolean default false not null
);

-- retention: what ended long ago
create index tickets_by_end on tickets (closed_at, number);
create index calls_without_ticket on calls (ticket, ended_at, id);
