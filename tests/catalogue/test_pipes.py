"""A pipe is read to its end, or given up in a bounded time; never waited for without end."""

from __future__ import annotations

import os
import pty
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from aidnum.catalogue import pipes
from aidnum.catalogue.files import read_bytes
from aidnum.catalogue.pipes import Held, read_pipe
from aidnum.errors import CatalogueUnreadable
from tests.catalogue.samples import FILE

Writer = Callable[[int], None]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines that tests can wait for."""
    monkeypatch.setattr(pipes, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(pipes, "TOTAL_SECONDS", 0.6)


@pytest.fixture
def held() -> Iterator[int]:
    """The end to read of a pipe whose other end nobody closes."""
    end, other = os.pipe()
    os.write(other, b"version: 1\n")
    yield end
    os.close(other)
    os.close(end)


def test_a_pipe_is_read_to_its_end_however_it_is_cut() -> None:
    end, other = os.pipe()

    def write() -> None:
        for part in (b"a" * 70_000, b"b", b"c"):
            os.write(other, part)
            time.sleep(0.05)
        os.close(other)

    writer = Thread(target=write)
    writer.start()
    assert read_pipe(end, 1_000_000) == b"a" * 70_000 + b"bc"
    writer.join()
    os.close(end)


@pytest.mark.parametrize("most", [0, 4, 11])
def test_no_more_is_read_nor_waited_for_than_what_is_asked_for(held: int, most: int) -> None:
    assert read_pipe(held, most) == b"version: 1\n"[:most]


def test_a_writer_who_stays_silent_is_not_waited_for(held: int) -> None:
    with pytest.raises(Held, match=r"^rien n'y est écrit depuis 0\.2 secondes$"):
        read_pipe(held, 1_000)


def test_a_writer_who_never_ends_is_not_waited_for_either() -> None:
    end, other = os.pipe()
    stop = Event()

    def drip() -> None:
        while not stop.wait(0.05):
            os.write(other, b"#")

    writer = Thread(target=drip)
    writer.start()
    start = time.monotonic()
    with pytest.raises(Held, match=r"^l'écriture dure plus de 0\.6 secondes$"):
        read_pipe(end, 1_000_000)
    assert time.monotonic() - start < 2
    stop.set()
    writer.join()
    os.close(other)
    os.close(end)


def test_the_time_of_reading_counts_too(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 100.0])
    monkeypatch.setattr(pipes, "monotonic", lambda: next(clock))
    monkeypatch.setattr(pipes, "_CHUNK", 4)
    with pytest.raises(Held, match="dure plus"):
        read_pipe(held, 1_000)


@pytest.mark.parametrize("says", [b"", b"version: 1\n"])
def test_a_named_pipe_is_given_up_too(tmp_path: Path, says: bytes) -> None:
    path = tmp_path / "tuyau"
    os.mkfifo(path)
    both = os.open(path, os.O_RDWR)
    os.write(both, says)
    with pytest.raises(CatalogueUnreadable, match=r"^budget « .*tuyau » illisible : rien n'y est écrit depuis"):
        read_bytes(path, "budget")
    os.close(both)


def test_a_named_pipe_that_nobody_writes_to_is_given_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau")
    with pytest.raises(CatalogueUnreadable, match="rien n'y est écrit depuis"):
        read_bytes(tmp_path / "tuyau")


def test_where_pipes_can_not_be_watched_they_are_read_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("select.poll")
    end, other = os.pipe()
    os.write(other, b"texte")
    os.close(other)
    assert read_pipe(end, 1_000) == b"texte"
    os.close(end)


SOON = """
import sys
from aidnum.catalogue import pipes
pipes.SILENCE_SECONDS = 0.3
from aidnum.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def _main(*words: str, stdin: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SOON, *words]
    return subprocess.run(command, stdin=stdin, capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.parametrize("words", [("list", "--catalogue", "-"), ("validate", "-"), ("check", "--profil", "-", "--no-input")])
def test_standard_input_is_a_pipe_like_another(held: int, words: tuple[str, ...]) -> None:
    ran = _main(*words, stdin=held)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "« - » illisible : rien n'y est écrit depuis 0.3 secondes\n" in ran.stderr


def test_standard_input_may_be_a_socket() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert "rien n'y est écrit" in _main("list", "--catalogue", "-", stdin=theirs.fileno()).stderr


def test_standard_input_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(FILE, encoding="utf-8")
    with path.open("rb") as file:
        assert _main("show", "aide", "--catalogue", "-", "--no-shipped", stdin=file.fileno()).returncode == 0


def test_a_closed_standard_input_is_told() -> None:
    script = "import os; os.close(0)\n" + "import sys; sys.stdin = None\n" + SOON
    command = [sys.executable, "-c", script, "list", "--catalogue", "-"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (ran.returncode, ran.stderr) == (1, "erreur : catalogue « - » illisible : l'entrée standard est fermée\n")


def test_a_person_who_types_is_waited_for_and_told_so() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", SOON, "show", "aide", "--catalogue", "-", "--no-shipped", "--no-input"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=theirs, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line == "le texte du catalogue est attendu au clavier ; le finir par Ctrl-D sur une ligne vide\n"
        time.sleep(0.5)
        os.write(ours, FILE.encode() + b"\n\x04")
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert "aide" in out
