"""What Schemathesis would call a failure and is none, each with the reason.

Used by hooks.py. Nothing else is excepted: every other failure fails the run.
"""

ANY = "*"

# A request that the schema allows and that is refused all the same. The problem's code says why; for
# `validation_failed` every fault must be listed here, as (the end of its pointer, its keyword).
REFUSED_FOR_A_REASON = {
    "invalid_cursor": (ANY, "Cursors are signed by the server: no schema can describe the ones that it has made."),
    "idempotency_key_reused": (ANY, "Whether a key was used before, and for what, is the server's memory."),
    "scan_id_reused": (ANY, "Whether a scan id was used before, and for which code, is the server's memory."),
    "ticket_type_required": (ANY, "Only an event with several ticket types asks which one is meant."),
    "quantity_above_capacity": (ANY, "It depends on the event's capacity."),
    "currency_mismatch": (ANY, "All prices of an event are in one currency: it depends on the other prices."),
    "payment_required": ("bookings.confirm", "Only a reservation that costs something needs a payment."),
    "payment_declined": ("bookings.confirm", "It is the bank that declines."),
    "precondition_failed": (ANY, "Which version is the current one changes with every change."),
    "reset_token_invalid": ("users.confirmPasswordReset", "It is in a mail, which no schema reads."),
    "verification_token_invalid": ("users.confirmEmailVerification", "It is in a mail, which no schema reads."),
    "signature_invalid": ("bookings.receiveStripeWebhook", "The signature is made with a secret and the body."),
}

FAULTS_BEYOND_A_SCHEMA = {
    ("", "future"): "It depends on when the request is made.",
    ("", "event"): "It depends on when the event is.",
    ("", "range"): "A number within a text, or a time that is moved with another one: a schema bounds numbers alone.",
    ("", "order"): "One time must be after another one: JSON Schema can't compare two values.",
    ("", "unique"): "Names are compared as people read them, without case.",
    ("/skipMax", "not"): "It goes with `order: skip` only; generators of clients can't read a schema that says so.",
    ("/items", "maximum"): "The sum of the quantities: JSON Schema can't add.",
    ("/endsAt", "sales"): "It depends on the sales of the event's ticket types.",
    ("/capacity", "maximum"): "A ticket type has no more seats than its event.",
    ("/near", "required"): "Only sorting by distance needs it: parameters have no conditions in OpenAPI.",
    ("/test", "const"): "Whether an event is a test event never changes: it depends on the one that is there.",
    ("/currency", "required"): "Only where the events that are found have several currencies.",
    ("", "language"): "A language tag of BCP 47: a schema knows the letters alone.",
    ("/translations", "maxLength"): "The characters of all translations together: JSON Schema can't add.",
    ("", "rrule"): "A recurrence rule of RFC 5545, which a schema can't parse.",
    ("/percent", "required"): "A discount has percent or amountMinor: generators of clients can't read that.",
    ("/percent", "not"): "Only a discount takes something off: generators of clients can't read that.",
    ("/amountMinor", "not"): "Only a discount takes something off: generators of clients can't read that.",
    ("/ticketTypes", "contains"): "One must not be hidden: generators of clients can't read that.",
    ("", "additionalProperties"): "Answers go by the questions of the event.",
    ("/options", "required"): "Only a question of kind `choice` has options: generators of clients can't read that.",
    ("/options", "not"): "Only a question of kind `choice` has options: generators of clients can't read that.",
    ("/id", "uniqueItems"): "Ids of an event's questions: JSON Schema compares whole items.",
    ("/ticketId", "uniqueItems"): "Tickets of one request: JSON Schema compares whole items.",
    ("/holders", "maxItems"): "As many as the reservation has seats.",
    ("/timezone", "required"): "Only where the venue's own zone is outdated.",
    ("/header/If-Match", "format"): "Its coverage phase sends `0` for this optional header, which the pattern forbids.",
    ("/header/If-None-Match", "format"): "One of two headers: parameters have no conditions in OpenAPI.",
    ("/provider", "enum"): "Which providers there are is a setting of the server.",
    ("/metadata", "maxBytes"): "The length of all of it as JSON: a schema bounds its parts alone.",
    ("/metadata", "maxProperties"): "How many names there are with those that stay.",
    ("Url", "url"): "Hosts and ports that there can't be: the pattern knows the letters alone.",
    ("", "x-evently-code"): "Codes that there are: `openapi/data/` lists them, JSON Schema has the form alone.",
    ("", "x-evently-text"): "A text that shows: it goes by Unicode's categories.",
}

# Codes of HTTP itself, which no operation documents: they are answered before it is known which operation is meant.
OF_HTTP_ITSELF = {
    "uri_too_long": "A URL may have 8 KB.",
    "headers_too_large": "All headers together may have 16 KB.",
}

# A status that is right where Schemathesis knows others only.
MISSING_HEADER = {
    ("If-Match", 428): "RFC 6585 has 428 for a missing If-Match.",
}
