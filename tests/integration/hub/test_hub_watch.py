"""What a hub tells its operators: numbers, readiness and a log, and never who called."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import httpx
import pytest

from frontline.errors import BadInputError, StorageUnwritableError
from frontline.hub.keys import TlsFiles, tls_files
from frontline.hub.limits import Rate, RateLimit
from frontline.hub.monitor import create_monitor, exposition, monitoring
from frontline.hub.server import listen, require_the_cards
from frontline.hub.service import create_service
from frontline.hub.watch import Answered, JsonLines, Tally, logging_as_json
from frontline.services.roads import Parcel
from frontline.wire.exchange import bundle_path, receipts_path
from tests.support.hub import Hub, Post, ref_item
from tests.support.hub_calls import ServiceCalls


class Seconds:
    """A clock that counts seconds, and stands still."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def put(client: ServiceCalls, parcel: Parcel) -> httpx.Response:
    return client.put(bundle_path(parcel.device, parcel.sequence), content=parcel.content)


def test_a_burst_is_allowed_and_then_as_many_as_come_back() -> None:
    seconds = Seconds()
    limit = RateLimit(Rate(burst=3, per_second=0.5), seconds)

    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]
    seconds.now += 2
    assert [limit.allows("a") for _ in range(2)] == [True, False]
    seconds.now += 1000
    assert [limit.allows("a") for _ in range(4)] == [True, True, True, False]


def test_one_caller_does_not_use_up_the_calls_of_another() -> None:
    limit = RateLimit(Rate(burst=1, per_second=0), Seconds())

    assert (limit.allows("a"), limit.allows("b"), limit.allows("a")) == (True, True, False)


def test_it_stays_small_whoever_calls() -> None:
    limit = RateLimit(Rate(), Seconds(), most_keys=10)
    for number in range(1000):
        limit.allows(str(number))

    assert len(limit._left) == 10


def test_a_post_that_calls_without_end_is_told_when_to_come_again(hub: Hub) -> None:
    post = hub.post()
    service = create_service(hub.card, hub.mailroom, lambda: None, None, Rate(2, 0))
    client = ServiceCalls(service)

    answers = [put(client, post.seal(ref_item(number))) for number in range(3)]

    assert [each.status_code for each in answers] == [201, 201, 429]
    assert answers[2].json() == {"code": "too-many"}
    assert answers[2].headers["Retry-After"] == "30"
    assert hub.mailroom.counts()["bundles"] == 2


def test_a_stranger_uses_up_nobodys_calls(hub: Hub) -> None:
    post = hub.post()
    stranger = Post(hub.card, post.device, seed=9)
    client = ServiceCalls(create_service(hub.card, hub.mailroom, lambda: None, None, Rate(1, 0)))

    assert {put(client, stranger.seal(ref_item(0))).status_code for _ in range(3)} == {403}
    assert put(client, post.seal(ref_item(0))).status_code == 201


def test_questions_for_receipts_are_limited_too(hub: Hub) -> None:
    hub.post()
    client = ServiceCalls(create_service(hub.card, hub.mailroom, lambda: None, None, Rate(1, 0)))

    statuses = [client.get(receipts_path("post-a")).status_code for _ in range(2)]
    assert statuses == [200, 429]


def watched(hub: Hub) -> tuple[Tally, ServiceCalls]:
    tally = Tally()
    return tally, ServiceCalls(create_service(hub.card, hub.mailroom, lambda: None, tally))


def test_answers_are_counted_by_their_codes(hub: Hub) -> None:
    tally, client = watched(hub)
    parcel = hub.post().seal(ref_item(0))
    for _ in range(2):
        put(client, parcel)
    put(client, Post(hub.card, "post-x").seal(ref_item(0)))
    client.get(receipts_path("post-a"))
    client.get("/v1/health")
    client.get("/a/path/of/theirs")

    assert tally.answers() == {
        Answered("upload", "received", 201): 1,
        Answered("upload", "known", 200): 1,
        Answered("upload", "unknown-device", 403): 1,
        Answered("receipts", "ok", 200): 1,
        Answered("health", "ok", 200): 1,
        Answered("other", "request", 404): 1,
    }
    assert tally.received_bytes() >= 2 * len(parcel.content)


def test_the_log_has_a_line_for_each_answer_that_names_nobody(
    hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "frontline")
    _, client = watched(hub)
    put(client, hub.post("post-marker").seal(ref_item(0)))
    client.get("/v1/devices/post-marker/receipts")
    client.get("/marker/marker")

    own = [record for record in caplog.records if record.name == "frontline.hub.watch"]
    lines = [json.loads(JsonLines().format(record)) for record in own]
    assert [(line["kind"], line["status"]) for line in lines] == [
        ("upload", 201),
        ("receipts", 200),
        ("other", 404),
    ]
    assert set(lines[0]) == {
        "at", "level", "event", "kind", "code", "status", "bytes", "milliseconds",
    }  # fmt: skip
    assert "marker" not in json.dumps(lines)


def test_an_exception_is_logged_by_its_type_alone() -> None:
    try:
        int("a name")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "fault", None, sys.exc_info())

    line = json.loads(JsonLines().format(record))
    assert (line["exception"], line["level"]) == ("ValueError", "error")
    assert "a name" not in json.dumps(line)


def test_numbers_are_told_in_the_form_of_prometheus_and_name_no_post(hub: Hub) -> None:
    tally, client = watched(hub)
    put(client, hub.post("post-marker").seal(ref_item(0)))
    counts = {**hub.mailroom.counts(), **hub.counts(), "hub": "hub-marker", "refused": {"fork": 2}}

    text = exposition(counts, tally)

    lines = text.splitlines()
    assert "frontline_hub_bundles 1" in lines
    assert "frontline_hub_audit_breaks 0" in lines
    assert 'frontline_hub_refused{reason="fork"} 2' in lines
    assert 'frontline_hub_answers_total{kind="upload",code="received",status="201"} 1' in lines
    assert "# TYPE frontline_hub_answers_total counter" in lines
    assert "marker" not in text


@pytest.mark.slow
def test_operators_ask_at_an_address_of_their_own(hub: Hub) -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with (
            monitoring(
                listener, create_monitor(hub.mailroom.counts, hub.mailroom.answers, Tally())
            ),
            httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
        ):
            assert "frontline_hub_devices 0" in client.get("/metrics").text
            assert client.get("/ready").status_code == 200


def test_a_hub_whose_database_is_gone_is_not_ready() -> None:
    def gone() -> dict[str, object]:
        raise StorageUnwritableError(reason="operation")

    def silent() -> None:
        gone()

    client = ServiceCalls(create_monitor(gone, silent, Tally()))

    assert client.get("/ready").status_code == 503
    assert (client.get("/metrics").status_code, client.get("/metrics").text) == (
        503,
        "storage.unwritable",
    )


def test_only_the_cards_certificate_is_served(hub: Hub, tmp_path: Path) -> None:
    require_the_cards(hub.card, hub.folder.tls)

    other = tls_files(tmp_path)
    other.key.write_text("key")
    for files in (other, TlsFiles(hub.folder.tls_certificate, tmp_path / "none")):
        with pytest.raises(BadInputError, match="tls-files"):
            require_the_cards(hub.card, files)
    other.certificate.write_text(hub.card.certificate.replace("A", "B"))
    with pytest.raises(BadInputError, match="tls-files"):
        require_the_cards(hub.card, other)


def test_while_it_serves_a_hub_logs_to_stderr_and_no_longer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with logging_as_json():
        logging.getLogger("frontline.hub").warning("processing stopped: %s", "bundle.refused")
    logging.getLogger("frontline.hub").warning("after")

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "processing stopped: bundle.refused"
