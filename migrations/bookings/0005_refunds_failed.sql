-- The refunds that are looked at: few, among all there ever were.
create index refunds_failed on refunds (changed_at) where status in ('failed', 'needs_attention');
