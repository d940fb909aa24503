/** What the rehearsal networks were sent: a row a post, as a network would keep it, and a row for each that another account shows. */
export const rehearsalTables = `
create table if not exists rehearsal_post (
  show text not null,
  channel text not null,
  id text not null,
  key text not null,
  words text not null,
  language text not null,
  photos text not null,
  reply_to text,
  at_ms integer not null,
  removed integer not null default 0,
  primary key (show, channel, id)
) strict;
create table if not exists rehearsal_relay (
  show text not null,
  channel text not null,
  of_id text not null,
  at_ms integer not null,
  removed integer not null default 0,
  primary key (show, channel, of_id)
) strict;
create index if not exists rehearsal_post_key on rehearsal_post (show, channel, key);
`;
