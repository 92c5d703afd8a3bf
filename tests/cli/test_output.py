"""An answer is written whole or not at all, and never over something that was not to be replaced."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aidnum.cli import output
from aidnum.errors import OutputRefused
from tests.catalogue.samples import FILE
from tests.cli.conftest import DATE, Run, shell

EXPORT = ("export", "--type", "donnees", *DATE, "-o")
is_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def _strays(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".aidnum-")]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "resume.md"
    path.write_text("ancien", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.md", "# "),
        ("a.html", "<!DOCTYPE html>"),
        ("a.json", "{"),
        ("a.csv", "\ufeff"),
        ("a.ics", "BEGIN:VCALENDAR"),
        ("A.JSON", "{"),
    ],
)
def test_the_extension_chooses_the_format(run: Run, tmp_path: Path, name: str, start: str) -> None:
    path = tmp_path / name
    assert run(*EXPORT, str(path)) == (0, "", f"écrit : {path}\n")
    assert path.read_bytes().decode().startswith(start)
    assert _strays(tmp_path) == []


def test_check_writes_its_lines_for_a_terminal_in_a_text_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert run("check", *DATE, "-o", str(path)).status == 0
    assert path.read_text(encoding="utf-8").startswith("Toutes les aides\n1er\u00a0mars\u00a02021")
    assert "\x1b" not in path.read_text(encoding="utf-8")


def test_a_format_supplies_what_an_extension_does_not_say(run: Run, tmp_path: Path) -> None:
    assert run(*EXPORT, str(tmp_path / "a.dat"), "--format", "csv").status == 0


def test_a_dash_stands_for_standard_output(run: Run) -> None:
    assert run(*EXPORT, "-", "--format", "json").out.startswith("{")
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("export", "--type", "donnees"), "indiquer le fichier à écrire avec -o"),
        (("export", "-o", "a"), "-o : « a » n'a pas d'extension"),
        (("export", "-o", "a.xlsx"), "-o : extension « .xlsx » inconnue"),
        (("export", "-o", "a.txt"), "-o : extension « .txt » inconnue"),
        (("check", "-o", "a.ics"), "-o : extension « .ics » inconnue"),
        (("check", "-o", "a.md", "--format", "json"), "-o a.md et --format json se contredisent"),
    ],
)
def test_a_name_without_a_clear_format_is_a_wrong_use(run: Run, words: tuple[str, ...], error: str) -> None:
    ran = run(*words, *DATE)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"erreur : {error}\n")


def test_an_existing_file_is_kept(run: Run, old: Path) -> None:
    expected = f"erreur : « {old} » existe déjà ; il est gardé tel quel\nPour le remplacer : --ecraser.\n"
    assert run(*EXPORT, str(old)) == (1, "", expected)
    assert old.read_text(encoding="utf-8") == "ancien"


def test_an_existing_file_is_replaced_when_asked_and_keeps_its_mode(run: Run, old: Path) -> None:
    old.chmod(0o640)
    assert run(*EXPORT, str(old), "--ecraser").status == 0
    assert old.read_text(encoding="utf-8").startswith("# ")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_umask_gives(run: Run, tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        run(*EXPORT, str(tmp_path / "a.md"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == mode


@pytest.mark.parametrize("force", [(), ("--ecraser",)])
def test_a_symbolic_link_is_neither_followed_nor_replaced(run: Run, old: Path, force: tuple[str, ...]) -> None:
    link = old.with_name("lien.md")
    link.symlink_to(old)
    ran = run(*EXPORT, str(link), *force)
    assert (ran.status, ran.out) == (1, "")
    assert "est un lien symbolique ; il est laissé tel quel" in ran.err
    assert link.is_symlink()
    assert old.read_text(encoding="utf-8") == "ancien"


def test_a_folder_or_a_missing_folder_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.md").mkdir()
    assert "est un dossier" in run(*EXPORT, str(tmp_path / "d.md"), "--ecraser").err
    ran = run(*EXPORT, str(tmp_path / "absent" / "a.md"))
    assert (ran.status, ran.err.split("\n")[0]) == (1, f"erreur : le dossier « {tmp_path / 'absent'} » n'existe pas")
    assert not (tmp_path / "absent").exists()


def test_a_device_is_never_replaced(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "a.md"
    os.mkfifo(pipe)
    ran = run(*EXPORT, str(pipe), "--ecraser")
    assert ran.status == 1
    assert "n'est pas un fichier ordinaire" in ran.err
    assert pipe.is_fifo()


def test_a_name_too_long_is_told(run: Run, tmp_path: Path) -> None:
    ran = run(*EXPORT, str(tmp_path / f"{'é' * 200}.md"))
    assert ran.status == 1
    assert "le nom est trop long\nRien n'a été changé.\n" in ran.err


@is_root
def test_a_folder_without_write_permission_is_told(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "l'écriture n'y est pas permise" in run(*EXPORT, str(tmp_path / "a.md")).err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "l'écriture n'y est pas permise"),
        (OSError(28, "No space left on device"), "le disque est plein"),
        (OSError(30, "Read-only file system"), "ce disque est en lecture seule"),
    ],
)
def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    run: Run, old: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fail(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    ran = run(*EXPORT, str(old), "--ecraser")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"erreur : « {old} » n'a pas pu être écrit : {said}\nRien n'a été changé.\n"
    assert old.read_text(encoding="utf-8") == "ancien"
    assert _strays(old.parent) == []


def test_nobody_else_may_read_a_file_before_it_is_whole(run: Run, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda number: modes.append(stat.S_IMODE(os.fstat(number).st_mode)))
    before = os.umask(0)
    try:
        assert run(*EXPORT, str(old), "--ecraser").status == 0
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_an_interruption_in_the_middle_leaves_the_old_file_and_no_other(
    run: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    assert run(*EXPORT, str(old), "--ecraser") == (130, "", "")
    assert old.read_text(encoding="utf-8") == "ancien"
    assert _strays(old.parent) == []


def test_the_file_is_made_beside_its_place(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append(self.parent)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    output.write_file(old, b"neuf", replace=True)
    assert (seen, old.read_text(encoding="utf-8")) == ([old.parent], "neuf")


def test_pieces_are_written_one_after_another_and_a_fault_among_them_leaves_the_old_file(old: Path) -> None:
    output.write_file(old, iter([b"ne", b"uf"]), replace=True)
    assert old.read_text(encoding="utf-8") == "neuf"

    def broken() -> Iterator[bytes]:
        yield b"pas fini"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputRefused, match="le disque est plein"):
        output.write_file(old, broken(), replace=True)
    assert (old.read_text(encoding="utf-8"), _strays(old.parent)) == ("neuf", [])


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_pieces_reach_a_program_whatever_the_terminal_speaks(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    output.write_stdout(iter(["é", "ligne ✓"]), as_utf8=True)
    assert written.getvalue().decode() == "éligne ✓"


def test_what_a_killed_run_left_is_swept_after_an_hour(run: Run, tmp_path: Path) -> None:
    fresh, stale, other = (tmp_path / name for name in (".aidnum-a.tmp", ".aidnum-b.tmp", "notes.tmp"))
    for path in (fresh, stale, other):
        path.touch()
    for path in (stale, other):
        os.utime(path, (time.time() - 3700,) * 2)
    assert run(*EXPORT, str(tmp_path / "a.md")).status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".aidnum-a.tmp", "a.md", "notes.tmp"]


def test_a_stray_file_that_can_not_be_removed_does_not_stop_the_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".aidnum-b.tmp").mkdir()
    os.utime(tmp_path / ".aidnum-b.tmp", (0, 0))
    assert run(*EXPORT, str(tmp_path / "a.md")).status == 0


@pytest.mark.parametrize("words", ["list", "-h", "check -h", "--version"])
def test_a_closed_or_full_standard_output_is_an_error(words: str) -> None:
    ran = shell(f"aidnum {words} >&-; echo $?; aidnum {words} >/dev/full; echo $?")
    assert ran.out == "1\n1\n"
    assert ran.err.endswith("erreur : la réponse n'a pas pu être écrite : le disque est plein\n")


def test_a_reader_that_stops_early_is_no_error() -> None:
    ran = shell("aidnum facts | head -1; echo ${PIPESTATUS[0]}")
    assert ran == (0, "FAITS\n0\n", "")


OVER = (*DATE, "--no-input", "--ecraser", "--format")
INPUTS = {
    "--budget": ("entree.csv", "Catégorie;Montant HT\nRH;1000\n"),
    "--profil": ("entree.json", '{"population": 3000}'),
    "--catalogue": ("entree.yaml", FILE),
}


def _as_it_is(path: Path) -> Path:
    return path


def _relative(path: Path) -> Path:
    return Path(os.path.relpath(path))


def _hard_link(path: Path) -> Path:
    other = path.with_name(f"autre{path.suffix}")
    other.hardlink_to(path)
    return other


def _linked_folder(path: Path) -> Path:
    link = path.parent / "dossier"
    link.symlink_to(path.parent, target_is_directory=True)
    return link / path.name


@pytest.fixture(params=INPUTS)
def given(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """An option that names a file, and the file."""
    name, text = INPUTS[request.param]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return request.param, path


def _written(path: Path) -> str:
    return "csv" if path.suffix == ".csv" else "json"


@pytest.mark.parametrize("by", [_as_it_is, _relative, _hard_link, _linked_folder])
def test_an_output_that_is_an_input_is_refused_by_whatever_name(
    run: Run, given: tuple[str, Path], by: Callable[[Path], Path]
) -> None:
    option, path = given
    before, output = path.read_bytes(), str(by(path))
    ran = run("check", *OVER, _written(path), option, str(path), "-o", output)
    said = f"« {output} » est lu par cette commande ; il est laissé tel quel\nDonner un autre nom de fichier.\n"
    assert (ran.status, ran.out, said in ran.err) == (1, "", True)
    assert (path.read_bytes(), _strays(path.parent)) == (before, [])


def test_a_file_of_a_folder_of_catalogues_is_an_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    ran = run("list", *DATE, "--catalogue", str(tmp_path), "-o", str(tmp_path / "a.yaml"), "--format", "csv", "--ecraser")
    assert (ran.status, "est lu par cette commande" in ran.err) == (1, True)
    assert run("list", *DATE, "--catalogue", str(tmp_path), "-o", str(tmp_path / "b.csv")).status == 0


def test_a_file_is_an_input_of_the_command_that_reads_it_alone(run: Run, given: tuple[str, Path]) -> None:
    option, path = given
    assert run("check", *DATE, option, str(path), "--no-input").status == 0
    assert run("list", *OVER[:2], "--ecraser", "-o", str(path), "--format", _written(path)).status == 0


def test_what_standard_input_comes_from_is_an_input(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    words = "list --catalogue - --no-shipped -o a.yaml --format csv --ecraser"
    ran = shell(f"cd {tmp_path}; aidnum {words} < a.yaml; echo $?", PYTHONPATH=os.pathsep.join(sys.path))
    assert (ran.out, "est lu par cette commande" in ran.err) == ("1\n", True)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == FILE
