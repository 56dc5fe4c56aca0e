-- Who a ticket is of and where they are reached, as they told it; each with the key of the ticket's person.
alter table tickets add column name_sealed varchar;
alter table tickets add column phone_sealed varchar;
alter table tickets add column email_sealed varchar;

-- The number of a call whose person has been erased is gone, and the row says so.
alter table calls drop constraint calls_trust;
alter table calls add constraint calls_trust check
  (from_trust in ('network', 'claimed', 'withheld', 'erased'));
alter table calls drop constraint calls_number;
alter table calls add constraint calls_number check
  ((from_trust in ('withheld', 'erased')) = (from_sealed is null));
