-- Who did what to whose data. Rows are only ever added; each vouches for all before it.
create table audit (
  seq bigint not null primary key,
  at timestamp with time zone not null,
  who varchar(200) not null,
  action varchar(200) not null,
  about varchar(200) not null,
  detail varchar(200) not null,
  hash varchar(64) not null,     -- HMAC-SHA-256 over the hash before it and the row, with audit.key
  constraint audit_seq check (seq >= 1)
);
