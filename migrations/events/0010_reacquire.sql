-- The ledger's cause `hold_anew` is called `reacquire` now. This is the only time that rows of the ledger are rewritten:
-- their meaning stays.
--
-- While servers of the earlier release run beside newer ones they still write `hold_anew`, also after this migration. So
-- both words are read as `reacquire` (server/src/domains/inventory/reports.ts). A later release, beside which no such
-- server can run, may repeat this update and drop the second word.
update movements set cause = 'reacquire' where cause = 'hold_anew';
