-- Each person has a data key of their own, sealed with the master key. Without it nothing of theirs
-- can be read: to forget a person is to forget the key.
create table persons (
  id uuid not null primary key,
  same_as uuid,                -- found out to be this one; never one that itself is another
  sealed_key varchar,
  key_id varchar(16) not null, -- of the master key
  created_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  constraint persons_same foreign key (same_as) references persons (id),
  constraint persons_erased check ((sealed_key is null) = (erased_at is not null))
);
create index persons_by_same on persons (same_as);
-- rotation of the master key: whose keys are still under the old one
create index persons_by_key on persons (key_id, id);

-- Other keys that must outlive a rotation, sealed with the master key.
create table sealed_keys (
  name varchar(40) not null primary key,
  sealed varchar not null,
  key_id varchar(16) not null
);

alter table calls add column person uuid;
alter table calls add column from_hash varchar(64);
create index calls_by_number on calls (from_hash, arrived_at);
create index calls_by_person on calls (person);

alter table tickets add column person uuid;
alter table tickets add column identity_sealed varchar;
create index tickets_by_person on tickets (person);

-- By what a ticket is found beside its number: keyed hashes, which tell nothing without the key.
create table ticket_lookups (
  kind varchar(24) not null,   -- snils, inn, passport, phone, surname, surname-first-name
  hash varchar(64) not null,
  opened_at timestamp with time zone not null,
  number varchar(12) not null,
  constraint ticket_lookups_line primary key (kind, hash, opened_at, number),
  constraint ticket_lookups_number foreign key (number) references tickets (number)
);
create index ticket_lookups_by_number on ticket_lookups (number);
