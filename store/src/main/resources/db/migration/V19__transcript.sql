-- How certain a recogniser was of what a caller has said of the matter, in percent; the words stand in
-- text_sealed. Null where nobody listened.
alter table ticket_entries add column confidence smallint;
