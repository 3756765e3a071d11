// Generated from openapi/ by `npm run generate`. Do not edit.

export const operationFacts = {
  'bookings.reserve': {"document":"evently","method":"post","path":"/api/v1/bookings/reserve","authentication":"required","session":true,"scope":"bookings:write","service":false,"role":null,"idempotent":true,"ifMatch":false,"etag":false,"planned":false,"bodyBytesMax":65536,"problems":["malformed_request","validation_failed","unauthenticated","token_invalid","token_expired","insufficient_scope","buyer_not_allowed","event_not_found","ticket_type_not_found","sold_out","sales_closed","limit_exceeded","idempotency_in_flight","payload_too_large","unsupported_media_type","idempotency_key_reused","rate_limited","internal_error","overloaded","service_unavailable"]},
} as const
