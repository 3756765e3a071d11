"""Signs up, reserves two seats, pays for them, and is refused a third: with the client of openapi-python-client."""

import json
import sys
import uuid

from evently_client import AuthenticatedClient, Client
from evently_client.api.bookings import bookings_confirm, bookings_get, bookings_reserve
from evently_client.api.users import users_register
from evently_client.models import ConfirmBody, PaymentToMake, RegisterBody, ReserveBody

url, event = sys.argv[1:]
signed_in = users_register.sync(
    client=Client(base_url=url),
    body=RegisterBody(email=f"{uuid.uuid4()}@example.com", password="correct horse battery", name="Ada Lovelace"),
)
client = AuthenticatedClient(base_url=url, token=signed_in.tokens.access_token)
key = f'"{uuid.uuid4()}"'
body = ReserveBody(event_id=event, quantity=2)
reservation = bookings_reserve.sync(client=client, body=body, idempotency_key=key)
repeated = bookings_reserve.sync(client=client, body=body, idempotency_key=key)
booking = bookings_confirm.sync(
    client=client, body=ConfirmBody(reservation_id=reservation.id, payment=PaymentToMake(token="tok_ok"))
)
seen = bookings_get.sync(booking.id, client=client)
refusal = bookings_reserve.sync(client=client, body=ReserveBody(event_id=event, quantity=1))
done = {
    "bookingId": booking.id,
    "status": str(seen.status),
    "isRepeated": repeated.id == reservation.id,
    "refusal": str(refusal.code),
    "available": refusal.available,
}
print(json.dumps(done))
