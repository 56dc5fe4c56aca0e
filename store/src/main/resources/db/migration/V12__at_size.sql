-- Which tickets have not ended, without reading those that have: when the levels of escalation have
-- changed all open ones are looked at again.
create index tickets_open on tickets (closed_at, number);

-- The levels for which that was done last, as a fingerprint: one row at most.
create table reckoned_levels (
  fingerprint varchar(64) not null primary key
);

-- Whose recordings are still to be deleted, at each start.
create index persons_erased_at on persons (erased_at);
