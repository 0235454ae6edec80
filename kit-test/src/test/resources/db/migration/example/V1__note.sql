create table note (body text not null);
comment on table note is 'What the example service of kit-test keeps.';
