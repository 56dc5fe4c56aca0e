-- What a caller has said of the matter: where it stands in the recording of the call, in milliseconds.
alter table ticket_entries add column from_ms bigint;
alter table ticket_entries add column to_ms bigint;
alter table ticket_entries drop constraint ticket_entries_kind;
alter table ticket_entries add constraint ticket_entries_kind check (kind in
  ('taken', 'noted', 'described', 'handed-over', 'waiting-began', 'solved', 'closed', 'reopened',
   'linked', 'escalated'));
