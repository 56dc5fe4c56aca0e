-- Through which proxies a registered telephone is reached (RFC 3327): Route values, one a line.
alter table registrations add column path varchar default '' not null;
