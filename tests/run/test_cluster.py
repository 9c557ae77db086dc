"""Reading on a Dask cluster: the same bytes as here, whatever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from tests.store.postgres_server import NoServerError, running_server

from catena.errors import CaseError
from catena.store import open_case

from .cluster_processes import WAIT_S, Processes
from .reports import write_reports

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
COUNT = 60


def catena(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "catena.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, **(environment or {})})


def exported(case: Path | str) -> bytes:
    return catena("export", "--case", case).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("reports"), COUNT)


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    case = tmp_path_factory.mktemp("here") / "here.catena"
    catena("read", folder, "--case", case, "--workers", "1", "-q")
    return exported(case)


@pytest.fixture
def cluster() -> Iterator[Processes]:
    processes = Processes()
    try:
        yield processes
    finally:
        processes.kill()


def test_three_workers_give_the_same_bytes_through_a_killed_worker_a_new_scheduler_and_a_killed_client(
    folder: Path, expected: bytes, cluster: Processes, tmp_path: Path
) -> None:
    cluster.start(3)
    case = tmp_path / "far.catena"
    read = ["read", str(folder), "--case", str(case), "--engine", "dask", "--scheduler", cluster.address, "-q"]
    client = subprocess.Popen([sys.executable, "-m", "catena.cli", *read])
    try:
        stopped_at(case, client, 4)
        cluster.workers[0].kill()
        client.send_signal(signal.SIGCONT)
        stopped_at(case, client, 16)
        cluster.kill()
        cluster.start(3)
        client.send_signal(signal.SIGCONT)
        kept = stopped_at(case, client, 28)
    finally:
        client.kill()
        client.wait()
    again = catena(*read[:-1])
    assert f"{COUNT - kept} documents read, {kept} already known" in again.stdout.decode()
    assert exported(case) == expected
    assert b"every hash holds" in catena("verify", "--case", case).stdout


def stopped_at(case: Path, client: subprocess.Popen[bytes], count: int) -> int:
    """Let the client go on until the case holds so many documents; it stands still when this returns."""
    until = time.monotonic() + 2 * WAIT_S
    while time.monotonic() < until and client.poll() is None:
        client.send_signal(signal.SIGSTOP)
        with suppress(CaseError), open_case(case, create=False) as opened:
            if (kept := len(opened.document_ids())) >= count:
                return kept
        client.send_signal(signal.SIGCONT)
        time.sleep(0.15)
    raise AssertionError(f"the case never held {count} documents while the client lived")


@pytest.fixture
def shared_case(tmp_path: Path) -> Iterator[str]:
    """Give a case on a PostgreSQL server, or a file where none can be started."""
    with ExitStack() as stack:
        try:
            place = stack.enter_context(running_server())
        except NoServerError:
            place = str(tmp_path / "shared.catena")
        yield place


def test_reports_in_an_object_store_are_read_by_the_workers_into_a_shared_case_with_the_same_bytes(
    folder: Path, expected: bytes, shared_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    store = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    cluster = Processes(store)
    try:
        for name, value in store.items():
            monkeypatch.setenv(name, value)
        fill_bucket("archive", folder)
        cluster.start(1)
        read = (
            "read",
            "s3://archive/reports",
            "--case",
            shared_case,
            "--engine",
            "dask",
            "--scheduler",
            cluster.address,
        )
        assert f"{COUNT} documents read" in catena(*read).stdout.decode()
        assert exported(shared_case) == expected
        assert f"{COUNT} already known" in catena(*read).stdout.decode()
    finally:
        cluster.kill()
        server.stop()


def fill_bucket(bucket: str, folder: Path) -> None:
    """Put a folder's files into a new bucket, at the address and with the keys that the environment names."""
    client = pytest.importorskip("boto3").client("s3")
    client.create_bucket(Bucket=bucket)
    for path in folder.iterdir():
        client.put_object(Bucket=bucket, Key=f"reports/{path.name}", Body=path.read_bytes())
