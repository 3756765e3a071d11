-- A document of a few thousand characters is a row of its own size. Compressing it took an eighth of the time that a
-- write of documents takes, and each search had to undo it for what it shows and ranks.
alter table documents set (toast_tuple_target = 8160);
