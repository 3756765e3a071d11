-- Which pages of the ledger may have lines of a hold: a filter of 64 pages' holds takes 5 kB, and writes of batches don't feel it.
-- Pages that are not in it yet are read: it takes in those that have become full when autovacuum passes by.
create index movements_of_hold on movements using brin (hold_id text_bloom_ops (n_distinct_per_range = 3000)) with (pages_per_range = 64, autosummarize = on);
