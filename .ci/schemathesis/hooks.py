"""Schemathesis' hooks: who asks, for what, which answer leads to which request, and which failures are none."""

import json
import os
import re
import sys
import uuid
from datetime import datetime, timedelta, timezone

import requests
import schemathesis
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import MissingHeaderNotRejected, RejectedPositiveData, UndefinedStatusCode

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from exceptions import (  # noqa: E402
    ANY,
    FAULTS_BEYOND_A_SCHEMA,
    MISSING_HEADER,
    OF_HTTP_ITSELF,
    REFUSED_FOR_A_REASON,
)

API = f"{os.environ['EVENTLY_FUZZ_URL']}/api/v1"
ROLE = os.environ["EVENTLY_FUZZ_ROLE"]
ADMIN = {"email": os.environ["EVENTLY_ADMIN_EMAIL"], "password": os.environ["EVENTLY_ADMIN_PASSWORD"]}
PROTECTED = set()
THINGS = {}


# Who asks. An account is used for twenty seconds: its own requests may end its session, change its email or demote it.


def make_account():
    """A new account of the role with things of its own, and its token or key; None for anonymous."""
    admin = send("POST", "/auth/login", ADMIN)
    admin_token = admin["tokens"]["accessToken"]
    PROTECTED.add(admin["user"]["id"])
    if ROLE == "anonymous":
        return make_things(organizer=admin_token, buyer=admin_token)
    body = {"email": f"{uuid.uuid4()}@example.com", "password": "correct horse battery", "name": "Fuzz"}
    role = "attendee" if ROLE == "attendee" else "organizer"
    account = send("POST", "/auth/register", {**body, "role": role})
    PROTECTED.add(account["user"]["id"])
    token = account["tokens"]["accessToken"]
    if ROLE == "admin":
        send("PATCH", f"/admin/users/{account['user']['id']}", {"role": "admin"}, admin_token)
        token = send("POST", "/auth/login", {key: body[key] for key in ("email", "password")})["tokens"]["accessToken"]
    make_things(organizer=admin_token if ROLE == "attendee" else token, buyer=token)
    if ROLE == "key":
        document = requests.get(f"{os.environ['EVENTLY_FUZZ_URL']}/openapi.json", timeout=10).json()
        scopes = document["components"]["schemas"]["ApiKeyScope"]["enum"]
        return send("POST", "/api-keys", {"name": "Fuzz", "scopes": scopes}, token)["key"]
    return token


def make_things(organizer, buyer):
    """Something of each kind, so that requests meet more than what is not there."""
    starts_at = datetime.now(timezone.utc) + timedelta(days=30)
    event = {
        "title": "Evening",
        "category": "music",
        "venue": {"name": "The Hall", "city": "Vienna", "country": "AT", "timezone": "Europe/Vienna"},
        "startsAt": starts_at.isoformat(),
        "endsAt": (starts_at + timedelta(hours=3)).isoformat(),
        "priceMinor": 2500,
        "currency": "EUR",
        "publish": True,
    }
    on_sale = send("POST", "/admin/events", {**event, "capacity": 500}, organizer)
    full = send("POST", "/admin/events", {**event, "capacity": 1}, organizer)
    draft = send("POST", "/admin/events", {**event, "capacity": 5, "publish": False}, organizer)
    reserve = {"eventId": on_sale["id"], "quantity": 1}
    reservation = send("POST", "/bookings/reserve", reserve, buyer)
    bought = {"reservationId": send("POST", "/bookings/reserve", reserve, buyer)["id"], "payment": {"token": "tok_ok"}}
    booking = send("POST", "/bookings/confirm", bought, buyer)
    send("POST", "/bookings/reserve", {"eventId": full["id"], "quantity": 1}, buyer)
    entry = send("POST", "/waitlist/join", {"eventId": full["id"], "quantity": 1}, buyer)
    reseller = send("POST", "/auth/register", {**ADMIN, "email": f"{uuid.uuid4()}@example.com", "name": "Reseller"})
    granted = {"accountId": reseller["user"]["id"], "seatsMax": 5}
    send("POST", f"/admin/events/{on_sale['id']}/resellers", granted, organizer)
    code = {"code": "EARLY-10", "kind": "discount", "percent": 20}
    promotion = send("POST", f"/admin/events/{on_sale['id']}/promotions", code, organizer)
    THINGS.update(
        eventId=[on_sale["id"], full["id"], draft["id"]],
        venueId=[on_sale["venue"]["id"]],
        ticketTypeId=[on_sale["ticketTypes"][0]["id"]],
        reservationId=[reservation["id"]],
        bookingId=[booking["id"]],
        waitlistEntryId=[entry["id"]],
        accountId=[granted["accountId"]],
        promotionId=[promotion["id"]],
    )


def send(method, path, body, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = requests.request(method, f"{API}{path}", json=body, headers=headers, timeout=10)
    answer.raise_for_status()
    return answer.json()


if ROLE == "anonymous":
    make_account()
else:

    @schemathesis.auth(refresh_interval=20, retry_on=[])
    class Account:
        def get(self, case, context):
            return make_account()

        def set(self, case, data, context):
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    return with_things(path_parameters)


@schemathesis.hook
def map_body(context, body):
    return with_things(body) if isinstance(body, dict) else body


def with_things(values):
    """Two of three ids that are well formed become ids of things that are there."""
    return {name: thing_instead_of(name, value) for name, value in (values or {}).items()}


def thing_instead_of(name, value):
    things = THINGS.get(name)
    if not things or not isinstance(value, str) or not re.fullmatch(r"[a-z]{3}_[0-9a-z]{26}", value):
        return value
    number = sum(value.encode())
    return value if number % 3 == 0 else things[number % len(things)]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Admins may demote and disable anybody but those who run this test."""
    if (case.path_parameters or {}).get("userId") in PROTECTED:
        case.path_parameters["userId"] = "usr_01jz3t5m8qf0vab9x2k4c7d6eh"


# Which operation gives another its ids, where Schemathesis can't tell by their names.

EVENT, VENUE, ENTRY, RESERVATION, BOOKING = (
    {name: "$response.body#/id"} for name in ("eventId", "venueId", "waitlistEntryId", "reservationId", "bookingId")
)
LINKS = {
    "events.create": [
        ("bookings.reserve", None, "eventId"),
        ("bookings.joinWaitlist", None, "eventId"),
        ("events.delete", EVENT, None),
        ("events.cancel", EVENT, None),
        ("events.update", {**EVENT, "If-Match": "*"}, None),
    ],
    "events.createVenue": [
        ("events.updateVenue", {**VENUE, "If-Match": "*"}, None),
    ],
    "bookings.reserve": [
        ("bookings.confirm", None, "reservationId"),
        ("bookings.getReservation", RESERVATION, None),
        ("bookings.releaseReservation", RESERVATION, None),
    ],
    "bookings.confirm": [
        ("bookings.get", BOOKING, None),
        ("bookings.cancel", BOOKING, None),
        ("bookings.retryRefund", BOOKING, None),
        ("bookings.listRefunds", BOOKING, None),
    ],
    "bookings.joinWaitlist": [
        ("bookings.getWaitlistEntry", ENTRY, None),
        ("bookings.changeWaitlistEntry", ENTRY, None),
        ("bookings.leaveWaitlist", ENTRY, None),
        ("bookings.acceptOffer", ENTRY, None),
        ("bookings.declineOffer", ENTRY, None),
    ],
}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for path in raw_schema["paths"].values():
        for operation in path.values():
            for target, parameters, body in LINKS.get(operation.get("operationId"), []):
                link = {"operationId": target, "parameters": parameters or {}}
                if body is not None:
                    link["requestBody"] = {body: "$response.body#/id"}
                    link["x-schemathesis"] = {"merge_body": True}
                operation["responses"]["201"].setdefault("links", {})[target] = link


# Which failures are none.


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if isinstance(failure, MissingHeaderNotRejected):
        return (failure.header_name, response.status_code) not in MISSING_HEADER
    if isinstance(failure, RejectedPositiveData):
        return not is_refused_for_a_reason(case, problem_of(response))
    if isinstance(failure, (AcceptedNegativeData, UndefinedStatusCode)):
        return problem_of(response).get("code") not in OF_HTTP_ITSELF
    return True


def problem_of(response):
    try:
        return json.loads(response.content)
    except ValueError:
        return {}


def is_refused_for_a_reason(case, problem):
    code = problem.get("code")
    if code == "validation_failed":
        faults = problem.get("errors", [])
        return len(faults) > 0 and all(is_beyond_a_schema(fault) for fault in faults)
    operation, _ = REFUSED_FOR_A_REASON.get(code, (None, None))
    return operation in (ANY, case.operation.definition.raw.get("operationId"))


def is_beyond_a_schema(fault):
    where, what = fault["pointer"], fault["keyword"]
    return any(where.endswith(pointer) and what == keyword for pointer, keyword in FAULTS_BEYOND_A_SCHEMA)
