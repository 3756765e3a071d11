-- Each payment is written twice within a moment: asked for, then captured. With room for the second row on the same page
-- no index is touched again.
alter table payments set (fillfactor = 70);
alter table sandbox_charges set (fillfactor = 70);
