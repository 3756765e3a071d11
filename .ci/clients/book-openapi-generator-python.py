"""Signs up, reserves two seats, pays for them, and is refused a third: with openapi-generator's client for Python."""

import json
import sys
import uuid

from openapi_client import (
    ApiClient,
    ApiException,
    BookingsApi,
    Configuration,
    ConfirmBody,
    PaymentToMake,
    RegisterBody,
    ReserveBody,
    UsersApi,
)

url, event = sys.argv[1:]
signed_in = UsersApi(ApiClient(Configuration(host=url))).users_register(
    RegisterBody(email=f"{uuid.uuid4()}@example.com", password="correct horse battery", name="Ada Lovelace")
)
bookings = BookingsApi(ApiClient(Configuration(host=url, access_token=signed_in.tokens.access_token)))
key = f'"{uuid.uuid4()}"'
body = ReserveBody(event_id=event, quantity=2)
reservation = bookings.bookings_reserve(body, idempotency_key=key)
repeated = bookings.bookings_reserve(body, idempotency_key=key)
booking = bookings.bookings_confirm(ConfirmBody(reservation_id=reservation.id, payment=PaymentToMake(token="tok_ok")))
seen = bookings.bookings_get(booking.id)
try:
    bookings.bookings_reserve(ReserveBody(event_id=event, quantity=1))
    raise SystemExit("a seat too many")
except ApiException as refused:
    refusal = json.loads(refused.body)
done = {
    "bookingId": booking.id,
    "status": str(getattr(seen.status, "value", seen.status)),
    "isRepeated": repeated.id == reservation.id,
    "refusal": refusal["code"],
    "available": refusal["available"],
}
print(json.dumps(done))
