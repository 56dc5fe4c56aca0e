-- Whose key the number is sealed with; none for what was written before, which is under the master key.
alter table callbacks add column person uuid;
create index callbacks_by_person on callbacks (person);
